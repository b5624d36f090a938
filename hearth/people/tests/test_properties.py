"""Whatever is done, in whatever order: the arrays stay true, and the walls hold."""

import datetime
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, findable, standing
from hearth.people.models import Details, Link, Person
from hearth.people.queries import sections
from hearth.people.queries.links import linked_with
from hearth.people.queries.seeing import visible_to
from hearth.places.tests.factories import SiteFactory
from hearth.places.timer import OnATimer

START = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
ACTS = [
    "welcome", "find and welcome", "take back", "let go", "let go", "list", "list", "unlist",
    "unlist", "die", "die", "undie", "undie", "link", "link", "unlink", "tell", "card", "days",
    "night", "meet",
]  # fmt: skip


@dataclass
class Belief:
    """What ought to be so about one person, kept in plain Python."""

    since: dict = field(default_factory=dict)
    last: dict = field(default_factory=dict)
    known: set = field(default_factory=set)
    listed: bool = True
    died: bool = False

    def welcomed(self, site, day):
        self.known.add(site.id)
        self.since[site.id] = min(day, self.since.get(site.id, day))
        self.last[site.id] = max(day, self.last.get(site.id) or day)

    def greeted(self, today):
        since = today - standing.LATELY
        if self.died or not self.listed:
            return set()
        return {site for site in self.known if (self.last.get(site) or since.min) >= since}


