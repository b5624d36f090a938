"""Random people who let each other read, and end it: the database opens what both agreed."""

import datetime
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.errors import Refused
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import CarerView, CircleMember, OwnKey, Passage, Person, Reads
from hearth.people.own_pages import act_on_own_pages
from hearth.people.queries.caring import OPEN, may_read, plan_for_carer, ring_for_carer
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import SiteFactory

PEOPLE = 3
NOT_THERE = (Refused, CarerView.DoesNotExist)
PARTS = [Reads.WORST_DAY, Reads.RING, Reads.PLAN]
ACTS = [
    "both agree", "both agree", "both agree", "let", "take", "agree", "refuse", "end", "again",
    "restrict", "lift", "take out", "address", "days",
]  # fmt: skip


@dataclass
class Belief:
    """One carer's view, as it ought to be."""

    code: str
    person: int
    member: int
    parts: frozenset
    days: int
    person_until: datetime.date
    typed_by: int | None = None
    carer_until: datetime.date | None = None
    ended: bool = False

    def is_over(self, today):
        days = [self.person_until, self.carer_until or datetime.date.max]
        return self.ended or min(days) < today

    def opens(self, part, today):
        return bool(self.carer_until) and not self.is_over(today) and part in self.parts


class World:
    def __init__(self):
        site = SiteFactory()
        self.worker = GrantFactory(site=site, role=Role.TEAM_MEMBER).user
        self.people = [PersonFactory(known_as=f"P{n}", sites=[site]) for n in range(PEOPLE)]
        self.members, self.pages, self.beliefs = {}, [], {}
        for number, person in enumerate(self.people):
            with acting_as(self.worker):
                self.pages.append(actions.open_own_pages(by=self.worker, person=person))
            with as_the_owner():
                self.write(number, person)

    def write(self, number, person):
        mine = {"person": person, "held_by": person.held_by, "edited_by": self.worker}
        for heading in ("WORST_DAY", "SAFER"):
            said = Passage(layer="PLAN", heading=heading, edited_at=timezone.now(), **mine)
            said.words = f"{heading} of {number}"
            said.save()
        for other in range(PEOPLE):
            one = CircleMember(bond="FAMILY", agreed_on=timezone.localdate(), **mine)
            one.name, one.number = f"{other} of {number}", "01904 555 0100"
            one.save()
            self.members[number, other] = one

    @property
    def today(self):
        return timezone.localdate()

    @contextmanager
    def as_themselves(self, number):
        sign_in = User.objects.get(id=self.pages[number].sign_in_id)
        with acting_as(sign_in):
            yield sign_in, act_on_own_pages(sign_in)

    def act(self, what, pair, part, days):
        getattr(self, what.replace(" ", "_"))(*pair, part, days)

    def view_of(self, one, other):
        """Return the last that one let another in the circle read, and what we believe of it."""
        mine = [(k, b) for k, b in self.beliefs.items() if (b.person, b.member) == (one, other)]
        return mine[-1] if mine else (None, None)

    def let(self, one, other, part, days):
        length = 30 if days % 2 else 365
        with self.as_themselves(one) as (me, person), suppress(Refused):
            code = actions.let_carer_read(
                by=me, person=person, member=self.members[one, other], reads=(part.value,),
                days=length, how="OWN_PAGE", now=timezone.now(), today=self.today,
            )  # fmt: skip
            for belief in self.beliefs.values():
                belief.ended |= (belief.person, belief.member) == (one, other)
            row = CarerView.objects.get(person=person, member_id=self.members[one, other].id,
                                        ended_at=None)  # fmt: skip
            until = self.today + datetime.timedelta(days=length)
            self.beliefs[row.id] = Belief(code, one, other, frozenset({part}), length, until)

    def take(self, one, other, part, days):
        """Somebody types the code; not always whom it was meant for."""
        view_id, belief = self.view_of(one, other)
        who = (other + (days % 7 == 0)) % PEOPLE
        if view_id is None:
            return
        with self.as_themselves(who) as (me, person), suppress(Refused):
            actions.take_carer_code(
                by=me, person=person, code=belief.code, now=timezone.now(), today=self.today
            )
            assert not belief.ended
            assert belief.typed_by is None
            assert who != one
            belief.typed_by = who

    def agree(self, one, other, part, days):
        view_id, belief = self.view_of(one, other)
        for who in range(PEOPLE):
            if view_id is None:
                return
            with self.as_themselves(who) as (me, person), suppress(*NOT_THERE):
                actions.agree_to_read(by=me, person=person, view_id=view_id, today=self.today)
                assert who == belief.typed_by
                if not belief.is_over(self.today):
                    belief.carer_until = self.today + datetime.timedelta(days=365)

    def both_agree(self, one, other, part, days):
        self.let(one, other, part, days)
        self.take(one, other, part, 1)
        self.agree(one, other, part, days)

    def refuse(self, one, other, part, days):
        view_id, belief = self.view_of(one, other)
        if view_id is None:
            return
        with self.as_themselves(other) as (me, person), suppress(CarerView.DoesNotExist):
            actions.stop_reading(by=me, person=person, view_id=view_id, now=timezone.now())
            assert belief.typed_by == other
            belief.ended = True

    def end(self, one, other, part, days):
        view_id, belief = self.view_of(one, other)
        if view_id is None:
            return
        with self.as_themselves(one) as (me, person):
            actions.end_carer_view(
                by=me, person=person, view=CarerView.objects.get(id=view_id), how="OWN_PAGE",
                now=timezone.now(),
            )  # fmt: skip
        belief.ended = True

    def again(self, one, other, part, days):
        view_id, belief = self.view_of(one, other)
        if view_id is None:
            return
        with self.as_themselves(one) as (me, person), suppress(Refused):
            actions.say_again(
                by=me, person=person, view=CarerView.objects.get(id=view_id), how="OWN_PAGE",
                now=timezone.now(), today=self.today,
            )  # fmt: skip
            if not belief.is_over(self.today):
                belief.person_until = self.today + datetime.timedelta(days=belief.days)

    def restrict(self, one, other, part, days):
        self.limit(one, self.today)
        for belief in self.beliefs.values():
            belief.ended |= one in (belief.person, belief.typed_by)

    def lift(self, one, other, part, days):
        self.limit(one, None)

    def limit(self, one, restricted_on):
        with acting_as(self.worker):
            actions.limit_use(by=self.worker, person=self.people[one], restricted_on=restricted_on)

    def take_out(self, one, other, part, days):
        with as_the_owner():
            CircleMember.objects.filter(id=self.members[one, other].id).delete()
            self.members[one, other].save(force_insert=True)
        for belief in self.beliefs.values():
            belief.ended |= (belief.person, belief.member) == (one, other)

    def address(self, one, other, part, days):
        """Another address is written down for somebody's own pages."""
        pages = self.pages[one]
        with as_the_owner():
            OwnKey.objects.create(
                kind="ADDRESS", key=b"another", pages=pages, person=pages.person,
                sign_in=pages.sign_in, known_at=pages.known_at, held_by=pages.held_by,
            )  # fmt: skip
        for belief in self.beliefs.values():
            belief.ended |= belief.typed_by == one

    def days(self, one, other, part, days):
        """So many days go by: the database has its own clock, so all that it compares moves."""
        gone = datetime.timedelta(days=days)
        named = ("agreed_on", "person_until_on", "carer_agreed_on", "carer_until_on", "key_ends_at")
        with as_the_owner():
            CarerView.objects.update(**{name: F(name) - gone for name in named})
        for belief in self.beliefs.values():
            belief.person_until -= gone
            belief.carer_until = belief.carer_until and belief.carer_until - gone

    def check(self):
        for who in range(PEOPLE):
            with self.as_themselves(who):
                open_ones = {one.id for one in may_read(today=self.today) if one.stands == OPEN}
                assert not Passage.objects.exclude(person=self.people[who]).exists()
                assert list(Person.objects.all()) == [self.people[who]]
                for view_id, belief in list(self.beliefs.items())[-4:]:
                    mine = belief.typed_by == who
                    any_part = next(iter(belief.parts))
                    assert (view_id in open_ones) is (mine and belief.opens(any_part, self.today))
                    self.check_parts(view_id, belief, mine=mine)
        with acting_as(self.worker):
            for view_id in self.beliefs:
                assert plan_for_carer(view_id) == ring_for_carer(view_id) == []

    def check_parts(self, view_id, belief, *, mine):
        plan, ring = plan_for_carer(view_id), ring_for_carer(view_id)
        worst, all_of_it, rings = (
            mine and belief.opens(part, self.today)
            for part in (Reads.WORST_DAY, Reads.PLAN, Reads.RING)
        )
        expected = ["WORST_DAY", "SAFER"] if all_of_it else ["WORST_DAY"] if worst else []
        assert [words for _, words in plan] == [f"{one} of {belief.person}" for one in expected]
        assert len(ring) == (PEOPLE - 1 if rings else 0)


