"""Two who press the same button at the same moment."""

import pytest

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.actions import Decision, Whom
from hearth.people.models import Opening, Person, Sharing
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_pressing import REASON
from hearth.places.models import Site
from hearth.places.tests.factories import SiteFactory
from hearth.tests.two_at_once import at_once


@pytest.fixture
def scene(committed):
    """Jo, known at Acomb, where Tariq and Toni work: all of it committed."""

    def prepare():
        with as_the_owner():
            hub = SiteFactory(name="Acomb", slug="acomb")
            tariq, toni = (
                GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name=name).user
                for name in ("Tariq", "Toni")
            )
            return hub.id, tariq.id, toni.id, PersonFactory(known_as="Jo", sites=[hub]).id

    return committed(prepare)


def count(model):
    with as_the_owner():
        return list(model.objects.all())


def acting(scene):
    hub_id, tariq_id, toni_id, jo_id = scene
    hub = Site.objects.get(id=hub_id)
    return hub, User.objects.get(id=tariq_id), User.objects.get(id=toni_id), jo_id


def test_one_button_pressed_twice_at_once_is_one_sharing(scene, committed, today):
    hub, tariq, _, jo_id = committed(acting, scene)

    def share():
        return actions.agree_sharing(
            by=tariq, person=Person.objects.get(id=jo_id), layers=("PLAN",), decision=Decision(),
            whom=Whom(site=hub, roles=("TEAM_MEMBER",)), today=today,
        ).id  # fmt: skip

    first, second = at_once((tariq, share), (tariq, share))

    assert first == second
    assert len(committed(count, Sharing)) == 1


def test_taken_back_by_two_at_once_it_is_over_once(scene, committed, today, now):
    hub, tariq, toni, jo_id = committed(acting, scene)

    def prepare():
        with as_the_owner():
            return Sharing.objects.create(
                person_id=jo_id, known_at=[hub.id], held_by_id=hub.run_by_id, layers=["PLAN"],
                audiences=[tariq.id], with_worker=tariq, how="SAID", decided_by="PERSON",
                recorded_by=tariq,
            )  # fmt: skip

    shared = committed(prepare)

    def stop(by):
        return lambda: actions.withdraw_sharing(
            by=by, person=Person.objects.get(id=jo_id), sharing=shared, how="SAID", now=now
        )

    came_of = at_once((tariq, stop(tariq)), (toni, stop(toni)))

    assert came_of == (None, None)
    [after] = committed(count, Sharing)
    assert after.withdrawn_by_id == tariq.id


def test_opened_twice_at_once_it_is_one_opening(scene, committed, now):
    hub, tariq, _, jo_id = committed(acting, scene)

    def open_it():
        return actions.open_for_a_reason(
            by=tariq, person=Person.objects.get(id=jo_id), site=hub, reason=REASON, now=now
        ).id

    first, second = at_once((tariq, open_it), (tariq, open_it))

    assert first == second
    assert len(committed(count, Opening)) == 1
