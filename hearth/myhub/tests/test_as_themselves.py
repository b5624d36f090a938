"""What a person may read and do as themselves; and all that they may not, whatever is asked."""

import datetime
import json

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.diary.queries.theirs import coming_to_them
from hearth.diary.tests.factories import BookingFactory, MeetingFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions as introducing
from hearth.introductions.models import Introduction, IntroductionLine
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.people import actions
from hearth.people.actions import Decision, Whom
from hearth.people.models import Details, Heading, Passage, Person, PersonKey, Sharing, Wording
from hearth.people.queries import (
    everything_about,
    passages,
    sight_of,
    what_is_shared,
    who_has_looked,
)
from hearth.people.queries.layers import PassageSection
from hearth.people.tests.factories import PersonFactory
from hearth.support import actions as supporting
from hearth.support.models import Goal, GoalStep

DAY = datetime.timedelta(days=1)
THEIRS = {
    "people_details", "people_person", "people_passage", "people_wording", "people_staywellplan",
    "people_sharing", "people_layerbefore", "people_carerview", "people_circlemember",
    "support_goal", "support_goalstep", "support_goalwording", "support_promise",
    "introductions_introduction", "introductions_introductionline", "introductions_sharedwiththem",
    "diary_meeting", "rights_rightsrequest", "rights_rightsline",
    "rights_statement", "rights_limit", "rights_pack",
    "letterbox_letter", "letterbox_letterline", "letterbox_howiam",
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


@pytest.fixture
def sam(hub):
    return PersonFactory(known_as="Sam", sites=[hub])


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


class TestSharing:
    def test_is_stopped_by_the_person_and_bites_at_once(self, as_jo, shared, team_member, jo, now):
        told = {"person": jo, "held_by": jo.held_by, "layer": "ABOUT", "heading": "MATTERS"}
        with as_the_owner():
            Passage.objects.create(**told, edited_at=now, edited_by=team_member)
        with acting_as(team_member):
            assert Passage.objects.exists()
        with as_jo() as (me, person):
            actions.withdraw_sharing(by=me, person=person, sharing=shared, how="OWN_PAGE", now=now)

        with acting_as(team_member):
            assert not Passage.objects.exists()
            over = what_is_shared(jo, today=timezone.localdate()).over
        assert [row.stopped_words for row in over] == ["You did it on your own page."]

    def test_is_agreed_by_the_person(self, as_jo, jo, team_member, hub, today):
        whom = Whom(site=hub, roles=("TEAM_MEMBER",))
        with as_jo() as (me, person):
            actions.agree_sharing(
                by=me, person=person, layers=("ABOUT",), whom=whom,
                decision=Decision(how="OWN_PAGE"), today=today,
            )  # fmt: skip

        with acting_as(team_member):
            assert passages(jo.id, [Heading.MATTERS], sight=sight_of(team_member))
            (row,) = what_is_shared(jo, today=today).agreed
        assert row.agreed == "You did it on your own page"

    def test_is_not_agreed_alone_by_whoever_is_under_sixteen(self, as_jo, jo, hub, today):
        with as_the_owner():
            Details.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by,
                born_on=today - datetime.timedelta(days=15 * 365),
            )  # fmt: skip
        with as_jo() as (me, person), pytest.raises(actions.SharingRefused, match="under 16"):
            actions.agree_sharing(
                by=me, person=person, layers=("ABOUT",),
                whom=Whom(site=hub, roles=("TEAM_MEMBER",)),
                decision=Decision(how="OWN_PAGE"), today=today,
            )  # fmt: skip

    @pytest.mark.parametrize("decision", [
        Decision(how="SAID"), Decision(by="PARENT", how="OWN_PAGE", note="Mum"),
    ])  # fmt: skip
    def test_is_decided_there_by_nobody_else(self, as_jo, hub, today, decision):
        with as_jo() as (me, person), pytest.raises(actions.SharingRefused, match="themselves"):
            actions.agree_sharing(
                by=me, person=person, layers=("ABOUT",), decision=decision, today=today,
                whom=Whom(site=hub, roles=("TEAM_MEMBER",)),
            )  # fmt: skip

    def test_is_never_said_by_a_worker_to_be_done_on_somebodys_own_page(
        self, team_member, jo, hub, today
    ):
        with acting_as(team_member), pytest.raises(actions.SharingRefused, match="themselves"):
            actions.agree_sharing(
                by=team_member, person=jo, layers=("ABOUT",), decision=Decision(how="OWN_PAGE"),
                whom=Whom(site=hub, roles=("TEAM_MEMBER",)), today=today,
            )  # fmt: skip


class TestTheStory:
    def test_is_written_by_the_person_and_a_workers_note_stays(
        self, as_jo, jo, shared, team_member, now
    ):
        first = PassageSection("MATTERS", "The boat", "Ask about it")
        with acting_as(team_member):
            actions.write_passage(
                by=team_member, person=jo, said=first, stamp=PassageSection("MATTERS").stamp,
                now=now,
            )  # fmt: skip
        with as_jo() as (me, person):
            actions.write_passage(
                by=me, person=person, said=PassageSection("MATTERS", "The sea"),
                stamp=first.stamp, now=now,
            )  # fmt: skip

        with acting_as(team_member):
            (each,) = passages(jo.id, [Heading.MATTERS], sight=sight_of(team_member))
        assert (each.said.words, each.said.note) == ("The sea", "Ask about it")
        assert each.edited_by == "themselves, on their own page"

    def test_of_somebody_else_is_not_theirs_to_write(self, as_jo, sam, now):
        with as_jo() as (me, _), pytest.raises((NotAllowed, Person.DoesNotExist)):
            actions.write_passage(
                by=me, person=sam, said=PassageSection("MATTERS", "x"), stamp="", now=now
            )

    def test_is_shut_to_a_team_with_whom_it_is_not_shared(self, as_jo, jo, team_member, now):
        with as_jo() as (me, person):
            actions.write_passage(
                by=me, person=person, said=PassageSection("WORST_DAY", "My sister"),
                stamp=PassageSection("WORST_DAY").stamp, now=now,
            )  # fmt: skip

        with acting_as(team_member):
            assert not Passage.objects.exists()

    def test_a_fresh_look_at_the_plan_is_asked_for(self, as_jo, jo, now, today):
        with as_jo() as (me, person):
            actions.write_passage(
                by=me, person=person, said=PassageSection("WORST_DAY", "My sister"),
                stamp=PassageSection("WORST_DAY").stamp, now=now,
            )  # fmt: skip
            actions.ask_for_a_fresh_look(by=me, person=person, why="I ask", today=today, now=now)
            assert jo.staywellplans.get().look_again_on == today


