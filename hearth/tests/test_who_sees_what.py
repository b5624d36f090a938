"""
Random people, sharings, roles and sites: wall, question and page agree on every triple.

Of every triple the wall and the question are asked; of some, drawn anew each time, the pages
themselves, as the worker's browser asks for them.
"""

import datetime
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hearth.accounts.roles import MAY_BE_SHARED_WITH, Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.diary import actions as diary
from hearth.diary.models import Meeting
from hearth.diary.queries.bookings import readable_meetings
from hearth.diary.queries.opening import may_book
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.models import OutgoingMessage
from hearth.outgoing.waiting import visible
from hearth.people import actions
from hearth.people.actions import (
    Decision,
    HeldBackFromThem,
    SharingRefused,
    Whom,
    WithoutAgreement,
)
from hearth.people.models import CircleMember, Layer, Opening, Passage, Person, StayWellPlan
from hearth.people.queries.layers import layers_open
from hearth.people.queries.seeing import get_person, sight_of
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import OrganisationFactory, SiteFactory
from hearth.support.models import Contact

LAYERS = [Layer.ABOUT, Layer.PLAN, Layer.CIRCLE, Layer.SUPPORT]
PAGES = {
    Layer.ABOUT: "people:about",
    Layer.PLAN: "people:plan",
    Layer.CIRCLE: "people:circle",
    Layer.SUPPORT: "support:contacts",
}
WORDS = {layer: f"Only for {layer.value.title()}" for layer in LAYERS}
"""What stands in each layer, and nowhere else."""
ROLES = [*MAY_BE_SHARED_WITH, Role.PARTNER_WORKER, Role.NETWORK_LEAD, Role.BOARD_MEMBER]
NIGHT = datetime.timedelta(days=1)


@dataclass
class Agreed:
    """One sharing, as we believe in it."""

    row: object
    layers: frozenset
    whom: object
    over: bool = False
    with_them: bool = True
    """They agreed to it: it was not shared without."""


@dataclass
class Belief:
    """What ought to be so of one person, in plain Python."""

    sharings: list = field(default_factory=list)
    opened_by: set = field(default_factory=set)
    worker: object = None
    of_team: bool = True
    """They never agreed to share their support: what was booked with them is their team's."""

    @property
    def agrees(self):
        """Test if they share their support today, and agreed to it."""
        return any(
            each.with_them and not each.over and Layer.SUPPORT in each.layers
            for each in self.sharings
        )


