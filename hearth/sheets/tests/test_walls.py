"""Sheets hold names: only those who may bring in sheets at a site see them."""

import pytest
from django.db import DatabaseError
from django_tenants.utils import schema_context

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.sheets import queries
from hearth.sheets.models import Sheet, SheetPart, SheetRow
from hearth.sheets.tests.conftest import MARCH

TABLES = [Sheet, SheetPart, SheetRow]


def seen(actor):
    with acting_as(actor):
        return [model.objects.exists() for model in TABLES]


def test_who_may_bring_in_sheets_there_sees_them(read, hub_manager, other_manager, network_lead):
    read(MARCH)

    for actor in (hub_manager, other_manager, network_lead):
        assert seen(actor) == [True, True, True]


@pytest.mark.parametrize(
    "who", ["greeter", "team_member", "manager_elsewhere", "board_member", None]
)
def test_nobody_else_does(request, read, who):
    sheet = read(MARCH)
    actor = request.getfixturevalue(who) if who else None

    assert seen(actor) == [False, False, False]
    if actor:
        with acting_as(actor):
            with pytest.raises(Sheet.DoesNotExist):
                queries.get_sheet(sheet.id, actor=actor)
            for question in (queries.wrong_rows, queries.good_rows, queries.new_names):
                with pytest.raises(NotAllowed):
                    question(sheet, actor=actor)
            with pytest.raises(NotAllowed):
                queries.sheets_at(sheet.site, actor=actor)
            with pytest.raises(NotAllowed):
                queries.names_known_at(sheet.site, actor=actor)


def test_a_request_for_another_partnership_sees_none(read, hub_manager):
    read(MARCH)

    with acting_as(hub_manager), schema_context("lincolnshire"):
        assert not any(model.objects.exists() for model in TABLES)
    with schema_context("lincolnshire"):
        with as_the_owner():
            lead = GrantFactory(site=None, role=Role.NETWORK_LEAD).user
        assert seen(lead) == [False, False, False]


def test_the_web_writes_no_sheet_in_another_workers_name(read, hub_manager, other_manager):
    sheet = read(MARCH)
    with acting_as(hub_manager), pytest.raises(DatabaseError, match="row-level security"):
        Sheet.objects.create(site=sheet.site, held_by=sheet.held_by, brought_by=other_manager)


def test_the_web_deletes_no_sheet(read, hub_manager):
    read(MARCH)

    with acting_as(hub_manager):
        SheetRow.objects.all().delete()
        SheetPart.objects.all().delete()
        assert Sheet.objects.all()._raw_delete("default") == 0
        assert Sheet.objects.exists()
