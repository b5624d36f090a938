"""Today at a site: who would like to talk, what waits on the worker, who is in, how busy it is."""

import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.accounts.standing import choose_first, standing_at
from hearth.desk.queries.plans import reads_plans
from hearth.desk.queries.waiting import for_you, plans_open
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.frontdoor import queries
from hearth.handover.queries import how_loud
from hearth.introductions.queries import how_many_asked
from hearth.people.queries import sight_of
from hearth.places.models import Site


@require_safe
def today(request: WorkerRequest) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    require_somewhere(actor, Permission.SEE_VISITS)
    site = found_or_404(standing_at, request, actor, Permission.SEE_VISITS)
    if site is None:
        return choose_first(request)
    waiting = queries.waiting_to_talk(site, actor=actor, now=now)
    building = queries.who_is_in(site, actor=actor, now=now)
    sight = sight_of(actor, now=now)
    here = [row.person.person_id for row in waiting]
    here += [row.person.person_id for row in building.named]
    page = {
        "site": site,
        "now": now,
        "building": building,
        "for_you": for_you(site, actor=actor, sight=sight, today=sight.today),
        "plans": plans_open(here, sight=sight),
        "reads_plans": reads_plans(actor),
        "waiting": [row for row in waiting if not row.taken_at],
        "ended": _just_ended(request, site, now),
        "talking": [row for row in waiting if row.taken_at],
        "counts": queries.counts_so_far(site, actor=actor, now=now),
        "hands_over": actor.may(Permission.HAND_OVER, at=site),
        "board": how_loud(site, actor=actor, now=now),
        "asked": how_many_asked(),
        "usual": queries.usual_day(site, actor=actor, now=now),
        "alerts": queries.child_alerts(site=site, actor=actor, now=now),
        "may_say_seen": actor.may(Permission.SEE_CHILD_ALERTS, at=site),
        "may_take": actor.may(Permission.TAKE_CONVERSATION, at=site),
        "may_record": actor.may(Permission.RECORD_VISIT, at=site),
        "has_other_sites": len(actor.places_where(Permission.SEE_VISITS)) > 1,
        "refresh_every": 60 if request.GET.get("reload") == "yes" else 0,
    }
    return render(request, "desk/today.jinja", page)


def _just_ended(request: WorkerRequest, site: Site, now: datetime.datetime) -> queries.Ended | None:
    """Return the conversation that the page before ended. What is not an id is none."""
    try:
        conversation_id = UUID(request.GET.get("ended", ""))
    except ValueError:
        return None
    return queries.just_ended(conversation_id, site=site, actor=request.actor, now=now)
