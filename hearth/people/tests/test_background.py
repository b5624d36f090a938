"""Background: asked with a reason, answered in any order or not at all. And what is not safe."""

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import StoryRefused, Whom
from hearth.people.models import RATHER_NOT, BackgroundAnswer, Person, Question
from hearth.people.queries.background import AnswerSection, national_list, questions
from hearth.people.queries.sections import WaySection, way_section
from hearth.people.tests.test_sharing import agree
from hearth.places.timer import OnATimer


@pytest.fixture
def shared(team_member, jo, hub, today):
    agree(team_member, jo, Whom(site=hub, roles=(Role.TEAM_MEMBER,)), "ABOUT", today=today)
    return jo


def answer(by, person, now, question, *codes, stamp=None):
    empty = AnswerSection(question)
    with acting_as(by):
        actions.answer_background(
            by=by, person=person, said=AnswerSection(question, codes), now=now,
            stamp=empty.stamp if stamp is None else stamp,
        )  # fmt: skip


class TestLists:
    @pytest.mark.parametrize("question", Question)
    def test_every_answer_offered_is_of_the_national_list(self, question):
        asked, of_list = questions()[question], national_list(question)
        assert set(asked.answers) <= set(of_list)
        left_out = {code: words for code, words in of_list.items() if code not in asked.answers}
        assert [
            words
            for words in left_out.values()
            if not words.lower().startswith(("not ", "asexual (older"))
        ] == []
        assert RATHER_NOT not in of_list

    @pytest.mark.parametrize("question", Question)
    def test_every_question_says_why_and_that_it_changes_nothing(self, question):
        asked = questions()[question]
        assert asked.words.endswith("?")
        assert asked.why.startswith("We ask so that we ")
        assert "changes nothing about the help you get" in asked.why
        assert asked.offered[-1] == (RATHER_NOT, "I would rather not say")


class TestAsking:
    def test_any_of_them_in_any_order(self, page, team_member, shared):
        assert page(team_member, "background", shared.id).count("Not asked yet.") == len(Question)
        asked = page(team_member, "answer", shared.id, "home")
        assert "We ask so that we can offer help if your home is not safe" in asked
        stamp = AnswerSection("HOME").stamp
        sent = {"codes": "14", "stamp": stamp}
        page(team_member, "answer", shared.id, "home", data=sent, status=302)
        assert "On other people’s sofas" in page(team_member, "background", shared.id)
        assert "On other people’s sofas" in page(team_member, "about", shared.id)

    def test_rather_not_say_is_an_answer_and_no_answer_takes_it_back(
        self, page, team_member, shared
    ):
        sent = {"codes": RATHER_NOT, "stamp": AnswerSection("GENDER").stamp}
        page(team_member, "answer", shared.id, "gender", data=sent, status=302)
        assert "I would rather not say" in page(team_member, "about", shared.id)
        sent = {"codes": "", "stamp": AnswerSection("GENDER", (RATHER_NOT,)).stamp}
        page(team_member, "answer", shared.id, "gender", data=sent, status=302)
        assert "rather not say</p>" not in page(team_member, "background", shared.id)

    def test_several_fit_where_several_can(self, team_member, shared, now):
        answer(team_member, shared, now, "DISABILITY", "05", "02")
        with acting_as(team_member):
            assert BackgroundAnswer.objects.get().codes == ["02", "05"]
            told = {row["what"]: row["says"] for row in queries.everything_about(shared)}
        assert told["Disability, as you answered"] == "Hearing; Moving about"

    @pytest.mark.parametrize(
        ("question", "codes"),
        [
            ("HOME", ("14", "12")), ("HOME", ("nowhere",)), ("GENDER", ("X",)),
            ("DISABILITY", ("02", "NN")), ("DISABILITY", ("02", RATHER_NOT)),
        ],
    )  # fmt: skip
    def test_refuses_what_cannot_be_answered(self, team_member, shared, now, question, codes):
        with pytest.raises(StoryRefused):
            answer(team_member, shared, now, question, *codes)
        with acting_as(team_member):
            assert not BackgroundAnswer.objects.exists()

    def test_a_code_that_is_not_offered_is_said_on_the_page(self, page, team_member, shared):
        sent = {"codes": "Z", "stamp": AnswerSection("GENDER").stamp}
        told = page(team_member, "answer", shared.id, "gender", data=sent)
        assert "Choose one of the answers shown" in told
        page(team_member, "answer", shared.id, "income", status=404)

    def test_two_who_answer_at_once_see_both(self, page, team_member, shared, now):
        answer(team_member, shared, now, "HOME", "12")
        sent = {"codes": "18", "stamp": AnswerSection("HOME").stamp}
        told = page(team_member, "answer", shared.id, "home", data=sent)
        assert "<p>Sleeping rough</p>" in told
        assert 'value="18" checked' in told

    def test_is_not_for_whom_it_is_not_open_to(self, team_member, greeter, shared, hub, now):
        colleague = GrantFactory(site=hub, role=Role.CONNECTOR).user
        for worker in (greeter, colleague):
            with pytest.raises(NotAllowed):
                answer(worker, shared, now, "HOME", "12")
        answer(team_member, shared, now, "HOME", "12")
        for worker in (greeter, colleague):
            with acting_as(worker):
                assert not BackgroundAnswer.objects.exists()

    def test_is_gone_when_somebody_is_forgotten(self, team_member, jo, now):
        with as_the_owner():
            BackgroundAnswer.objects.create(
                person=jo, held_by=jo.held_by, question="HOME", codes=["12"], edited_at=now,
                edited_by=team_member,
            )  # fmt: skip
        with acting_as(OnATimer()):
            actions.forget_person(by=OnATimer(), person=jo)
        with as_the_owner():
            assert not BackgroundAnswer.objects.exists()


