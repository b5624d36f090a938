"""The stay-well plans that a worker may read: one tap from Today, wherever the person is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.desk.queries.plans import PAGE
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions as door
from hearth.people.actions import withdraw_sharing
from hearth.people.models import Sharing, StayWellPlan
from hearth.people.tests.factories import PersonFactory
from hearth.support.tests.factories import share_support

DAY = datetime.timedelta(days=1)
AT = "/today/plans/"


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def plans(client):
    def plans(worker, **typed):
        client.force_login(worker)
        answer = client.post(AT, typed) if typed else client.get(AT)
        assert answer.status_code == 200
        return answer.content.decode()

    return plans


@pytest.fixture
def planned(hub, team_member, day):
    """Make somebody with a plan, shared with a worker by name, or else with the team."""

    def planned(name, *, to=None, until_on=None, **more):
        person = PersonFactory(known_as=name, sites=[hub], **more)
        if to:
            with as_the_owner():
                Sharing.objects.create(
                    person=person, known_at=person.known_at, held_by=person.held_by,
                    layers=["PLAN"], audiences=[to.id], with_worker=to, how="SAID",
                    decided_by="PERSON", recorded_by=team_member, until_on=until_on,
                )  # fmt: skip
        else:
            share_support(person, by=team_member, layers=("PLAN",))
        with as_the_owner():
            StayWellPlan.objects.create(
                person=person, held_by=person.held_by, looked_at_on=day, look_again_on=day + DAY
            )
        return person

    return planned


def link(person):
    return f'href="/people/{person.id}/plan"'


def test_is_two_taps_from_today_for_whoever_is_named_wherever_the_person_is(
    client, plans, greeter, planned
):
    priya = planned("Priya", to=greeter)
    client.force_login(greeter)

    assert f'href="{AT}"' in client.get("/today/?site=acomb").content.decode()
    assert link(priya) in plans(greeter)
    assert client.get(f"/people/{priya.id}/plan").status_code == 200


def test_begins_with_those_who_named_me_then_who_is_in_then_the_others(
    plans, team_member, greeter, hub, planned, day
):
    planned("Abe")
    bea = planned("Bea")
    planned("Cai", to=team_member)
    planned("Dot", to=team_member, until_on=day)
    with acting_as(greeter):
        door.record_visit(by=greeter, site=hub, person=bea, now=timezone.now())

    page = plans(team_member)

    order = ["Shared with you by name", ">Cai<", ">Dot<", ">In now<", ">Bea<", "In at Acomb now"]
    order += ["Others", ">Abe<"]
    assert [page.index(each) for each in order] == sorted(page.index(each) for each in order)


def test_is_of_nobody_else_nor_of_whoever_took_it_back(
    plans, team_member, greeter, greeter_elsewhere, planned
):
    jo, sam = planned("Jo", to=greeter), planned("Sam")

    assert link(jo) not in plans(team_member)
    assert link(sam) in plans(team_member)
    assert "Nobody shares their stay-well plan with you now" in plans(greeter_elsewhere)
    with acting_as(team_member):
        withdraw_sharing(
            by=team_member, person=jo, sharing=Sharing.objects.get(person=jo), how="SAID",
            now=timezone.now(),
        )  # fmt: skip
    assert link(jo) not in plans(greeter)


def test_is_not_of_whoever_has_died_or_works_here_nor_where_there_is_no_plan(
    plans, team_member, greeter, hub, planned
):
    dead, colleague, without = planned("Dee"), planned("Col"), planned("Wyn")
    with as_the_owner():
        type(dead).objects.filter(id=dead.id).update(died_recorded_at=timezone.now())
        colleague.worker = greeter
        colleague.save()
        StayWellPlan.objects.filter(person=without).delete()

    page = plans(team_member)

    for person in (dead, colleague, without):
        assert str(person.id) not in page


def test_of_whoever_chose_to_be_on_no_list_is_there_for_those_they_named_alone(
    plans, team_member, greeter, planned
):
    named, team = planned("Nia", to=greeter, listed=False), planned("Tia", listed=False)

    assert link(named) in plans(greeter)
    assert link(team) not in plans(team_member)


def test_of_a_partner_stands_there_for_them_too_and_opens(client, plans, hub, planned):
    pia = GrantFactory(site=hub, role=Role.PARTNER_WORKER, user__name="Pia").user
    priya = planned("Priya", to=pia)

    assert link(priya) in plans(pia)
    assert f'href="{AT}"' in client.get("/people/shared/").content.decode()
    assert client.get(f"/people/{priya.id}/plan").status_code == 200


def test_is_found_by_the_beginning_of_a_name_which_stays_out_of_the_address(
    plans, team_member, planned
):
    josé, ann = planned("José Luis"), planned("Ann")

    page = plans(team_member, q="lu jos")

    assert link(josé) in page
    assert link(ann) not in page
    assert "None of them has a name like that" in plans(team_member, q="zz")


def test_turns_pages_of_fifty_in_as_many_questions_as_for_one(client, team_member, planned):
    client.force_login(team_member)
    counted = []
    for n in range(PAGE + 2):
        last = planned(f"Person {n:02}")
        if n in (0, PAGE + 1):
            client.get(AT)
            with CaptureQueriesContext(connection) as asked:
                page = client.get(AT).content.decode()
            counted.append(len(asked))

    assert counted[0] == counted[1]
    assert page.count('/plan"') == PAGE
    assert link(last) not in page
    assert link(last) in client.get(f"{AT}?page=2").content.decode()
    assert link(last) in client.get(f"{AT}?page=99999").content.decode()
