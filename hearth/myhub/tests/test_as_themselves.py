"""What a person may read and do as themselves; and all that they may not, whatever is asked."""

import datetime
import json

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import Passage, Person, PersonKey, Sharing, Wording
from hearth.people.queries import (
    everything_about,
    what_is_shared,
    who_has_looked,
)

DAY = datetime.timedelta(days=1)
THEIRS = {
    "people_details", "people_person", "people_passage", "people_wording", "people_staywellplan",
    "people_sharing", "people_layerbefore", "people_carerview", "people_circlemember",
    "support_goal", "support_goalstep", "support_goalwording", "support_keepintouch",
    "support_promise",
    "introductions_introduction", "introductions_introductionline", "introductions_sharedwiththem",
    "diary_meeting", "rights_rightsrequest", "rights_rightsline",
    "rights_statement", "rights_limit", "rights_pack",
    "letterbox_letter", "letterbox_letterline", "letterbox_howiam",
    "outcomes_notnow", "outcomes_reading", "outcomes_readingbefore", "outcomes_readinglink",
}  # fmt: skip
"""The tables of which a person reads their own rows. Every other that knows somebody is shut."""


def whose(model):
    """Return by which fields a table says whose it is."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if field.related_model is Person or field.name == "person_id"
    ]


KNOWING = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("hearth.") and (model is Person or whose(model))
]
ANY_ACTOR = "NULLIF(current_setting('app.user'::text, true), ''::text) IS NOT NULL"


@pytest.fixture
def held_back(jo, network_lead, today):
    """Shared without agreement with Cole alone, and held back from Jo."""
    cole = GrantFactory(site=None, role=Role.BOARD_MEMBER, user__name="Cole").user
    with as_the_owner():
        sharing = Sharing(
            person=jo, known_at=jo.known_at, held_by=jo.held_by, layers=["PLAN"], with_worker=cole,
            audiences=[cole.id], basis="SAFEGUARDING", recorded_by=network_lead,
            held_back_until=today + 9 * DAY, held_back_by=network_lead, until_on=today + 9 * DAY,
        )  # fmt: skip
        sharing.reason = sharing.told = sharing.held_back_why = "Somebody could come to harm"
        sharing.save()
    return sharing


class TestTheWall:
    def test_shows_nothing_of_anybody_else(self, as_jo, jo, sam, team_member):
        with as_jo():
            assert list(Person.objects.all()) == [jo]
            for model in KNOWING:
                if model in (Person, PersonKey):  # the one above; keys nobody on the web reads
                    continue
                rows = model._base_manager.all()
                for column in whose(model):
                    rows = rows.exclude(**{column: jo.id})
                assert not rows.exists(), model

    def test_opens_those_tables_that_are_named_and_no_other(self, db):
        """Nor is any table that knows somebody open to whoever acts, whoever that is."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tablename, qual FROM pg_policies"
                " WHERE schemaname = current_schema() AND cmd = 'SELECT'"
            )
            reads = dict(cursor.fetchall())
        known = {model._meta.db_table for model in KNOWING}

        assert {table for table, rule in reads.items() if "people.themselves" in rule} == THEIRS
        assert known <= set(reads)
        assert [table for table in known if ANY_ACTOR in reads[table]] == []

    @pytest.mark.parametrize("column", ["known_as", "listed", "wants_no_messages"])
    def test_lets_nobody_change_a_record_by_having_pages(self, as_jo, jo, column):
        with as_jo(), pytest.raises(DatabaseError), transaction.atomic():
            Person.objects.filter(id=jo.id).update(
                **{column: "x" if column == "known_as" else True}
            )

    def test_shows_no_sharing_that_is_held_back(self, as_jo, jo, held_back, shared):
        with as_jo() as (_, person):
            assert list(Sharing.objects.all()) == [shared]
            said = what_is_shared(person, today=timezone.localdate())
        assert len(said.standing) == 1

    def test_shows_it_once_it_is_not_held_back_any_more(self, as_jo, held_back, today):
        with as_the_owner():
            Sharing.objects.update(held_back_until=today - DAY)
        with as_jo():
            assert list(Sharing.objects.all()) == [held_back]

    def test_lets_nobody_end_what_is_shared_without_agreement(self, as_jo, held_back, today, now):
        with as_the_owner():
            Sharing.objects.update(held_back_until=today - DAY)
        with as_jo() as (me, person):
            assert Sharing.objects.update(withdrawn_at=now, withdrawn_by=me.id) == 0
            with pytest.raises(NotAllowed):
                actions.withdraw_sharing(
                    by=me, person=person, sharing=held_back, how="OWN_PAGE", now=now
                )

    def test_lets_nobody_share_in_anothers_name(self, as_jo, jo, team_member, hub):
        row = {
            "person": jo, "known_at": jo.known_at, "held_by": jo.held_by, "layers": ["ABOUT"],
            "with_worker": team_member, "audiences": [team_member.id], "decided_by": "PERSON",
        }  # fmt: skip
        with as_jo() as (me, _):
            for wrong in (
                {"how": "OWN_PAGE", "recorded_by": team_member},
                {"how": "SAID", "recorded_by": me},
                {"how": "OWN_PAGE", "recorded_by": me, "decided_by": "PARENT"},
            ):
                with pytest.raises(DatabaseError), transaction.atomic():
                    Sharing.objects.create(**row | wrong)
            assert Sharing.objects.create(**row, how="OWN_PAGE", recorded_by=me)

    def test_lets_nobody_write_in_a_workers_name(self, as_jo, jo, team_member, now):
        said = {"person": jo, "held_by": jo.held_by, "layer": "ABOUT", "heading": "MATTERS"}
        with as_jo(), pytest.raises(DatabaseError), transaction.atomic():
            Wording.objects.create(**said, written_at=now, written_by=team_member)
        with as_jo(), pytest.raises(DatabaseError), transaction.atomic():
            Passage.objects.create(**said, edited_at=now, edited_by=team_member)

    def test_shows_nothing_to_whoever_says_nothing(self, pages, jo):
        """The sign-in alone, without what people.own_pages says of whose it is, opens nothing."""
        with as_the_owner():
            sign_in = pages.sign_in
        with acting_as(sign_in):
            assert not Person.objects.exists()
            assert not Sharing.objects.exists()

    def test_does_not_last(self, as_jo, team_member):
        with as_jo():
            pass
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('people.themselves', true)")
            assert cursor.fetchone()[0] in (None, "")


