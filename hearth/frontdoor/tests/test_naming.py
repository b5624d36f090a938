"""Names told past the wall: of those inside, and of children alone; to nobody else."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.schema import in_schema
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import queries
from hearth.frontdoor.models import ChildAlert, Source, Visit
from hearth.frontdoor.queries.naming import names_inside
from hearth.frontdoor.tests.factories import ChildAlertFactory, VisitFactory
from hearth.frontdoor.tests.reading import says
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def zebedee(hub):
    """Somebody who chose to be on no list."""
    return PersonFactory(known_as="Zebedee", sites=[hub], listed=False, greeted_at=[])


@pytest.fixture
def inside(hub, greeter, zebedee, now):
    return VisitFactory(site=hub, person=zebedee, welcomed_by=greeter, arrived_at=now - HOUR)


def asked(function, about):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [about])
        return json.loads(cursor.fetchone()[0])


class TestTheFireRoll:
    @pytest.mark.parametrize("role", ["greeter", "safeguarding_lead", "team_member"])
    def test_names_everybody_inside_to_whoever_prints_it(self, as_, inside, visit, role, request):
        text = says(as_(request.getfixturevalue(role)).get("/building/roll/?site=acomb"))

        assert "Zebedee" in text
        assert "Jo" in text
        assert "Somebody known here" not in text

    def test_asks_no_more_for_many_than_for_one(self, hub, greeter, safeguarding_lead, now, inside):
        def questions():
            with acting_as(safeguarding_lead), CaptureQueriesContext(connection) as asked:
                queries.who_is_in(hub, actor=safeguarding_lead, now=now)
            return len(asked)

        one = questions()
        for _ in range(20):
            VisitFactory(
                site=hub, person=PersonFactory(sites=[hub]), welcomed_by=greeter, arrived_at=now
            )

        assert questions() == one

    def test_names_those_of_the_night_before(self, hub, greeter, inside, now):
        with as_the_owner():
            Visit.objects.update(arrived_at=now - 20 * HOUR)

        with acting_as(greeter):
            [told] = queries.who_is_in(hub, actor=greeter, now=now).earlier.listed
        assert told.name == "Zebedee"


class TestNamesInside:
    @pytest.mark.parametrize(
        "changes",
        [
            {"left_at": True}, {"confirmed_gone_at": True}, {"taken_back_at": True},
            {"source": Source.PAPER}, {"source": Source.FILE},
        ],
        ids=str,
    )  # fmt: skip
    def test_are_not_told_of_those_who_are_not(self, hub, greeter, inside, now, changes):
        with as_the_owner():
            Visit.objects.update(
                **{name: now if value is True else value for name, value in changes.items()}
            )

        with acting_as(greeter):
            assert names_inside(hub, actor=greeter) == {}

    def test_are_not_told_of_those_who_died(self, hub, greeter, inside, now):
        with as_the_owner():
            Person.objects.update(died_recorded_at=now)

        with acting_as(greeter):
            assert names_inside(hub, actor=greeter) == {}

    def test_are_told_by_the_visit_alone(self, hub, greeter, inside):
        with acting_as(greeter):
            assert names_inside(hub, actor=greeter) == {inside.pk: "Zebedee"}
            assert not Person.objects.exists()

    @pytest.mark.parametrize("role", ["greeter_elsewhere", "board_member"])
    def test_are_nobody_elses_business(self, hub, inside, role, request):
        worker = request.getfixturevalue(role)

        with acting_as(worker):
            assert asked("frontdoor_names_inside", hub.pk) == {}
            with pytest.raises(NotAllowed):
                names_inside(hub, actor=worker)

    def test_are_told_to_nobody(self, hub, inside):
        with acting_as(None):
            assert asked("frontdoor_names_inside", hub.pk) == {}

    def test_are_not_told_in_another_partnership(self, hub, greeter, inside):
        with in_schema("lincolnshire"), acting_as(greeter):
            assert asked("frontdoor_names_inside", hub.pk) == {}
            assert asked("york.frontdoor_names_inside", hub.pk) == {}


class TestNamesOfChildren:
    @pytest.fixture(autouse=True)
    def _a_child_is_alone(self, inside):
        ChildAlertFactory(visit=inside)

    @pytest.mark.parametrize(
        "role", ["greeter", "team_member", "network_lead", "greeter_elsewhere", "board_member"]
    )
    def test_are_told_to_nobody_else(self, inside, role, request):
        with acting_as(request.getfixturevalue(role)):
            assert asked("frontdoor_names_of_children", [inside.pk]) == {}

    def test_are_told_until_it_turns_out_to_be_no_child(self, inside, safeguarding_lead, now):
        with acting_as(safeguarding_lead):
            assert asked("frontdoor_names_of_children", [inside.pk]) == {str(inside.pk): "Zebedee"}
        with as_the_owner():
            ChildAlert.objects.update(seen_at=now, seen_by=safeguarding_lead)
            Visit.objects.update(child_alone=False)
        with acting_as(safeguarding_lead):
            assert asked("frontdoor_names_of_children", [inside.pk]) == {}

    def test_are_not_told_of_other_visits(self, hub, visit, safeguarding_lead):
        with acting_as(safeguarding_lead):
            assert asked("frontdoor_names_of_children", [visit.pk]) == {}