class TestWhatIsNotSafe:
    def way(self, by, jo, kind, value, safe):
        with acting_as(by):
            return actions.add_way(by=by, person=jo, way=WaySection(kind, value, safe))

    def unsafe(self, worker, jo):
        with acting_as(worker):
            return queries.unsafe_kinds(Person.objects.get(id=jo.id))

    def test_is_told_to_a_greeter_without_the_number(self, page, team_member, greeter, jo):
        self.way(team_member, jo, "MOBILE", "07700 900123", "NO")
        self.way(team_member, jo, "MOBILE", "07700 900124", "ASK_FIRST")
        self.way(team_member, jo, "EMAIL", "jo@example.org", "ASK_FIRST")
        self.way(team_member, jo, "PHONE", "01904 000000", "YES")

        assert self.unsafe(greeter, jo) == (
            "Never ring or text their mobile", "Ask them before you send an email",
        )  # fmt: skip
        shown = page(greeter, "edit", jo.id)
        assert "Never ring or text their mobile" in shown
        assert "900123" not in shown
        assert "example.org" not in shown

    def test_stays_true_when_a_way_is_changed_or_removed(self, team_member, greeter, jo):
        way = self.way(team_member, jo, "MOBILE", "07700 900123", "NO")
        with acting_as(team_member):
            before = way_section(way)
            to = WaySection("MOBILE", "07700 900123", "ASK_FIRST")
            actions.change_way(by=team_member, way=way, to=to, stamp=before.stamp)
        assert self.unsafe(greeter, jo) == ("Ask them before you ring or text their mobile",)
        with acting_as(team_member):
            actions.remove_way(by=team_member, way=way)
        assert self.unsafe(greeter, jo) == ()

    def test_cannot_be_written_over_by_hand_or_by_an_old_copy(self, team_member, greeter, jo):
        self.way(team_member, jo, "MOBILE", "07700 900123", "NO")
        with acting_as(greeter):
            Person.objects.filter(id=jo.id).update(unsafe_ways=[])
        with acting_as(team_member):
            Person.objects.get(id=jo.id)
            jo.save()  # read before the way was added
        assert self.unsafe(greeter, jo) == ("Never ring or text their mobile",)
