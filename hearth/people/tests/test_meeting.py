"""Getting to know somebody, and welcoming them again."""

import datetime

import pytest
from django.db import connection

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, standing
from hearth.people.models import Acquaintance, Details, Link, Person
from hearth.people.tests.factories import PersonFactory


def untrue(today):
    with as_the_owner():
        return standing.untrue(today=today)


class TestMeetPerson:
    def test_needs_a_name_and_nothing_else(self, greeter, hub, charity, today):
        with acting_as(greeter):
            person = actions.meet_person(
                by=greeter, site=hub, known_as="  Sunny  Jim ", today=today
            )

            met = Person.objects.get(id=person.id)
        assert met.known_as == "Sunny Jim"
        assert (met.known_at, met.greeted_at) == ([hub.id], [hub.id])
        assert met.held_by == charity
        assert untrue(today) == []

    def test_is_written_in_the_trail(self, greeter, hub, today):
        with acting_as(greeter):
            person = actions.meet_person(by=greeter, site=hub, known_as="Jo", today=today)

        with as_the_owner():
            line = AuditLine.objects.get(subject_id=person.id)
        assert (line.actor_id, line.verb, line.place_id) == (greeter.id, "met", hub.id)

    @pytest.mark.parametrize("name", ["", "   ", "J" * 201])
    def test_refuses_what_is_no_name(self, greeter, hub, today, name):
        with acting_as(greeter), pytest.raises(actions.PersonRefused):
            actions.meet_person(by=greeter, site=hub, known_as=name, today=today)

    def test_sent_twice_is_one_person(self, greeter, hub, today):
        sent = uuid7()
        with acting_as(greeter):
            first = actions.meet_person(
                by=greeter, site=hub, known_as="Jo", today=today, person_id=sent
            )
            again = actions.meet_person(
                by=greeter, site=hub, known_as="Jo", today=today, person_id=sent
            )

            assert first == again
            assert Person.objects.count() == Acquaintance.objects.count() == 1

    def test_never_opens_somebody_elses_record_by_its_id(
        self, greeter_elsewhere, other_hub, jo, today
    ):
        with acting_as(greeter_elsewhere), pytest.raises(actions.PersonRefused):
            actions.meet_person(
                by=greeter_elsewhere, site=other_hub, known_as="Jo", today=today, person_id=jo.id
            )

    @pytest.mark.parametrize(
        ("role", "may"),
        [
            (Role.GREETER, True),
            (Role.TEAM_MEMBER, True),
            (Role.HUB_MANAGER, True),
            (Role.CONNECTOR, True),
            (Role.PARTNER_WORKER, False),
            (Role.SAFEGUARDING_LEAD, False),
        ],
    )
    def test_is_for_those_who_welcome(self, hub, today, role, may):
        worker = GrantFactory(site=hub, role=role).user
        with acting_as(worker):
            if may:
                actions.meet_person(by=worker, site=hub, known_as="Jo", today=today)
            else:
                with pytest.raises(NotAllowed):
                    actions.meet_person(by=worker, site=hub, known_as="Jo", today=today)

    def test_is_not_for_a_greeter_of_another_site(self, greeter_elsewhere, hub, today):
        with acting_as(greeter_elsewhere), pytest.raises(NotAllowed):
            actions.meet_person(by=greeter_elsewhere, site=hub, known_as="Jo", today=today)

    def test_met_long_ago_is_known_but_not_on_the_list(self, greeter, hub, today):
        long_ago = today - datetime.timedelta(weeks=27)
        with acting_as(greeter):
            person = actions.meet_person(by=greeter, site=hub, known_as="Jo", today=long_ago)

        with as_the_owner():
            met = Person.objects.get(id=person.id)
        assert (met.known_at, met.greeted_at) == ([hub.id], [])
        assert untrue(today) == []


class TestTheDatabasesOwnFunction:
    """It runs as the tables' owner, so it must do no harm whoever calls it, and however."""

    def copy(self, *people):
        with connection.cursor() as cursor:
            cursor.execute("SELECT people_copy_known_at(%s::uuid[])", [[p.id for p in people]])

    def test_widens_nothing_and_tells_nothing(self, greeter_elsewhere, jo, today):
        with as_the_owner():
            Details.objects.create(person=jo, known_at=jo.known_at, held_by=jo.held_by)
        with acting_as(greeter_elsewhere):
            self.copy(jo)
            assert not Details.objects.exists()
        assert untrue(today) == []

    def test_is_not_for_who_may_not_even_sign_in(self, db):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_function_privilege('hearth_web', p.oid, 'EXECUTE'), p.proacl::text"
                " FROM pg_proc p WHERE p.proname = 'people_copy_known_at'"
            )
            rows = cursor.fetchall()
        assert [may for may, _ in rows] == [True, True]
        assert not any(grant.startswith("=") for _, acl in rows for grant in acl[1:-1].split(","))