class TestWhoHasLooked:
    def look(self, jo, worker, page="page"):
        with as_the_owner():
            AccessLine.objects.create(actor_id=worker.id, person_id=jo.id, page=page)

    def test_is_read_by_the_person(self, as_jo, jo, team_member):
        self.look(jo, team_member)
        with as_jo() as (_, person):
            (look,) = who_has_looked(person.id).looks
        assert look.who == "Tariq"

    def test_leaves_out_what_would_tell_that_something_is_held_back(self, as_jo, jo, held_back):
        self.look(jo, held_back.with_worker, "stay-well plan")
        with as_jo() as (_, person):
            assert who_has_looked(person.id).looks == ()

    def test_tells_no_line_that_is_held_back_however_it_is_asked(
        self, as_jo, jo, held_back, team_member
    ):
        self.look(jo, held_back.with_worker, "stay-well plan")
        with as_jo(), connection.cursor() as cursor:
            for which in ("ALL", "HELD"):
                cursor.execute(
                    "SELECT * FROM people_who_looked(%s, NULL, 200, %s, NULL)", [jo.id, which]
                )
                assert cursor.fetchall() == []

    def test_tells_nothing_of_anybody_else(self, as_jo, sam, team_member):
        self.look(sam, team_member)
        with as_jo():
            assert who_has_looked(sam.id).looks == ()

    def test_does_not_list_the_person(self, own, jo):
        own("story")
        assert "themselves" not in own("looked")


def test_whoever_works_here_too_reads_their_own_by_their_own_sign_in_alone(
    as_jo, pages, jo, team_member, greeter, client, now
):
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=greeter)
        Passage.objects.create(
            person=jo, held_by=jo.held_by, layer="ABOUT", heading="MATTERS", edited_at=now,
            edited_by=team_member,
        )  # fmt: skip
    with as_jo() as (_, person):
        assert person.worker_id == greeter.id
        assert Passage.objects.exists()
    with acting_as(greeter):
        assert not Person.objects.filter(id=jo.id).exists()
        assert not Passage.objects.exists()
    client.force_login(greeter)
    assert client.get("/me/")["Location"] == "/me/sign-in/"


def test_everything_about_somebody_says_how_they_sign_in(address, jo, team_member):
    with acting_as(team_member):
        told = json.dumps(everything_about(jo))
    assert "jo@example.org" in told
