"""Two who do the same thing about somebody's safety at the same moment."""

import datetime

import pytest

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import SiteFactory
from hearth.safety import actions, queries
from hearth.safety.actions import SafetyRefused
from hearth.safety.models import ConcernEntry, SafetyConcern, Worry
from hearth.safety.tests.factories import ConcernFactory, WorryFactory
from hearth.tests.two_at_once import at_once


@pytest.fixture
def scene(committed):
    """A concern at Acomb that Tariq answers for; Toni and Hal, the manager, work there too."""

    def prepare():
        with as_the_owner():
            hub = SiteFactory(name="Acomb", slug="acomb")
            roles = (("Tariq", "TEAM_MEMBER"), ("Toni", "TEAM_MEMBER"), ("Hal", "HUB_MANAGER"))
            workers = [
                GrantFactory(site=hub, role=Role(role), user__name=name).user
                for name, role in roles
            ]
            return ConcernFactory(site=hub, owner=workers[0]).id, [one.id for one in workers]

    def workers(ids):
        return [User.objects.get(id=one) for one in ids]

    concern_id, ids = committed(prepare)
    return SafetyConcern(id=concern_id), committed(workers, ids)


def kept():
    with as_the_owner():
        concern = SafetyConcern.objects.get()
        return concern.owner_id, list(ConcernEntry.objects.order_by("id"))


def test_it_is_handed_to_one_of_two(scene, committed, now):
    one, (tariq, toni, hal) = scene

    def hand(by, to):
        return lambda: actions.hand_over(by=by, what=one, to=to.id, why="", now=now)

    first, second = at_once((tariq, hand(tariq, toni)), (tariq, hand(tariq, hal)))

    owner_id, entries = committed(kept)
    assert first == "Toni"
    assert isinstance(second, NotAllowed)
    assert owner_id == toni.id
    assert [entry.whom for entry in entries] == ["Toni"]


def test_finished_by_two_is_finished_once_and_the_second_keeps_their_words(scene, committed, now):
    one, (tariq, _, hal) = scene

    def finish(by):
        return lambda: actions.finish_concern(by=by, concern=one, learned=by.name, now=now)

    _, second = at_once((tariq, finish(tariq)), (hal, finish(hal)))

    assert isinstance(second, SafetyRefused)
    assert "“Tariq”" in str(second)
    _, entries = committed(kept)
    assert [entry.said for entry in entries] == ["Tariq"]


def test_what_two_put_right_is_shown_to_the_second(scene, committed, now):
    one, (tariq, _, hal) = scene

    def change(by):
        return lambda: actions.change_concern(
            by=by, concern=one, section=queries.ConcernSection(wish=by.name), now=now,
            stamp=queries.ConcernSection().stamp,
        )  # fmt: skip

    _, second = at_once((tariq, change(tariq)), (hal, change(hal)))

    assert second.now.wish == "Tariq"


def test_what_was_done_while_it_is_finished_is_not_half_written(scene, committed, now):
    one, (tariq, _, hal) = scene
    soon = now.date() + datetime.timedelta(days=9)

    def finish():
        actions.finish_concern(by=tariq, concern=one, learned="Safe", now=now)

    def write():
        said = actions.Entry("DONE", now, said="Rang")
        actions.write_entry(
            by=hal, concern=one, entry=said, look_on=soon, entry_id=uuid7(), now=now
        )

    _, second = at_once((tariq, finish), (hal, write))

    assert "Take it up again" in str(second)
    _, entries = committed(kept)
    assert [entry.kind for entry in entries] == ["FINISHED"]


def test_settled_by_two_is_settled_once_and_the_second_keeps_their_words(scene, committed, now):
    _, (tariq, _, hal) = scene
    worry = Worry(id=committed(told))

    def settle(by):
        return lambda: actions.settle_worry(
            by=by, worry=worry, done=by.name, teller_told=None, now=now
        )

    _, second = at_once((tariq, settle(tariq)), (hal, settle(hal)))

    assert "“Tariq”" in str(second)


def test_two_who_say_whom_it_is_about_are_told_of_each_other(scene, committed, now):
    one, (tariq, _, hal) = scene
    jo, sam = committed(two_people)

    def say(by, whom):
        return lambda: actions.say_whom_it_is_about(by=by, what=one, person_id=whom, now=now)

    _, second = at_once((tariq, say(tariq, jo)), (hal, say(hal, sam)))

    assert isinstance(second, SafetyRefused)
    assert committed(whom) == jo


def whom():
    with as_the_owner():
        return SafetyConcern.objects.get().person_id


def told():
    with as_the_owner():
        concern = SafetyConcern.objects.get()
        return WorryFactory(site=concern.site, owner=concern.owner).id


def two_people():
    with as_the_owner():
        hub = SafetyConcern.objects.get().site
        return [PersonFactory(known_as=name, sites=[hub]).id for name in ("Jo", "Sam")]
