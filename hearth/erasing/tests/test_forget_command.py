"""hearth forget: two named workers, and nothing while a hold stands."""

import pytest
from django.core.management import CommandError, call_command

from hearth.erasing.models import Erasure
from hearth.erasing.tests.factories import LegalHoldFactory
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person


def forget(person_id, one, other):
    words = {"asked_by": one.username, "agreed_by": other.username, "reason": "They asked"}
    with as_the_owner():
        call_command("forget", "york", str(person_id), **words)


def test_erases_by_two_names(jo, hub_manager, decider, capsys):
    forget(jo.id, hub_manager, decider)
    with as_the_owner():
        assert not Person.objects.filter(id=jo.id).exists()
        stub = Erasure.objects.get(whose=jo.id)
    assert stub.whole
    assert str(stub.id) in capsys.readouterr().out


def test_refuses_one_person_twice_who_may_not_and_who_is_not_there(jo, hub_manager, decider):
    for person_id, one, other, words in (
        (jo.id, decider, decider, "Two people agree"),
        (jo.id, hub_manager, hub_manager, "may not"),
        (uuid7(), hub_manager, decider, "no such record"),
    ):
        with pytest.raises(CommandError, match=words):
            forget(person_id, one, other)
    with as_the_owner():
        assert Person.objects.filter(id=jo.id).exists()
        assert not Erasure.objects.exists()


def test_refuses_while_a_hold_stands(jo, hub_manager, decider):
    LegalHoldFactory(person=jo, holder=jo.held_by, set_by=hub_manager)
    with pytest.raises(CommandError, match="on hold for the law"):
        forget(jo.id, hub_manager, decider)
    with as_the_owner():
        assert Person.objects.filter(id=jo.id).exists()
