"""The other side of introductions: asked by a link or in an inbox; and who comes in."""

import datetime
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.accounts.models import User
from hearth.directory.models import Service
from hearth.foundation.acting import acting_as
from hearth.introductions import actions, queries
from hearth.introductions.actions import BroughtIn, Shown
from hearth.introductions.models import Came, Introduction
from hearth.introductions.queries import ReplySaid
from hearth.introductions.queries.begin import contacts_of
from hearth.introductions.queries.said import IntroductionSaid, Whereto
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.places.opening import LONDON

A_WEEK = datetime.timedelta(days=7)
BROUGHT = [
    (
        Came.FORM,
        BroughtIn(
            "Dr Imogen Ashe, at the surgery", "01632 960410", "Callum", "TEXT", "07700 900450",
            "After six. His brother picks up before", "Somebody to talk to who is not a doctor",
            "TOGETHER", ("HELLO", "WELCOMED"),
        ),
    ),
    (
        Came.PARTNER,
        BroughtIn(
            "", "", "Marguerite", "RING", "01632 960411", "Mornings",
            "To know where there is company on a Sunday", "ASKED", ("HELLO",),
        ),
    ),
    (
        Came.PAPER,
        BroughtIn(
            "Her neighbour, with a note", "", "Bronagh", "COMES", "", "She comes in on Thursday",
            "", "SIGNED",
        ),
    ),
]  # fmt: skip


def ask_the_other_side(
    worker: User, partner: User, person: Person, site: Site, *, now: datetime.datetime
) -> None:
    """Introduce somebody by a link that waits, by one that was answered, and in an inbox."""
    there = Service.objects.public().select_related("provider").order_by("name", "id")
    with acting_as(worker):
        by_link = [each for each in there if contacts_of(each)][:2]
        for number, service in enumerate(by_link):
            contact = contacts_of(service)[0]
            row = _introduce(worker, person, service, site, str(contact.id), number, now=now)
            if number == 1:
                _answer(worker, row, now=now)
        to_partner = there.filter(provider__partner=partner.works_for_id)[:3]
        for number, service in enumerate(to_partner, start=2):
            _introduce(worker, person, service, site, actions.INBOX, number, now=now)


def bring_in(worker: User, partner: User, site: Site, *, now: datetime.datetime) -> None:
    """Let somebody be introduced to the hub in each of the three ways."""
    for came, said in BROUGHT:
        by = {Came.PARTNER: partner, Came.PAPER: worker}.get(came)
        told = said
        if came == Came.PARTNER:
            told = BroughtIn(**said.__dict__ | {"introducer": partner.name})
        with acting_as(by or worker):
            actions.bring_in(
                by=by, site=site, said=told, came=came, incoming_id=_id(site.id, said.name),
                today=now.astimezone(LONDON).date(),
            )  # fmt: skip


def _introduce(
    worker: User, person: Person, service: Service, site: Site, send_to: str, number: int,
    *, now: datetime.datetime,
) -> Introduction:  # fmt: skip
    today = now.astimezone(LONDON).date()
    return actions.introduce(
        by=worker, person=person, introduction_id=_id(person.id, f"asked.{number}"),
        said=IntroductionSaid(
            way="IN_TOUCH", whereto=Whereto(service_id=service.id), from_site_id=site.id,
            owner_id=worker.id, next_step="Pass on what they say", next_on=today + A_WEEK,
            answer_by=today + A_WEEK,
        ),
        shown=Shown((("The name they like", person.known_as),), "SAID"), send_to=send_to,
        now=now, today=today,
    )  # fmt: skip


def _answer(worker: User, row: Introduction, *, now: datetime.datetime) -> None:
    """Answer by a link, as the other side would: with a code."""
    secret = actions.make_link(by=worker, introduction=row, now=now)
    wanted = actions.want_code(secret)
    code = actions.make_code(wanted[1]) if wanted else None
    if code is None:
        return
    proof = actions.prove(secret, code)
    if shared := queries.read_shared(secret, proof):
        said = ReplySaid("YES", "Thursday at two. Ask for Ada at the door.")
        actions.answer_by_link(
            secret=secret, proof=proof, page=shared, said=said, line_id=_id(row.id, "answer")
        )


def _id(of: UUID, what: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{what}.{of}.example.org")
