"""Somebody has died, or it was a mistake; and forgetting somebody."""

import datetime

import pytest
from django.db import connection

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine, Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions.dying import DIED
from hearth.people.models import (
    Acquaintance,
    Details,
    FindingKey,
    Link,
    OtherName,
    Person,
    WayToContact,
)
from hearth.people.queries import sections
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer

pytestmark = pytest.mark.usefixtures("all_is_true")


@pytest.fixture
def john(other_hub):
    """Known to Clifton alone."""
    return PersonFactory(known_as="John", sites=[other_hub])


class TestDying:
    def died(self, by, person, now, today, **more):
        with acting_as(by):
            given = {"died_on": today, "source": "Her brother"} | more
            actions.record_death(by=by, person=person, now=now, today=today, **given)

    def test_takes_them_off_every_list_and_keeps_the_record(
        self, team_member, greeter, greeter_elsewhere, hub, other_hub, now, today
    ):
        jo = PersonFactory(known_as="Jo", sites=[hub, other_hub])
        self.died(team_member, jo, now, today)

        for worker in (greeter, greeter_elsewhere):
            with acting_as(worker):
                assert not Person.objects.exists()
        with acting_as(team_member):
            kept = Person.objects.get(id=jo.id)
        assert (kept.known_as, kept.died_on, kept.died_source) == ("Jo", today, "Her brother")
        assert kept.has_died

    def test_needs_no_date(self, team_member, jo, now, today):
        self.died(team_member, jo, now, today, died_on=None)
        with acting_as(team_member):
            assert Person.objects.get(id=jo.id).has_died

    @pytest.mark.parametrize("wrong", [{"source": "  "}, {"died_on": datetime.date(2999, 1, 1)}])
    def test_refuses_what_cannot_be(self, team_member, jo, now, today, wrong):
        with pytest.raises(actions.PersonRefused):
            self.died(team_member, jo, now, today, **wrong)

    def test_can_be_put_right(self, team_member, jo, now, today):
        self.died(team_member, jo, now, today)
        later, day_before = now + datetime.timedelta(days=2), today - datetime.timedelta(days=1)
        self.died(team_member, jo, later, today, died_on=day_before, source="The hospital")
        with acting_as(team_member):
            kept = Person.objects.get(id=jo.id)
        assert (kept.died_on, kept.died_source) == (day_before, "The hospital")
        assert kept.died_recorded_at == now

    def test_taken_back_puts_them_on_the_lists_they_would_be_on(
        self, team_member, greeter, hub, other_hub, now, today
    ):
        jo = PersonFactory(sites=[hub, other_hub])
        self.died(team_member, jo, now, today)
        with acting_as(team_member):
            actions.take_back_death(by=team_member, person=jo, today=today)
            back = Person.objects.get(id=jo.id)
        assert set(back.greeted_at) == {hub.id, other_hub.id}
        assert not back.has_died
        assert (back.died_on, back.died_source) == (None, "")

    def test_taken_back_after_half_a_year_puts_them_on_no_list(self, team_member, hub, now, today):
        long_ago = today - datetime.timedelta(weeks=27)
        jo = PersonFactory(sites=[hub], greeted_at=[], acquainted=long_ago)
        self.died(team_member, jo, now, today)
        with acting_as(team_member):
            actions.take_back_death(by=team_member, person=jo, today=today)
            assert Person.objects.get(id=jo.id).greeted_at == []

    def test_taken_back_when_nobody_had_written_it_is_refused(self, team_member, jo, today):
        with acting_as(team_member), pytest.raises(actions.PersonRefused):
            actions.take_back_death(by=team_member, person=jo, today=today)

    def test_is_not_for_greeters(self, greeter, jo, now, today):
        with pytest.raises(NotAllowed):
            self.died(greeter, jo, now, today)

    def test_follows_the_links_that_the_worker_sees(self, team_of_both, jo, john, now, today):
        with acting_as(team_of_both):
            actions.link_people(by=team_of_both, one=jo, other=john, why="")
        self.died(team_of_both, jo, now, today)
        with acting_as(team_of_both):
            assert Person.objects.get(id=john.id).has_died
            actions.take_back_death(by=team_of_both, person=john, today=today)
            assert not Person.objects.get(id=jo.id).has_died

    def test_follows_by_night_the_links_that_the_worker_does_not_see(
        self, team_of_both, team_member, team_elsewhere, jo, john, now, today
    ):
        with acting_as(team_of_both):
            actions.link_people(by=team_of_both, one=jo, other=john, why="")
        self.died(team_member, jo, now, today)
        with acting_as(team_elsewhere):
            assert not Person.objects.get().has_died
        with as_the_owner():
            heard = Told.objects.get(what=DIED)
        assert heard.about_id == jo.id

        with acting_as(OnATimer()):
            assert actions.follow_deaths_through_links(by=OnATimer(), now=now) == 1
            assert actions.follow_deaths_through_links(by=OnATimer(), now=now) == 0

        with acting_as(team_elsewhere):
            kept = Person.objects.get()
        assert kept.has_died
        assert "Jo" not in kept.died_source


class TestForgetting:
    def test_leaves_nothing_but_the_trail(self, team_of_both, jo, john, today):
        with acting_as(team_of_both):
            actions.change_details(
                by=team_of_both, person=jo, stamp=sections.details_of(jo).stamp, today=today,
                details=sections.DetailsSection(
                    given_name="Jo", family_name="Bloggs", born_on=datetime.date(1970, 5, 3),
                    other_names=("Josie",),
                ),
            )  # fmt: skip
            actions.add_way(
                by=team_of_both, person=jo, way=sections.WaySection("EMAIL", "jo@example.org")
            )
            actions.link_people(by=team_of_both, one=jo, other=john, why="")
        with acting_as(OnATimer()):
            actions.forget_person(by=OnATimer(), person=jo)

        with as_the_owner():
            for model in (Details, OtherName, WayToContact, FindingKey, Link):
                assert not model.objects.exists()
            assert Person.objects.get() == john
            assert Acquaintance.objects.get().person == john
            assert AuditLine.objects.filter(subject_id=jo.id, verb="forgot").exists()

    def test_is_not_for_workers_of_some_sites_only(self, team_of_both, jo):
        with acting_as(team_of_both), pytest.raises(NotAllowed):
            actions.forget_person(by=team_of_both, person=jo)


class TestWhoOfASiteHasDied:
    """By ids alone, for boards that must say no more of them."""

    @pytest.fixture(autouse=True)
    def _has_died(self, team_member, jo, now, today):
        with acting_as(team_member):
            actions.record_death(
                by=team_member, person=jo, died_on=today, source="Jo's sister", now=now, today=today
            )

    def test_is_known_to_those_who_see_its_visits(self, hub, greeter, jo, john):
        with acting_as(greeter):
            assert queries.died(hub, actor=greeter) == [jo.id]

    def test_is_nobody_elses_business(self, hub, other_hub, greeter, greeter_elsewhere, jo):
        with acting_as(greeter_elsewhere):
            assert queries.died(other_hub, actor=greeter_elsewhere) == []
            with pytest.raises(NotAllowed):
                queries.died(hub, actor=greeter_elsewhere)
            with connection.cursor() as cursor:
                cursor.execute("SELECT people_died(%s)", [hub.id])
                assert cursor.fetchone() == ([],)
