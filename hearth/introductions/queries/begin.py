"""What is offered where an introduction is begun: to what, by whom, and what may be told."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from hearth.accounts.models import User
from hearth.accounts.queries import welcomers_to_choose, who_may_at, who_may_for
from hearth.design.words import day, listed
from hearth.directory.models import Facet, ProviderContact, Service, Space, Term
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.statements import ask
from hearth.introductions.models import Introduction, Way
from hearth.introductions.queries.goers import goers
from hearth.people.models import Person, Safe, flags_of
from hearth.people.queries.sections import ways_of
from hearth.places.models import Site

THEIR_NAME = "The name they like"
INBOX = "inbox"
"""How the other side is asked, where it is in a partner’s inbox: else it is the id of a contact."""


@dataclass(frozen=True)
class To:
    """To what or whom somebody may be introduced."""

    name: str
    said: str
    """One line about it."""
    phone: str = ""
    space: str = ""
    """Whether there is space, and since when that is said; before anything is sent."""
    service_id: UUID | None = None
    site_id: UUID | None = None
    colleague_id: UUID | None = None
    asked: tuple[tuple[str, str], ...] = ()
    """How the other side can be asked in writing: a code, and to whom it goes."""
    inbox_unread: bool = False
    """They are a partner of ours, and nobody there has a sign-in: nothing would be read here."""


@dataclass(frozen=True)
class ToBegin:
    """What a page offers on which an introduction is begun."""

    to: To
    me: UUID
    from_site_id: UUID
    team: tuple[tuple[UUID, str], ...]
    goers: tuple[tuple[UUID, str], ...]
    """Who may go along with them: volunteers too, with whom they share their support."""
    needs: tuple[tuple[UUID, str], ...]
    tellable: tuple[tuple[str, str, str], ...]
    """What may be told: a key, how it is called, and what it says."""


def to_service(service_id: UUID, *, today: datetime.date) -> To:
    """
    Return a service or activity to which somebody may be introduced, one that the public sees.

    :raises Service.DoesNotExist: if there is none
    """
    row = Service.objects.select_related("provider", "offer").get(id=service_id)
    has_inbox = inbox_is_read(row, today=today)
    return To(
        row.name, f"{row.offer.name}, {row.provider.name}", row.phone or row.provider.phone,
        space_of(row), service_id=row.id, asked=tuple(ways_to_ask(row, has_inbox=has_inbox)),
        inbox_unread=bool(row.provider.partner_id) and not has_inbox,
    )  # fmt: skip


def space_of(service: Service | None) -> str:
    """Return whether a service has space, and since when that is said; empty if nobody has said."""
    if service is None:
        return ""
    space = str(Space(service.space_now).label) if service.space_now else ""
    if space and service.space_said_on:
        space = f"{space}, said {day(service.space_said_on)}"
    return ". ".join(each for each in (space, service.waiting_now) if each)


def ways_to_ask(service: Service, *, has_inbox: bool) -> Iterator[tuple[str, str]]:
    """Yield how who offers a service can be asked in writing: each contact that gets our links."""
    for contact in contacts_of(service):
        who = ", ".join(each for each in (contact.name, contact.job) if each)
        yield str(contact.id), f"By a link to {who or 'the address that they gave us'}"
    if has_inbox:
        yield INBOX, "In their inbox here, without an email"


def inbox_is_read(service: Service, *, today: datetime.date) -> bool:
    """Test if who offers a service is a partner of ours, and somebody there has a sign-in."""
    partner = service.provider.partner_id
    return partner is not None and readers_at(partner, today=today).exists()


def readers_at(partner_id: UUID, *, today: datetime.date) -> QuerySet[User]:
    """Return who reads a partner's inbox."""
    return who_may_for(Permission.SEE_SHARED, partner_id, today=today)