class TestNoteWelcome:
    def test_lets_a_new_site_know_and_list_somebody(
        self, greeter_elsewhere, hub, other_hub, jo, today
    ):
        with acting_as(greeter_elsewhere):
            reveal([jo.id])
            actions.note_welcome(by=greeter_elsewhere, person=jo, site=other_hub, on=today)

        with acting_as(greeter_elsewhere):
            seen = Person.objects.get(id=jo.id)
            assert set(seen.known_at) == set(seen.greeted_at) == {hub.id, other_hub.id}
        assert untrue(today) == []

    def test_reaches_what_the_greeter_may_not_see(
        self, greeter_elsewhere, team_member, hub, other_hub, jo, today
    ):
        """Details, and a link of which only one end is theirs."""
        john = PersonFactory(known_as="John", sites=[hub])
        with as_the_owner():
            Details.objects.create(person=jo, known_at=jo.known_at, held_by=jo.held_by)
            Link.objects.create(
                one=jo, other=john, one_known_at=jo.known_at, other_known_at=john.known_at,
                held_by=jo.held_by, linked_by=team_member,
            )  # fmt: skip
        with acting_as(greeter_elsewhere):
            reveal([jo.id])
            actions.note_welcome(by=greeter_elsewhere, person=jo, site=other_hub, on=today)

        assert untrue(today) == []
        with as_the_owner():
            assert other_hub.id in Details.objects.get(person=jo).known_at
            assert other_hub.id in Link.objects.get().one_known_at
            assert other_hub.id not in Link.objects.get().other_known_at

    def test_of_a_greeter_at_two_sites_reaches_all_that_is_written(self, hub, other_hub, jo, today):
        worker = GrantFactory(site=hub, role=Role.GREETER).user
        GrantFactory(user=worker, site=other_hub, role=Role.GREETER)
        with as_the_owner():
            Details.objects.create(person=jo, known_at=jo.known_at, held_by=jo.held_by)

        with acting_as(worker):
            actions.note_welcome(by=worker, person=jo, site=other_hub, on=today)
            assert not Details.objects.exists()

        assert untrue(today) == []

    def test_again_on_the_same_day_is_one_question(
        self, greeter, hub, jo, today, django_assert_num_queries
    ):
        with acting_as(greeter):
            actions.note_welcome(by=greeter, person=jo, site=hub, on=today)
            before = Acquaintance.objects.get()
            with django_assert_num_queries(1):
                actions.note_welcome(by=greeter, person=jo, site=hub, on=today)
            assert Acquaintance.objects.get().last_welcomed_on == before.last_welcomed_on

    def test_remembers_the_first_day_and_the_last(self, greeter, hub, jo, today):
        long_ago = today - datetime.timedelta(weeks=100)
        with acting_as(greeter):
            actions.note_welcome(by=greeter, person=jo, site=hub, on=long_ago)
            known = Acquaintance.objects.get()

        assert (known.since, known.last_welcomed_on) == (long_ago, today)
        assert untrue(today) == []

    def test_puts_somebody_back_on_the_list(self, team_member, hub, today):
        quiet = PersonFactory(
            known_as="Quiet", sites=[hub], greeted_at=[],
            acquainted=today - datetime.timedelta(weeks=40),
        )  # fmt: skip
        with acting_as(team_member):
            actions.note_welcome(by=team_member, person=quiet, site=hub, on=today)
            assert Person.objects.get(id=quiet.id).greeted_at == [hub.id]
        assert untrue(today) == []

    def test_does_not_list_somebody_who_chose_not_to_be(self, team_member, hub, today):
        private = PersonFactory(sites=[hub], greeted_at=[], listed=False)
        with acting_as(team_member):
            actions.note_welcome(by=team_member, person=private, site=hub, on=today)
            assert Person.objects.get(id=private.id).greeted_at == []
        assert untrue(today) == []

    def test_is_not_for_somebody_the_greeter_may_not_see(
        self, greeter_elsewhere, other_hub, jo, today
    ):
        with acting_as(greeter_elsewhere), pytest.raises(NotAllowed):
            actions.note_welcome(by=greeter_elsewhere, person=jo, site=other_hub, on=today)

        with as_the_owner():
            assert not Acquaintance.objects.filter(site=other_hub).exists()

    def test_is_not_for_a_site_where_they_do_not_welcome(self, greeter, other_hub, jo, today):
        with acting_as(greeter), pytest.raises(NotAllowed):
            actions.note_welcome(by=greeter, person=jo, site=other_hub, on=today)

    def test_a_new_acquaintance_is_written_in_the_trail_once(
        self, greeter_elsewhere, other_hub, jo, today
    ):
        with acting_as(greeter_elsewhere):
            reveal([jo.id])
            for _ in range(2):
                actions.note_welcome(by=greeter_elsewhere, person=jo, site=other_hub, on=today)

        with as_the_owner():
            line = AuditLine.objects.get(subject_id=jo.id, verb="became known")
        assert line.place_id == other_hub.id
