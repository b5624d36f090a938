"""Whoever works here has one record or several, and reads none of them as a worker."""

from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.models import Details, Link, Person
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_linking import link
from hearth.people.tests.test_opening_pages import works_here
from hearth.people.tests.test_pressing import open_it
from hearth.people.tests.test_who_has_looked import looked
from hearth.places.timer import OnATimer

pytestmark = pytest.mark.usefixtures("all_is_true")


@pytest.fixture
def una(hub):
    """Works here, and is known as Jo."""
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Una").user


@pytest.fixture
def jonah(hub):
    return PersonFactory(known_as="Jonah", sites=[hub])


def whose(*people):
    """Return whose sign-in stands on each record."""
    with as_the_owner():
        now = Person.objects.in_bulk([person.id for person in people])
        return [now[person.id].worker_id for person in people]


def unlink(by, made, now):
    with acting_as(by):
        actions.unlink_people(by=by, link=made, now=now)


class TestASecondRecord:
    def test_that_is_linked_is_closed_with_the_first_in_which_it_is_noted(
        self, page, hub_manager, team_member, una, jo, john, jonah
    ):
        link(team_member, john, jo)
        link(team_member, john, jonah)

        with acting_as(hub_manager):
            actions.note_works_here(by=hub_manager, person=jo, worker_id=una.id)

        assert whose(jo, john, jonah) == [una.id] * 3
        for person in (jo, john, jonah):
            page(una, "edit", person.id, status=404)
            page(team_member, "edit_details", person.id, status=403)

    @pytest.mark.parametrize("turned", [True, False])
    def test_is_closed_when_it_is_linked(
        self, page, team_member, una, hub, jo, john, jonah, now, turned
    ):
        works_here(jo, una)
        link(team_member, john, jonah)
        open_it(team_member, jo, hub, now)
        address = (jo.id, john.id) if turned else (john.id, jo.id)
        page(team_member, "link_with", *address, data={"why": "She said so"}, status=302)

        assert whose(jo, john, jonah) == [una.id] * 3
        page(una, "edit", john.id, status=404)
        with acting_as(una):
            assert set(queries.own_records()) == {jo.id, john.id, jonah.id}
            assert not Person.objects.filter(id__in=[jo.id, john.id, jonah.id]).exists()

    def test_shows_in_the_rows_beside_it_too(self, team_member, una, hub, jo, john, today):
        with as_the_owner():
            Details.objects.create(
                person=john, languages=["cy"], known_at=john.known_at, held_by=john.held_by
            )
        link(team_member, jo, john)
        works_here(jo, una)
        for worker in (una, team_member):
            with acting_as(worker):
                assert not Details.objects.exists()

    def test_tells_its_own_worker_who_has_looked_at_any_of_them(
        self, team_member, greeter, una, jo, john
    ):
        looked(greeter, jo, "hello")
        looked(team_member, john, "details")
        link(team_member, jo, john)
        works_here(jo, una)

        with acting_as(una):
            assert {look.who for look in queries.who_has_looked(None).looks} == {"Ama", "Tariq"}

    def test_of_another_worker_is_no_record_of_the_same_person(
        self, team_member, una, greeter, hub, jo, john, now
    ):
        works_here(jo, una)
        works_here(john, greeter)
        for person in (jo, john):
            open_it(team_member, person, hub, now)

        with acting_as(team_member):
            queries.sight_of(team_member)
            with pytest.raises(actions.PersonRefused, match="two people"):
                actions.link_people(by=team_member, one=jo, other=john, why="")
        refused = pytest.raises(DatabaseError, match="are not one")
        with as_the_owner(), refused, transaction.atomic():
            Link.objects.create(
                one=jo, other=john, one_known_at=jo.known_at, other_known_at=john.known_at,
                held_by=jo.held_by, linked_by=team_member,
            )  # fmt: skip

    def test_linked_before_any_of_this_is_closed_by_the_migration(self, team_member, una, jo, john):
        link(team_member, jo, john)
        works_here(jo, una)
        with as_the_owner(), connection.cursor() as cursor:
            Person.objects.filter(id=john.id).update(worker=None, worker_by_link=False)
            assert whose(jo, john) == [una.id, None]
            carried = import_module("hearth.people.migrations.0111_carried_to_linked_records")
            cursor.execute(carried.Migration.operations[0].sql)

        assert whose(jo, john) == [una.id, una.id]


