"""The trail says by whom something was erased: Hearth itself, and who had agreed on it."""

from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.desk.queries import trail
from hearth.erasing import actions
from hearth.erasing.actions.asking import Asked
from hearth.foundation import audit
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.timer import OnATimer
from hearth.sheets.models import Sheet


def lead(name):
    role = Role.INFORMATION_GOVERNANCE_LEAD
    return GrantFactory(site=None, role=role, user__name=name, user__works_for=None).user


def said_of(subject_id, *, reader):
    with acting_as(reader):
        return {line.did: line.who for line in trail.acts(actor=reader, about=subject_id).lines}


def test_names_those_who_agreed_on_every_line_of_what_went(jo, hub_manager):
    dot, reader, now = lead("Dot"), lead("Iris"), timezone.now()
    with acting_as(hub_manager):
        asked = Asked("NOT_NEEDED", "PERSON", "Jo asked us")
        row = actions.ask_erasing(by=hub_manager, person_id=jo.id, asked=asked, now=now)
    with acting_as(dot):
        decided = actions.Decided(erase=True)
        actions.decide(by=dot, erasure_id=row.id, holder_id=jo.held_by_id, decided=decided, now=now)
    said = said_of(jo.id, reader=reader)
    assert said["forgot the visits of a person"] == "Hearth itself, as Hal and Dot agreed"
    forgot = {who for did, who in said.items() if did.startswith("forgot")}
    assert forgot == {"Hearth itself, as Hal and Dot agreed"}
    assert "A worker who is not here any more" not in said.values()


def test_says_that_two_people_agreed_where_it_is_not_known_any_more_who(jo):
    with as_the_owner():
        audit.note(by=OnATimer(), verb="forgot the visits of", subject=jo)
    said = said_of(jo.id, reader=lead("Iris"))
    assert said["forgot the visits of a person"] == "Hearth itself, as two people agreed"


def test_names_hearth_for_what_it_does_by_itself(jo):
    sheet = Sheet()
    with as_the_owner():
        audit.note(by=OnATimer(), verb="forgot the words of", subject=sheet)
    said = said_of(sheet.pk, reader=lead("Iris"))
    assert said == {"forgot the words of a sheet": "Hearth itself"}
