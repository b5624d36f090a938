"""Reading through what is to be given, page by page and line by line."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.rights import actions, queries
from hearth.rights.forms import DecideForm
from hearth.rights.models import Flag, PackRow
from hearth.rights.views.whose import answering, gathered, posted

SHOW = {
    "left": "Still to be decided",
    "flagged": "All that had to be",
    "withheld": "Not given, or in part",
    "all": "Every line",
}
UNSAID = (Flag.SAFETY, Flag.HELD_BACK)
"""Of what even that it is left out would tell: so it is unless whoever decides says otherwise."""
EVERYTHING = "everything"
"""What who has looked calls these pages: whoever opens them reads all that is kept."""


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: WorkerRequest, person_id: UUID, rights_request_id: UUID) -> HttpResponse:
    """List the lines of a pack; posted, give those of the page that need no deciding apart."""
    person, row = answering(request, person_id, rights_request_id, part=EVERYTHING)
    pack = gathered(request, row)
    show = request.GET.get("show", "left")
    show = show if show in SHOW else "left"
    here = reverse("rights:review", args=[person.id, row.id])
    if request.method == "POST":
        ids = [UUID(typed) for typed in request.POST.getlist("line") if _is_id(typed)]
        try:
            done = actions.give_as_they_stand(
                by=request.actor, pack=pack, row_ids=ids, now=timezone.now()
            )
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"{done} given as they stand")
        return redirect(here)
    page = queries.page_of_lines(pack, show=show, number=page_number(request.GET.get("page", "")))
    return render(request, "rights/review.jinja", {
        "person": person, "row": row, "pack": pack, "page": page, "show": show, "shows": SHOW,
        "together": queries.flags_left(page),
    })  # fmt: skip


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def line(
    request: WorkerRequest, person_id: UUID, rights_request_id: UUID, pack_row_id: UUID
) -> HttpResponse:
    """Decide what becomes of one line."""
    person, row = answering(request, person_id, rights_request_id, part=EVERYTHING)
    pack = gathered(request, row)
    found: PackRow = found_or_404(queries.get_row, pack_row_id, pack=pack)
    unsaid = not found.listed or (not found.decided and found.flag in UNSAID)
    form = DecideForm(posted(request), initial={
        "decided": found.decided, "given": found.given or found.says, "why": found.why,
        "reason": found.reason, "professional": found.professional,
        "asked_professional_on": found.asked_professional_on, "hidden": unsaid,
    })  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_row(
                by=request.actor, row=found, decision=form.decision(), now=timezone.now(),
                today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Decided")
            return redirect("rights:review", person.id, row.id)
    page = {"person": person, "row": row, "line": queries.shown(found), "form": form}
    return render(request, "rights/line.jinja", page)


def _is_id(typed: str) -> bool:
    try:
        UUID(typed)
    except ValueError:
        return False
    return True
