"""Undoing within ten minutes, and corrections later that keep what was there before."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.design.words import clock, day
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.actions import CorrectionRefused
from hearth.frontdoor.models import ChildAlert, Correction, Headcount, Visit
from hearth.frontdoor.tests.factories import ConversationFactory, VisitFactory
from hearth.people.actions import meet_person
from hearth.people.models import Acquaintance, Person, WayToContact
from hearth.people.tests.factories import PersonFactory

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _the_greeter_acts(greeter):
    with acting_as(greeter):
        yield


@pytest.fixture(autouse=True)
def _jo_was_here_last_week(hub, greeter, jo, now):
    """So that Acomb's greeter still knows Jo when today's visit turns out to be somebody else's."""
    VisitFactory(
        site=hub, person=jo, welcomed_by=greeter, arrived_at=now - 7 * DAY, left_at=now - 6.9 * DAY
    )


@pytest.fixture
def ada(hub):
    return PersonFactory(known_as="Ada", sites=[hub])


def told(arrival, worker):
    get = queries.get_visit if isinstance(arrival, Visit) else queries.get_headcount
    lines = queries.history_of(get(arrival.id, actor=worker))
    return [(line.who, line.what) for line in lines]


def after(visit, minutes):
    return visit.recorded_at + datetime.timedelta(minutes=minutes)


@pytest.fixture
def unlisted(hub, other_hub, greeter, now):
    """Somebody of Clifton who is on nobody's list, found by a greeter at Acomb and welcomed."""
    person = PersonFactory(known_as="Ada", sites=[other_hub], listed=False, greeted_at=[])
    with acting_as(greeter):
        reveal([person.id])
        return actions.record_visit(by=greeter, site=hub, now=now, person=person)


def known_at(person_id):
    with as_the_owner():
        return Person.objects.get(id=person_id).known_at


