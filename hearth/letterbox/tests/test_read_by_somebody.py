"""Who has read it, and who is there: said of those who do, today, and of what was written last."""

import datetime

import pytest
from django.db import transaction

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Presence
from hearth.letterbox import actions, jobs, queries
from hearth.letterbox.queries import BoxSaid
from hearth.letterbox.tests.acting import acting_as
from hearth.letterbox.tests.factories import OnDutyFactory
from hearth.letterbox.tests.test_worst_day import concerned, look_out, loud, told

MINUTE = datetime.timedelta(minutes=1)
HOUR = 60 * MINUTE
DAY = 24 * HOUR
HERE = "Somebody is here now"


@pytest.fixture
def worst_day(write, jo, jo_herself):
    return write(jo_herself, jo, kind="WORST_DAY")


def own(actor, now):
    with acting_as(actor):
        return queries.own_letters(actor, now=now)[0]


def take(by, letter, now):
    with acting_as(by):
        return actions.take(by=by, letter=letter, now=now)


def hand_on(by, letter, to, now):
    with acting_as(by):
        actions.hand_on(by=by, letter=letter, to_id=to.id, words="", now=now)


def look(by, letter, now):
    with acting_as(by):
        row = queries.get_letter(letter.id, actor=by)
        actions.note_looked(by=by, letter=row, now=now)


def come_in(worker, hub, at):
    with as_the_owner():
        Presence.objects.create(
            site=hub, kind="STAFF", name=worker.name, user=worker, came_at=at, signed_in_by=worker
        )


class TestTheNewestWords:
    def test_are_read_by_nobody_until_somebody_has_read_them(
        self, worst_day, jo_herself, team_member, now
    ):
        take(team_member, worst_day, now)
        later = now + 30 * DAY
        with acting_as(jo_herself):
            actions.write_more(
                by=jo_herself, letter=worst_day, words="I am not well", line_id=uuid7(), now=later
            )
        (page,) = own(jo_herself, later)
        assert page.row.is_waiting
        assert (page.row.first_read, page.last_said_at) == ("", later)
        assert [line.by for line in page.lines if line.kind == "TAKEN"] == ["Tariq"]

        take(team_member, worst_day, later + MINUTE)
        (page,) = own(jo_herself, later)
        assert (page.row.first_read, page.row.first_read_at) == ("Tariq", later + MINUTE)


class TestHandedOn:
    def test_a_worst_day_stays_loud_and_goes_on_being_told_until_it_is_opened(
        self, worst_day, hub, jo_herself, team_member, colleague, hub_manager, now
    ):
        OnDutyFactory(site=hub, worker=colleague)
        hand_on(team_member, worst_day, colleague, now)

        assert [loud(one, now) for one in (colleague, hub_manager)] == [1, 0]
        assert [loud(one, now + 11 * MINUTE) for one in (colleague, hub_manager)] == [1, 1]
        assert [look_out(now + minutes * MINUTE) for minutes in (9, 11, 22)] == [0, 1, 1]
        assert told("letterbox.worst_day_beyond", worst_day) == 1
        (page,) = own(jo_herself, now)
        assert (page.row.first_read, page.row.taken_by, page.row.is_opened) == ("", "Cole", False)

        look(colleague, worst_day, now + 30 * MINUTE)
        assert [loud(one, now + HOUR) for one in (colleague, team_member, hub_manager)] == [0, 0, 0]
        assert look_out(now + HOUR) == 0
        (page,) = own(jo_herself, now)
        assert (page.row.first_read, page.row.is_opened) == ("Cole", True)

    def test_to_somebody_who_is_not_there_it_is_loud_to_all_at_once(
        self, worst_day, team_member, colleague, hub_manager, now
    ):
        take(team_member, worst_day, now)
        hand_on(team_member, worst_day, colleague, now + HOUR)
        soon = now + HOUR + MINUTE

        assert [loud(one, soon) for one in (colleague, team_member, hub_manager)] == [1, 1, 1]
        assert look_out(soon) == 1
        assert concerned(jobs.all_who_read_there, worst_day) == ["Cole", "Hal", "Tariq"]

    def test_is_taken_by_whoever_reads_it_first(
        self, worst_day, jo_herself, team_member, colleague, hub_manager, now
    ):
        hand_on(team_member, worst_day, colleague, now)
        take(hub_manager, worst_day, now + MINUTE)

        assert loud(colleague, now + HOUR) == 0
        (page,) = own(jo_herself, now)
        assert (page.row.first_read, page.row.taken_by) == ("Hal", "Hal")

    def test_an_answer_by_another_reads_it(self, worst_day, team_member, colleague, now):
        hand_on(team_member, worst_day, colleague, now)
        with acting_as(team_member):
            actions.answer(
                by=team_member, letter=worst_day, words="I ring you now", is_done=False,
                line_id=uuid7(), now=now + MINUTE,
            )  # fmt: skip

        assert look_out(now + HOUR) == 0


