"""The demonstration's diaries: who is in, who is booked, who would like a time."""

from dataclasses import replace

from hearth.accounts.models import User
from hearth.demo.loading import load
from hearth.demo.network import Worker
from hearth.demo.stories.seen import behind_the_walls
from hearth.demo.tests.conftest import NOW, SMALL
from hearth.diary import queries
from hearth.diary.queries.times import A_DAY
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.foundation.tests.factories import as_the_owner

MANAGER = Worker("hari", "Hari Nair", "HUB_MANAGER", ("clarence-street",))
MANAGED = replace(SMALL, workers=(*SMALL.workers, MANAGER))


def test_a_hub_has_times_bookings_and_somebody_who_asked(db):
    with as_the_owner():
        load(MANAGED, seed=1, now=NOW, tell=lambda: None)
        manager = User.objects.get(username="hari")
    with acting_as(manager), behind_the_walls():
        sites = manager.places_where(Permission.CHANGE_PEOPLE)
        asked = queries.asked_for(actor=manager, sites=sites)
        booked = queries.todays(manager, NOW + A_DAY)
        over = queries.visits_before(actor=manager, now=NOW)
        week = queries.my_times(actor=manager, today=NOW.date()).week
    assert len(asked) == len({one.who for one in asked}) > 1
    assert [row.who for row in booked] == [
        "Somebody with a green rucksack", "Somebody in a blue coat"
    ]  # fmt: skip
    assert len(over) == 1
    assert over[0].over_at
    assert len(week) == 5