class TestIntroductions:
    @pytest.fixture
    def introduction(self, jo, team_member, hub, shared):
        return IntroductionFactory(person=jo, held_by=jo.held_by, owner=team_member, from_site=hub)

    def test_are_stopped_by_the_person(self, as_jo, introduction, team_member, now, today):
        with as_jo() as (me, _):
            introducing.stop_introduction(
                by=me, introduction=introduction, words="", now=now, today=today
            )

        with acting_as(team_member):
            assert Introduction.objects.get().state == "STOPPED"
            assert IntroductionLine.objects.get().by.name == "themselves, on their own page"

    def test_are_moved_on_by_nobody_but_their_owner(self, as_jo, introduction, now, today):
        upcoming = introducing.Next("x", today)
        with as_jo() as (me, _):
            with pytest.raises(NotAllowed):
                introducing.say_they_met(
                    by=me, introduction=introduction, met_on=today, now=now, today=today
                )
            with pytest.raises(NotAllowed):
                introducing.say_they_have_not_met(
                    by=me, introduction=introduction, upcoming=upcoming, now=now, today=today
                )
            with pytest.raises(DatabaseError), transaction.atomic():
                Introduction.objects.update(state="YES")

    def test_of_somebody_else_are_not_theirs(self, as_jo, sam, team_member, hub, now, today):
        other = IntroductionFactory(
            person=sam, held_by=sam.held_by, owner=team_member, from_site=hub
        )
        with as_jo() as (me, _), pytest.raises((NotAllowed, Person.DoesNotExist)):
            introducing.stop_introduction(by=me, introduction=other, words="", now=now, today=today)


class TestGoals:
    def test_get_a_step_from_the_person(self, as_jo, jo, shared, team_member, now, today):
        with as_the_owner():
            goal = Goal(person=jo, held_by=jo.held_by, since_on=today)
            goal.words = "Row again"
            goal.save()
        with as_jo() as (me, _):
            supporting.say_how_far(
                by=me, goal=goal, how_far=4, words="", step_id=goal.id, now=now, today=today
            )
            with pytest.raises(DatabaseError), transaction.atomic():
                Goal.objects.update(state="REACHED")

        with acting_as(team_member):
            assert GoalStep.objects.get().how_far == 4


class TestWhatIsComing:
    def test_is_read_by_the_person_alone(self, as_jo, jo, sam, team_member, hub):
        for hours, person in enumerate((jo, sam), start=1):
            begins_at = timezone.now() + datetime.timedelta(hours=hours)
            MeetingFactory(
                booking=BookingFactory(worker=team_member, site=hub, begins_at=begins_at),
                person=person, held_by=jo.held_by, site=hub, written_by=team_member, who="",
            )  # fmt: skip
        with as_jo():
            coming = coming_to_them()
        assert [(each.site, each.worker) for each in coming] == [("Acomb", "Tariq")]
        with acting_as(team_member):
            assert coming_to_them() == []


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


class TestAnAddress:
    """It opens all that somebody told: so whoever writes it down may read all of that already."""

    def written(self, jo, team_member, now):
        with as_the_owner():
            Passage.objects.create(
                person=jo, held_by=jo.held_by, layer="PLAN", heading="WORST_DAY", edited_at=now,
                edited_by=team_member,
            )  # fmt: skip

    def write(self, worker, jo, now):
        with acting_as(worker):
            return actions.write_own_address(
                by=worker, person=jo, address="jo@example.org", now=now
            )

    def test_is_not_written_down_by_whoever_may_not_read_it_all(self, pages, jo, team_member, now):
        self.written(jo, team_member, now)

        with pytest.raises(NotAllowed):
            self.write(team_member, jo, now)

    def test_is_written_down_by_whoever_it_is_shared_with(
        self, pages, jo, team_member, now, shared
    ):
        self.written(jo, team_member, now)

        assert self.write(team_member, jo, now)

    def test_is_written_down_by_whoever_opened_the_record_for_a_reason(
        self, pages, jo, team_member, hub, now
    ):
        self.written(jo, team_member, now)
        with acting_as(team_member):
            actions.open_for_a_reason(
                by=team_member,
                person=jo,
                site=hub,
                reason="They are here with me, and ask for pages of their own",
                now=now,
            )

        assert self.write(team_member, jo, now)

    def test_is_written_down_where_nothing_is_told_yet(self, pages, jo, team_member, now):
        assert self.write(team_member, jo, now)

    def test_of_nobody_they_know_tells_nothing(self, jo, greeter_elsewhere, board_member):
        for worker in (greeter_elsewhere, board_member):
            with acting_as(worker), connection.cursor() as cursor:
                cursor.execute("SELECT people_written_unseen(%s)", [jo.id])
                assert cursor.fetchone() == (True,)
