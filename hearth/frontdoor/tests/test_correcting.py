"""Corrections later, that keep what was there before."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.actions import CorrectionRefused
from hearth.frontdoor.models import ChildAlert, Correction, Headcount, Visit
from hearth.frontdoor.tests.factories import ConversationFactory
from hearth.frontdoor.tests.putting_right import DAY, known_at, told
from hearth.people.models import Acquaintance, Person
from hearth.people.tests.factories import PersonFactory

pytestmark = pytest.mark.usefixtures("greeter_acts", "jo_was_here_last_week")


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
