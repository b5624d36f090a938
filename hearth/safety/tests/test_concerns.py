"""Safety concerns: what is written down, who answers for it, and that it is never lost."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.accounts.models import Grant, User
from hearth.accounts.tests.factories import UserFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import SavedAlready
from hearth.people.models import Person
from hearth.people.queries.sections import EditedMeanwhile
from hearth.safety import actions, queries
from hearth.safety.actions import SafetyRefused
from hearth.safety.models import ConcernEntry, SafetyConcern, Worry
from hearth.safety.queries import ConcernSection
from hearth.safety.tests.test_who_sees_a_concern import seen

DAY = datetime.timedelta(days=1)


class TestWriting:
    def test_has_an_owner_and_a_day_and_is_one_when_tapped_twice(
        self, concern, greeter, hub_manager, today
    ):
        one = uuid7()
        section = ConcernSection(("PHYSICAL", "NONSENSE"), "To stay with my sister", "YES", "Read")
        for _ in range(2):
            concern(greeter, concern_id=one, words="It was the door", section=section)
        with acting_as(hub_manager):
            row = SafetyConcern.objects.get()
        assert (row.owner_id, row.look_on, row.kinds) == (hub_manager.id, today + DAY, ["PHYSICAL"])
        assert (row.words, row.wish) == ("It was the door", "To stay with my sister")

    def test_says_what_is_missing(
        self, concern, greeter, hub_manager, manager_elsewhere, other_hub, now
    ):
        for said, says in (
            ({"seen": " "}, "what you saw"),
            ({"about": ""}, "whom it is about"),
            ({"days": -1}, "day to come"),
            ({"days": 200}, "three months"),
            ({"noticed_at": now + DAY}, "still to come"),
            ({"owner": manager_elsewhere}, "team here"),
            ({"owner": greeter}, "team here"),
            ({"section": ConcernSection(knows="PERHAPS")}, "whether they know"),
        ):
            with pytest.raises(SafetyRefused, match=says):
                concern(greeter, **said)
        with pytest.raises(NotAllowed):
            concern(greeter, site=other_hub)

    def test_sent_again_in_other_words_loses_none_of_them(self, concern, entry, worry, hub_manager):
        one, two, three = uuid7(), uuid7(), uuid7()
        row = concern(hub_manager, concern_id=one)
        with pytest.raises(SavedAlready):
            concern(hub_manager, concern_id=one, seen="Two bruises")
        entry(hub_manager, row, entry_id=two)
        with pytest.raises(SavedAlready):
            entry(hub_manager, row, entry_id=two, said="They never rang")
        worry(hub_manager, worry_id=three)
        with pytest.raises(SavedAlready):
            worry(hub_manager, worry_id=three, words="His curtains moved")
        with pytest.raises(SavedAlready):
            worry(hub_manager, worry_id=three, confidential=False)
        worry(hub_manager, worry_id=three)

    def test_nor_any_of_somebody_who_may_not_read_what_they_wrote(
        self, worry, concern, team_member, colleague, hub_manager
    ):
        one, two = uuid7(), uuid7()
        worry(team_member, worry_id=one)
        with acting_as(team_member):
            assert not Worry.objects.exists()
        worry(team_member, worry_id=one)
        for said in (
            {"words": "He has a knife"},
            {"about": "Short man"},
            {"teller": "A neighbour"},
            {"not_for": (colleague.id,)},
            {"owner": colleague},
        ):
            with pytest.raises(SavedAlready, match="beside the first"):
                worry(team_member, worry_id=one, **said)
        with pytest.raises(SavedAlready):
            worry(hub_manager, worry_id=one)
        concern(team_member, concern_id=two)
        concern(team_member, concern_id=two)
        for said in (
            {"section": ConcernSection(wish="To stay at home")},
            {"section": ConcernSection(knows="DANGER", knows_note="He reads her post")},
            {"not_for": (colleague.id,)},
            {"days": 2},
        ):
            with pytest.raises(SavedAlready):
                concern(team_member, concern_id=two, **said)
        with acting_as(hub_manager):
            assert Worry.objects.count() == SafetyConcern.objects.count() == 1

    def test_a_day_that_somebody_else_chose_meanwhile_is_not_written_over(
        self, concern, hub_manager, today, now
    ):
        one, drawn = concern(hub_manager), today + DAY

        def write(day, entry_id):
            actions.write_entry(
                by=hub_manager, concern=one, entry=actions.Entry("LOOKED", now), look_on=day,
                drawn_look_on=drawn, entry_id=entry_id, now=now,
            )  # fmt: skip

        with acting_as(hub_manager):
            write(today + 2 * DAY, uuid7())
            with pytest.raises(SafetyRefused, match="another day"), transaction.atomic():
                write(today + 5 * DAY, uuid7())
            assert SafetyConcern.objects.get().look_on == today + 2 * DAY
            assert ConcernEntry.objects.count() == 1

    def test_the_trail_holds_ids_alone(self, concern, entry, hub_manager, jo):
        one = concern(hub_manager, person=jo)
        entry(hub_manager, one)
        with as_the_owner():
            lines = list(AuditLine.objects.filter(subject_id=one.id).values_list("verb", flat=True))
            assert not AuditLine.objects.filter(subject_id=jo.id).exists()
        assert sorted(lines) == ["added to", "wrote down"]


class TestAnswering:
    def test_who_was_told_is_kept_and_the_next_look_set(
        self, concern, entry, greeter, hub_manager, governance_lead, today, now
    ):
        one, twice = concern(greeter), uuid7()
        for _ in range(2):
            entry(hub_manager, one, look_on=today + 3 * DAY, entry_id=twice)
        entry(greeter, one, kind="SAID", said="I am frightened of him", look_on=today + 9 * DAY)
        with pytest.raises(NotAllowed):
            entry(governance_lead, one)
        with acting_as(hub_manager):
            row = queries.get_concern(one.id, actor=hub_manager)
            page = queries.concern_page(row, actor=hub_manager, now=now)
        assert page.row.look_on == today + 3 * DAY
        assert [(each.whom, each.organisation) for each in page.told] == [("Dee", "City council")]
        assert [each.said for each in page.done] == ["I am frightened of him"]
        for said, says in (
            ({"whom": "", "organisation": ""}, "who was told"),
            ({"kind": "DONE", "said": ""}, "what was done"),
            ({"kind": "FINISHED"}, "what happened"),
            ({"done_at": now + DAY}, "still to come"),
        ):
            with pytest.raises(SafetyRefused, match=says):
                entry(hub_manager, one, **said)

    def test_is_put_right_and_what_it_said_is_kept(self, concern, greeter, hub_manager, now):
        one = concern(greeter, section=ConcernSection(("MONEY",), "Nothing yet"))

        def change(by, section, stamp):
            actions.change_concern(by=by, concern=one, section=section, stamp=stamp, now=now)

        with acting_as(greeter), pytest.raises(NotAllowed):
            change(greeter, ConcernSection(), "")
        with acting_as(hub_manager):
            drawn = queries.section_of(queries.get_concern(one.id, actor=hub_manager))
            new = ConcernSection(("MONEY",), "My card back", "DANGER")
            change(hub_manager, new, drawn.stamp)
            change(hub_manager, new, "stale")  # the same again is nothing
            with pytest.raises(EditedMeanwhile):
                change(hub_manager, ConcernSection(), drawn.stamp)
            [kept] = ConcernEntry.objects.filter(concern=one)
        assert "Nothing yet" in kept.said

    def test_finished_for_now_is_kept_and_taken_up_again(
        self, concern, entry, greeter, hub_manager, today, now
    ):
        one = concern(greeter)

        def finish(by, learned):
            actions.finish_concern(by=by, concern=one, learned=learned, now=now)

        def take_up(why):
            actions.take_up_concern(by=hub_manager, concern=one, why=why, look_on=today, now=now)

        with acting_as(greeter), pytest.raises(NotAllowed):
            finish(greeter, "x")
        with acting_as(hub_manager):
            with pytest.raises(SafetyRefused, match="what came of it"):
                finish(hub_manager, " ")
            for _ in range(2):
                finish(hub_manager, "Safe now")
            assert queries.mine(hub_manager, now).is_empty
            [row] = queries.keeping_safe(hub_manager, now).lately.concerns
            assert row.finished_at
        with pytest.raises(SafetyRefused, match="Take it up again"):
            entry(hub_manager, one)
        with acting_as(hub_manager):
            with pytest.raises(SafetyRefused, match="why"):
                take_up("")
            for _ in range(2):
                take_up("He is back")
            said = list(ConcernEntry.objects.order_by("id").values_list("kind", flat=True))
            assert said == ["FINISHED", "TAKEN_UP"]
            [row] = queries.mine(hub_manager, now).concerns
            assert row.look_on == today

    def test_is_deleted_by_nobody_on_the_web(self, concern, entry, hub_manager):
        entry(hub_manager, concern(hub_manager))
        for change in (
            "DELETE FROM safety_safetyconcern", "TRUNCATE safety_safetyconcern CASCADE",
            "UPDATE safety_safetyconcern SET seen_sealed = ''",
            "UPDATE safety_safetyconcern SET owner_id = NULL",
            "UPDATE safety_concernentry SET kind = 'DONE'", "DELETE FROM safety_concernentry",
        ):  # fmt: skip
            with (
                acting_as(hub_manager), pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(), connection.cursor() as cursor,
            ):  # fmt: skip
                cursor.execute(change)


class TestOwner:
    @pytest.mark.parametrize("left", ["role over", "switched off", "greeter now"])
    def test_who_left_is_loud_to_who_answers_at_the_site(
        self, concern, greeter, team_member, colleague, hub_manager, safeguarding_lead,
        manager_elsewhere, now, today, left,
    ):  # fmt: skip
        one = concern(greeter, owner=team_member)
        with as_the_owner():
            if left == "switched off":
                User.objects.filter(id=team_member.id).update(is_active=False)
            else:
                over = {"until_on": today - DAY} if left == "role over" else {"role": "GREETER"}
                Grant.objects.filter(user=team_member).update(**over)
        loud = {}
        for worker in (hub_manager, safeguarding_lead, manager_elsewhere, colleague, greeter):
            with acting_as(worker):
                loud[worker.name] = queries.cannot_wait(worker, now).left_behind
        assert loud == {"Hal": 1, "Sal": 1, "Mo": 0, "Cole": 0, "Ama": 0}
        with acting_as(hub_manager):
            [row] = queries.mine(hub_manager, now).concerns
            assert row.left_behind
            actions.hand_over(by=hub_manager, what=one, to=colleague.id, why="", now=now)
            assert queries.cannot_wait(hub_manager, now).left_behind == 0

    def test_who_is_late_to_look_hears_of_it_alone(
        self, concern, greeter, team_member, hub_manager, now
    ):
        concern(greeter, owner=team_member)
        for when, late in ((now, 0), (now + 2 * DAY, 1)):
            with acting_as(team_member):
                assert queries.cannot_wait(team_member, when).late == late
            with acting_as(hub_manager):
                assert queries.cannot_wait(hub_manager, when).late == 0

    def test_is_never_nobody_nor_whom_it_is_about(self, concern, jo, team_member, hub_manager, now):
        one = concern(hub_manager, owner=team_member)
        for owner in (None, UserFactory()):
            with as_the_owner(), pytest.raises(DatabaseError), transaction.atomic():
                SafetyConcern.objects.filter(id=one.id).update(owner=owner)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=team_member)
        theirs = pytest.raises(SafetyRefused, match="somebody else first")
        with acting_as(hub_manager), theirs:
            actions.say_whom_it_is_about(by=hub_manager, what=one, person_id=jo.id, now=now)
        about_them = concern(hub_manager, owner=hub_manager)
        with as_the_owner():
            SafetyConcern.objects.filter(id=about_them.id).update(person=jo)
        works_there = pytest.raises(DatabaseError, match="works there")
        with as_the_owner(), works_there, transaction.atomic():
            SafetyConcern.objects.filter(id=about_them.id).update(owner=team_member)

    def test_answers_no_more_once_it_was_handed_over(
        self, concern, team_member, colleague, hub_manager, now
    ):
        one = concern(hub_manager, owner=team_member)
        with acting_as(team_member):
            actions.hand_over(by=team_member, what=one, to=colleague.id, why="I am away", now=now)
        assert seen(team_member) == set()
        assert seen(colleague) == {one.id}
        with acting_as(colleague):
            [kept] = ConcernEntry.objects.all()
        assert (kept.kind, kept.whom, kept.said) == ("HANDED_OVER", "Cole", "I am away")
