"""What was agreed and is nobody's to do any more comes back to somebody who can see to it."""

import datetime

import pytest

from hearth.accounts.models import Grant, User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Sharing
from hearth.people.queries import sight_of
from hearth.people.tests.factories import PersonFactory
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import Promise
from hearth.support.queries.strands import StrandSaid
from hearth.support.tests.factories import (
    KeepInTouchFactory,
    PromiseFactory,
    SupportStrandFactory,
    share_support,
)

DAY = datetime.timedelta(days=1)


@pytest.fixture
def manager(hub):
    return GrantFactory(site=hub, role=Role.HUB_MANAGER, user__name="Hana").user


@pytest.fixture
def all_three(hub, colleague, jo, today):
    """Agree a hello and a promise, both by a worker, and a strand with them."""

    def make(worker=colleague, person=jo):
        about = {"person": person, "held_by": person.held_by}
        KeepInTouchFactory(**about, says_hello=worker, next_on=today + DAY)
        PromiseFactory(**about, promised_by=worker, written_by=worker, due_on=today + 2 * DAY)
        SupportStrandFactory(
            **about, with_worker=worker, site=hub, kind="CARER", since_on=today - 60 * DAY
        )
        return person

    return make


@pytest.fixture
def leaves(today):
    def leave(worker):
        with as_the_owner():
            Grant.objects.filter(user=worker).update(until_on=today - DAY)

    return leave


def afresh(worker):
    """Return a worker as the next request has them."""
    with as_the_owner():
        return User.objects.get(id=worker.id)


def nobody_has(worker, today):
    """Return what a worker's own page and Today say that nobody has; they are one."""
    worker = afresh(worker)
    with acting_as(worker):
        mine = queries.my_people(actor=worker, today=today).nobody_has
        waits = queries.waits_on(actor=worker, sight=sight_of(worker), today=today).nobody_has
    assert mine == waits
    return {one.kind for one in mine}


ALL = {"hello", "promise", "strand"}


class TestComesBack:
    def test_when_whoever_was_to_do_it_works_here_no_more(
        self, all_three, shared, leaves, manager, colleague, today
    ):
        all_three()
        assert nobody_has(manager, today) == set()
        leaves(colleague)
        assert nobody_has(manager, today) == ALL

    def test_when_they_can_sign_in_no_more(self, all_three, shared, manager, colleague, today):
        all_three()
        with as_the_owner():
            User.objects.filter(id=colleague.id).update(is_active=False)
        assert nobody_has(manager, today) == ALL

    def test_when_it_is_shared_with_them_no_more(self, all_three, shared, manager, jo, today):
        all_three()
        with as_the_owner():
            Sharing.objects.filter(id=shared.id).delete()
        share_support(jo, by=manager, roles=("HUB_MANAGER",))
        assert nobody_has(manager, today) == ALL

    def test_when_they_support_nobody_any_more(
        self, all_three, shared, leaves, manager, colleague, hub, today
    ):
        all_three()
        leaves(colleague)
        GrantFactory(site=hub, role=Role.GREETER, user=colleague)
        assert nobody_has(manager, today) == ALL

    def test_to_whoever_supports_them_before_the_manager(
        self, all_three, shared, leaves, manager, team_member, colleague, jo, hub, today
    ):
        all_three()
        SupportStrandFactory(
            person=jo, held_by=jo.held_by, with_worker=team_member, site=hub, kind="PEER"
        )
        leaves(colleague)
        assert nobody_has(team_member, today) == ALL
        assert nobody_has(manager, today) == set()

    def test_to_the_manager_if_whoever_else_supported_them_has_gone_too(
        self, all_three, shared, leaves, manager, team_member, colleague, jo, hub, today
    ):
        all_three()
        SupportStrandFactory(
            person=jo, held_by=jo.held_by, with_worker=team_member, site=hub, kind="PEER"
        )
        leaves(colleague)
        leaves(team_member)
        assert nobody_has(manager, today) == ALL

    def test_to_all_who_may_read_it_if_no_manager_may(
        self, all_three, leaves, manager, team_member, colleague, jo, today
    ):
        share_support(jo, by=team_member, roles=("TEAM_MEMBER",))
        all_three()
        leaves(colleague)
        assert nobody_has(team_member, today) == ALL
        assert nobody_has(manager, today) == set()

    def test_to_nobody_who_may_not_read_it(
        self, all_three, shared, leaves, team_elsewhere, partner, colleague, today
    ):
        all_three()
        leaves(colleague)
        assert nobody_has(team_elsewhere, today) == nobody_has(partner, today) == set()

    def test_and_not_what_is_done_stopped_finished_or_the_persons_own(
        self, shared, leaves, manager, colleague, jo, hub, today
    ):
        about = {"person": jo, "held_by": jo.held_by}
        said = {"written_by": colleague, "due_on": today}
        KeepInTouchFactory(**about, says_hello=colleague, stopped_on=today)
        PromiseFactory(**about, promised_by=colleague, state="DONE", settled_on=today, **said)
        PromiseFactory(**about, promised_by=None, **said)
        SupportStrandFactory(**about, with_worker=colleague, site=hub, state="FINISHED")
        leaves(colleague)
        assert nobody_has(manager, today) == set()


