"""
Each hour: the owner hears of silence. At once: the code that the other side asked for goes. By
night: who was introduced to us, and of whom nothing came, is let go.

A job carries a schema and ids only.
"""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.accounts.queries import who_may_at, workers_with_roles
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.foundation.schema import address_in_hand, in_schema, schemas_with
from hearth.introductions import actions
from hearth.introductions.models import Incoming
from hearth.introductions.queries import Whose, readers_at, whose_is
from hearth.outgoing.filling import fills
from hearth.outgoing.listening import Concerned, concerns
from hearth.outgoing.wording import CODE, DID_IT_FIT, INTRODUCE, LINK, THE_CODE
from hearth.places.models import Site
from hearth.places.timer import OnATimer


@app.periodic(cron="25 * * * *")
@app.task(name="introductions.look_everywhere", queue="outgoing")
def look_everywhere(timestamp: int) -> None:
    """Put it off for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("introductions_otherside"):
        look_for_silence.defer(schema=schema)


@app.task(name="introductions.look_for_silence", queue="outgoing")
def look_for_silence(*, schema: str) -> None:
    """Tell upwards which answers did not come, in one partnership. Done twice, it tells once."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.tell_silent(by=timer)


@app.periodic(cron="55 3 * * *")
@app.task(name="introductions.every_night", queue="outgoing", pass_context=False)
def every_night(timestamp: int) -> None:
    """Put off a night's work for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("introductions_incoming"):
        one_night.defer(schema=schema)


@app.task(name="introductions.one_night", queue="outgoing", retry=3)
def one_night(*, schema: str) -> None:
    """Take away what ended a year ago and is in nobody's record, in one partnership."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.take_old_away(by=timer, today=timezone.localdate())


@app.task(name="introductions.send_code", queue="outgoing")
def send_code(*, schema: str, message_id: str, code_message_id: str) -> None:
    """Send a code to the address to which the link went."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.send_code(
                by=timer, message_id=UUID(message_id), code_message_id=UUID(code_message_id),
                now=timezone.now(),
            )  # fmt: skip


@fills(DID_IT_FIT)
@fills(INTRODUCE)
def link_in(message_id: UUID) -> Mapping[str, str] | None:
    """Return the link that a message brings; None once the introduction goes on no more."""
    secret = actions.make_link_of(message_id)
    if secret is None:
        return None
    return {LINK: address_in_hand() + reverse("other_side:answer", args=[secret])}


@fills(CODE)
def code_in(message_id: UUID) -> Mapping[str, str] | None:
    """Return the code that a message brings; None if nobody waits for it any more."""
    code = actions.make_code(message_id)
    return {THE_CODE: f"{code[:3]} {code[3:]}"} if code else None


@concerns("introductions.answered")
def who_waited(introduction_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who looks after one of which something was said; nobody, once it is forgotten."""
    found = whose_is(introduction_id)
    return _owner(found, today=today) if found else None


@concerns("introductions.silent")
def who_waits_in_vain(introduction_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who looks after one that was not answered; nobody, once somebody went on with it."""
    found = whose_is(introduction_id)
    return _owner(found, today=today) if found and found.is_silent else None


@concerns("introductions.not_gone")
def who_asks_otherwise(introduction_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who looks after one whose email did not go; nobody, once it is forgotten."""
    found = whose_is(introduction_id)
    return _owner(found, today=today) if found else None


@concerns("introductions.stopped")
def who_lets_them_know(introduction_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who looks after one that was stopped; nobody, once they said that they know."""
    found = whose_is(introduction_id)
    return _owner(found, today=today) if found and found.to_be_told else None


@concerns("introductions.asked")
def who_is_asked(introduction_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who reads the inbox in which it waits; nobody, once they answered or it is over."""
    found = whose_is(introduction_id)
    if found is None or found.asked_id is None:
        return None
    return Concerned(Site.objects.get(id=found.site_id), readers_at(found.asked_id, today=today))


@concerns("introductions.came_in")
def who_may_take_it(incoming_id: UUID, today: datetime.date) -> Concerned | None:
    """Return the team of the hub to which somebody was introduced; nobody, once it is taken."""
    row = Incoming.objects.filter(id=incoming_id, owner=None).select_related("site").first()
    if row is None:
        return None
    return Concerned(row.site, who_may_at(Permission.CHANGE_PEOPLE, [row.site_id], today=today))


def _owner(whose: Whose, *, today: datetime.date) -> Concerned:
    """Return the owner, wherever they work; if nowhere any more, who answers for the hub."""
    site = Site.objects.get(id=whose.site_id)
    owner = workers_with_roles([whose.owner_id], today=today).get(whose.owner_id)
    if owner and owner.may_somewhere(Permission.CHANGE_PEOPLE):
        return Concerned(site, [owner])
    return Concerned(site, who_may_at(Permission.KEEP_WORKERS, [whose.site_id], today=today))
