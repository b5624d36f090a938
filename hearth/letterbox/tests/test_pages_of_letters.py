"""However much is written, a page holds so much: what nobody has read first; nothing is lost."""

import datetime

import pytest
from django.utils import timezone

from hearth.foundation.identifiers import uuid7
from hearth.letterbox import actions, queries
from hearth.letterbox.queries import own_letters
from hearth.letterbox.tests.acting import acting_as
from hearth.letterbox.tests.factories import LetterFactory

HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch):
    for name in ("AT_A_TIME", "OWN_AT_A_TIME"):
        monkeypatch.setitem(own_letters.__globals__, name, 2)


@pytest.fixture
def five(jo, hub, team_member, colleague, always_open):
    """Of five that are open: one in another's hand, one in Tariq's, two messages, a worst day."""
    now = timezone.now()
    told = {"person": jo, "site": hub, "written_by": team_member}
    taken = {"taken_at": now, "first_read_at": now}

    def late(hours, **more):
        return LetterFactory(look_by=now + hours * HOUR, **told, **more)

    other = late(1, taken_by=colleague, first_read_by=team_member, **taken)
    mine = late(2, taken_by=team_member, first_read_by=team_member, **taken)
    messages = [late(3), late(4)]
    return late(5, kind="WORST_DAY", words=""), messages, mine, other


def test_what_is_open_is_a_page_at_a_time_the_most_urgent_first(five, team_member, now):
    worst, messages, mine, other = five
    with acting_as(team_member):
        found = [queries.letters(team_member, now=now, open_number=each) for each in (1, 2, 3)]
    waiting = [[row.id for row in one.waiting] for one in found]
    assert waiting == [[worst.id, messages[0].id], [messages[1].id], []]
    assert [[row.id for row in one.mine] for one in found] == [[], [mine.id], []]
    assert [[row.id for row in one.others] for one in found] == [[], [], [other.id]]
    assert [one.open_has_more for one in found] == [True, True, False]


def test_the_page_leads_to_the_rest_and_says_that_nothing_waits_on_the_first_alone(
    five, page, team_member
):
    assert 'href="?open=2"' in page(team_member, "letters")
    last = page(team_member, "letters", query="?open=3")
    assert 'href="?open=2"' in last
    assert "Nothing waits" not in last


def test_their_own_are_a_page_at_a_time_with_a_new_answer_first(
    write, jo, jo_herself, team_member, now
):
    written = [write(jo_herself, jo, at=now - each * HOUR) for each in (3, 2, 1)]
    first = written[0]
    with acting_as(team_member):
        actions.answer(
            by=team_member, letter=first, words="Yes", is_done=True, line_id=uuid7(), now=now
        )
    with acting_as(jo_herself):
        shown, has_more = queries.own_letters(jo_herself, now=now)
        assert ([one.row.id for one in shown], has_more) == ([first.id, written[2].id], True)
        actions.note_seen(by=jo_herself, letter_ids=[written[2].id], now=now)
        assert queries.unseen_answers(jo_herself) == (first.id,)
        actions.note_seen(by=jo_herself, letter_ids=[first.id], now=now + HOUR)
        shown, _ = queries.own_letters(jo_herself, now=now)
        assert [one.row.id for one in shown] == [written[2].id, written[1].id]
        shown, has_more = queries.own_letters(jo_herself, now=now, number=2)
        assert ([one.row.id for one in shown], has_more) == ([first.id], False)
