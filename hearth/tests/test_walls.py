"""The database's own walls, for the day a query forgets to ask."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_context

from hearth.accounts.models import Session, User
from hearth.accounts.tests.factories import UserFactory
from hearth.foundation import audit, outbox
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.models import AccessLine, AuditLine, Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Visit
from hearth.people.models import Acquaintance, Details, Person
from hearth.people.tests.factories import PersonFactory


@pytest.fixture
def visit(hub, greeter, jo):
    now = timezone.localtime()
    with acting_as(greeter):
        return Visit.objects.create(
            site=hub, held_by=hub.run_by, person=jo, arrived_at=now,
            arrived_on=timezone.localdate(now), arrived_hour=now.hour, welcomed_by=greeter,
        )  # fmt: skip


@pytest.fixture
def jos_details(jo):
    with as_the_owner():
        return Details.objects.create(
            person=jo, known_at=jo.known_at, held_by=jo.held_by, family_name="Bloggs"
        )


class TestPeople:
    def test_are_seen_by_a_greeter_who_welcomed_them_lately(self, greeter, jo):
        with acting_as(greeter):
            assert list(Person.objects.all()) == [jo]

    def test_welcomed_long_ago_are_not_there_for_a_greeter(self, greeter, hub):
        PersonFactory(known_as="Long Ago", sites=[hub], greeted_at=[])

        with acting_as(greeter):
            assert list(Person.objects.all()) == []

    def test_welcomed_long_ago_are_still_known_to_the_team(self, team_member, hub):
        person = PersonFactory(known_as="Long Ago", sites=[hub], greeted_at=[])

        with acting_as(team_member):
            assert list(Person.objects.all()) == [person]

    def test_known_only_to_another_hub_are_not_there(self, greeter_elsewhere, jo):
        with acting_as(greeter_elsewhere):
            assert list(Person.objects.all()) == []
            assert list(Acquaintance.objects.all()) == []

    def test_found_by_what_they_said_are_there_for_this_request_alone(self, greeter_elsewhere, jo):
        with acting_as(greeter_elsewhere):
            reveal([jo.id])
            assert list(Person.objects.all()) == [jo]

        with acting_as(greeter_elsewhere):
            assert list(Person.objects.all()) == []

    def test_are_not_there_for_a_worker_whose_role_sees_no_one(self, board_member, jo):
        with acting_as(board_member):
            assert list(Person.objects.all()) == []

    def test_are_not_there_for_a_worker_without_any_role(self, jo):
        with acting_as(UserFactory()):
            assert list(Person.objects.all()) == []

    def test_cannot_be_changed_from_another_hub(self, greeter_elsewhere, jo):
        with acting_as(greeter_elsewhere):
            assert Person.objects.filter(id=jo.id).update(known_as="Nobody") == 0

    @pytest.mark.parametrize("column", ["known_at", "greeted_at"])
    def test_cannot_be_given_to_a_site_that_does_not_know_them(
        self, greeter, jo, other_hub, column
    ):
        for widened in ([other_hub.id], [*jo.known_at, other_hub.id]):
            with (
                pytest.raises(DatabaseError, match="does not know"),
                transaction.atomic(),
                acting_as(greeter),
            ):
                Person.objects.filter(id=jo.id).update(**{column: widened})

        with acting_as(greeter):
            assert Person.objects.filter(id=jo.id).update(**{column: jo.known_at}) == 1

    @pytest.mark.parametrize("whose", ["known_at", "greeted_at"])
    def test_cannot_be_written_down_new_as_known_elsewhere_too(
        self, greeter, hub, other_hub, whose
    ):
        arrays = {"known_at": [hub.id], "greeted_at": [hub.id]}
        arrays[whose] = [hub.id, other_hub.id]
        with acting_as(greeter), pytest.raises(DatabaseError), transaction.atomic():
            Person.objects.create(known_as="New", held_by=hub.run_by, **arrays)
        with acting_as(greeter):
            arrays[whose] = [hub.id]
            assert Person.objects.create(known_as="New", held_by=hub.run_by, **arrays)

    def test_found_by_what_they_said_cannot_be_given_to_a_site_that_does_not_know_them(
        self, greeter, hub, other_hub
    ):
        far = PersonFactory(sites=[other_hub])
        with acting_as(greeter):
            reveal([far.id])
            with pytest.raises(DatabaseError, match="does not know"), transaction.atomic():
                Person.objects.filter(id=far.id).update(known_at=[other_hub.id, hub.id])

    def test_what_they_told_the_team_is_not_behind_the_greeters_door(self, greeter, jos_details):
        with acting_as(greeter):
            assert list(Details.objects.all()) == []

    def test_what_they_told_the_team_is_there_for_the_team(self, team_member, jos_details):
        with acting_as(team_member):
            assert list(Details.objects.all()) == [jos_details]


class TestVisits:
    def test_are_seen_at_their_site(self, greeter, visit):
        with acting_as(greeter):
            assert list(Visit.objects.all()) == [visit]

    def test_are_not_there_at_another_site(self, greeter_elsewhere, visit):
        with acting_as(greeter_elsewhere):
            assert list(Visit.objects.all()) == []

    def test_cannot_be_written_in_another_workers_name(self, hub, greeter, greeter_elsewhere):
        now = timezone.localtime()
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(greeter):
            Visit.objects.create(
                site=hub, held_by=hub.run_by, arrived_at=now, arrived_on=timezone.localdate(now),
                arrived_hour=now.hour, welcomed_by=greeter_elsewhere,
            )  # fmt: skip

    def test_are_never_deleted_by_the_web(self, greeter, visit):
        with acting_as(greeter), connection.cursor() as cursor:
            cursor.execute("DELETE FROM frontdoor_visit")
            assert cursor.rowcount == 0


class TestNobody:
    def test_sees_nothing_before_anyone_has_acted(self, jo):
        assert list(Person.objects.all()) == []

    def test_sees_nothing_after_someone_has_acted(self, greeter, jo, visit):
        with acting_as(greeter):
            assert Person.objects.exists()

        assert list(Person.objects.all()) == []
        assert list(Visit.objects.all()) == []

    def test_sees_nothing_after_an_act_has_failed(self, greeter, jo):
        with pytest.raises(ZeroDivisionError), acting_as(greeter):
            raise ZeroDivisionError

        assert list(Person.objects.all()) == []


class TestTheWeb:
    def test_owns_no_table_and_cannot_pass_a_wall(self, db):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            assert cursor.fetchone() == (False,)
            cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
            assert cursor.fetchone() == (0,)

    @pytest.mark.parametrize("model", [AuditLine, AccessLine])
    @pytest.mark.parametrize(
        "change", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"]
    )
    def test_may_only_add_to_the_trail(self, greeter, model, change):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            acting_as(greeter),
            connection.cursor() as cursor,
        ):
            cursor.execute(change.format(model._meta.db_table))

    def test_reads_the_trail_only_for_those_who_may(self, greeter, jo):
        with acting_as(greeter):
            audit.opened(by=greeter, person_id=jo.id, page="hello")
            assert list(AccessLine.objects.all()) == []

    @pytest.mark.parametrize("write", [
        lambda other, jo: audit.note(by=other, verb="met", subject=jo),
        lambda other, jo: audit.opened(by=other, person_id=jo.id, page="hello"),
    ], ids=["audit line", "access line"])  # fmt: skip
    def test_writes_no_line_of_the_trail_in_another_workers_name(
        self, greeter, team_member, jo, write
    ):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
            acting_as(greeter),
        ):
            write(team_member, jo)

        with acting_as(greeter):
            write(greeter, jo)
            audit.note(by=None, verb="held back", subject=jo)

    def test_writes_no_line_of_the_trail_when_nobody_acts(self, jo):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            audit.note(by=None, verb="met", subject=jo)

    def test_tells_upwards_and_never_reads_what_was_told(self, greeter, jo):
        with acting_as(greeter):
            outbox.tell("people.died", about_id=jo.id)

        for worker in (UserFactory(), greeter):
            with acting_as(worker):
                assert not Told.objects.exists()
                assert not Told.objects.update(heard_at=timezone.now())
        with as_the_owner():
            assert Told.objects.get().about_id == jo.id

    def test_tells_nothing_when_nobody_acts(self, jo):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            outbox.tell("people.died", about_id=jo.id)


class TestPartnerships:
    def test_hold_nothing_of_each_other(self, greeter, visit):
        with schema_context("lincolnshire"), as_the_owner():
            assert not User.objects.exists()
            assert not Person.objects.exists()
            assert not Visit.objects.exists()

    def test_a_request_set_up_for_one_reads_nothing_in_another(self, greeter, jo):
        with acting_as(greeter), schema_context("lincolnshire"):
            with as_the_owner(), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
                twin = Person.objects.create(
                    known_as="Twin", known_at=jo.known_at, held_by_id=jo.held_by_id
                )
            assert list(Person.objects.filter(id=twin.id)) == []
            with as_the_owner():
                twin.delete()

    def test_do_not_know_each_others_sessions(self, client, greeter):
        client.force_login(greeter)
        assert client.get("/people/").status_code == 200

        response = client.get("/people/", headers={"host": "lincolnshire.localhost"})

        assert response.status_code == 302
        with schema_context("lincolnshire"):
            assert not Session.objects.exists()
