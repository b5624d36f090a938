"""Writing the stories down by the apps' own actions, as workers would."""

import datetime
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.demo.stories.caring import let_read
from hearth.demo.stories.helping import come_in, help_together
from hearth.demo.stories.introducing import introduce_them
from hearth.demo.stories.other_side import ask_the_other_side, bring_in
from hearth.demo.stories.writing_to_the_hub import write_to_the_hub
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import Actor
from hearth.people import actions
from hearth.people.actions import Decision, Whom, WithoutAgreement
from hearth.people.models import OwnKey, Person
from hearth.people.own_pages import code_of, key_of
from hearth.people.queries.circle import MemberSection
from hearth.people.queries.layers import PassageSection
from hearth.people.queries.sections import DetailsSection, HelloSection, details_of, hello_of
from hearth.places.models import Site
from hearth.places.opening import LONDON

TEAM = (Role.TEAM_MEMBER, Role.CONNECTOR, Role.HUB_MANAGER)
ASKED_FOR = "Odette"
"""For whom the other side is asked: she shares her support with the team."""
PEOPLE = Path(__file__).with_name("people.toml")


@dataclass(frozen=True)
class Hub:
    """Where the stories are told, and by whom."""

    site: Site
    greeter: User
    manager: User
    worker: User
    """Of the team, to whom they are told."""
    stranger: User
    """Of another team, with no right to any of it."""
    elsewhere: Site
    """Where the stranger stands."""
    partner: User
    """Works for the partner with which some of it is shared."""


@cache
def told() -> list[dict[str, Any]]:
    """Return the invented people, as people.toml has them."""
    people: list[dict[str, Any]] = tomllib.loads(PEOPLE.read_text())["person"]
    return people


def id_of(said: dict[str, Any]) -> UUID:
    """Return the id of somebody in people.toml: the same in every network, for fixed addresses."""
    return uuid5(NAMESPACE_DNS, f"{said['known_as'].lower()}.stories.example.org")


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """Let everybody in people.toml be known at a hub, and share what they share, as the owner."""
    if hub := hub_of(network, {here.site.slug: here.site for here in standing}):
        for person in told():
            _tell(hub, person, now=now)
        _let_carers_read(hub, now=now)
        odette = Person.objects.get(id=id_of({"known_as": ASKED_FOR}))
        ask_the_other_side(hub.worker, hub.partner, odette, hub.site, now=now)
        bring_in(hub.worker, hub.partner, hub.site, now=now)


def _let_carers_read(hub: Hub, *, now: datetime.datetime) -> None:
    for said in told():
        for member in said.get("circle", []):
            if carer := member.get("known_as"):
                person = Person(id=id_of(said))
                let_read(hub.worker, person, member, id_of({"known_as": carer}), now=now)


def hub_of(network: Network, sites: dict[str, Site]) -> Hub | None:
    """Return the first site of the network's first hub manager, and who works there, if any do."""
    roles = {each.role for each in network.workers}
    if not roles >= {Role.HUB_MANAGER, Role.PARTNER_WORKER}:
        return None
    slug = next(each for each in network.workers if each.role == Role.HUB_MANAGER).sites[0]

    def one(role: Role, *, here: bool) -> tuple[User, Site]:
        found = next(
            each
            for each in network.workers
            if each.role == role and each.sites and (slug in each.sites) is here
        )
        return User.objects.get(username=found.username), sites[found.sites[0]]

    stranger, elsewhere = one(Role.TEAM_MEMBER, here=False)
    partner = next(each for each in network.workers if each.role == Role.PARTNER_WORKER)
    return Hub(
        sites[slug], one(Role.GREETER, here=True)[0], one(Role.HUB_MANAGER, here=True)[0],
        one(Role.TEAM_MEMBER, here=True)[0], stranger, elsewhere,
        User.objects.get(username=partner.username),
    )  # fmt: skip


