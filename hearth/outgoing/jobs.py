"""Sending what waits, after the page has answered. A job carries a schema and an id only."""

import datetime
from contextlib import suppress
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.accounts.queries import who_may_at
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.foundation.queues import AT_ONCE
from hearth.foundation.schema import in_schema, schemas_with
from hearth.outgoing import actions, transport
from hearth.outgoing.listening import Concerned, concerns
from hearth.people.models import Opening
from hearth.places.models import Site
from hearth.places.timer import OnATimer


@app.task(name="outgoing.send_one", queue="outgoing")
def send_one(*, schema: str, message_id: str) -> None:
    """
    Send one message, if it still may go.

    It is written down as going, and that is committed, before anything goes:
    whatever stops in between, it never goes twice.
    """
    with in_schema(schema):
        timer, message = OnATimer(), UUID(message_id)
        with acting_as(timer):
            envelope = actions.begin_sending(by=timer, message_id=message, now=timezone.now())
        if envelope is None:
            return
        try:
            transport.post(envelope)
        except transport.CouldNotSend:
            with acting_as(timer):
                actions.note_not_sent(by=timer, message_id=message, now=timezone.now())
        else:
            with acting_as(timer):
                actions.note_sent(by=timer, message_id=message, now=timezone.now())


@app.task(name="outgoing.send_own_link", queue="outgoing")
def send_own_link(*, schema: str, key: str) -> None:
    """
    Send a link to somebody's own pages, if they open by the address whose keyed hash this is.

    It is not tried again: whoever waits for it asks again.
    """
    with in_schema(schema):
        with acting_as(None):
            envelope = actions.own_link_to_send(key=bytes.fromhex(key), now=timezone.now())
        if envelope:
            with suppress(transport.CouldNotSend):
                transport.post(envelope)


@app.periodic(cron="*/10 * * * *")
@app.task(name="outgoing.look_after_everywhere", queue="outgoing")
def look_after_everywhere(timestamp: int) -> None:
    """Put off, for each partnership, what cannot wait: each a job, so that none stops another."""
    for schema in schemas_with("people_person"):
        for job in (look_after, tell_leads, answer, forget):
            job.defer(schema=schema)


@app.periodic(cron="* * * * *")
@app.task(name="outgoing.hear_everywhere", queue=AT_ONCE)
def hear_everywhere(timestamp: int) -> None:
    """Put off, for each partnership and each minute, hearing what was told: a job each."""
    for schema in schemas_with("people_person"):
        hear.defer(schema=schema)


@app.task(name="outgoing.hear", queue=AT_ONCE)
def hear(*, schema: str) -> None:
    """Write to whoever must know at once of what was told in one partnership."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.hear(by=timer, now=timezone.now())


@concerns("people.opened_for_a_reason")
def who_reviews(opening_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who is to look at why a record was opened; nobody, if somebody has by now."""
    opening = Opening.objects.filter(id=opening_id, seen_at__isnull=True).first()
    site = Site.objects.filter(id__in=opening.known_at).first() if opening else None
    if opening is None or site is None:
        return None
    reviewers = who_may_at(Permission.REVIEW_OPENINGS, opening.known_at, today=today)
    if opening.worker_id:
        reviewers = reviewers.exclude(id=opening.worker_id)
    return Concerned(site, reviewers.exclude(id=opening.opened_by_id))


@app.task(name="outgoing.look_after", queue="outgoing")
def look_after(*, schema: str) -> None:
    """Find what a job forgot in one partnership."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.look_after_forgotten(by=timer, now=timezone.now())


@app.task(name="outgoing.tell_leads", queue="outgoing")
def tell_leads(*, schema: str) -> None:
    """Write to the leads of one partnership of crisis help that is overdue."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.tell_leads(by=timer, now=timezone.now())


@app.task(name="outgoing.answer", queue="outgoing")
def answer(*, schema: str) -> None:
    """Tell who told one partnership something what was made of it."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.answer_tellers(by=timer, now=timezone.now())


@app.task(name="outgoing.forget", queue="outgoing")
def forget(*, schema: str) -> None:
    """Forget where answers were to go that have not gone in time."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.forget_addresses(by=timer, now=timezone.now())


@app.periodic(cron="10 8 * * *")
@app.task(name="outgoing.ask_everywhere", queue="outgoing")
def ask_everywhere(timestamp: int) -> None:
    """Put off, for each partnership, the day's questions to providers."""
    for schema in schemas_with("directory_service"):
        ask.defer(schema=schema)


@app.task(name="outgoing.ask", queue="outgoing")
def ask(*, schema: str) -> None:
    """Ask the providers of one partnership whose entries are due soon. Twice a day asks nothing."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.ask_due(by=timer, now=timezone.now())
