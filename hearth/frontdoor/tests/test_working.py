"""Those who work in the building sign in for the fire roll, and are never visits."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.frontdoor import actions
from hearth.frontdoor.actions import PresenceRefused
from hearth.frontdoor.models import Presence, Visit, WorkingHere


@pytest.fixture(autouse=True)
def _the_greeter_acts(greeter):
    with acting_as(greeter):
        yield


class TestSignInWorker:
    @pytest.mark.parametrize("kind", WorkingHere)
    def test_is_no_visit(self, hub, greeter, now, kind):
        present = actions.sign_in_worker(by=greeter, site=hub, kind=kind, name=" Sam ", now=now)

        assert Presence.objects.get() == present
        assert (present.name, present.kind, present.user) == ("Sam", kind, None)
        assert not Visit.objects.exists()

    def test_sent_twice_is_once(self, hub, greeter, now):
        presence_id = uuid7()

        for _ in range(2):
            actions.sign_in_worker(
                by=greeter, site=hub, kind=WorkingHere.STAFF, name="Sam", now=now,
                presence_id=presence_id,
            )  # fmt: skip

        assert Presence.objects.count() == 1

    def test_of_two_with_one_name_is_two(self, hub, greeter, now):
        for _ in range(2):
            actions.sign_in_worker(
                by=greeter, site=hub, kind=WorkingHere.VOLUNTEER, name="Sam", now=now
            )

        assert Presence.objects.count() == 2

    def test_at_another_site_by_the_same_page_is_refused(
        self, hub, other_hub, greeter, greeter_elsewhere, now
    ):
        presence_id = uuid7()
        with acting_as(greeter_elsewhere):
            actions.sign_in_worker(
                by=greeter_elsewhere, site=other_hub, kind=WorkingHere.STAFF, name="Sam", now=now,
                presence_id=presence_id,
            )  # fmt: skip

        with acting_as(greeter), pytest.raises(PresenceRefused, match="another site"):
            actions.sign_in_worker(
                by=greeter, site=hub, kind=WorkingHere.STAFF, name="Sam", now=now,
                presence_id=presence_id,
            )  # fmt: skip

    def test_needs_a_name(self, hub, greeter, now):
        with pytest.raises(PresenceRefused, match="name"):
            actions.sign_in_worker(by=greeter, site=hub, kind=WorkingHere.STAFF, name="  ", now=now)

    def test_is_done_by_those_on_the_door(self, hub, network_lead, now):
        with pytest.raises(NotAllowed):
            actions.sign_in_worker(
                by=network_lead, site=hub, kind=WorkingHere.STAFF, name="Sam", now=now
            )


class TestSignInMyself:
    def test_is_one_tap_and_twice_is_once(self, hub, greeter, now, minutes):
        first = actions.sign_in_myself(by=greeter, site=hub, now=now)
        again = actions.sign_in_myself(by=greeter, site=hub, now=minutes(1))

        assert again == first
        assert (first.name, first.user_id, first.kind) == ("Ama", greeter.id, "STAFF")

    def test_after_signing_out_is_a_new_time(self, hub, greeter, now, minutes):
        first = actions.sign_in_myself(by=greeter, site=hub, now=now)
        actions.sign_out_worker(by=greeter, presence=first, now=minutes(1))

        assert actions.sign_in_myself(by=greeter, site=hub, now=minutes(2)) != first

    def test_is_for_anyone_who_sees_who_comes_in(self, hub, network_lead, now):
        with acting_as(network_lead):
            assert actions.sign_in_myself(by=network_lead, site=hub, now=now)

    def test_is_not_for_those_who_do_not(self, hub, board_member, now):
        with pytest.raises(NotAllowed):
            actions.sign_in_myself(by=board_member, site=hub, now=now)


class TestSignOutWorker:
    @pytest.fixture
    def sam(self, hub, greeter, now):
        return actions.sign_in_worker(
            by=greeter, site=hub, kind=WorkingHere.VOLUNTEER, name="Sam", now=now
        )

    def test_writes_down_when_once(self, greeter, sam, minutes):
        actions.sign_out_worker(by=greeter, presence=sam, now=minutes(5))
        actions.sign_out_worker(by=greeter, presence=sam, now=minutes(6))

        assert Presence.objects.get().left_at == minutes(5)

    def test_of_oneself_is_always_allowed(self, hub, network_lead, now, minutes):
        with acting_as(network_lead):
            mine = actions.sign_in_myself(by=network_lead, site=hub, now=now)
            assert actions.sign_out_worker(by=network_lead, presence=mine, now=minutes(1)).left_at

    def test_of_others_is_for_those_on_the_door(self, sam, network_lead, now):
        with pytest.raises(NotAllowed):
            actions.sign_out_worker(by=network_lead, presence=sam, now=now)
