"""The database's own walls round the front door, for the day a query forgets to ask."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.foundation.acting import acting_as
from hearth.frontdoor.models import (
    ChildAlert,
    Conversation,
    Correction,
    Headcount,
    Presence,
    Visit,
    WorkingHere,
)
from hearth.frontdoor.tests.factories import (
    ChildAlertFactory,
    ConversationFactory,
    PresenceFactory,
)

EVERYTHING = [Visit, Headcount, Conversation, ChildAlert, Correction, Presence]


@pytest.fixture(autouse=True)
def _a_busy_day(hub, greeter, visit, headcount):
    """One of everything at Acomb."""
    ConversationFactory(visit=visit)
    ChildAlertFactory(visit=visit)
    PresenceFactory(site=hub, signed_in_by=greeter)
    with acting_as(greeter):
        correction = Correction(site=hub, arrival_id=visit.pk, corrected_by_id=greeter.pk)
        correction.was = "{}"
        correction.save()


@pytest.mark.parametrize("model", EVERYTHING)
class TestEveryTable:
    def test_is_seen_at_its_own_site(self, greeter, model):
        with acting_as(greeter):
            assert model.objects.count() == 1

    def test_is_not_there_at_another(self, greeter_elsewhere, model):
        with acting_as(greeter_elsewhere):
            assert model.objects.count() == 0

    def test_is_not_there_for_those_who_see_no_visits(self, board_member, model):
        with acting_as(board_member):
            assert model.objects.count() == 0

    def test_is_not_there_for_nobody(self, model):
        assert model.objects.count() == 0

    def test_is_changed_only_at_its_own_site(self, greeter, greeter_elsewhere, model):
        column = "was_sealed" if model is Correction else "site_id"
        statement = f"UPDATE {model._meta.db_table} SET {column} = {column}"  # noqa: S608

        for worker, rows in [(greeter, 1), (greeter_elsewhere, 0)]:
            with acting_as(worker), connection.cursor() as cursor:
                cursor.execute(statement)
                assert cursor.rowcount == rows

    def test_is_never_deleted_by_the_web(self, greeter, model):
        statement = f"DELETE FROM {model._meta.db_table}"  # noqa: S608

        with acting_as(greeter):
            # Either the database says no, or there is no row that this may delete.
            with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
            assert model.objects.count() == 1


class TestInAnothersName:
    def test_nobody_is_signed_in(self, hub, greeter, greeter_elsewhere, now):
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(greeter):
            Presence.objects.create(
                site=hub, kind=WorkingHere.STAFF, name="Sam", came_at=now,
                signed_in_by=greeter_elsewhere,
            )  # fmt: skip

    def test_nothing_is_corrected(self, hub, greeter, greeter_elsewhere, visit):
        correction = Correction(site=hub, arrival_id=visit.pk, corrected_by=greeter_elsewhere)
        correction.was = "{}"

        with pytest.raises(DatabaseError, match="row-level security"), acting_as(greeter):
            correction.save()


class TestAtAnotherSite:
    def test_no_conversation_is_made(self, other_hub, greeter, visit, now):
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(greeter):
            Conversation.objects.create(site=other_hub, visit=visit, wanted_at=now)
