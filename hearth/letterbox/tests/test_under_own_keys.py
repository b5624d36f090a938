"""What people write to a hub is under their own keys, and a page of many asks for these once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.sealing import FORMAT_OWN, CannotOpen
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox import actions, queries
from hearth.letterbox.models import HowIAm, Letter, LetterLine
from hearth.letterbox.tests.acting import acting_as as acting_as_themselves
from hearth.letterbox.tests.conftest import MINUTE
from hearth.letterbox.tests.factories import LetterFactory
from hearth.people.models import PersonKey
from hearth.people.tests.factories import PersonFactory


@pytest.fixture
def from_many(hub, team_member):
    """Let as many people write, each something else."""

    def written(count, **more):
        for number in range(count):
            LetterFactory(
                person=PersonFactory(known_as=f"Jo {number}", sites=[hub]), site=hub,
                written_by=team_member, words=f"Ring me: {number}", **more,
            )  # fmt: skip

    return written


@pytest.fixture
def asked(team_member):
    """Return how many questions something asks."""

    def count(act):
        with acting_as(team_member), CaptureQueriesContext(connection) as seen:
            act()
        return len(seen)

    return count


def test_all_that_they_say_is_under_their_own_key(write, jo, jo_herself, team_member, now):
    letter = write(jo_herself, jo, words="Could somebody ring me?")
    with acting_as(team_member):
        actions.answer(
            by=team_member, letter=letter, words="At ten", is_done=False, line_id=uuid7(), now=now
        )
    with acting_as_themselves(jo_herself):
        actions.say_how_i_am(
            by=jo_herself, person=jo, how="OK", words="Better", how_id=uuid7(), now=now
        )
    with as_the_owner():
        rows = [Letter.objects.get(), LetterLine.objects.get(kind="ANSWER"), HowIAm.objects.get()]
        assert all(bytes(row.words_sealed).startswith(FORMAT_OWN) for row in rows)
        assert {row.words for row in rows} == {"Could somebody ring me?", "At ten", "Better"}
        PersonKey.objects.filter(person=jo).delete()
    for row in rows:
        with acting_as(team_member), pytest.raises(CannotOpen):
            row.words  # noqa: B018


def test_an_inbox_of_many_people_asks_for_their_keys_once(from_many, asked, team_member, now):
    def shown():
        words.append([row.words for row in queries.letters(team_member, now=now).waiting])

    words = []
    from_many(2)
    few = asked(shown)
    from_many(18)
    assert asked(shown) == few
    assert len(words[-1]) == 20
    assert "Ring me: 17" in words[-1]


def test_the_worst_days_of_many_people_ask_for_their_keys_once(from_many, asked, team_member, now):
    def loud():
        shown.append(queries.loud_letters(team_member, now=now).worst_days)

    shown = []
    from_many(2, kind="WORST_DAY", look_by=now - MINUTE)
    few = asked(loud)
    from_many(4, kind="WORST_DAY", look_by=now - MINUTE)
    assert asked(loud) == few
    assert [len(days) for days in shown] == [2, 6]