class TestUnlinking:
    @pytest.fixture
    def made(self, team_member, una, jo, john):
        made = link(team_member, jo, john)
        works_here(jo, una)
        return made

    @pytest.fixture
    def opened(self, hub_manager, team_member, hub, made, jo, john, now):
        for worker in (hub_manager, team_member):
            for person in (jo, john):
                open_it(worker, person, hub, now)
        return made

    def test_leaves_what_was_never_noted_by_itself_to_its_team_again(
        self, page, hub_manager, team_member, una, opened, jo, john
    ):
        page(hub_manager, "unlink", jo.id, opened.id, data={}, status=302)

        assert whose(jo, john) == [una.id, None]
        page(team_member, "edit_details", john.id)
        page(una, "edit", jo.id, status=404)

    def test_keeps_closed_what_was_noted_by_itself_too(
        self, hub_manager, una, hub, opened, jo, john, now
    ):
        with acting_as(hub_manager):
            queries.sight_of(hub_manager)
            actions.note_works_here(by=hub_manager, person=john, worker_id=una.id)
            actions.unlink_people(by=hub_manager, link=opened, now=now)

        assert whose(jo, john) == [una.id, una.id]

    def test_keeps_closed_what_is_linked_still(
        self, hub_manager, team_member, una, hub, jo, john, jonah, now
    ):
        first = link(team_member, jo, john)
        link(team_member, jo, jonah)
        works_here(jo, una)
        for person in (jo, john, jonah):
            open_it(hub_manager, person, hub, now)
        with acting_as(hub_manager):
            queries.sight_of(hub_manager)
            actions.unlink_people(by=hub_manager, link=first, now=now)

        assert whose(jo, john, jonah) == [una.id, None, una.id]

    def test_is_for_who_keeps_workers_alone(self, page, team_member, una, opened, jo, john, now):
        page(team_member, "unlink", jo.id, opened.id, data={}, status=302)
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            Link.objects.filter(id=opened.id).update(unlinked_at=now, unlinked_by=team_member)

        assert whose(jo, john) == [una.id, una.id]

    def test_is_done_by_nobody_of_their_own(self, una, hub, made, jo, john, now):
        GrantFactory(user=una, site=hub, role=Role.HUB_MANAGER)
        una = type(una).objects.get(id=una.id)
        with acting_as(una), pytest.raises(Person.DoesNotExist):
            actions.unlink_people(by=una, link=made, now=now)
        with acting_as(una), pytest.raises(DatabaseError), transaction.atomic():
            Link.objects.filter(id=made.id).update(unlinked_at=now, unlinked_by=una)

        assert whose(jo, john) == [una.id, una.id]

    def test_is_not_made_easier_by_saying_that_it_was_never_noted(self, hub_manager, made, jo):
        with acting_as(hub_manager), pytest.raises(DatabaseError), transaction.atomic():
            Person.objects.filter(id=jo.id).update(worker_by_link=True)


def test_forgetting_the_record_that_was_noted_leaves_the_other_closed(
    team_member, una, jo, john, jonah
):
    link(team_member, jo, john)
    link(team_member, john, jonah)
    works_here(jo, una)

    with acting_as(OnATimer()):
        actions.forget_person(by=OnATimer(), person=jo)

    assert whose(john, jonah) == [una.id, una.id]
    with as_the_owner():
        assert not Person.objects.get(id=john.id).worker_by_link
