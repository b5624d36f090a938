"""Who may read what of somebody's, on their own pages: read it, stop one, let another read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.foundation.errors import Refused
from hearth.foundation.http import found_or_404
from hearth.myhub import queries
from hearth.myhub.forms.typed import ShareForm
from hearth.myhub.views.own import id_typed
from hearth.people import actions
from hearth.people.actions import Decision
from hearth.people.models import Agreed, Person
from hearth.people.own_view import OwnRequest, draw_own, own_page
from hearth.people.queries import (
    get_sharing,
    let_read,
    sharing_row,
    sight_of,
    what_is_shared,
)
from hearth.people.queries.caring import OPEN, OVER
from hearth.people.queries.under_way import what_would_stop


@own_page()
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: OwnRequest, person: Person) -> HttpResponse:
    """Read who may read what, stop one of them, or let another read."""
    today = timezone.localdate()
    if "stop" in request.POST:
        return _stop(request, person)
    typed = request.POST if request.method == "POST" else None
    form = ShareForm(typed, whom=queries.whom_to_share_with(person))
    if typed is not None and form.is_valid():
        try:
            actions.agree_sharing(
                by=request.actor, person=person, layers=tuple(form.cleaned_data["layers"]),
                whom=queries.whom_chosen(form.cleaned_data["whom"], form.cleaned_data["roles"]),
                decision=Decision(how=Agreed.OWN_PAGE.value), today=today,
            )  # fmt: skip
        except Refused:
            form.add_error(None, "We cannot do that here. Ask at a hub, and we decide it together")
        else:
            messages.success(request, "They may read it from now on, until you say stop")
            return redirect("myhub:sharing")
    carers = [one for one in let_read(person, sight=sight_of(request.actor)) if one.stands != OVER]
    page = {
        "signed_in": True, "form": form, "shared": what_is_shared(person, today=today),
        "carers": carers, "carers_read": any(one.stands == OPEN for one in carers),
    }  # fmt: skip
    return draw_own(request, "myhub/sharing.jinja", page)


def _stop(request: OwnRequest, person: Person) -> HttpResponse:
    """
    Stop one of them. Where something that is under way would stop with it, they are told so first.
    """
    now = timezone.now()
    today, stops = timezone.localdate(now), id_typed(request.POST["stop"])
    if stops not in {row.id for row in what_is_shared(person, today=today).over}:
        one = found_or_404(get_sharing, stops, person=person, today=today)
        lost = what_would_stop(person, [one], actor=request.actor, today=today)
        if lost.rows and "sure" not in request.POST and not one.basis:
            page = {"signed_in": True, "row": sharing_row(one, today=today), "lost": lost}
            return draw_own(request, "myhub/stop_sharing.jinja", page)
        actions.withdraw_sharing(
            by=request.actor, person=person, sharing=one, how=Agreed.OWN_PAGE.value, now=now
        )
    messages.success(request, "Stopped. They cannot read it from this moment")
    return redirect("myhub:sharing")