class World:
    """Two hubs, two organisations, and a worker of every role at each."""

    def __init__(self):
        self.today, self.now = timezone.localdate(), timezone.now()
        self.sites = [SiteFactory(), SiteFactory()]
        self.organisations = [OrganisationFactory(), OrganisationFactory()]
        self.workers = [
            GrantFactory(
                site=None if role in (Role.NETWORK_LEAD, Role.BOARD_MEMBER) else site, role=role,
                user__works_for=organisation,
            ).user
            for site, organisation in zip(self.sites, self.organisations, strict=True)
            for role in ROLES
        ]  # fmt: skip
        self.people = [
            PersonFactory(sites=self.sites[:1]),
            PersonFactory(sites=self.sites[1:]),
            PersonFactory(sites=self.sites),
        ]
        self.beliefs = {person.id: Belief() for person in self.people}
        with as_the_owner():
            for person in self.people:
                self.write(person)

    def write(self, person):
        whose = {"person": person, "held_by": person.held_by}
        edited = whose | {"edited_by": self.workers[0]}
        for layer, heading in ((Layer.ABOUT, "MATTERS"), (Layer.PLAN, "WORST_DAY")):
            said = Passage(layer=layer, heading=heading, edited_at=self.now, **edited)
            said.words = WORDS[layer]
            said.save()
        StayWellPlan.objects.create(looked_at_on=self.today, look_again_on=self.today, **whose)
        member = CircleMember(bond="FRIEND", **edited)
        member.name = WORDS[Layer.CIRCLE]
        member.save()
        contact = Contact(how="PHONE", happened_on=self.today, met_by=self.workers[0], **whose)
        contact.words = WORDS[Layer.SUPPORT]
        contact.save()
        there = whose | {"site_id": person.known_at[0]}
        Meeting.objects.create(
            what_for="OTHER", of_team=True, written_by=self.workers[0], **there
        )  # fmt: skip
        OutgoingMessage.objects.create(
            kind="LETTER", template="meeting", layer=Layer.SUPPORT, changed_at=self.now, **there
        )

    def keeper(self, person):
        """A team member of a site that knows the person."""
        team = GrantFactory(site_id=person.known_at[0], role=Role.TEAM_MEMBER).user
        self.workers.append(team)
        return team

    def act(self, what, who, number, layers, whom):
        person, worker = self.people[who], self.workers[number % len(self.workers)]
        belief = self.beliefs[person.id]
        getattr(self, what)(person, belief, worker, layers, whom)

    def whom(self, whom, worker):
        kind, which, roles = whom
        if kind == "organisation":
            return Whom(organisation=self.organisations[which])
        if kind == "worker":
            return Whom(worker=worker)
        return Whom(site=self.sites[which], roles=roles)

    def agree(self, person, belief, worker, layers, whom, until_on=None):
        keeper, whom = self.keeper(person), self.whom(whom, worker)
        if belief.worker:
            return
        with self.refused_to(whom), acting_as(keeper):
            row = actions.agree_sharing(
                by=keeper, person=person, layers=layers, whom=whom, decision=Decision(),
                today=self.today, until_on=until_on,
            )  # fmt: skip
            belief.sharings.append(Agreed(row, frozenset(layers), whom))
            belief.of_team = belief.of_team and not belief.agrees

    @contextmanager
    def refused_to(self, whom):
        """Insist that sharing is refused with a worker who has no pages to read it on, alone."""
        reads = whom.worker is None or any(
            whom.worker.may_somewhere(each)
            for each in (Permission.GREET_PEOPLE, Permission.SEE_SHARED)
        )
        if reads:
            yield
            return
        with pytest.raises(SharingRefused):
            yield

    def agree_until_today(self, person, belief, worker, layers, whom):
        self.agree(person, belief, worker, layers, whom, until_on=self.today)

    def hold_back(self, person, belief, worker, layers, whom):
        held_back = HeldBackFromThem("He reads her letters", self.today)
        self.share_anyway(person, belief, worker, layers, whom, held_back=held_back)

    def share_anyway(self, person, belief, worker, layers, whom, held_back=None):
        keeper, whom = self.keeper(person), self.whom(whom, worker)
        if belief.worker:
            return
        why = WithoutAgreement("LAW", "A court order", "Told today", held_back)
        with self.refused_to(whom), acting_as(keeper):
            row = actions.share_without_agreement(
                by=keeper, person=person, layers=layers, whom=whom, why=why, today=self.today,
                until_on=self.today,
            )  # fmt: skip
            belief.sharings.append(Agreed(row, frozenset(layers), whom, with_them=False))

    def stop(self, person, belief, worker, layers, whom):
        if not belief.sharings or belief.worker:
            return
        last, keeper = belief.sharings[-1], self.keeper(person)
        with acting_as(keeper):
            actions.withdraw_sharing(
                by=keeper, person=person, sharing=last.row, how="SAID", now=self.now
            )
        last.over = True

    def open_up(self, person, belief, worker, layers, whom):
        self.opened(person, belief, worker, ago=datetime.timedelta(minutes=59))

    def opened_long_ago(self, person, belief, worker, layers, whom):
        self.opened(person, belief, worker, ago=datetime.timedelta(minutes=61))

    def opened(self, person, belief, worker, ago):
        begun = self.now - ago
        with as_the_owner():
            Opening.objects.create(
                person=person, opened_by=worker, opened_at=begun, known_at=[],
                ends_at=begun + datetime.timedelta(hours=1), reason_sealed=b"x",
            )  # fmt: skip
        if ago < datetime.timedelta(hours=1):
            belief.opened_by.add(worker.id)

    def begin_to_work(self, person, belief, worker, layers, whom):
        taken = {each.worker and each.worker.id for each in self.beliefs.values()}
        if belief.worker or worker.id in taken:
            return
        with as_the_owner():
            Person.objects.filter(id=person.id).update(worker=worker)
        belief.worker = worker

    def believed(self, worker, person):
        """Return the layers that ought to be open to a worker."""
        belief = self.beliefs[person.id]
        opened = worker.id in belief.opened_by
        if belief.worker:
            return set(LAYERS) if opened and belief.worker.id != worker.id else set()
        if opened:
            return set(LAYERS)
        return {
            layer
            for sharing in belief.sharings
            if not sharing.over and self.is_among(worker, sharing.whom)
            for layer in LAYERS
            if layer in sharing.layers
        }

    def is_among(self, worker, whom):
        if whom.organisation:
            return worker.works_for_id == whom.organisation.id
        if whom.worker:
            return worker.id == whom.worker.id
        held = worker.grants.filter(site=whom.site, role__in=whom.roles)
        return held.exists()

    def hello(self, worker, person):
        """Test if a worker ought to be shown that there is such a person."""
        belief = self.beliefs[person.id]
        if belief.worker and belief.worker.id == worker.id:
            return False
        knows = set(person.known_at)
        return (
            bool(knows & set(worker.places_where(Permission.SEE_PEOPLE)))
            or bool(knows & set(worker.places_where(Permission.GREET_PEOPLE)))
            or worker.id in belief.opened_by
            or (
                any(
                    not sharing.over and self.is_among(worker, sharing.whom)
                    for sharing in belief.sharings
                )
            )
        )

    def check(self):
        for worker in self.workers:
            worker = type(worker).objects.get(id=worker.id)
            with acting_as(worker):
                sight = sight_of(worker, now=self.now)
                for person in self.people:
                    believed = self.believed(worker, person)
                    about = {"person": person}
                    wall = {Layer(row.layer) for row in Passage.objects.filter(**about)}
                    asked = {
                        Layer(row.layer) for row in Passage.objects.open_to(sight).filter(**about)
                    }
                    for layer, model in (
                        (Layer.CIRCLE, CircleMember), (Layer.SUPPORT, Contact),
                    ):  # fmt: skip
                        if model.objects.filter(**about).exists():
                            wall.add(layer)
                        if model.objects.open_to(sight).filter(**about).exists():
                            asked.add(layer)
                    said = layers_open(person.id, sight=sight) & set(LAYERS)
                    assert wall == asked == said == believed
                    shown = False
                    with suppress(Person.DoesNotExist):
                        shown = get_person(person.id, worker) is not None
                    there = Person.objects.filter(id=person.id).exists()
                    assert shown == there == self.hello(worker, person)
                    self.check_what_is_the_teams(worker, person, sight)

    def check_what_is_the_teams(self, worker, person, sight):
        """Meetings, and what reminds of them: the team's till they agree to share their support."""
        belief, about = self.beliefs[person.id], {"person": person}
        there = person.known_at[0] in worker.places_where(Permission.SEE_PEOPLE)
        of_team = belief.of_team and there and not belief.worker
        is_open = Layer.SUPPORT in self.believed(worker, person)

        teams = worker.places_where(Permission.SEE_PEOPLE)
        meetings = Meeting.objects.filter(**about)
        assert meetings.exists() == (is_open or of_team)
        assert meetings.readable(sight, teams).exists() == (is_open or of_team)
        written = OutgoingMessage.objects.filter(**about).exists()
        assert written == ((is_open or of_team) and there)
        opened = worker.id in belief.opened_by
        assert visible(worker).filter(**about).exists() == written or opened

        keeps = bool(set(person.known_at) & set(worker.places_where(Permission.CHANGE_PEOPLE)))
        if seen := there and Person.objects.filter(id=person.id).first():
            found = not belief.worker and not belief.agrees and keeps
            assert may_book(seen, actor=worker, now=self.now) == (is_open or found)

    def ask_for_time(self, worker, person):
        """Ask for a time, if the worker may: then it is written down, and they read it."""
        at = person.known_at[0]
        if at not in worker.places_where(Permission.CHANGE_PEOPLE):
            return
        person = get_person(person.id, worker)
        if not may_book(person, actor=worker, now=self.now):
            return
        site = next(site for site in self.sites if site.id == at)
        asked = diary.ask_for_time(
            by=worker, site=site, person=person, what_for="OTHER", suits="Mornings", who="",
            wants_id=None, meeting_id=uuid7(), now=self.now,
        )  # fmt: skip
        assert readable_meetings(worker).filter(id=asked.id).exists()

    def ask_pages(self, number):
        """
        Ask for somebody's pages as a worker, and check what each says and what it does not.

        Every other time it is a worker to whom something of theirs is open, if there is one.
        """
        pairs = [(worker, person) for worker in self.workers for person in self.people]
        opened = [pair for pair in pairs if self.believed(*pair)]
        among = opened if number % 2 and opened else pairs
        worker, person = among[number % len(among)]
        worker = type(worker).objects.get(id=worker.id)
        with acting_as(worker):
            believed, hello = self.believed(worker, person), self.hello(worker, person)
            self.ask_for_time(worker, person)
        browser = Client(headers={"host": "york.localhost"})
        browser.force_login(worker)
        for layer, name in PAGES.items():
            answer = browser.get(reverse(name, args=[person.id]))
            shown = layer in believed
            assert (answer.status_code == 200) is shown, (layer, answer.status_code)
            assert (answer.status_code == 404) is (not hello)
            assert (WORDS[layer] in answer.text) is shown
        together = browser.get(reverse("desk:person", args=[person.id]))
        assert (together.status_code == 200) is hello
        for layer in LAYERS:
            assert (WORDS[layer] in together.text) is (layer in believed)