class World:
    """Three hubs, their workers, the people they meet, and what we believe of each."""

    def __init__(self, clock):
        self.clock = clock
        self.sites = [SiteFactory() for _ in range(3)]
        self.greeters = [GrantFactory(site=s, role=Role.GREETER).user for s in self.sites]
        self.teams = [GrantFactory(site=s, role=Role.TEAM_MEMBER).user for s in self.sites]
        self.rover = GrantFactory(site=self.sites[0], role=Role.TEAM_MEMBER).user
        GrantFactory(user=self.rover, site=self.sites[1], role=Role.TEAM_MEMBER)
        self.people, self.beliefs, self.links = [], defaultdict(Belief), set()

    @property
    def today(self):
        return timezone.localdate()

    def workers(self, site):
        return [self.greeters[site], self.teams[site], self.rover]

    def act(self, what, number, one, other, site, days):
        if what == "days":
            self.clock.shift(datetime.timedelta(days=days))
            return
        if what == "night":
            self.night()
            return
        by, site = self.workers(site)[number], self.sites[site]
        day = self.today - datetime.timedelta(days=days)
        if what == "meet":
            with suppress(NotAllowed), acting_as(by):
                self.meet(by, site, day)
            return
        person, far = (self.people[number % len(self.people)] for number in (one, other))
        doing = getattr(self, what.replace(" ", "_"))
        with suppress(Refused, NotAllowed, Person.DoesNotExist), acting_as(by):
            doing(by=by, person=person, far=far, site=site, day=day)

    def meet(self, by, site, day):
        met = actions.meet_person(by=by, site=site, known_as="Somebody", today=day)
        self.people.append(met)
        self.beliefs[met.id].welcomed(site, day)

    def welcome(self, by, person, site, day, **_):
        if visible_to(by).filter(id=person.id).exists():
            actions.note_welcome(by=by, person=person, site=site, on=day)
            self.beliefs[person.id].welcomed(site, day)

    def find_and_welcome(self, by, person, site, day, **_):
        reveal([person.id])
        actions.note_welcome(by=by, person=person, site=site, on=day)
        self.beliefs[person.id].welcomed(site, day)

    def take_back(self, by, person, site, **_):
        actions.take_back_welcome(by=by, person=person, site=site, last_on=None)
        belief = self.beliefs[person.id]
        if last := belief.last.get(site.id):
            belief.last[site.id] = None
            if belief.since[site.id] >= last and len(belief.known) > 1:
                belief.known.discard(site.id)

    def let_go(self, by, person, site, **_):
        actions.no_longer_known_at(by=by, person=person, site=site, today=self.today)
        self.beliefs[person.id].known.discard(site.id)

    def list(self, by, person, listed=True, **_):
        person = Person.objects.get(id=person.id)
        before = sections.listing_of(person)
        actions.change_listing(
            by=by, person=person, listing=replace(before, listed=listed), stamp=before.stamp,
            today=self.today,
        )  # fmt: skip
        self.beliefs[person.id].listed = listed

    def unlist(self, by, person, **_):
        self.list(by, person, listed=False)

    def die(self, by, person, **_):
        group, now = self.group(by, person), timezone.now()
        actions.record_death(
            by=by, person=person, died_on=None, source="A friend", now=now, today=self.today
        )
        for one in group:
            self.beliefs[one].died = True

    def undie(self, by, person, **_):
        group = self.group(by, person)
        actions.take_back_death(by=by, person=person, today=self.today)
        for one in group:
            self.beliefs[one].died = False

    def link(self, by, person, far, **_):
        actions.link_people(by=by, one=person, other=far, why="")
        self.links.add(frozenset({person.id, far.id}))

    def unlink(self, by, person, **_):
        for link in Link.objects.filter(unlinked_at=None, one=person):
            actions.unlink_people(by=by, link=link, now=timezone.now())
            self.links.discard(frozenset({link.one_id, link.other_id}))

    def tell(self, by, person, day, **_):
        before = sections.details_of(person)
        after = replace(
            before, family_name=f"{before.family_name}x", born_on=datetime.date(1970, 5, 3),
            other_names=(f"Other {day}",),
        )  # fmt: skip
        actions.change_details(
            by=by, person=person, details=after, stamp=before.stamp, today=self.today
        )

    def card(self, by, person, **_):
        actions.issue_card(by=by, person=person)

    def group(self, by, person):
        """Return who is linked with a person through records that this worker changes."""
        sees = set(by.places_where("people.see"))
        group, edge = {person.id}, {person.id}
        while edge:
            near = {end for pair in self.links if pair & edge for end in pair} - group
            edge = {one for one in near if self.beliefs[one].known & sees}
            group |= edge
        return group

    def night(self):
        timer = OnATimer()
        with acting_as(timer):
            actions.lapse_lists(by=timer, today=self.today)
            actions.follow_deaths_through_links(by=timer, now=timezone.now())
        while True:
            behind = {
                end for pair in self.links for end in pair
                if not self.beliefs[end].died and any(self.beliefs[other].died for other in pair)
            }  # fmt: skip
            if not behind:
                return
            for one in behind:
                self.beliefs[one].died = True

    def check(self):
        with as_the_owner():
            assert standing.untrue(today=self.today) == []
            assert findable.count_untrue() == 0
        for place, greeter, team in zip(self.sites, self.greeters, self.teams, strict=True):
            listed = {one for one, b in self.beliefs.items() if place.id in b.greeted(self.today)}
            known = {one for one, b in self.beliefs.items() if place.id in b.known}
            for worker, expected in ((greeter, listed), (team, known)):
                with acting_as(worker):
                    assert {person.id for person in Person.objects.all()} == expected
                    assert {person.id for person in visible_to(worker)} == expected
                    told = set(Details.objects.values_list("person_id", flat=True))
                    assert told <= (known if worker is team else set())
                    for link in Link.objects.all():
                        assert {link.one_id, link.other_id} <= known
                    linked = linked_with(expected, actor=worker)
                    assert {one.id for group in linked.values() for one in group} <= expected


@pytest.mark.usefixtures("db")
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each try takes a moment: no shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 2), st.integers(0, 2),
            st.integers(0, 2), st.sampled_from([0, 0, 1, 50, 181, 182, 183, 400]),
        ),
        min_size=12, max_size=40,
    )
)  # fmt: skip
def test_whatever_is_done_the_arrays_are_true_and_the_walls_hold(acts):
    with transaction.atomic(), time_machine.travel(START, tick=False) as clock:
        world = World(clock)
        for site in range(3):  # so that there is something to get wrong from the first act on
            world.act("meet", 0, 0, 0, site, 0)
        for person in range(2):
            for site in range(2):
                world.act("find and welcome", 2, person, 0, site, 0)
            world.act("tell", 2, person, 0, 0, 0)
        for act in acts:
            world.act(*act)
        world.night()
        world.check()
        transaction.set_rollback(True)
