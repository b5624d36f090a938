"""What is held back; and holding back that a record was shared without agreement."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.actions import HeldBackFromThem
from hearth.people.forms.sharing import HoldSharingForm
from hearth.people.models import Sharing
from hearth.people.queries.sections import EditedMeanwhile
from hearth.people.views.whose import posted


@require_safe
def held_back(request: WorkerRequest) -> HttpResponse:
    """List what is held back, so that somebody looks at it again before its day is past."""
    if not request.actor.may_somewhere(Permission.HOLD_BACK):
        require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    held = queries.what_is_held(request.actor, today=timezone.localdate())
    return render(request, "people/held_back.jinja", {"held": held})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hold_back_sharing(
    request: WorkerRequest, person_id: UUID, without_agreement_id: UUID
) -> HttpResponse:
    """Hold back one sharing until a day, or until another. It is for who may, without a name."""
    sharing, today = _sharing(request, person_id, without_agreement_id), timezone.localdate()
    if request.method != "POST":
        actions.note_opened(by=request.actor, person_id=person_id, part="holding back")
    stamp = queries.hold_of(sharing).stamp
    form = HoldSharingForm(posted(request), initial={"stamp": stamp})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.hold_back_sharing(
                by=request.actor,
                sharing=sharing,
                held_back=HeldBackFromThem(typed["why"], typed["until_on"]),
                stamp=typed["stamp"],
                today=today,
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Held back")
            return redirect("people:hold_back", person_id)
    rows = queries.without_agreement(person_id, today=today)
    page = {
        "person_id": person_id,
        "row": next(row for row in rows if row.id == sharing.id),
        "held_so_far": queries.held_so_far(sharing),
        "stamp": stamp,
        "form": form,
        "cancel_href": reverse("people:hold_back", args=[person_id]),
    }
    return render(request, "people/hold_back_sharing.jinja", page)


@require_POST
def show_sharing(
    request: WorkerRequest, person_id: UUID, without_agreement_id: UUID
) -> HttpResponse:
    sharing = _sharing(request, person_id, without_agreement_id)
    try:
        shown = actions.show_sharing(
            by=request.actor,
            sharing=sharing,
            stamp=request.POST.get("stamp", ""),
            today=timezone.localdate(),
        )
    except EditedMeanwhile:
        messages.warning(request, "Somebody else has held this back since. Look at it once more")
        return redirect("people:hold_back_sharing", person_id, sharing.id)
    messages.success(request, "They can read it now" if shown else "It was not held back")
    return redirect("people:hold_back", person_id)


def _sharing(request: WorkerRequest, person_id: UUID, without_agreement_id: UUID) -> Sharing:
    require_somewhere(request.actor, Permission.HOLD_BACK)
    return found_or_404(
        queries.get_without_agreement,
        without_agreement_id,
        person_id=person_id,
        actor=request.actor,
    )
