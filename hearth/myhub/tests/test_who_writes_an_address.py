"""Who may write down an address that opens somebody's own pages."""

import pytest
from django.db import connection

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import Passage


class TestAnAddress:
    """It opens all that somebody told: so whoever writes it down may read all of that already."""

    def written(self, jo, team_member, now):
        with as_the_owner():
            Passage.objects.create(
                person=jo, held_by=jo.held_by, layer="PLAN", heading="WORST_DAY", edited_at=now,
                edited_by=team_member,
            )  # fmt: skip

    def write(self, worker, jo, now):
        with acting_as(worker):
            return actions.write_own_address(
                by=worker, person=jo, address="jo@example.org", now=now
            )

    def test_is_not_written_down_by_whoever_may_not_read_it_all(self, pages, jo, team_member, now):
        self.written(jo, team_member, now)

        with pytest.raises(NotAllowed):
            self.write(team_member, jo, now)

    def test_is_written_down_by_whoever_it_is_shared_with(
        self, pages, jo, team_member, now, shared
    ):
        self.written(jo, team_member, now)

        assert self.write(team_member, jo, now)

    def test_is_written_down_by_whoever_opened_the_record_for_a_reason(
        self, pages, jo, team_member, hub, now
    ):
        self.written(jo, team_member, now)
        with acting_as(team_member):
            actions.open_for_a_reason(
                by=team_member,
                person=jo,
                site=hub,
                reason="They are here with me, and ask for pages of their own",
                now=now,
            )

        assert self.write(team_member, jo, now)

    def test_is_written_down_where_nothing_is_told_yet(self, pages, jo, team_member, now):
        assert self.write(team_member, jo, now)

    def test_of_nobody_they_know_tells_nothing(self, jo, greeter_elsewhere, board_member):
        for worker in (greeter_elsewhere, board_member):
            with acting_as(worker), connection.cursor() as cursor:
                cursor.execute("SELECT people_written_unseen(%s)", [jo.id])
                assert cursor.fetchone() == (True,)
