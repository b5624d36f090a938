"""What somebody reads of what they asked is said to them, and says what is so today."""

import pytest

from hearth.foundation.tests.factories import as_the_owner
from hearth.rights.models import AskedBy, Part, Statement
from hearth.rights.queries import everything_about
from hearth.rights.tests.factories import PackFactory, RightsRequestFactory

LATER = "When your copy is ready, the hub tells you"


@pytest.fixture
def whose(jo, hub):
    return {"person": jo, "held_by": jo.held_by, "site": hub}


def test_a_part_of_the_record_is_theirs(own, whose, jo, today):
    row = RightsRequestFactory(asks="CORRECTION", part="ABOUT", asked_by="FOR_THEM", **whose)
    with as_the_owner():
        stands = Statement(request=row, layer="ABOUT", part="ABOUT", written_on=today, **whose)
        stands.words = "I have two cats"
        stands.save()
        told = " ".join(one["says"] for one in everything_about(jo))
    read = own("rights")
    for said in (read, told):
        assert "What you told about yourself" in said
        assert "about themselves" not in said
    assert "Somebody whom you asked to" in told


def test_every_part_and_whoever_asks_is_said_to_them():
    for said in (*(one.to_them for one in Part), *(one.to_them for one in AskedBy)):
        assert not {"they", "them", "their", "themselves"} & set(said.lower().split()), said


def test_a_copy_that_is_ready_is_not_told_of_later(own, whose, team_member, now):
    waiting = RightsRequestFactory(**whose)
    assert LATER in own("rights")
    PackFactory(
        request=waiting, state="RELEASED", released_at=now, released_by=team_member, **whose
    )
    read = own("rights")
    assert "It is ready" in read
    assert LATER not in read
    assert "on paper, in large print" in read


def test_of_a_copy_nothing_is_said_where_none_was_asked_for(own, whose):
    RightsRequestFactory(asks="OBJECTION", **whose)
    assert LATER not in own("rights")