class TestTakeBack:
    def test_stays_written_down_and_is_never_counted(self, hub, greeter, visit, now):
        actions.take_back(by=greeter, arrival=visit, now=now)

        assert Visit.objects.latest("arrived_at").taken_back_at == now
        assert queries.counts_so_far(hub, actor=greeter, now=now).visits == 0

    def test_is_possible_for_ten_minutes(self, greeter, visit):
        assert actions.take_back(by=greeter, arrival=visit, now=after(visit, 10)).taken_back_at

    def test_is_not_possible_after_that(self, greeter, visit):
        with pytest.raises(CorrectionRefused, match="more than ten minutes"):
            actions.take_back(by=greeter, arrival=visit, now=after(visit, 10.1))

    def test_twice_changes_nothing(self, greeter, visit):
        actions.take_back(by=greeter, arrival=visit, now=after(visit, 1))
        actions.take_back(by=greeter, arrival=visit, now=after(visit, 30))

        assert Visit.objects.latest("arrived_at").taken_back_at == after(visit, 1)

    def test_of_a_group_is_the_same(self, greeter, headcount, now):
        assert actions.take_back(by=greeter, arrival=headcount, now=now).taken_back_at

    def test_is_for_any_colleague_on_the_door(self, team_member, visit, now):
        with acting_as(team_member):
            assert actions.take_back(by=team_member, arrival=visit, now=now).taken_back_at

    @pytest.mark.parametrize("role", ["network_lead", "greeter_elsewhere"])
    def test_is_not_for(self, visit, now, role, request):
        with pytest.raises(NotAllowed):
            actions.take_back(by=request.getfixturevalue(role), arrival=visit, now=now)

    def test_of_a_wrong_tap_leaves_no_trace_of_when_somebody_was_last_here(self, hub, greeter, now):
        before = now.date() - 30 * DAY
        person = PersonFactory(known_as="Ada", sites=[hub], acquainted=before)
        VisitFactory(site=hub, person=person, welcomed_by=greeter, arrived_at=now - 30 * DAY)
        wrong = actions.record_visit(by=greeter, site=hub, now=now, person=person)

        actions.take_back(by=greeter, arrival=wrong, now=now)

        assert Acquaintance.objects.get(person=person).last_welcomed_on == before

    def test_of_a_mistyped_new_name_leaves_nobody_on_any_list(self, hub, greeter, now):
        wrong = actions.welcome_someone_new(by=greeter, site=hub, now=now, known_as="Lzi")
        person_id = wrong.person_id

        actions.take_back(by=greeter, arrival=wrong, now=now)

        with as_the_owner():
            assert not Person.objects.filter(known_as="Lzi").exists()
            assert not Acquaintance.objects.filter(person=person_id).exists()
            assert Visit.objects.get(id=wrong.id).taken_back_at == now
            verbs = set(
                AuditLine.objects.filter(subject_id=person_id).values_list("verb", flat=True)
            )
        assert verbs == {"met", "took back the meeting of"}
        assert ("Ama", "Undone") in told(wrong, greeter)

    @pytest.mark.parametrize("since", ["name", "note", "talk", "visit", "way", "age"])
    def test_of_somebody_new_keeps_them_if_anything_was_written_since(
        self, hub, greeter, team_member, now, since
    ):
        visit = actions.welcome_someone_new(by=greeter, site=hub, now=now, known_as="Liz")
        person = visit.person
        if since == "note":
            actions.add_to_visit(by=greeter, visit=visit, now=now, note="Likes the window")
        if since == "talk":
            actions.ask_to_talk(by=greeter, visit=visit, now=now)
        if since == "visit":
            actions.record_visit(by=greeter, site=hub, now=now, person=person)
        with as_the_owner():
            if since == "name":
                Person.objects.filter(id=person.id).update(edited_at=now + HOUR)
            if since == "way":
                WayToContact.objects.create(
                    person=person, known_at=[hub.id], held_by=hub.run_by, kind="EMAIL"
                )
            if since == "age":
                Person.objects.filter(id=person.id).update(recorded_at=now - DAY)

        actions.take_back(by=greeter, arrival=visit, now=now)

        with as_the_owner():
            assert Person.objects.get(known_as="Liz").id == person.id
            assert Visit.objects.get(id=visit.id).person_id == person.id

    def test_of_somebody_met_before_keeps_them_however_lately(self, hub, greeter, now):
        person = meet_person(by=greeter, site=hub, known_as="Liz", today=now.date())
        visit = actions.record_visit(by=greeter, site=hub, now=now, person=person)

        actions.take_back(by=greeter, arrival=visit, now=now)

        with as_the_owner():
            assert Person.objects.filter(id=person.id).exists()

    def test_of_somebody_the_greeter_no_longer_sees_lets_the_site_know_them_no_more(
        self, hub, other_hub, greeter, team_member, unlisted, now
    ):
        assert known_at(unlisted.person_id) == [other_hub.id, hub.id]

        with acting_as(greeter):
            actions.take_back(by=greeter, arrival=unlisted, now=now)

        assert known_at(unlisted.person_id) == [other_hub.id]
        with acting_as(team_member):
            assert not Person.objects.filter(id=unlisted.person_id).exists()