class TestGoneQuiet:
    def quiet(self, worker, today):
        worker = afresh(worker)
        with acting_as(worker):
            mine = queries.my_people(actor=worker, today=today)
        return [one.known_as for one in mine.quiet]

    def test_is_not_hidden_by_a_hello_that_nobody_is_there_to_say(
        self, shared, leaves, team_member, colleague, jo, hub, today
    ):
        about = {"person": jo, "held_by": jo.held_by}
        SupportStrandFactory(**about, with_worker=team_member, site=hub, since_on=today - 60 * DAY)
        KeepInTouchFactory(**about, says_hello=colleague, next_on=today + DAY)
        assert self.quiet(team_member, today) == []
        leaves(colleague)
        assert self.quiet(team_member, today) == ["Jo"]


class TestIsGivenToNobody:
    """A worker who could not read it is refused when it is agreed, in words that say what to do."""

    @pytest.fixture(autouse=True)
    def only_managers_and_tariq(self, jo, team_member, hub):
        sharing = share_support(jo, by=team_member, roles=("HUB_MANAGER",))
        with as_the_owner():
            Sharing.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by, layers=["SUPPORT"], how="SAID",
                with_worker=team_member, audiences=[team_member.id], decided_by="PERSON",
                recorded_by=team_member,
            )  # fmt: skip
        return sharing

    WHY = "Jo does not share their support with Cole. Ask Jo first"

    def test_a_hello(self, agree, team_member, colleague, manager, jo):
        with pytest.raises(SupportRefused, match=self.WHY) as refusal:
            agree(team_member, jo, says_hello_id=colleague.id)
        assert refusal.value.about == "says_hello"
        assert agree(team_member, jo, says_hello_id=manager.id).says_hello_id == manager.id

    def test_a_promise(self, team_member, colleague, jo, now, today):
        said = {"what": "Ring", "due_on": today, "promise_id": uuid7(), "now": now, "today": today}
        with acting_as(team_member):
            with pytest.raises(SupportRefused, match=self.WHY):
                actions.make_promise(by=team_member, person=jo, promised_by=colleague.id, **said)
            actions.make_promise(by=team_member, person=jo, promised_by=team_member.id, **said)

    def test_a_promise_that_is_carried_on(self, team_member, colleague, manager, jo, now, today):
        row = PromiseFactory(
            person=jo, held_by=jo.held_by, promised_by=team_member, written_by=team_member,
            due_on=today,
        )  # fmt: skip

        def carry_on(worker):
            with acting_as(team_member):
                actions.carry_on_promise(
                    by=team_member, promise=row, due_on=today, promised_by=worker.id,
                    stamp=queries.promise_said(row).stamp, now=now, today=today,
                )  # fmt: skip
                return Promise.objects.get()

        with pytest.raises(SupportRefused, match=self.WHY):
            carry_on(colleague)
        kept = carry_on(manager)
        assert (kept.promised_by_id, kept.times_carried) == (manager.id, 0)

    def test_a_strand(self, team_member, colleague, jo, hub, now, today):
        with acting_as(team_member), pytest.raises(SupportRefused, match=self.WHY):
            actions.add_strand(
                by=team_member, person=jo, offer=f"{hub.id}.PEER", note="", now=now, today=today,
                said=StrandSaid("WITH", colleague.id),
            )  # fmt: skip


class TestPages:
    def test_say_it_and_lead_to_where_another_takes_it_up(
        self, page, client, all_three, shared, leaves, manager, colleague, jo, today
    ):
        all_three()
        leaves(colleague)
        words = page(manager, "my_people")
        assert "Nobody has this now" in words
        assert "which Cole was to do" in words
        with as_the_owner():
            promise = Promise.objects.get()
        assert f'href="/people/{jo.id}/support/promises/{promise.id}/">A promise to Jo' in words
        on_today = client.get("/today/?site=acomb").content.decode()
        assert "Nobody has this now" in on_today
        assert "Ring the housing office" not in on_today

        form = page(manager, "promise", jo.id, promise.id)
        assert "Cole will" in form
        page(
            manager, "promise", jo.id, promise.id, status=302,
            data={
                "who": str(manager.id), "due_on-day": today.day, "due_on-month": today.month,
                "due_on-year": today.year, "stamp": queries.promise_said(promise).stamp,
            },
        )  # fmt: skip
        assert "A promise to Jo" not in page(manager, "my_people")

    def test_ask_as_much_for_forty_people_as_for_twenty(
        self, page, shared, all_three, leaves, manager, colleague, team_member, hub, today,
        django_assert_max_num_queries,
    ):  # fmt: skip
        def add():
            for number in range(20):
                person = PersonFactory(known_as=f"Person {number}", sites=[hub])
                share_support(person, by=team_member)
                all_three(person=person)

        add()
        leaves(colleague)
        with django_assert_max_num_queries(54) as twenty:
            page(manager, "my_people")
        add()
        with django_assert_max_num_queries(len(twenty)):
            assert "Nobody has this now" in page(manager, "my_people")
