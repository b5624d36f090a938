"""A link by which somebody answers without an account: made, ended, and answered by."""

import datetime
import secrets
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.statements import ask
from hearth.outcomes.actions.recording import ReadingRefused, record_reading
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.models import Reading, ReadingLink
from hearth.outcomes.queries.links import LinkFound, hash_of
from hearth.outcomes.queries.said import ReadingSaid
from hearth.people.actions.layered import begin_in, whose
from hearth.people.models import Layer, Person
from hearth.people.own_pages import acting_by_link
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site

LASTS = datetime.timedelta(days=7)
"""Our own choice: long enough to find a quiet hour, short enough to be forgotten in no inbox."""


@transaction.atomic
def make_link(
    *, by: Actor, person: Person, measure: Measure, site: Site, now: datetime.datetime
) -> str:
    """
    Make a link by which somebody answers a measure once, and return its secret: it is shown once.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises ReadingRefused: if the measure's words may not be shown, or the site is not theirs
    """
    person = begin_in(Layer.SUPPORT, by=by, person=person, now=now)
    if measure.words is None:
        raise ReadingRefused("Its words are not ours to show, so nobody can answer it by a link")
    if site.id not in by.places_where(Permission.CHANGE_PEOPLE) or site.id not in person.known_at:
        raise ReadingRefused("Choose one of your own places that knows them", about="site")
    secret = secrets.token_urlsafe(24)
    row = ReadingLink(
        measure=measure.slug, site=site, token_hash=hash_of(secret), made_by_id=by.id, made_at=now,
        ends_at=now + LASTS, **whose(by, person),
    )  # fmt: skip
    row.save(force_insert=True)
    audit.note(by=by, verb="gave a link for a reading to", subject=person, place=site)
    return secret


@transaction.atomic
def end_link(*, by: Actor, person: Person, link_id: UUID, now: datetime.datetime) -> None:
    """
    End a link before its time. Done twice, it changes nothing more.

    :raises NotAllowed: if the person's support is not open to the actor
    """
    person = begin_in(Layer.SUPPORT, by=by, person=person, now=now)
    links = ReadingLink.objects.open_to(sight_of(by, now=now)).filter(
        id=link_id, person=person, ends_at__gt=now, used_at=None
    )
    for row in links.select_for_update(of=("self",)):
        row.ends_at = now
        row.save(update_fields=["ends_at"])
        audit.note(by=by, verb="ended a link for a reading of", subject=person)


def answer_by_link(
    *, secret: str, found: LinkFound, said: ReadingSaid, reading_id: UUID, now: datetime.datetime,
    today: datetime.date,
) -> Reading | None:  # fmt: skip
    """
    Take what somebody answers by a link, as theirs, and end the link.

    :returns: None if the link was answered by already, or is over
    :raises ReadingRefused: if nothing is answered, or nobody is on duty who would be told
    """
    assert found.id
    assert found.person_id
    with acting_by_link(found.id, found.person_id) as (by, person):
        if person is None:
            return None
        with transaction.atomic():
            row = record_reading(
                by=by, person=person, said=said, reading_id=reading_id, now=now, today=today
            )
            used = ask("SELECT outcomes_link_used(%s::bytea)", [hash_of(secret)]).fetchone()
            if not used or not used[0]:
                transaction.set_rollback(True)
                return None
        return row