class TestCorrectVisit:
    def test_keeps_what_was_there_before_and_who_changed_it(self, hub_manager, visit, minutes, now):
        with acting_as(hub_manager):
            actions.correct_visit(
                by=hub_manager, visit=visit, now=now, arrived_at=minutes(-60), note="Now right"
            )

            corrected = Visit.objects.latest("arrived_at")
            assert (corrected.arrived_at, corrected.note) == (minutes(-60), "Now right")
            [(who, what), (_, beginning)] = told(visit, hub_manager)
        assert who == "Hal"
        assert what.startswith("Changed when they came in, from ")
        assert "the note for the team, from nothing to “Now right”" in what
        assert beginning == "Welcomed"

    def test_moves_a_visit_to_the_day_and_hour_it_was_on(self, greeter, visit):
        corrected = actions.correct_visit(
            by=greeter,
            visit=visit,
            now=datetime.datetime(2026, 7, 8, 12, tzinfo=datetime.UTC),
            arrived_at=datetime.datetime(2026, 7, 6, 23, 30, tzinfo=datetime.UTC),
        )

        corrected.refresh_from_db()
        assert (str(corrected.arrived_on), corrected.arrived_hour) == ("2026-07-07", 0)

    def test_seals_what_was_there_before(self, greeter, visit, now):
        actions.add_to_visit(by=greeter, visit=visit, now=now, note="A secret")
        actions.correct_visit(by=greeter, visit=visit, now=now, note="")

        correction = Correction.objects.latest("recorded_at")
        assert b"secret" not in bytes(correction.was_sealed)
        assert "secret" in correction.was

    def test_to_another_person_welcomes_them_instead(self, greeter, visit, now, jo, ada):
        actions.correct_visit(by=greeter, visit=visit, now=now, person=ada)

        assert Visit.objects.latest("arrived_at").person == ada
        assert told(visit, greeter)[0] == ("Ama", "Changed who it was, from Jo to Ada")

    def test_to_somebody_known_lets_a_mistyped_newcomer_go(self, hub, greeter, now, ada):
        visit = actions.welcome_someone_new(by=greeter, site=hub, now=now, known_as="Adda")
        person_id = visit.person_id

        actions.correct_visit(by=greeter, visit=visit, now=now, person=ada)

        with as_the_owner():
            assert not Person.objects.filter(known_as="Adda").exists()
            assert not Acquaintance.objects.filter(person=person_id).exists()
            verbs = set(
                AuditLine.objects.filter(subject_id=person_id).values_list("verb", flat=True)
            )
        assert verbs == {"met", "took back the meeting of"}
        assert told(visit, greeter)[0] == ("Ama", "Changed who it was, from somebody new to Ada")

    def test_to_somebody_known_keeps_a_newcomer_who_came_in_again(self, hub, greeter, now, ada):
        visit = actions.welcome_someone_new(by=greeter, site=hub, now=now, known_as="Adda")
        actions.record_visit(by=greeter, site=hub, now=now, person=visit.person)

        actions.correct_visit(by=greeter, visit=visit, now=now, person=ada)

        with as_the_owner():
            assert Person.objects.filter(known_as="Adda").exists()
        assert told(visit, greeter)[0] == ("Ama", "Changed who it was, from Adda to Ada")

    def test_to_no_one_forgets_the_name_and_keeps_the_visit(self, greeter, visit, now):
        actions.correct_visit(by=greeter, visit=visit, now=now, person=None)

        assert Visit.objects.latest("arrived_at").person is None
        assert told(visit, greeter)[0] == (
            "Ama",
            "Changed who it was, from Jo to Somebody without a name",
        )

    def test_from_no_one_gives_a_visit_its_person(self, greeter, nameless, now, ada):
        actions.correct_visit(by=greeter, visit=nameless, now=now, person=ada)

        assert Visit.objects.latest("arrived_at").person == ada

    def test_several_times_tells_each_step(self, team_member, visit, now, ada):
        with acting_as(team_member):
            for changes in [{"how_today": "OK"}, {"how_today": "WELL", "person": ada}]:
                actions.correct_visit(by=team_member, visit=visit, now=now, **changes)
            actions.correct_visit(by=team_member, visit=visit, now=now, person=None)
            steps = [what for _, what in told(visit, team_member)]

        assert steps == [
            "Changed who it was, from Ada to Somebody without a name",
            "Changed how they are today, from “OK” to “Well” and who it was, from Jo to Ada",
            "Wrote down how they are today: “OK”",
            "Welcomed",
        ]

    def test_of_nothing_writes_nothing(self, greeter, visit, now):
        actions.correct_visit(by=greeter, visit=visit, now=now, how_today="", note="")

        assert not Correction.objects.exists()

    def test_may_be_weeks_later(self, greeter, visit):
        later = visit.arrived_at + 40 * DAY

        assert actions.correct_visit(by=greeter, visit=visit, now=later, note="Later")

    def test_that_nobody_came_in_is_not_counted_and_ends_the_wait(self, hub, greeter, visit, now):
        conversation = ConversationFactory(visit=visit)

        actions.correct_visit(by=greeter, visit=visit, now=now, happened=False)

        conversation.refresh_from_db()
        assert conversation.ended_at
        assert queries.counts_so_far(hub, actor=greeter, now=now).visits == 0
        assert told(visit, greeter) == [
            ("Ama", "Changed that nobody came in"),
            ("Ama", "Welcomed"),
        ]

    def test_can_bring_back_what_was_undone(self, hub, greeter, visit, now):
        actions.take_back(by=greeter, arrival=visit, now=now)
        assert ("Ama", "Undone") in told(visit, greeter)

        actions.correct_visit(by=greeter, visit=visit, now=now, happened=True)

        assert queries.counts_so_far(hub, actor=greeter, now=now).visits == 1
        assert told(visit, greeter)[0] == ("Ama", "Changed that they did come in after all")

    def test_of_something_undone_means_nothing_else(self, greeter, visit, now):
        actions.take_back(by=greeter, arrival=visit, now=now)

        with pytest.raises(Refused, match="undone"):
            actions.correct_visit(by=greeter, visit=visit, now=now, note="Late")

    def test_that_it_was_a_child_alone_tells_those_whose_job_it_is(self, greeter, visit, now):
        actions.correct_visit(by=greeter, visit=visit, now=now, child_alone=True)

        assert ChildAlert.objects.get().visit == visit

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"arrived": 1}, "not come yet"),
            ({"left": -1}, "before they came in"),
            ({"note": "x" * 2001}, "2,000"),
            ({"came_with": "x" * 201}, "at most 200"),
        ],
    )
    def test_refuses_what_cannot_be(self, greeter, visit, now, minutes, changes, says):
        changes = {
            f"{name}_at" if isinstance(value, int) else name: minutes(value)
            if isinstance(value, int)
            else value
            for name, value in changes.items()
        }

        with pytest.raises(Refused, match=says):
            actions.correct_visit(by=greeter, visit=visit, now=now, **changes)
        assert not Correction.objects.exists()

    def test_from_a_page_that_is_out_of_date_is_refused(self, greeter, team_member, visit, now):
        as_drawn = actions.fingerprint(Visit.objects.latest("arrived_at"))
        with acting_as(team_member):
            actions.add_to_visit(by=team_member, visit=visit, now=now, note="Meanwhile")

        with acting_as(greeter):
            with pytest.raises(CorrectionRefused, match="Somebody else has changed this"):
                actions.correct_visit(by=greeter, visit=visit, now=now, as_drawn=as_drawn, note="")
            assert Visit.objects.latest("arrived_at").note == "Meanwhile"

    def test_from_a_page_that_is_up_to_date_is_kept(self, greeter, visit, now):
        as_drawn = actions.fingerprint(Visit.objects.latest("arrived_at"))

        actions.correct_visit(by=greeter, visit=visit, now=now, as_drawn=as_drawn, note="Right")

        assert Visit.objects.latest("arrived_at").note == "Right"

    @pytest.mark.parametrize("role", ["network_lead", "greeter_elsewhere"])
    def test_is_not_for(self, visit, now, role, request):
        with pytest.raises(NotAllowed):
            actions.correct_visit(by=request.getfixturevalue(role), visit=visit, now=now, note="x")

    def test_to_somebody_out_of_sight_is_not_allowed(self, greeter, other_hub, visit, now):
        stranger = PersonFactory(known_as="Ada", sites=[other_hub])

        with pytest.raises(NotAllowed):
            actions.correct_visit(by=greeter, visit=visit, now=now, person=stranger)

    def test_of_somebody_the_greeter_does_not_see_leaves_who_it_was(
        self, hub, other_hub, greeter, unlisted, now
    ):
        with acting_as(greeter):
            actions.correct_visit(
                by=greeter, visit=unlisted, now=now, arrived_at=now - 2 * DAY, how_today="OK"
            )

        with as_the_owner():
            visit = Visit.objects.get(id=unlisted.id)
            known = Acquaintance.objects.get(person=visit.person_id, site=hub)
        assert visit.person_id == unlisted.person_id
        assert (known.since, known.last_welcomed_on) == (visit.arrived_on, visit.arrived_on)
        assert known_at(unlisted.person_id) == [other_hub.id, hub.id]

    def test_to_no_one_takes_away_a_name_that_the_greeter_does_not_see(
        self, other_hub, greeter, unlisted, now
    ):
        with acting_as(greeter):
            actions.correct_visit(by=greeter, visit=unlisted, now=now, person=None)

            assert told(unlisted, greeter)[0] == (
                "Ama",
                "Changed who it was, from Somebody known here to Somebody without a name",
            )
        with as_the_owner():
            assert Visit.objects.get(id=unlisted.id).person_id is None
            assert Correction.objects.get().person_was_id == unlisted.person_id
        assert known_at(unlisted.person_id) == [other_hub.id]

    def test_that_they_did_come_in_after_all_lets_the_site_know_them_again(
        self, hub, other_hub, greeter, unlisted, now
    ):
        with acting_as(greeter):
            actions.take_back(by=greeter, arrival=unlisted, now=now)
            actions.correct_visit(by=greeter, visit=unlisted, now=now, happened=True)

        assert known_at(unlisted.person_id) == [other_hub.id, hub.id]


