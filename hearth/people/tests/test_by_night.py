"""What is done by night, and the command that counts what is not true."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.schema import in_schema
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, jobs
from hearth.people.actions import Whom
from hearth.people.models import Openness, Person, Sharing
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_sharing import agree
from hearth.places.timer import OnATimer


@pytest.fixture
def stale(hub, today):
    """Somebody last welcomed 27 weeks ago, and still on the list."""
    return PersonFactory(sites=[hub], acquainted=today - datetime.timedelta(weeks=27))


class TestLapse:
    def test_takes_off_the_list_whom_a_site_has_not_welcomed_for_26_weeks(
        self, greeter, team_member, hub, jo, stale, today
    ):
        on_the_day = PersonFactory(sites=[hub], acquainted=today - datetime.timedelta(weeks=26))
        with acting_as(OnATimer()):
            assert actions.lapse_lists(by=OnATimer(), today=today) == 1
        with acting_as(greeter):
            assert set(Person.objects.all()) == {jo, on_the_day}
        with acting_as(team_member):
            assert Person.objects.filter(id=stale.id).exists()

    def test_keeps_the_lists_of_sites_that_have(self, greeter, hub, other_hub, jo, today):
        long_ago = today - datetime.timedelta(weeks=30)
        both = PersonFactory(sites=[hub, other_hub])
        with as_the_owner():
            both.acquaintances.filter(site=other_hub).update(last_welcomed_on=long_ago)
        with acting_as(OnATimer()):
            actions.lapse_lists(by=OnATimer(), today=today)
        with as_the_owner():
            assert Person.objects.get(id=both.id).greeted_at == [hub.id]

    def test_is_not_for_whoever_sees_some_sites_only(self, team_member, today):
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.lapse_lists(by=team_member, today=today)


class TestTheJobs:
    def test_put_off_one_night_for_each_partnership_with_no_name_in_it(self, db):
        waiting = InMemoryConnector()
        with app.replace_connector(waiting):
            jobs.every_night(timestamp=0)

        assert [job["args"] for job in waiting.jobs.values()] == [
            {"schema": "lincolnshire"},
            {"schema": "york"},
        ]

    def test_one_night_makes_the_lists_true(self, greeter, stale):
        jobs.one_night(schema="york")

        with acting_as(greeter):
            assert not Person.objects.exists()
        assert connection.schema_name == "york"

    def test_one_night_elsewhere_changes_nothing_here(self, greeter, stale):
        jobs.one_night(schema="lincolnshire")

        with acting_as(greeter):
            assert Person.objects.get() == stale

    def test_come_back_even_from_a_night_that_failed(self, db):
        with pytest.raises(ZeroDivisionError), in_schema("lincolnshire"):
            raise ZeroDivisionError
        assert connection.schema_name == "york"


class TestCheckStanding:
    def run(self):
        said = StringIO()
        try:
            call_command("check_standing", stdout=said)
        except SystemExit as ending:
            return ending.code, said.getvalue()
        return 0, said.getvalue()

    def test_is_content_when_all_is_true(self, jo):
        code, said = self.run()

        assert code == 0
        assert "york: no untrue rows" in said

    def test_counts_what_is_not_and_says_so_to_the_shell(self, stale, other_hub):
        with as_the_owner():
            Person.objects.update(known_at=[other_hub.id])
            Person.objects.update(known_as="Somebody Else")
        code, said = self.run()

        assert code == 1
        assert "york: no untrue rows" not in said
        assert "1: known where no acquaintance says so" in said
        assert "to be searched for as they should not be" in said
        assert "lincolnshire: no untrue rows" in said
        assert "1: on a list where they should not be" in said


class TestWhatWasSharedUntilADay:
    @pytest.fixture
    def ended(self, team_member, mind, jo, today):
        """Something that was shared until yesterday, which nothing has looked at yet."""
        agree(team_member, jo, Whom(organisation=mind), today=today, until_on=today)
        yesterday = today - datetime.timedelta(days=1)
        with as_the_owner():
            Sharing.objects.update(until_on=yesterday)
            Openness.objects.update(closes_on=yesterday)
        return jo

    @pytest.mark.parametrize("job", [jobs.one_night, jobs.one_midnight])
    def test_is_taken_off_the_rows(self, ended, job):
        job(schema="york")

        with as_the_owner():
            assert not Openness.objects.filter(person=ended).exists()
            assert Person.objects.get(id=ended.id).open_till == []

    def test_done_twice_finds_nothing_more(self, ended):
        with acting_as(OnATimer()):
            assert actions.close_ended_sharings(by=OnATimer()) == 1
            assert actions.close_ended_sharings(by=OnATimer()) == 0

    def test_is_not_for_whoever_sees_some_sites_only(self, team_member):
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.close_ended_sharings(by=team_member)

    def test_is_put_off_for_each_partnership(self, db):
        connector = InMemoryConnector()
        with app.replace_connector(connector) as memory, memory.open():
            jobs.after_midnight.func(0)

        assert {job["args"]["schema"] for job in connector.jobs.values()} >= {
            "york",
            "lincolnshire",
        }
