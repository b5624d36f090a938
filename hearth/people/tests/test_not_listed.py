"""Whoever chose not to be listed is on no list, and is found by what only they could say."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.models import Acquaintance, Person
from hearth.people.queries import Which, sections
from hearth.people.queries.sections import DetailsSection
from hearth.people.tests.factories import PersonFactory

BORN = datetime.date(1985, 2, 3)


@pytest.fixture
def choosing(team_member, today):
    """Write down whether somebody may be listed."""

    def choose(person, *, listed):
        with acting_as(team_member):
            before = sections.listing_of(Person.objects.get(id=person.id))
            actions.change_listing(
                by=team_member, person=person, stamp=before.stamp, today=today,
                listing=sections.ListingSection(listed, before.wants_no_messages),
            )  # fmt: skip

    return choose


@pytest.fixture
def zebedee(hub, team_member, choosing, today, all_is_true):
    """Somebody who told their team their name and birth date, and chose not to be listed."""
    person = PersonFactory(known_as="Zebedee", sites=[hub])
    with acting_as(team_member):
        actions.change_details(
            by=team_member, person=person, stamp=DetailsSection().stamp, today=today,
            details=DetailsSection(given_name="Zebedee", family_name="Fenn", born_on=BORN),
        )  # fmt: skip
    choosing(person, listed=False)
    return person


@pytest.fixture
def names_on(hub, team_member, today):
    """Return the names on a list of people, as their own team sees it."""

    def names(which):
        with acting_as(team_member):
            rows = queries.people_list(actor=team_member, site=hub, today=today, which=which).rows
        return [row.known_as for row in rows]

    return names


class TestNotListed:
    def test_is_on_no_list_of_their_own_team(self, zebedee, jo, names_on):
        assert names_on(Which.EVERYONE) == ["Jo"]

    def test_is_not_among_the_quiet(self, zebedee, names_on, today):
        with as_the_owner():
            Acquaintance.objects.update(last_welcomed_on=None)
            assert names_on(Which.QUIET) == []
            Acquaintance.objects.update(last_welcomed_on=today)

    def test_is_not_among_those_who_died(self, zebedee, team_member, names_on, now, today):
        with acting_as(team_member):
            actions.record_death(
                by=team_member, person=zebedee, died_on=None, source="Her son", now=now, today=today
            )
        assert names_on(Which.DIED) == []

    def test_is_not_named_beside_a_record_that_is_the_same_person(
        self, zebedee, jo, hub, team_member, today
    ):
        with acting_as(team_member):
            actions.link_people(by=team_member, one=jo, other=zebedee, why="")
            [row] = queries.people_list(actor=team_member, site=hub, today=today).rows
            [found] = queries.look_for("jo", actor=team_member, today=today)
            opened = queries.person_page(jo.id, team_member)
        assert row.same_as == found.same_as == ()
        assert opened.same_as == ((zebedee.id, "Zebedee"),)  # on the record they are linked to

    def test_is_offered_to_nobody_who_types_a_part_of_their_name(
        self, zebedee, team_member, network_lead, today
    ):
        for worker in (team_member, network_lead):
            for words in ("ze", "zebedee", "fenn", "3/2/1985"):
                with acting_as(worker):
                    assert queries.look_for(words, actor=worker, today=today) == ()

    def test_is_found_by_full_name_with_birth_date(self, zebedee, team_member, hub, now):
        with acting_as(team_member):
            [found] = actions.find_person(
                by=team_member, site=hub, name="Zebedee Fenn", born_on=BORN, now=now
            )
        assert found.person_id == zebedee.id

    def test_is_found_by_card(self, zebedee, team_member, hub, now):
        with acting_as(team_member):
            code = actions.issue_card(by=team_member, person=zebedee)
            [found] = actions.find_by_card(by=team_member, site=hub, code=code, now=now)
        assert found.person_id == zebedee.id

    def test_is_opened_by_their_team_from_what_it_sees_already(self, zebedee, team_member):
        with acting_as(team_member):
            assert queries.get_person(zebedee.id, team_member) == zebedee

    def test_stays_off_every_list_after_a_welcome(self, zebedee, hub, team_member, names_on, today):
        with acting_as(team_member):
            actions.note_welcome(by=team_member, person=zebedee, site=hub, on=today)
            assert queries.look_for("ze", actor=team_member, today=today) == ()
        assert names_on(Which.EVERYONE) == []

    def test_is_on_every_list_again_once_they_choose_to_be(
        self, zebedee, choosing, team_member, names_on, today
    ):
        choosing(zebedee, listed=True)

        assert names_on(Which.EVERYONE) == ["Zebedee"]
        with acting_as(team_member):
            assert [row.id for row in queries.look_for("ze", actor=team_member, today=today)] == [
                zebedee.id
            ]
