"""Whoever writes what is next is told that the person reads it."""

import pytest

TOLD = "They can read this on their own page"


@pytest.mark.parametrize("name", ["next", "answer", "could_not"])
def test_it_is_said_beside_what_is_next(page, introduce, team_member, jo, name):
    row = introduce(team_member, jo)

    assert TOLD in page(team_member, name, jo.id, row.id)


def test_and_where_it_is_begun(page, shared, team_member, jo, knitting):
    query = f"?service={knitting.id}&way=IN_TOUCH"

    assert TOLD in page(team_member, "begin", jo.id, query=query)
