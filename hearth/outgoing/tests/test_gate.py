"""The decision whether anything may go to a person, and by what: every rule, both ways."""

import pytest

from hearth.outgoing.gate import FORMATS, Recipient, Services, decide
from hearth.outgoing.models import Kind, Why
from hearth.outgoing.neutral import is_neutral
from hearth.outgoing.wording import HELLO, Template
from hearth.people.models import Need
from hearth.people.queries.sections import WaySection

MAIL = WaySection("EMAIL", "jo@example.org", "YES")
LETTER = WaySection("LETTER", "1 Front Street\nYork", "YES")
MOBILE = WaySection("MOBILE", "07700 900123", "YES")
ALL = Services(mail=True, text=True)
MAIL_ONLY = Services(mail=True)


def jo(*ways, **more):
    return Recipient(
        has_died=more.pop("has_died", False),
        wants_no_messages=more.pop("wants_no_messages", False),
        needs=frozenset(more.pop("needs", ())),
        ways=ways,
        **more,
    )


def decided(recipient, *, template=HELLO, services=MAIL_ONLY, **more):
    return decide(recipient, template=template, services=services, **more)


class TestWays:
    def test_that_are_safe_are_used_the_quickest_first(self):
        assert decided(jo(LETTER, MOBILE, MAIL)).way == MAIL
        assert decided(jo(LETTER, MOBILE)).way == LETTER

    def test_that_were_chosen_are_used(self):
        assert decided(jo(LETTER, MAIL), kind=Kind.LETTER).way == LETTER

    @pytest.mark.parametrize(
        ("safe", "why"),
        [
            ("NO", Why.NOT_SAFE),
            ("ASK_FIRST", Why.ASK_FIRST),
            ("NOT_ASKED", Why.NOT_ASKED),
        ],
    )
    def test_that_are_anything_but_safe_are_never_used(self, safe, why):
        decision = decided(jo(WaySection("EMAIL", "jo@example.org", safe)))

        assert (decision.way, decision.reasons) == (None, (why,))

    def test_that_are_safe_are_used_even_beside_some_that_are_not(self):
        unsafe = WaySection("EMAIL", "work@example.org", "NO")
        assert decided(jo(unsafe, LETTER)).way == LETTER
        assert decided(jo(unsafe, MAIL)).way == MAIL

    def test_of_another_kind_do_not_stand_in_for_the_one_that_was_chosen(self):
        assert decided(jo(LETTER), kind=Kind.MAIL).reasons == (Why.NO_WAY,)

    def test_that_do_not_exist_cannot_be_used(self):
        assert decided(jo()).reasons == (Why.NO_WAY,)
        assert decided(jo(WaySection("PHONE", "01904 555123", "YES"))).reasons == (Why.NO_WAY,)


class TestServices:
    def test_that_are_not_there_hold_back_honestly(self):
        assert decided(jo(MOBILE)).reasons == (Why.NO_TEXT_SERVICE,)
        assert decided(jo(MAIL), services=Services(mail=False)).reasons == (Why.NO_MAIL_SERVICE,)
        assert decided(jo(MAIL), kind=Kind.LINK).reasons == (Why.NO_LINKS,)

    def test_that_are_there_are_used(self):
        assert decided(jo(MOBILE), services=ALL).way == MOBILE
        assert decided(jo(MAIL, LETTER), services=Services(mail=False)).way == LETTER


class TestFormats:
    @pytest.mark.parametrize("need", list(FORMATS))
    def test_that_a_person_needs_hold_back_plain_writing(self, need):
        decision = decided(jo(MAIL, needs=[need.value]))

        assert decision.reasons == (FORMATS[need],)

    @pytest.mark.parametrize("need", list(FORMATS))
    def test_that_this_version_is_in_let_it_go(self, need):
        assert decided(jo(MAIL, needs=[need.value]), formats=[need.value]).reasons == ()

    def test_of_a_letter_are_met_by_printing_it_large(self):
        assert decided(jo(LETTER, needs=["LARGE_PRINT"])).reasons == ()
        assert decided(jo(LETTER, needs=["LARGE_PRINT", "BRAILLE"])).reasons

    def test_that_have_to_do_with_rooms_hold_nothing_back(self):
        rooms = [need.value for need in Need if need not in {*FORMATS, Need.NO_PHONE_CALLS}]
        assert decided(jo(MAIL, needs=rooms)).reasons == ()

    def test_no_phone_calls_holds_back_only_what_asks_them_to_ring(self):
        ring = Template("ring", "Ask", "Hello", lambda said: ["Ring us"], asks_them_to_ring=True)

        assert decided(jo(MAIL, needs=["NO_PHONE_CALLS"])).reasons == ()
        refused = decided(jo(MAIL, needs=["NO_PHONE_CALLS"]), template=ring)
        assert refused.reasons == (Why.NO_PHONE_CALLS,)
        assert decided(jo(MAIL), template=ring).reasons == ()


class TestWishes:
    def test_somebody_who_wants_no_messages_gets_none(self):
        assert decided(jo(MAIL, wants_no_messages=True)).reasons == (Why.OBJECTED,)

    def test_somebody_who_has_died_gets_none_whatever_else_is_written(self):
        decision = decided(jo(MAIL, has_died=True, wants_no_messages=True))
        assert (decision.way, decision.reasons) == (None, (Why.DIED,))

    def test_another_record_of_theirs_that_says_no_is_heard(self):
        assert decided(jo(MAIL, ask_elsewhere=True)).reasons == (Why.ASK_ELSEWHERE,)

    def test_a_way_that_another_record_doubts_is_not_used(self):
        doubted = frozenset({("EMAIL", "jo@example.org")})
        assert decided(jo(MAIL, doubted=doubted)).reasons == (Why.ASK_ELSEWHERE,)
        assert decided(jo(LETTER, doubted=doubted)).reasons == ()


@pytest.mark.parametrize(
    ("words", "neutral"),
    [
        ("Hello", True),
        ("Acomb", True),
        ("Four Greens", True),
        ("Acomb Mental Health Hub", False),
        ("The Wellbeing Hub", False),
        ("NHS Lincolnshire", False),
        ("Night crisis café", False),
        ("Recovery college", False),
    ],
)
def test_words_that_a_stranger_could_guess_from_are_not_neutral(words, neutral):
    assert is_neutral(words) is neutral
