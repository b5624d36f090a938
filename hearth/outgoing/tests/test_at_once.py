"""What a worker must know at once waits behind no other email."""

from hearth.foundation.acting import acting_as
from hearth.foundation.queues import AT_ONCE
from hearth.outgoing import actions
from hearth.outgoing.jobs import hear
from hearth.people.actions import open_for_a_reason
from hearth.people.tests.factories import PersonFactory

REASON = "Jo is at our door, cannot speak, and we must know who to ring"


def queues(jobs):
    return [job["queue_name"] for job in jobs.values() if job["task_name"] == "outgoing.send_one"]


def test_an_email_to_a_worker_goes_by_the_queue_of_what_cannot_wait(
    team_elsewhere, other_hub, hub, hub_manager, jobs, now
):
    with acting_as(hub_manager):
        actions.keep_own_address(by=hub_manager, address="hal@example.org")
    jo = PersonFactory(known_as="Jo", sites=[hub])
    with acting_as(team_elsewhere):
        open_for_a_reason(by=team_elsewhere, person=jo, site=other_hub, reason=REASON, now=now)
    hear(schema="york")
    assert queues(jobs) == [AT_ONCE]


def test_an_email_to_a_person_waits_for_its_turn(send, reach, jo, jobs):
    reach(jo)
    send()
    assert queues(jobs) == ["outgoing"]
