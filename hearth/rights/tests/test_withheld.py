"""What is not given takes its row with it, and all that hangs on that row."""

import datetime

from hearth.rights.queries.withheld import Withheld, without

ON = datetime.date(2026, 5, 3)


def fact(number, table="support_contact", words="", hangs_on=(), **said):
    return {"table": table, "id": f"{table}{number}", "_words": words,
            "_hangs_on": list(hangs_on), **said}  # fmt: skip


def line(says, *, listed=False, on=None, facts=()):
    return Withheld("support", says, on, listed, tuple(facts))


def left(lines, facts):
    tables = [one["table"] for one in facts]
    counts = {name: {"all": tables.count(name), "read": tables.count(name)} for name in tables}
    rows, counted = without(lines, facts, counts)
    return [one["id"] for one in rows], {name: one["all"] for name, one in counted.items()}


def test_a_row_goes_with_what_hangs_on_it_and_what_hangs_on_that():
    facts = [
        fact(1, words="In confidence"), fact(2, words="The sea"),
        fact(1, "support_contactbefore", hangs_on=["support_contact1"]),
        fact(1, "support_contactdeep", hangs_on=["support_contactbefore1"]),
    ]  # fmt: skip
    rows, counts = left([line("3 May 2026. In confidence")], facts)
    assert rows == ["support_contact2"]
    assert counts == {"support_contact": 1}


def test_a_row_without_words_is_known_by_its_day():
    facts = [fact(1, happened_on="2026-05-03"), fact(2, happened_on="2026-05-04")]
    rows, counts = left([line("3 May 2026: one to one", on=ON)], facts)
    assert rows == ["support_contact2"]
    assert counts == {"support_contact": 1}


def test_where_no_row_is_known_the_whole_part_is_left_out():
    facts = [fact(1, words="The sea"), fact(1, "diary_meeting", words="Tea")]
    rows, counts = left([line("Nothing like it")], facts)
    assert rows == ["diary_meeting1"]
    assert counts == {"diary_meeting": 1}


def test_of_what_they_are_told_is_not_given_the_count_stays():
    facts = [fact(1, words="In confidence"), fact(2, words="The sea")]
    rows, counts = left([line("In confidence", listed=True)], facts)
    assert rows == ["support_contact2"]
    assert counts == {"support_contact": 2}


def test_a_line_that_is_a_row_itself_takes_that_row():
    own = fact(9, words="Never told")
    rows, counts = without(
        [line("Words: Never told", facts=[own])], [fact(1, words="The sea")],
        {"support_contact": {"all": 2, "read": 2}},
    )  # fmt: skip
    assert [one["id"] for one in rows] == ["support_contact1"]
    assert counts == {"support_contact": {"all": 1, "read": 1}}


def test_a_row_with_a_short_word_stays_where_another_says_more():
    facts = [fact(1, words="tea"), fact(2, words="In confidence, over tea"), fact(3, words="on")]
    rows, _ = left([line("3 May 2026. In confidence, over tea")], facts)
    assert rows == ["support_contact1", "support_contact3"]