class TestSaidAgain:
    def test_whoever_reads_the_newest_needs_no_more_for_what_was_read_before(
        self, write, jo, jo_herself, team_member, colleague, now
    ):
        first = write(jo_herself, jo, kind="WORST_DAY")
        take(colleague, first, now)
        second = write(jo_herself, jo, kind="WORST_DAY", at=now + DAY)
        assert loud(team_member, now + DAY) == 1

        take(team_member, second, now + DAY)
        with acting_as(team_member):
            found = queries.letters(team_member, now=now + DAY)
        assert [row.id for row in found.mine] == [second.id]
        assert [row.id for row in found.answered] == [first.id]

    def test_what_nobody_has_read_waits_whatever_else_is_read(
        self, write, jo, jo_herself, team_member, now
    ):
        first = write(jo_herself, jo, kind="WORST_DAY", words="I am by the river")
        second = write(jo_herself, jo, kind="WORST_DAY", at=now + MINUTE)

        take(team_member, second, now + 2 * MINUTE)
        with acting_as(team_member):
            assert [row.id for row in queries.letters(team_member, now=now).waiting] == [first.id]


class TestSomebodyIsHere:
    def words(self, jo_herself, hub, now, *, but_not=None):
        with acting_as(jo_herself):
            reading = queries.reading_at(hub, queries.box_of(hub), now=now, but_not=but_not)
        return reading.worst_day_words

    def test_is_said_of_one_who_reads_and_is_in_the_building(
        self, always_open, jo_herself, team_member, colleague, now
    ):
        assert "We are open now. It goes at once to all" in self.words(jo_herself, always_open, now)

        come_in(team_member, always_open, now - HOUR)
        assert HERE in self.words(jo_herself, always_open, now)
        assert HERE not in self.words(jo_herself, always_open, now, but_not=team_member.id)
        assert HERE not in self.words(jo_herself, always_open, now + 17 * HOUR)

        OnDutyFactory(site=always_open, worker=colleague)
        on_duty = self.words(jo_herself, always_open, now, but_not=team_member.id)
        assert HERE not in on_duty
        assert "Somebody is on duty and reads it. We are open now." in on_duty

    def test_is_not_said_of_one_at_the_door_who_does_not_read(
        self, always_open, jo_herself, team_member, greeter, now
    ):
        come_in(greeter, always_open, now - HOUR)

        assert HERE not in self.words(jo_herself, always_open, now)

    def test_is_not_said_of_one_whom_the_letterbox_leaves_out(
        self, always_open, jo_herself, team_member, hub_manager, now
    ):
        with acting_as(hub_manager):
            actions.keep_box(by=hub_manager, site=always_open, said=BoxSaid(roles=()))
        OnDutyFactory(site=always_open, worker=team_member)
        with (
            acting_as(team_member),
            pytest.raises(actions.LetterRefused, match="does not read"),
            transaction.atomic(),
        ):
            actions.go_on_duty(by=team_member, site=always_open, until_at=now + HOUR, now=now)

        assert HERE not in self.words(jo_herself, always_open, now)

    @pytest.mark.parametrize("gone", ["switched off", "role over", "nobody"])
    def test_where_nobody_reads_nothing_is_promised_and_nothing_taken(
        self, always_open, jo, jo_herself, now, gone
    ):
        if gone != "nobody":
            grant = GrantFactory(site=always_open, role=Role.TEAM_MEMBER)
            OnDutyFactory(site=always_open, worker=grant.user)
            with as_the_owner():
                if gone == "switched off":
                    User.objects.filter(id=grant.user_id).update(is_active=False)
                else:
                    grant.until_on = now.date() - DAY
                    grant.save()

        assert "Nobody reads messages here" in self.words(jo_herself, always_open, now)
        for kind in ("WORST_DAY", "MESSAGE"):
            said = queries.LetterSaid(kind, words="Hello")
            with (
                acting_as(jo_herself),
                pytest.raises(actions.LetterRefused, match="Nobody reads"),
                transaction.atomic(),
            ):
                actions.write_letter(
                    by=jo_herself, person=jo, site=always_open, said=said, letter_id=uuid7(),
                    now=now,
                )  # fmt: skip


class TestAnAnswer:
    def test_is_new_until_the_person_has_opened_it_over_or_not(
        self, write, jo, jo_herself, team_member, now
    ):
        letter = write(jo_herself, jo)
        with acting_as(team_member):
            actions.answer(
                by=team_member, letter=letter, words="Yes, at ten", is_done=True, line_id=uuid7(),
                now=now,
            )  # fmt: skip
        with acting_as(jo_herself):
            assert queries.unseen_answers(jo_herself) == (letter.id,)
            for _ in range(2):
                actions.note_seen(by=jo_herself, letter_ids=[letter.id], now=now + MINUTE)
            assert queries.unseen_answers(jo_herself) == ()
        (page,) = own(jo_herself, now)
        assert [line.kind for line in page.lines].count("SEEN") == 1
        with acting_as(team_member):
            row = queries.get_letter(letter.id, actor=team_member)
            lines = queries.letter_page(row, actor=team_member, now=now).lines
        assert "SEEN" not in {line.kind for line in lines}