class TestCorrectHeadcount:
    def test_keeps_what_was_there_before(self, greeter, headcount, now):
        actions.correct_headcount(
            by=greeter, headcount=headcount, now=now, how_many=9, what="Sewing"
        )

        kept = Headcount.objects.get()
        assert (kept.how_many, kept.what) == (9, "Sewing")
        assert told(headcount, greeter)[0] == (
            "Ama",
            "Changed how many they were, from 7 to 9 and what the group was, "
            "from “Knitting” to “Sewing”",
        )

    def test_refuses_nobody(self, greeter, headcount, now):
        with pytest.raises(Refused, match="between 1"):
            actions.correct_headcount(by=greeter, headcount=headcount, now=now, how_many=0)

    def test_is_not_for_another_hub(self, headcount, now, greeter_elsewhere):
        with pytest.raises(NotAllowed):
            actions.correct_headcount(
                by=greeter_elsewhere, headcount=headcount, now=now, how_many=9
            )


class TestTheHistory:
    def test_says_who_did_each_thing_and_when(self, greeter, team_member, visit, now):
        actions.add_to_visit(
            by=greeter, visit=visit, now=now, how_today="OK", came_with="Her sister"
        )
        actions.say_child_is_alone(by=greeter, visit=visit, now=now)
        with acting_as(team_member):
            actions.add_to_visit(by=team_member, visit=visit, now=now, note="Likes the window")
            actions.leave(by=team_member, arrival=visit, now=now)
        with acting_as(greeter):
            actions.find_still_here(by=greeter, arrival=visit, now=now)
            actions.confirm_gone(by=greeter, arrival=visit, now=now)
            actions.take_back(by=greeter, arrival=visit, now=now)
            at = f"{clock(now)} on {day(now)}"
            name = team_member.name

            assert told(visit, greeter) == [
                ("Ama", "Undone"),
                ("Ama", "Made sure that they had gone"),
                ("Ama", f"Found still here, though they had left at {at}"),
                (name, f"Wrote down when they left: {at}"),
                (name, "Wrote down the note for the team: “Likes the window”"),
                ("Ama", "Wrote down that this is a child who came in alone"),
                (
                    "Ama",
                    "Wrote down how they are today: “OK” and who they came with: “Her sister”",
                ),
                ("Ama", "Welcomed"),
            ]

    def test_says_who_said_that_everyone_had_gone_and_who_put_them_back(
        self, hub, greeter, visit, headcount, now
    ):
        gone = actions.confirm_everyone_gone(by=greeter, site=hub, now=now)
        actions.undo_everyone_gone(by=greeter, site=hub, at=gone.at, now=now)

        for arrival in (visit, headcount):
            assert told(arrival, greeter)[:2] == [
                ("Ama", "Put back as in"), ("Ama", "Made sure that they had gone")
            ]  # fmt: skip

    def test_of_what_was_undone_with_its_sheet_says_so_without_a_name(self, greeter, visit, now):
        with as_the_owner():
            Visit.objects.filter(id=visit.id).update(taken_back_at=now)

        assert ("", "Undone") in told(visit, greeter)

    def test_is_two_questions_however_long(self, greeter, visit, now, django_assert_num_queries):
        for note in "abcdefghij":
            actions.correct_visit(by=greeter, visit=visit, now=now, note=note)
        visit = queries.get_visit(visit.id, actor=greeter)

        with django_assert_num_queries(1):
            assert len(queries.history_of(visit)) == 11

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE frontdoor_correction SET corrected_by_id = corrected_by_id",
            "UPDATE frontdoor_correction SET arrival_id = arrival_id",
            "DELETE FROM frontdoor_correction",
        ],
    )
    def test_is_not_rewritten_by_the_web(self, greeter, visit, now, statement):
        actions.correct_visit(by=greeter, visit=visit, now=now, note="Right")

        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
