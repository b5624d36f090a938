"""What was agreed with somebody who now works here too comes back, as a number."""

import pytest
from django.db import connection
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import open_for_a_reason
from hearth.people.models import Person
from hearth.people.queries import sight_of
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import KeepInTouch, Promise
from hearth.support.tests.factories import KeepInTouchFactory, PromiseFactory

REASON = "Jo waits for a hello that nobody can see any more"


@pytest.fixture
def manager(hub):
    return GrantFactory(site=hub, role=Role.HUB_MANAGER, user__name="Mel").user


@pytest.fixture
def manager_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.HUB_MANAGER, user__name="Max").user


@pytest.fixture
def niall(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Niall").user


@pytest.fixture
def agreed(shared, jo, team_member, colleague, today):
    """Tariq says hello to Jo and promised something, and so did Cole."""
    about = {"person": jo, "held_by": jo.held_by}
    KeepInTouchFactory(**about, says_hello=team_member)
    for worker in (team_member, colleague):
        PromiseFactory(**about, promised_by=worker, written_by=worker, due_on=today)
    PromiseFactory(**about, promised_by=None, written_by=colleague, due_on=today)
    PromiseFactory(
        **about, promised_by=colleague, written_by=colleague, due_on=today, state="DONE",
        settled_on=today,
    )  # fmt: skip
    return jo


@pytest.fixture
def works_here(agreed, niall):
    """Jo works here too, as Niall."""
    with as_the_owner():
        Person.objects.filter(id=agreed.id).update(worker=niall)
        agreed.refresh_from_db()
    return agreed


def comes_back(worker, today):
    """Return what a worker's own page and Today say is to do with colleagues; they are one."""
    with acting_as(worker):
        mine = queries.my_people(actor=worker, today=today).with_colleagues
        waits = queries.waits_on(actor=worker, sight=sight_of(worker), today=today).with_colleagues
    assert mine == waits
    return {one.known_as: (one.hellos, one.promises) for one in mine}


def asked(worker, person_id=None):
    with acting_as(worker), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM support_still_to_do(%s)", [person_id])
        return cursor.fetchall()


def test_the_page_says_before_what_leaves_whose_list(client, agreed, manager, team_member):
    client.force_login(manager)

    said = client.get(reverse("people:works_here", args=[agreed.id])).content.decode()

    assert "Cole: 1 promise; Tariq: 1 hello and 1 promise." in said
    assert "Ring the housing office" not in said


def test_the_page_says_nothing_of_it_where_nothing_is_agreed(client, jo, manager):
    client.force_login(manager)

    said = client.get(reverse("people:works_here", args=[jo.id])).content.decode()

    assert "leaves the lists" not in said


def test_comes_back_to_the_manager_and_to_whoever_was_to_do_it(
    works_here, manager, team_member, colleague, niall, manager_elsewhere, today
):
    assert comes_back(manager, today) == {"Jo": (1, 2)}
    assert comes_back(team_member, today) == {"Jo": (1, 1)}
    assert comes_back(colleague, today) == {"Jo": (0, 1)}
    for worker in (niall, manager_elsewhere):
        assert comes_back(worker, today) == {}


def test_is_nobodys_before_anybody_works_here(agreed, manager, team_member, today):
    for worker in (manager, team_member):
        assert comes_back(worker, today) == {}


def test_is_told_in_numbers_with_the_way_to_open_it(page, client, works_here, manager):
    said = page(manager, "my_people")

    assert "1 hello and 2 promises to do" in said
    assert reverse("people:open_record", args=[works_here.id]) in said
    assert "Ring the housing office" not in said
    on_today = client.get("/today/?site=acomb").content.decode()
    assert "3 hellos and promises with somebody who works here too" in on_today
    assert f"/people/{works_here.id}/open/" not in on_today


def test_goes_once_somebody_opened_it_and_settled_it(
    page, works_here, manager, team_member, hub, now, today
):
    with acting_as(manager):
        reveal([works_here.id])
        open_for_a_reason(by=manager, person=works_here, site=hub, reason=REASON, now=now)
    assert reverse("support:support", args=[works_here.id]) in page(manager, "my_people")

    with acting_as(manager):
        sight_of(manager)
        actions.stop_hellos(by=manager, keep=KeepInTouch.objects.get(), now=now, today=today)
        for promise in Promise.objects.filter(state="OPEN", promised_by__isnull=False):
            actions.settle_promise(
                by=manager, promise=promise, state="DONE", now=now, today=today,
                stamp=queries.promise_said(promise).stamp,
            )  # fmt: skip

    assert comes_back(manager, today) == comes_back(team_member, today) == {}
    assert "With somebody who works here too" not in page(manager, "my_people")


def test_is_handed_on_to_whom_it_is_shared_with_and_never_to_themselves(
    works_here, manager, team_member, colleague, niall, partner, hub, now, today
):
    with acting_as(manager):
        reveal([works_here.id])
        open_for_a_reason(by=manager, person=works_here, site=hub, reason=REASON, now=now)
        sight_of(manager)
        promise = Promise.objects.get(promised_by=team_member)
        for other in (niall, partner):
            with pytest.raises(SupportRefused):
                hand_on(manager, promise, other, now, today)
        hand_on(manager, promise, colleague, now, today)

    assert comes_back(colleague, today) == {"Jo": (0, 2)}
    assert comes_back(team_member, today) == {"Jo": (1, 0)}


def hand_on(by, promise, to, now, today):
    actions.carry_on_promise(
        by=by, promise=promise, due_on=promise.due_on, promised_by=to.id, now=now, today=today,
        stamp=queries.promise_said(promise).stamp,
    )  # fmt: skip


def test_who_has_died_waits_for_nobody(works_here, manager, now, today):
    with as_the_owner():
        Person.objects.filter(id=works_here.id).update(died_recorded_at=now)

    assert comes_back(manager, today) == {}


def test_the_database_tells_it_to_nobody_else(
    works_here, manager, niall, greeter, team_elsewhere, manager_elsewhere, colleague
):
    assert len(asked(manager)) == len(asked(manager, works_here.id)) == 2
    assert asked(colleague) == [(works_here.id, colleague.id, 0, 1)]
    for worker in (niall, greeter, team_elsewhere, manager_elsewhere):
        assert asked(worker) == asked(worker, works_here.id) == [], worker
    with acting_as(greeter), pytest.raises(NotAllowed):
        queries.still_to_do(works_here.id, actor=greeter)
    with acting_as(manager), connection.cursor() as cursor:
        cursor.cursor.execute("SET LOCAL app.partnership = 'lincolnshire'")
        cursor.execute("SELECT * FROM support_still_to_do(NULL)")
        assert cursor.fetchall() == []


def test_the_database_says_of_whoever_works_nowhere_here_only_what_follows(
    agreed, manager, team_member
):
    assert len(asked(manager, agreed.id)) == 2
    assert asked(team_member, agreed.id) == asked(manager) == []
