"""Statements on the door's way: prepared, and right in whichever partnership is in hand."""

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.foundation.statements import ask, driver
from hearth.foundation.tests.factories import as_the_owner
from hearth.places import queries
from hearth.places.models import Site
from hearth.places.tests.factories import SiteFactory


def prepared():
    """Return what the database has prepared for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_what_asks_to_be_prepared_is(db):
    for _ in range(2):
        assert ask("SELECT 1 + %s::int AS sum_of_ours", [2]).fetchone() == (3,)

    assert [s for s in prepared() if "sum_of_ours" in s] == ["SELECT 1 + $1::int AS sum_of_ours"]


def test_nothing_else_is(db):
    for _ in range(20):
        driver().execute("SELECT 2 + %s::int AS never_of_ours", [2])

    assert [s for s in prepared() if "never_of_ours" in s] == []


def test_a_visit_plans_nothing_anew(client, greeter, hub, jo):
    client.force_login(greeter)
    sent = {"site": hub.slug, "person": jo.id, "again": "yes"}
    client.post("/welcome/", sent)
    for_one = prepared()
    client.post("/welcome/", sent)

    assert prepared() == for_one
    for table in ("accounts_session", "places_site", "people_person", "frontdoor_visit"):
        assert any(table in statement for statement in for_one), table


def test_one_prepared_in_one_partnership_answers_for_the_other_in_the_other(hub, greeter):
    with schema_context("lincolnshire"), as_the_owner():
        theirs = SiteFactory(name="Acomb in the other", slug=hub.slug)
        their_greeter = GrantFactory(site=theirs, role=Role.GREETER).user
    asks = Permission.RECORD_VISIT
    for _ in range(8):  # more often than PostgreSQL needs to keep its plan
        with acting_as(greeter):
            assert queries.get_door("acomb", actor=greeter, permission=asks).id == hub.id
        with schema_context("lincolnshire"), acting_as(their_greeter):
            found = queries.get_door("acomb", actor=their_greeter, permission=asks)
            assert (found.id, found.name) == (theirs.id, "Acomb in the other")


class TestADoor:
    def test_is_the_site_with_no_more_than_it_needs(self, hub, greeter, django_assert_num_queries):
        with acting_as(greeter):
            door = queries.get_door("acomb", actor=greeter, permission=Permission.RECORD_VISIT)
            assert (door.pk, door.name, door.run_by_id, door.status) == (
                hub.pk, hub.name, hub.run_by_id, hub.status,
            )  # fmt: skip
            with django_assert_num_queries(1):
                assert door.about == hub.about

    @pytest.mark.parametrize("slug", ["clifton", "nowhere", "\0"])
    def test_out_of_bounds_is_no_site(self, greeter, other_hub, slug):
        with acting_as(greeter), pytest.raises(Site.DoesNotExist):
            queries.get_door(slug, actor=greeter, permission=Permission.RECORD_VISIT)