def _tell(hub: Hub, said: dict[str, Any], *, now: datetime.datetime) -> None:
    today = now.astimezone(LONDON).date()
    name = hub.greeter.name.split()[0] if said.get("works_here") else said["known_as"]
    with acting_as(hub.greeter):
        person = actions.meet_person(
            by=hub.greeter, site=hub.site, known_as=name, today=today, person_id=id_of(said)
        )
    worker = hub.worker
    with acting_as(worker):
        _introduce(worker, person, said, today=today)
        for shared in said.get("shares", []):
            _share(worker, person, shared, hub, now=now)
        for heading, words in said.get("says", {}).items():
            empty = PassageSection(heading)
            actions.write_passage(
                by=worker, person=person, said=PassageSection(heading, words), stamp=empty.stamp,
                now=now,
            )  # fmt: skip
        if support := said.get("support"):
            help_together(worker, person, support, now=now)
        introduce_them(worker, person, said.get("introductions", []), hub.site, now=now)
        if address := said.get("own_pages"):
            code = _own_pages(worker, person, address, now=now)
        for member in said.get("circle", []):
            _in_circle(worker, person, member, now=now)
    if address := said.get("own_pages"):
        made = actions.make_own_link(key=key_of(OwnKey.Kind.ADDRESS, address), now=now)
        assert made
        actions.enter_own_pages(
            key=key_of(OwnKey.Kind.LINK, made[1]), kinds=(OwnKey.Kind.LINK,), now=now, code=code
        )
    write_to_the_hub(worker, person, said, hub.site, now=now)
    if said.get("support"):
        come_in(hub.greeter, person, hub.site, now=now)
    if said.get("works_here"):
        with acting_as(hub.manager):
            actions.note_works_here(by=hub.manager, person=person, worker_id=hub.greeter.id)
    if reason := said.get("opened", ""):
        with acting_as(hub.stranger):
            reveal([person.id])
            actions.open_for_a_reason(
                by=hub.stranger, person=person, site=hub.elsewhere, reason=reason,
                now=now - datetime.timedelta(hours=18),
            )  # fmt: skip


def _introduce(
    worker: Actor, person: Person, said: dict[str, Any], *, today: datetime.date
) -> None:
    hello = hello_of(person)
    if said.get("pronouns") or said.get("welcome"):
        actions.change_hello(
            by=worker, person=person, stamp=hello.stamp,
            hello=HelloSection(
                person.known_as, said.get("pronouns", ""), said.get("welcome", "")
            ),
        )  # fmt: skip
    if age := said.get("age"):
        before = details_of(person)
        born_on = today.replace(day=1, year=today.year - age) - datetime.timedelta(days=100)
        actions.change_details(
            by=worker, person=person, stamp=before.stamp, today=today,
            details=DetailsSection(born_on=born_on),
        )  # fmt: skip


def _share(
    worker: Actor, person: Person, shared: dict[str, Any], hub: Hub, *, now: datetime.datetime
) -> None:
    today = now.astimezone(LONDON).date()
    whom = {
        "team": Whom(site=hub.site, roles=TEAM),
        "role": Whom(site=hub.site, roles=tuple(shared.get("roles", ()))),
        "partner": Whom(organisation=hub.partner.works_for),
        "worker": Whom(worker=hub.worker),
    }[shared["with"]]
    until = today + datetime.timedelta(days=shared["days"]) if "days" in shared else None
    terms: dict[str, Any] = {
        "by": worker,
        "person": person,
        "layers": tuple(shared["layers"]),
        "whom": whom,
    }
    if basis := shared.get("basis"):
        why = WithoutAgreement(basis, shared["reason"], shared["told"])
        actions.share_without_agreement(**terms, why=why, today=today, until_on=until)
        return
    decision = Decision(
        shared.get("decided_by", "PERSON"), shared.get("how", "SAID"), shared.get("note", "")
    )
    sharing = actions.agree_sharing(**terms, decision=decision, today=today, until_on=until)
    if shared.get("taken_back"):
        actions.withdraw_sharing(by=worker, person=person, sharing=sharing, how="SAID", now=now)


def _own_pages(worker: Actor, person: Person, address: str, *, now: datetime.datetime) -> str:
    """
    Offer somebody own pages, and look at what they read there of who has looked.

    :returns: the code that the worker says to them
    """
    actions.open_own_pages(by=worker, person=person)
    made = actions.write_own_address(by=worker, person=person, address=address, now=now)
    for part in ("page", "about me", "stay-well plan", "support"):
        actions.note_opened(by=worker, person_id=person.id, part=part)
    return code_of(made.id)


def _in_circle(
    worker: Actor, person: Person, member: dict[str, Any], *, now: datetime.datetime
) -> None:
    actions.add_to_circle(
        by=worker, person=person, now=now,
        member=MemberSection(
            name=member["name"], bond=member["bond"], number=member.get("number", ""),
            may_know=tuple(member.get("may_know", ())),
            agreed_on=now.astimezone(LONDON).date() if member.get("agreed") else None,
        ),
    )  # fmt: skip
