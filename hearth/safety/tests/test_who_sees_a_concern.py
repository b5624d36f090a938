"""Who sees a safety concern: by the question, and by the wall alone, in raw SQL."""

from django.db import connection
from django_tenants.utils import schema_context

from hearth.accounts.models import Grant, User
from hearth.accounts.tests.factories import UserFactory
from hearth.foundation.acting import acting_as, open_up, reveal
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import link_people
from hearth.people.models import Person
from hearth.safety.models import ConcernEntry, SafetyConcern, Worry


def seen(worker):
    """Return the ids that a worker sees, by the question and by the wall alone: the same."""
    worker = User.objects.get(id=worker.id)
    with acting_as(worker):
        asked = set(SafetyConcern.objects.seen_by(worker).values_list("id", flat=True))
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM safety_safetyconcern")
            assert {one for (one,) in cursor.fetchall()} == asked
            cursor.execute("SELECT concern_id FROM safety_concernentry")
            assert {one for (one,) in cursor.fetchall()} <= asked
    return asked


def test_the_owner_who_wrote_it_the_manager_and_two_leads_alone(
    concern, entry, greeter, team_member, colleague, hub_manager, manager_elsewhere, network_lead,
    governance_lead, safeguarding_lead, partner, board_member, jo, shared,
):  # fmt: skip
    one = concern(greeter, owner=team_member)
    entry(team_member, one)

    for worker in (greeter, team_member, hub_manager, governance_lead, safeguarding_lead):
        assert seen(worker) == {one.id}, worker.name
        with acting_as(worker):
            assert ConcernEntry.objects.count() == 1
    for worker in (
        colleague, manager_elsewhere, network_lead, partner, board_member, UserFactory(),
    ):  # fmt: skip
        assert seen(worker) == set(), worker.name
        with acting_as(worker):
            assert not ConcernEntry.objects.exists()


def test_not_who_opened_the_record_for_a_reason_or_found_them(
    concern, colleague, hub_manager, jo, shared
):
    concern(hub_manager, person=jo)
    with acting_as(colleague):
        reveal([jo.id])
        open_up([jo.id])
        assert not SafetyConcern.objects.exists()


def test_nobody_about_themselves(concern, entry, jo, team_member, hub_manager, safeguarding_lead):
    one = concern(team_member, person=jo)
    entry(hub_manager, one)
    for worker in (team_member, hub_manager, safeguarding_lead):
        assert seen(worker) == {one.id}
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=worker)
        assert seen(worker) == set()
        with acting_as(worker):
            assert not ConcernEntry.objects.exists()


def test_nobody_in_another_partnership(concern, hub_manager):
    concern(hub_manager)
    with acting_as(hub_manager), schema_context("lincolnshire"):
        assert not SafetyConcern.objects.exists()
    assert not SafetyConcern.objects.exists()


def test_nobody_who_does_not_work_there_any_more(concern, entry, team_member, greeter, other_hub):
    one = concern(greeter, owner=team_member)
    entry(team_member, one)
    for worker in (team_member, greeter):
        assert seen(worker) == {one.id}
        with as_the_owner():
            Grant.objects.filter(user=worker).update(site=other_hub)
        assert seen(worker) == set()
        worker = User.objects.get(id=worker.id)
        with acting_as(worker), connection.cursor() as cursor:
            cursor.execute("SELECT safety_hand_over(%s, %s)", [one.id, worker.id])
            assert cursor.fetchone() == (False,)


def test_nobody_about_another_record_of_theirs(
    concern, entry, worry, jo, sam, team_member, colleague, hub_manager, safeguarding_lead
):
    one = concern(team_member, person=sam, owner=colleague)
    entry(safeguarding_lead, one)
    worry(team_member, person=sam, owner=safeguarding_lead)
    with acting_as(team_member):
        link_people(by=team_member, one=jo, other=sam, why="")
    assert seen(hub_manager) == {one.id}

    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=hub_manager)

    assert seen(hub_manager) == set()
    with acting_as(hub_manager):
        assert not ConcernEntry.objects.exists()
        assert not Worry.objects.exists()
    assert seen(safeguarding_lead) == {one.id}
