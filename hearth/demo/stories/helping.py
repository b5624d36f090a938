"""What the people in the stories and their worker do together, by support's own actions."""

import datetime
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.accounts.models import User
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Actor
from hearth.frontdoor.actions import record_visit
from hearth.frontdoor.models import Source, Visit
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.places.opening import LONDON, next_open
from hearth.places.timetables import timetable_of
from hearth.support import actions, queries
from hearth.support.models import StrandState
from hearth.support.queries.conversation import PartSaid
from hearth.support.queries.goals import GoalSaid
from hearth.support.queries.hellos import KeepSaid
from hearth.support.queries.strands import StrandSaid

CAME_AGO = datetime.timedelta(minutes=25)


def help_together(
    worker: Actor, person: Person, said: dict[str, Any], *, now: datetime.datetime
) -> None:
    """Write down a welcoming conversation, a strand, a goal, a promise for today and a hello."""
    today = now.astimezone(LONDON).date()
    mine: dict[str, Any] = {"by": worker, "person": person, "now": now}
    for part, words in said["conversation"].items():
        stamp = PartSaid(part).stamp
        actions.write_part(**mine, said=PartSaid(part, words), stamp=stamp)
    offers = queries.offers_to(person, actor=worker)
    code = next(offer.code for offer in offers if offer.kind == said["strand"])
    under_way = StrandSaid(StrandState.WITH.value, worker.id)
    actions.add_strand(**mine, offer=code, said=under_way, note="", today=today)
    goal = actions.set_goal(
        **mine, said=GoalSaid(said["goal"]), goal_id=_id_of(person, "goal"), today=today
    )
    actions.say_how_far(
        by=worker, goal=goal, how_far=said["how_far"], words="", step_id=_id_of(person, "step"),
        now=now, today=today,
    )  # fmt: skip
    actions.make_promise(
        **mine, what=said["promise"], promised_by=worker.id, due_on=today,
        promise_id=_id_of(person, "promise"), today=today,
    )  # fmt: skip
    hello = KeepSaid(worker.id, True, None, 7, today, said["if_no_answer"], 1)
    actions.agree_keep_in_touch(**mine, said=hello, stamp="", today=today)


def come_in(greeter: User, person: Person, site: Site, *, now: datetime.datetime) -> None:
    """Let somebody be in just now, if the site is open: whoever reads their plan finds it there."""
    came_at, times = now - CAME_AGO, timetable_of(site)
    if all(next_open(times, moment) == moment for moment in (came_at, now)):
        with acting_as(greeter):
            visit = record_visit(by=greeter, site=site, person=person, now=came_at)
        Visit.objects.filter(id=visit.id).update(source=Source.DEMONSTRATION)


def _id_of(person: Person, what: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{what}.{person.id}.example.org")