WHOM = st.one_of(
    st.tuples(st.just("organisation"), st.integers(0, 1), st.just(())),
    st.tuples(st.just("worker"), st.just(0), st.just(())),
    st.tuples(
        st.just("team"), st.integers(0, 1),
        st.lists(st.sampled_from(MAY_BE_SHARED_WITH), min_size=1, unique=True).map(tuple),
    ),
)  # fmt: skip
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "agree", "agree", "agree", "agree_until_today", "share_anyway", "hold_back", "stop",
                "open_up", "opened_long_ago", "begin_to_work",
            ]
        ),
        st.integers(0, 2),
        st.integers(0, 13),
        st.lists(st.sampled_from([layer.value for layer in Layer]), min_size=1, unique=True).map(
            tuple
        ),
        WHOM,
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip


ASKED = st.lists(st.integers(0, 999), min_size=4, max_size=6, unique=True)
"""Which workers' browsers ask for whose pages."""


@pytest.mark.usefixtures("db")
@settings(
    max_examples=25, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(acts=ACTS, asked=ASKED)
def test_wall_question_and_page_agree_on_every_triple(acts, asked):
    outer = transaction.get_connection()
    point = transaction.savepoint()
    try:
        world = World()
        for act in acts:
            world.act(*act)
        world.check()
        for number in asked:
            world.ask_pages(number)
    finally:
        transaction.savepoint_rollback(point)
        assert outer.in_atomic_block
