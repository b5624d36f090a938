"""What an hour of a volunteer's is worth, with its source."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hearth.commissioning import actions, queries
from hearth.commissioning.forms.hours import HourForm
from hearth.commissioning.months import month_of
from hearth.commissioning.views.opening import for_those_who, posted
from hearth.foundation.actors import Permission as May
from hearth.foundation.actors import require_everywhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.SEE_MONEY)
def hours(request: WorkerRequest) -> HttpResponse:
    """Show what an hour is worth this month, and let whoever keeps the money say otherwise."""
    if request.method == "POST":
        require_everywhere(request.actor, May.KEEP_MONEY)
    form = HourForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_hour_value(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. Months before that one keep their value")
            return redirect("commissioning:hours")
    month = month_of(timezone.localdate())
    page = {
        "form": form,
        "month": month,
        "worths": queries.hour_worths(month),
        "own": queries.own_values(),
        "may_keep": request.actor.may_everywhere(May.KEEP_MONEY),
    }
    return render(request, "commissioning/hours.jinja", page)
