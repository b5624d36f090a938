"""Somebody writes to the hub: who reads it, who has it in hand, what they are answered."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox import actions, queries
from hearth.letterbox.models import HowIAm, Letter, LetterLine
from hearth.letterbox.tests.acting import acting_as
from hearth.people.actions import note_works_here
from hearth.people.actions.editing import SavedAlready
from hearth.people.tests.factories import PersonFactory

MINUTE = datetime.timedelta(minutes=1)
ROLES = ["GREETER", "PARTNER_WORKER", "NETWORK_LEAD", "BOARD_MEMBER", "SAFEGUARDING_LEAD"]


@pytest.fixture
def letter(write, jo, jo_herself):
    return write(jo_herself, jo, words="Is there a group on Thursday?", called="Joanna")


def answer(by, letter, *, words="Yes, at ten", is_done=False, line_id=None, now):
    with acting_as(by):
        return actions.answer(
            by=by, letter=letter, words=words, is_done=is_done, line_id=line_id or uuid7(), now=now
        )


def own(actor, now):
    with acting_as(actor):
        return queries.own_letters(actor, now=now)[0]


class TestWhoReads:
    def test_those_who_were_named_to_the_person(self, letter, team_member, hub_manager, now):
        for worker in (team_member, hub_manager):
            with acting_as(worker):
                (row,) = queries.letters(worker, now=now).waiting
                assert (row.called, row.words) == ("Joanna", "Is there a group on Thursday?")
                assert list(Letter.objects.all()) == [letter]

    @pytest.mark.parametrize("role", ROLES)
    def test_nobody_else_at_the_hub_or_over_it(self, letter, hub, role):
        everywhere = role in ("NETWORK_LEAD", "BOARD_MEMBER")
        other = GrantFactory(site=None if everywhere else hub, role=Role(role)).user
        with acting_as(other):
            assert not Letter.objects.exists()
            assert not Letter.objects.update(words_sealed=b"")

    def test_no_other_hub(self, letter, other_hub):
        manager = GrantFactory(site=other_hub, role=Role.HUB_MANAGER).user
        with acting_as(manager):
            assert not Letter.objects.exists()

    def test_a_role_that_is_named_later_reads_nothing_that_was_written_before(
        self, write, jo, jo_herself, hub, hub_manager, team_member, now
    ):
        with acting_as(hub_manager):
            actions.keep_box(by=hub_manager, site=hub, said=queries.BoxSaid(roles=()))
        write(jo_herself, jo)
        with acting_as(hub_manager):
            actions.keep_box(by=hub_manager, site=hub, said=queries.BoxSaid())

        with acting_as(team_member):
            assert not Letter.objects.exists()
        with acting_as(hub_manager):
            assert Letter.objects.count() == 1

    def test_somebody_who_shares_nothing_with_anybody_is_read(self, letter, team_member, now):
        with acting_as(team_member):
            row = queries.get_letter(letter.id, actor=team_member)
            assert queries.letter_page(row, actor=team_member, now=now).row.words

    def test_somebody_whom_the_hub_does_not_know_is_read_too(
        self, write, themselves, other_hub, team_member, now
    ):
        far = PersonFactory(known_as="Far", sites=[other_hub])
        letter = write(themselves(far), far, called="Fay")

        with acting_as(team_member):
            row = queries.get_letter(letter.id, actor=team_member)
            page = queries.letter_page(row, actor=team_member, now=now)
        assert (page.row.called, page.person_id) == ("Fay", None)
        answer(team_member, row, now=now)

    def test_nobody_reads_as_a_worker_what_they_wrote_as_a_person(
        self, write, jo, jo_herself, hub_manager, team_member
    ):
        write(jo_herself, jo)
        with acting_as(hub_manager):
            note_works_here(by=hub_manager, person=jo, worker_id=team_member.id)

        with acting_as(team_member):
            assert not Letter.objects.exists()
        with acting_as(hub_manager):
            assert Letter.objects.count() == 1

    def test_what_the_page_says_before_is_who_reads(self, hub):
        said = queries.BoxSaid(roles=("TEAM_MEMBER",)).who_reads(hub)

        assert said == "the team members and the hub manager at Acomb"


class TestThePerson:
    def test_reads_their_own_and_who_has_read_it(self, letter, jo_herself, team_member, now):
        with acting_as(team_member):
            actions.take(by=team_member, letter=letter, now=now)
        (page,) = own(jo_herself, now)
        assert page.row.words == "Is there a group on Thursday?"
        assert (page.row.first_read, page.row.first_read_at) == ("Tariq", now)

    def test_reads_every_answer(self, letter, jo_herself, team_member, now):
        answer(team_member, letter, words="Yes, at ten", now=now)

        (page,) = own(jo_herself, now)
        assert [line.words for line in page.lines if line.kind == "ANSWER"] == ["Yes, at ten"]
        assert {line.by for line in page.lines} == {"Tariq"}

    def test_reads_nobody_elses(self, letter, themselves, hub, now):
        sam = themselves(PersonFactory(known_as="Sam", sites=[hub]))

        assert own(sam, now) == ()
        with acting_as(sam):
            assert not Letter.objects.exists()
            assert not LetterLine.objects.exists()

    def test_writes_for_nobody_else(self, write, jo, themselves, hub):
        sam = themselves(PersonFactory(known_as="Sam", sites=[hub]))
        with pytest.raises(NotAllowed), transaction.atomic():
            write(sam, jo)

    def test_writes_for_nobody_else_past_the_acts(self, letter, themselves, hub, now):
        sam = themselves(PersonFactory(known_as="Sam", sites=[hub]))
        with acting_as(sam), pytest.raises(DatabaseError), transaction.atomic():
            Letter.objects.create(
                person_id=letter.person_id, site=hub, held_by=hub.run_by, kind="WORST_DAY",
                written_at=now, written_by_id=sam.id, look_by=now,
            )  # fmt: skip

    def test_never_says_past_the_acts_that_somebody_has_read_it(
        self, letter, jo_herself, team_member, now
    ):
        said = {"taken_by": team_member, "taken_at": now, "first_read_by": team_member,
                "first_read_at": now}  # fmt: skip
        with acting_as(jo_herself), pytest.raises(DatabaseError), transaction.atomic():
            Letter.objects.filter(id=letter.id).update(**said)
        with acting_as(jo_herself), pytest.raises(DatabaseError), transaction.atomic():
            LetterLine.objects.create(
                letter=letter, person_id=letter.person_id, held_by_id=letter.held_by_id,
                kind="ANSWER", at=now, by_id=jo_herself.id, site_id=letter.site_id,
            )  # fmt: skip

    def test_does_not_answer_themselves(self, letter, jo_herself, now):
        with pytest.raises(NotAllowed), transaction.atomic():
            answer(jo_herself, letter, now=now)

    def test_writes_more_and_it_waits_again(self, letter, jo_herself, team_member, now):
        answer(team_member, letter, is_done=True, now=now)
        with acting_as(jo_herself):
            mine = queries.own_letter(letter.id, actor=jo_herself)
            actions.write_more(
                by=jo_herself, letter=mine, words="And on Friday?", line_id=uuid7(),
                now=now + MINUTE,
            )  # fmt: skip

        with acting_as(team_member):
            (row,) = queries.letters(team_member, now=now + MINUTE).waiting
        assert row.first_read == ""
        assert row.done_at is None


class TestSaidToAWorker:
    def test_is_written_down_by_one_who_reads_there(self, write, jo, team_member, now):
        row = write(team_member, jo)

        assert row.said_aloud
        assert row.called == "Jo"

    def test_is_not_written_down_by_one_who_does_not(self, write, jo, greeter):
        with pytest.raises(NotAllowed), transaction.atomic():
            write(greeter, jo)

    def test_of_somebody_whom_they_do_not_see_it_is_not(self, write, team_member, other_hub):
        far = PersonFactory(known_as="Far", sites=[other_hub])
        with pytest.raises(NotAllowed), transaction.atomic():
            write(team_member, far)


class TestInHand:
    def test_who_has_it_is_named_and_another_does_not_take_it_unawares(
        self, letter, team_member, colleague, now
    ):
        with acting_as(team_member):
            actions.take(by=team_member, letter=letter, now=now)
        with acting_as(colleague):
            (row,) = queries.letters(colleague, now=now).others
            assert row.taken_by == "Tariq"
            with pytest.raises(actions.LetterRefused, match="Tariq has it"), transaction.atomic():
                actions.take(by=colleague, letter=letter, now=now)

    def test_is_handed_on_by_name(self, letter, team_member, colleague, now):
        with acting_as(team_member):
            actions.hand_on(
                by=team_member, letter=letter, to_id=colleague.id, words="You know her", now=now
            )
        with acting_as(colleague):
            (row,) = queries.letters(colleague, now=now).mine
        assert (row.taken_by, row.first_read) == ("Cole", "")

    def test_handed_on_is_loud_to_whom_it_was_until_they_open_it(
        self, letter, team_member, colleague, hub_manager, now
    ):
        def loud(worker):
            with acting_as(worker):
                return queries.loud_letters(worker, now=now).handed_on

        with acting_as(team_member):
            actions.hand_on(by=team_member, letter=letter, to_id=colleague.id, words="", now=now)
        assert [loud(one) for one in (colleague, team_member, hub_manager)] == [1, 0, 0]

        with acting_as(colleague):
            row = queries.get_letter(letter.id, actor=colleague)
            actions.note_looked(by=colleague, letter=row, now=now)
        assert loud(colleague) == 0

    @pytest.mark.parametrize("whom", ["greeter", "greeter_elsewhere"])
    def test_is_handed_on_to_nobody_who_does_not_read_it(
        self, request, letter, team_member, whom, now
    ):
        other = request.getfixturevalue(whom)
        with (
            acting_as(team_member),
            pytest.raises(actions.LetterRefused, match="who reads it"),
            transaction.atomic(),
        ):
            actions.hand_on(by=team_member, letter=letter, to_id=other.id, words="", now=now)

    def test_is_loud_once_whoever_has_it_has_left(self, letter, team_member, hub_manager, now):
        with acting_as(team_member):
            actions.take(by=team_member, letter=letter, now=now)
        with acting_as(hub_manager):
            assert queries.loud_letters(hub_manager, now=now).left_behind == 0
        with as_the_owner():
            team_member.grants.all().delete()

        with acting_as(hub_manager):
            assert queries.loud_letters(hub_manager, now=now).left_behind == 1

    def test_is_not_over_without_an_answer(self, letter, team_member, now):
        with pytest.raises(actions.LetterRefused, match="answer"), transaction.atomic():
            answer(team_member, letter, words="", is_done=True, now=now)


class TestSentTwice:
    def test_is_one_letter(self, write, jo, jo_herself):
        letter_id = uuid7()
        write(jo_herself, jo, letter_id=letter_id)
        write(jo_herself, jo, letter_id=letter_id)

        with acting_as(jo_herself):
            assert Letter.objects.count() == 1
        with pytest.raises(SavedAlready), transaction.atomic():
            write(jo_herself, jo, letter_id=letter_id, words="Something else")

    def test_is_one_answer(self, letter, team_member, now):
        line_id = uuid7()
        for _ in range(2):
            answer(team_member, letter, line_id=line_id, now=now)

        with acting_as(team_member):
            assert LetterLine.objects.filter(kind="ANSWER").count() == 1


class TestHowIAm:
    def say(self, by, person, now, how="NOT_GREAT"):
        with acting_as(by):
            return actions.say_how_i_am(
                by=by, person=person, how=how, words="Slept badly", how_id=uuid7(), now=now
            )

    def test_is_read_by_those_they_share_their_support_with_alone(
        self, jo, jo_herself, team_member, colleague, hub, now
    ):
        self.say(jo_herself, jo, now)
        with acting_as(team_member):
            assert not HowIAm.objects.exists()

    def test_is_taken_back_by_themselves_and_gone(self, jo, jo_herself, team_member, now):
        row = self.say(jo_herself, jo, now)
        with (
            acting_as(team_member),
            pytest.raises(NotAllowed),
            transaction.atomic(),
        ):
            actions.take_back_how(by=team_member, how_id=row.id)
        with acting_as(jo_herself):
            assert [one.words for one in queries.how_i_was(jo_herself)] == ["Slept badly"]
            actions.take_back_how(by=jo_herself, how_id=row.id)
            assert not HowIAm.objects.exists()

    def test_is_said_for_nobody_else(self, jo, themselves, hub, now):
        sam = themselves(PersonFactory(known_as="Sam", sites=[hub]))
        with pytest.raises(NotAllowed), transaction.atomic():
            self.say(sam, jo, now)