def contacts_of(service: Service) -> list[ProviderContact]:
    """
    Return who gets our links at who offers a service: their names, and never their addresses.

    Those are read by who keeps the directory; whoever supports people may know whom they ask.
    """
    found = ask("SELECT * FROM introductions_contacts(%s::uuid)", [service.provider_id])
    return [
        ProviderContact(id=contact_id, name_sealed=name, job=job)
        for contact_id, name, job in found.fetchall()
    ]


def ways_to_ask_of(
    introduction: Introduction, *, today: datetime.date
) -> tuple[tuple[str, str], ...]:
    """Return how the other side of an introduction can be asked in writing."""
    service = introduction.service
    if service is None or introduction.way != Way.IN_TOUCH:
        return ()
    return tuple(ways_to_ask(service, has_inbox=inbox_is_read(service, today=today)))


def to_site(site_id: UUID) -> To:
    """
    Return a hub of ours.

    :raises Site.DoesNotExist: if there is none
    """
    row = Site.objects.get(id=site_id)
    return To(row.name, "One of our hubs", row.phone, site_id=row.id)


def to_colleague(worker_id: UUID, *, today: datetime.date) -> To:
    """
    Return somebody who welcomes or supports people here.

    :raises User.DoesNotExist: if nobody who does has that id
    """
    there = {one.id: one for one in welcomers_to_choose(today=today)}
    if worker_id not in there:
        raise User.DoesNotExist(worker_id)
    one = there[worker_id]
    return To(one.name, one.where, colleague_id=one.id)


def sites_to() -> list[tuple[UUID, str]]:
    """Return our hubs and satellites that welcome people, by name."""
    return list(Site.objects.welcoming().order_by("name").values_list("id", "name"))


def colleagues_to(actor: Actor, *, today: datetime.date) -> list[tuple[UUID, str]]:
    """Return everybody who welcomes or supports people here but the actor, with where."""
    everybody = welcomers_to_choose(today=today)
    return [(one.id, one.said) for one in everybody if one.id != actor.id]


def to_begin(person: Person, to: To, *, actor: Actor, site: Site, today: datetime.date) -> ToBegin:
    """Return what a page offers on which somebody is introduced. A constant number of questions."""
    others = dict(team(actor, today=today))
    first = {actor.id: others.pop(actor.id, actor.label)}
    return ToBegin(
        to=to, me=actor.id, from_site_id=site.id, team=tuple((first | others).items()),
        goers=tuple(goers(person, actor=actor, today=today)),
        needs=needs_to_choose(), tellable=tellable(person),
    )  # fmt: skip


def needs_to_choose() -> tuple[tuple[UUID, str], ...]:
    """Return what an introduction can be for, by name."""
    needs = Term.objects.filter(taxonomy__slug="hub", facet=Facet.NEED).order_by("name")
    return tuple(needs.values_list("id", "name"))


def kind_of(introduction: Introduction) -> Term | None:
    """Return of what kind its need is: what it is for, or else what the service offers."""
    service = introduction.service
    return introduction.need or (service.offer if service else None)


def tellable(person: Person) -> tuple[tuple[str, str, str], ...]:
    """Return what may be told of somebody, as it stands: a key, how it is called, what it says."""
    return tuple(_tellable(person))


def _tellable(person: Person) -> Iterator[tuple[str, str, str]]:
    """Yield what of somebody may be told to the other side, if they agree to it."""
    yield "name", THEIR_NAME, person.known_as
    if person.pronouns:
        yield "pronouns", "Pronouns", person.pronouns
    if person.welcome:
        yield "welcome", "How to welcome them", person.welcome
    flags = [words for _, words in flags_of(person.needs)]
    if flags:
        yield "needs", "What they need", listed(flags)
    for way in ways_of(person):
        if way.safe == Safe.YES:
            yield f"way-{way.id}", way.kind_words, way.value


def team(actor: Actor, *, today: datetime.date) -> list[tuple[UUID, str]]:
    """Return who supports people at the actor's own sites, by name."""
    mine = actor.places_where(Permission.CHANGE_PEOPLE)
    return list(who_may_at(Permission.CHANGE_PEOPLE, mine, today=today).values_list("id", "name"))
