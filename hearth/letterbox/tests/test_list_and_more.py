"""The list says no words before a message is opened; nobody writes more to where nobody reads."""

import pytest

from hearth.accounts.models import Grant
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox import actions
from hearth.letterbox.actions.writing import LetterRefused
from hearth.letterbox.models import Letter, LetterLine
from hearth.letterbox.tests.acting import acting_as


def test_the_list_says_who_wrote_and_when_and_opening_it_what(
    write, jo, jo_herself, page, team_member
):
    letter = write(jo_herself, jo, words="I drink again since March", called="Joanna")
    shown = page(team_member, "letters")
    assert "Joanna: A message" in shown
    assert "I drink again" not in shown
    assert "I drink again" in page(team_member, "letter", letter.id)
    with as_the_owner():
        assert AccessLine.objects.filter(person_id=jo.id, page="letterbox").count() == 1


@pytest.mark.parametrize("nobody", ["left", "not open"])
def test_more_is_refused_where_nobody_reads_with_where_to_ring(
    write, jo, jo_herself, hub, team_member, now, nobody
):
    letter = write(jo_herself, jo)
    with as_the_owner():
        type(hub).objects.filter(id=hub.id).update(phone="01904 555000")
        if nobody == "left":
            Grant.objects.filter(site=hub).delete()
        else:
            type(hub).objects.filter(id=hub.id).update(status="PLANNED")
    with acting_as(jo_herself), pytest.raises(LetterRefused, match="ring 01904 555000"):
        actions.write_more(
            by=jo_herself, letter=letter, words="Please ring me", line_id=uuid7(), now=now
        )
    with as_the_owner():
        assert not LetterLine.objects.filter(letter=letter).exists()
        assert Letter.objects.get(id=letter.id).look_by == letter.look_by
