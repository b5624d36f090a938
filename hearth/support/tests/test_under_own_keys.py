"""What somebody said when they were met, and what the worker adds, is under their own key."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.sealing import FORMAT_OWN, CannotOpen
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import PersonKey
from hearth.support.models import Contact
from hearth.support.tests.factories import ContactFactory


def test_a_contact_is_under_their_own_key(shared, jo, team_member, today):
    ContactFactory(
        person=jo, held_by=jo.held_by, met_by=team_member, happened_on=today, note="Tired",
        where="By the river",
    )  # fmt: skip
    with acting_as(team_member):
        contact = Contact.objects.get()
        assert (contact.words, contact.note) == ("Talked about the boat", "Tired")
    assert bytes(contact.words_sealed).startswith(FORMAT_OWN)
    assert bytes(contact.note_sealed).startswith(FORMAT_OWN)
    with as_the_owner():
        PersonKey.objects.filter(person=jo).delete()
    for name in ("words", "note"):
        with acting_as(team_member), pytest.raises(CannotOpen):
            getattr(contact, name)
    with acting_as(team_member):
        assert contact.where == "By the river"