PAIRS = [(0, 1), (0, 1), (0, 1), (1, 2), (1, 0), (2, 2)]
"""Who lets whom read. Few, so that what is begun is gone on with."""
ACT = st.tuples(
    st.sampled_from(ACTS), st.sampled_from(PAIRS),
    st.sampled_from(PARTS), st.integers(0, 60),
)  # fmt: skip
BOTH = ("both agree", (0, 1), Reads.PLAN, 1)


@pytest.mark.usefixtures("db")
@settings(
    max_examples=20, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@example(acts=[("both agree", (0, 1), part, 1) for part in PARTS])
@example(acts=[("let", (0, 1), Reads.PLAN, 1), ("take", (0, 1), Reads.PLAN, 1)])
@example(acts=[("let", (0, 1), Reads.RING, 1), ("agree", (0, 1), Reads.RING, 1)])
@example(acts=[BOTH, ("days", (0, 1), Reads.PLAN, 31), ("again", (0, 1), Reads.PLAN, 1)])
@example(acts=[BOTH, ("end", (0, 1), Reads.PLAN, 1), ("agree", (0, 1), Reads.PLAN, 1)])
@example(acts=[BOTH, ("restrict", (0, 1), Reads.PLAN, 1), ("lift", (0, 1), Reads.PLAN, 1)])
@example(acts=[BOTH, ("restrict", (1, 0), Reads.PLAN, 1), ("lift", (1, 0), Reads.PLAN, 1)])
@example(acts=[BOTH, ("take out", (0, 1), Reads.PLAN, 1)])
@example(acts=[BOTH, ("address", (1, 0), Reads.PLAN, 1)])
@given(acts=st.lists(ACT, min_size=4, max_size=16))
def test_the_database_opens_what_both_agreed_and_nothing_else(acts):
    outer = transaction.get_connection()
    point = transaction.savepoint()
    try:
        world = World()
        for act in acts:
            world.act(*act)
            world.check()
    finally:
        transaction.savepoint_rollback(point)
        assert outer.in_atomic_block
