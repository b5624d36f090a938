"""What waits on a worker, on Today: who and what kind, in one tap, and nobody else's."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.audiences import role_at
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions as door
from hearth.outgoing.models import OutgoingMessage
from hearth.people.actions import (
    HeldBackFromThem,
    Whom,
    WithoutAgreement,
    share_without_agreement,
    withdraw_sharing,
)
from hearth.people.models import Sharing, StayWellPlan
from hearth.people.tests.factories import PersonFactory
from hearth.support import actions as support
from hearth.support.models import Hello, KeepInTouch
from hearth.support.tests.factories import KeepInTouchFactory, PromiseFactory, share_support

DAY = datetime.timedelta(days=1)


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def keep(team_member):
    def keep(person, **more):
        KeepInTouchFactory(
            person=person, held_by=person.held_by, **{"says_hello": team_member, **more}
        )

    return keep


@pytest.fixture
def promise(team_member, day):
    def promise(person, **more):
        return PromiseFactory(
            person=person, held_by=person.held_by, written_by=team_member,
            **{"promised_by": team_member, "due_on": day, **more},
        )  # fmt: skip

    return promise


@pytest.fixture
def planned(day):
    def planned(person, *, look_again_on=None):
        with as_the_owner():
            StayWellPlan.objects.create(
                person=person, held_by=person.held_by, looked_at_on=day,
                look_again_on=look_again_on or day + DAY,
            )  # fmt: skip

    return planned


@pytest.fixture
def comes_in(greeter, hub):
    def comes_in(person):
        with acting_as(greeter):
            return door.record_visit(by=greeter, site=hub, person=person, now=timezone.now())

    return comes_in


class TestWhatWaits:
    def test_is_one_tap_from_where_it_is_done_and_says_nothing_of_what_was_said(
        self, today, team_member, jo, keep, promise, planned, day
    ):
        share_support(jo, by=team_member, layers=("SUPPORT", "PLAN"))
        keep(jo, next_on=day - 2 * DAY)
        mine = promise(jo)
        planned(jo, look_again_on=day)

        page = today(team_member)

        assert f'href="/people/{jo.id}/support/keep-in-touch/">Say hello to Jo</a>' in page
        assert f'href="/people/{jo.id}/support/promises/{mine.id}/">What you promised Jo' in page
        assert f'href="/people/{jo.id}/plan">Look at the plan again with Jo' in page
        assert "Since" in page
        assert "Ring the housing office" not in page
        assert "Ring my sister" not in page

    def test_is_one_quiet_line_when_nothing_does(self, today, team_member, jo, keep, promise, day):
        share_support(jo, by=team_member)
        keep(jo, next_on=day + DAY)
        promise(jo, due_on=day + DAY)
        promise(jo, state="DONE", settled_on=day)

        page = today(team_member)

        assert "Nothing waits on you" in page
        assert "Say hello to Jo" not in page

    def test_is_the_workers_own(self, today, team_member, hub, hub_manager, jo, keep, promise):
        share_support(jo, by=team_member)
        keep(jo)
        promise(jo)
        promise(jo, promised_by=None)

        assert "What you promised Jo" in today(team_member)
        assert "Nothing waits on you" in today(hub_manager)

    @pytest.mark.parametrize("role", [Role.GREETER, Role.NETWORK_LEAD])
    def test_is_not_asked_for_those_who_support_nobody(self, today, hub, role):
        site = None if role == Role.NETWORK_LEAD else hub

        page = today(GrantFactory(site=site, role=role).user)

        assert "Would like to talk" in page
        assert "For you today" not in page

    def test_is_gone_with_the_sharing_it_stood_on(
        self, today, team_member, jo, keep, promise, planned, day
    ):
        shared = share_support(jo, by=team_member, layers=("SUPPORT", "PLAN"))
        keep(jo)
        promise(jo)
        planned(jo, look_again_on=day)
        with acting_as(team_member):
            withdraw_sharing(
                by=team_member, person=jo, sharing=shared, how="SAID", now=timezone.now()
            )

        shown = today(team_member)
        assert "Jo" not in shown.partition("For you today")[2].partition("</section>")[0]
        assert "2 things that you had in hand are not yours to see any more" in shown

    def test_is_what_was_agreed_for_no_answer_without_a_word_of_it(
        self, today, team_member, hub_manager, jo, keep, day
    ):
        share_support(jo, by=team_member)
        keep(jo)
        with as_the_owner():
            kept = KeepInTouch.objects.get()
        with acting_as(team_member):
            support.say_hello(
                by=team_member, keep=kept, due_on=day, answered=False, now=timezone.now(),
                today=day,
            )  # fmt: skip

        page = today(team_member)

        assert "Do what you agreed with Jo" in page
        assert f"/people/{jo.id}/support/keep-in-touch/" in page
        assert "Ring my sister" not in page
        assert "Do what you agreed" not in today(hub_manager)
        with acting_as(team_member):
            support.see_to_no_answer(
                by=team_member, keep=kept, hello=Hello.objects.get(), done=True,
                now=timezone.now(),
            )  # fmt: skip
        assert "Do what you agreed" not in today(team_member)

    def test_is_not_of_whoever_has_died(self, today, team_member, jo, keep, promise, planned, day):
        share_support(jo, by=team_member, layers=("SUPPORT", "PLAN"))
        keep(jo)
        promise(jo)
        planned(jo, look_again_on=day)
        with as_the_owner():
            jo.died_recorded_at = timezone.now()
            jo.save()

        assert "Jo" not in today(team_member).split("For you today")[1].split("In the building")[0]


class TestSharingThatEnds:
    @pytest.fixture
    def until(self, jo, team_member, hub):
        def until(on, *, layers=("ABOUT",), by=team_member):
            with as_the_owner():
                return Sharing.objects.create(
                    person=jo, known_at=jo.known_at, held_by=jo.held_by, layers=list(layers),
                    audiences=[role_at(hub.id, Role.TEAM_MEMBER)], with_site=hub, until_on=on,
                    with_roles=["TEAM_MEMBER"], how="SAID", decided_by="PERSON", recorded_by=by,
                )  # fmt: skip

        return until

    @pytest.mark.parametrize(
        ("days", "waits"), [(-15, False), (-14, True), (0, True), (7, True), (8, False)]
    )
    def test_waits_on_whoever_wrote_it_down(
        self, today, team_member, hub_manager, until, day, days, waits
    ):
        until(day + days * DAY)

        assert ("Ask Jo if sharing goes on" in today(team_member)) is waits
        assert "Ask Jo if sharing goes on" not in today(hub_manager)

    def test_waits_on_whoever_supports_them_too_and_on_nobody_else_of_the_team(
        self, today, hub, jo, team_member, hub_manager, keep, until, day
    ):
        agnes = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Agnes").user
        until(day + DAY, by=hub_manager)
        share_support(jo, by=hub_manager)
        assert "Ask Jo if sharing goes on" not in today(team_member)
        keep(jo)
        assert "Ask Jo if sharing goes on" in today(team_member)
        assert "Ask Jo if sharing goes on" not in today(agnes)

    def test_what_is_shared_without_agreement_waits_on_whoever_wrote_it_down_alone(
        self, today, jo, team_member, hub_manager, keep, until, day
    ):
        share_support(jo, by=hub_manager)
        keep(jo)
        ends = until(day + DAY, by=hub_manager)
        with as_the_owner():
            Sharing.objects.filter(id=ends.id).update(
                how="", decided_by="", basis="SAFEGUARDING", reason_sealed=b"why"
            )
        assert "Ask Jo if sharing goes on" not in today(team_member)

    def test_waits_no_more_once_it_goes_on_or_was_taken_back(self, today, team_member, until, day):
        ends = until(day + DAY)
        until(day + 200 * DAY, layers=("ABOUT", "PLAN"))
        assert "if sharing goes on" not in today(team_member)

        with as_the_owner():
            Sharing.objects.exclude(id=ends.id).delete()
        assert "if sharing goes on" in today(team_member)
        with as_the_owner():
            ends.withdrawn_at, ends.withdrawn_by = timezone.now(), team_member
            ends.save()
        assert "if sharing goes on" not in today(team_member)


class TestTheTeamsOwnWork:
    """What waits on anybody of the team at a site that knows the person."""

    def test_is_to_ask_again_whoever_has_grown(
        self, today, team_member, greeter, jo, hub, day, other_hub
    ):
        shared = share_support(jo, by=team_member)
        with as_the_owner():
            Sharing.objects.filter(id=shared.id).update(ask_again_on=day)
        said = "Ask Jo again what is shared"

        assert f'href="/people/{jo.id}/sharing' in today(team_member)
        assert said in today(team_member)
        assert said not in today(greeter)
        elsewhere = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user
        GrantFactory(user=elsewhere, site=hub, role=Role.GREETER)
        assert said not in today(elsewhere)

    def test_is_to_see_to_a_message_that_was_held_back(
        self, today, team_member, greeter, hub, other_hub, jo
    ):
        with as_the_owner():
            for site, state in ((hub, "HELD_BACK"), (hub, "SENT"), (other_hub, "HELD_BACK")):
                OutgoingMessage.objects.create(
                    site=site, held_by=site.run_by, template="hello", state=state, person=jo,
                    changed_at=timezone.now(), reasons=["NO_WAY"] if "HELD" in state else [],
                )  # fmt: skip

        assert ">1 message to see to</a>" in today(team_member)
        assert "to see to" not in today(greeter)
        with as_the_owner():
            OutgoingMessage.objects.update(dealt_with_at=timezone.now())
        assert "to see to" not in today(team_member)


class TestAPlan:
    @pytest.fixture
    def link(self, jo):
        return f'href="/people/{jo.id}/plan"'

    def test_of_somebody_who_is_in_is_one_tap_away_for_those_named(
        self, today, team_member, jo, planned, comes_in, link
    ):
        share_support(jo, by=team_member, layers=("PLAN",))
        planned(jo)
        assert link not in today(team_member)

        comes_in(jo)

        assert today(team_member).count(link) == 1

    def test_comes_first_among_those_who_are_in(
        self, today, team_member, hub, jo, planned, comes_in
    ):
        share_support(jo, by=team_member, layers=("PLAN",))
        planned(jo)
        for person in (PersonFactory(known_as="Abe", sites=[hub]), jo):
            comes_in(person)

        page = today(team_member)

        assert page.index(">Jo<") < page.index(">Abe<")

    def test_is_no_link_for_anybody_else_nor_where_there_is_none(
        self, today, client, greeter, team_member, hub, jo, planned, comes_in, link
    ):
        comes_in(jo)
        planned(jo)
        connector = GrantFactory(site=hub, role=Role.CONNECTOR).user
        share_support(jo, by=team_member, layers=("PLAN",), roles=("TEAM_MEMBER",))

        for worker in (greeter, connector):
            assert link not in today(worker)
            assert client.get(f"/people/{jo.id}/plan").status_code in (403, 404)
        with as_the_owner():
            StayWellPlan.objects.all().delete()
        assert link not in today(team_member)

    def test_of_a_colleague_is_no_link(self, today, team_member, jo, greeter, planned, comes_in):
        share_support(jo, by=team_member, layers=("PLAN",))
        planned(jo)
        comes_in(jo)
        with as_the_owner():
            jo.worker = greeter
            jo.save()

        assert f"{jo.id}/plan" not in today(team_member)


class TestHeldBack:
    """What must not be told yet is looked at again before its day: how many, and no name."""

    @pytest.fixture
    def shared(self, team_member, greeter, jo, day):
        def shared(until_on):
            with acting_as(team_member):
                return share_without_agreement(
                    by=team_member, person=jo, layers=("ABOUT",), whom=Whom(worker=greeter),
                    why=WithoutAgreement(
                        "SAFEGUARDING", "He hits her", "Not yet",
                        HeldBackFromThem("He reads her letters", until_on),
                    ),
                    today=day, until_on=day + 30 * DAY,
                )  # fmt: skip

        return shared

    def test_waits_on_whoever_shared_it_and_who_holds_things_back_for_a_week(
        self, today, team_member, hub_manager, hub, shared, day
    ):
        lead = GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD).user
        shared(day + 7 * DAY)

        for worker in (team_member, lead):
            page = today(worker)
            assert 'href="/people/held-back/">Look again at 1 thing held back' in page
            assert "It ends within a week" in page
            assert "He " not in page
        assert "held back" not in today(hub_manager)

    def test_waits_on_nobody_before_that(self, today, team_member, shared, day):
        shared(day + 8 * DAY)

        assert "Nothing waits on you" in today(team_member)


def test_takes_the_same_number_of_questions_for_five_and_for_forty(
    client, hub, team_member, keep, promise, planned, comes_in, day
):
    def asks():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/today/").status_code == 200
        return len(asked)

    client.force_login(team_member)
    client.get("/today/")
    counted = []
    for n in range(40):
        person = PersonFactory(known_as=f"Person {n}", sites=[hub])
        share_support(person, by=team_member, layers=("SUPPORT", "PLAN"))
        keep(person)
        promise(person)
        planned(person, look_again_on=day)
        comes_in(person)
        if n in (4, 39):
            counted.append(asks())

    assert counted[0] == counted[1] <= 51
