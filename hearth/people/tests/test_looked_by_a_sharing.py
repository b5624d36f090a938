"""What who has looked says of those who read by a sharing that is held back: nothing, meanwhile."""

import datetime
from importlib import import_module

import pytest

from hearth.accounts.roles import ROLES, Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import HeldBackFromThem, Whom
from hearth.people.models import Sharing
from hearth.people.tests.test_held_back_sharings import WHY, share, stamp_of
from hearth.people.tests.test_opening_pages import works_here
from hearth.people.tests.test_pressing import REASON, open_it
from hearth.people.tests.test_sharing import agree
from hearth.people.tests.test_who_has_looked import hold, looked, told

DAY = datetime.timedelta(days=1)


@pytest.fixture
def safe(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Sal").user


def names(worker, person_id):
    return {look.who for look in told(worker, person_id)}


def past_its_day(today):
    with as_the_owner():
        Sharing.objects.filter(held_back_until__isnull=False).update(held_back_until=today - DAY)


class TestWhoReadsByASharingThatIsHeldBack:
    def test_is_left_out_with_every_look_to_come_until_its_day_is_past(
        self, page, team_member, greeter, safe, partner, mind, jo, today
    ):
        looked(greeter, jo, "hello")
        share(team_member, jo, Whom(organisation=mind), today)
        for part in ("page", "about me"):
            looked(partner, jo, part)

        assert "Pia" not in page(team_member, "who_has_looked", jo.id)
        assert names(safe, jo.id) == {"Ama", "Tariq"}
        past_its_day(today)
        assert "Pia" in page(team_member, "who_has_looked", jo.id)

    def test_is_left_out_of_the_record_of_a_colleague_who_reads_it_too(
        self, team_member, partner, mind, jo, hub, today
    ):
        share(team_member, jo, Whom(organisation=mind), today)
        looked(partner, jo, "about me")
        works_here(jo, worker := GrantFactory(site=hub, role=Role.TEAM_MEMBER).user)

        assert told(worker, None) == ()

    @pytest.mark.parametrize("whom", ["worker", "team"])
    def test_is_a_worker_by_name_or_another_hubs_team_as_well(
        self, team_member, team_elsewhere, other_hub, jo, today, whom
    ):
        whom = {
            "worker": Whom(worker=team_elsewhere),
            "team": Whom(site=other_hub, roles=("TEAM_MEMBER",)),
        }[whom]
        share(team_member, jo, whom, today)

        looked(team_elsewhere, jo, "page")
        looked(team_elsewhere, jo, "about me")

        assert told(team_member, jo.id) == ()

    def test_looked_before_it_was_shared_is_told(self, team_member, partner, mind, jo, today):
        looked(partner, jo, "about me")
        share(team_member, jo, Whom(organisation=mind), today)

        assert names(team_member, jo.id) == {"Pia"}

    def test_is_told_of_what_they_read_by_agreement_and_of_nothing_else(
        self, team_member, partner, mind, jo, today
    ):
        agree(team_member, jo, Whom(organisation=mind), "PLAN", today=today)
        share(team_member, jo, Whom(organisation=mind), today)
        for part in ("page", "stay-well plan", "about me"):
            looked(partner, jo, part)

        [look] = told(team_member, jo.id)
        assert [part.words for part in look.parts] == ["your page", "your stay-well plan"]

    def test_is_left_out_once_what_they_agreed_to_was_taken_back(
        self, team_member, partner, mind, jo, today, now
    ):
        agreed = agree(team_member, jo, Whom(organisation=mind), today=today)
        share(team_member, jo, Whom(organisation=mind), today)
        looked(partner, jo, "about me")
        with acting_as(team_member):
            actions.withdraw_sharing(by=team_member, person=jo, sharing=agreed, how="SAID", now=now)
        with as_the_owner():
            Sharing.objects.filter(id=agreed.id).update(withdrawn_at=now - DAY)

        assert told(team_member, jo.id) == ()

    def test_of_the_hubs_own_team_is_told_of_all_that_they_may_open_without_it(
        self, team_member, hub, greeter, jo, today
    ):
        colleague = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Una").user
        share(team_member, jo, Whom(worker=colleague), today)
        share(team_member, jo, Whom(site=hub, roles=("GREETER",)), today)
        for worker in (colleague, greeter):
            for part in ("hello", "page", "about me"):
                looked(worker, jo, part)

        said = {look.who: [part.words for part in look.parts] for look in told(team_member, jo.id)}
        assert said == {
            "Una": ["your name, and how to welcome you", "your page"],
            "Ama": ["your name, and how to welcome you"],
        }

    def test_of_an_hour_opened_for_a_reason_is_told(
        self, team_member, team_elsewhere, other_hub, jo, today, now
    ):
        share(team_member, jo, Whom(worker=team_elsewhere), today)
        open_it(team_elsewhere, jo, other_hub, now)

        assert REASON in str(told(team_member, jo.id))

    def test_shows_to_whoever_holds_back_who_may_keep_it_back_for_longer(
        self, page, team_member, safe, partner, mind, jo, today
    ):
        share(team_member, jo, Whom(organisation=mind), today)
        line = looked(partner, jo, "about me")

        assert "left out with a sharing until the end of" in page(safe, "hold_back", jo.id)
        hold(safe, jo, [line], today, until_on=today + 3 * DAY)
        past_its_day(today)

        assert told(team_member, jo.id) == ()

    def test_counts_the_roles_that_see_and_greet_people(self):
        written = import_module("hearth.people.migrations.0090_what_a_held_sharing_would_tell")
        for said, may in (
            (written.SEES, Permission.SEE_PEOPLE), (written.GREETS, Permission.GREET_PEOPLE),
        ):  # fmt: skip
            assert set(said) == {role.value for role in Role if may in ROLES[role].allows}


class TestWhoOpenedThePageOnWhichItIsDone:
    def test_is_left_out_while_anything_of_the_record_is_held_back(
        self, page, team_member, greeter, safe, jo, today
    ):
        line = looked(greeter, jo, "safety")
        page(safe, "hold_back", jo.id)
        assert names(team_member, jo.id) == {"Ama", "Sal"}

        hold(safe, jo, [line], today)

        assert names(team_member, jo.id) == set()
        with acting_as(safe):
            assert "holding back" in [row.part for row in queries.lines_to_hold_back(jo.id).lines]
            actions.show_lines_again(by=safe, person_id=jo.id, today=today)
        assert names(team_member, jo.id) == {"Ama", "Sal"}

    def test_is_left_out_while_a_sharing_is(self, page, team_member, safe, mind, jo, today):
        shared = share(team_member, jo, Whom(organisation=mind), today)
        page(safe, "hold_back_sharing", jo.id, shared.id)

        assert names(team_member, jo.id) == set()
        with acting_as(safe):
            actions.show_sharing(by=safe, sharing=shared, stamp=stamp_of(shared), today=today)
        [look] = told(team_member, jo.id)
        assert (look.who, look.parts[0].words) == ("Sal", "who has looked at your record")
        with acting_as(safe):
            held_back = HeldBackFromThem(WHY, today)
            actions.hold_back_sharing(
                by=safe, sharing=shared, held_back=held_back, stamp=stamp_of(shared), today=today
            )
        assert names(team_member, jo.id) == set()


class TestALongList:
    @pytest.fixture(autouse=True)
    def short_pages(self, monkeypatch):
        monkeypatch.setattr("hearth.people.queries.looked.AT_A_TIME", 2)

    def test_is_asked_for_what_is_held_back_in_as_many_questions_as_a_short_one(
        self, safe, greeter, jo, today, django_assert_max_num_queries
    ):
        lines = [looked(greeter, jo, f"part {number}") for number in range(12)]
        hold(safe, jo, [lines[0], lines[7]], today)

        with acting_as(safe), django_assert_max_num_queries(4):
            assert [line.part for line in queries.lines_held_back(jo.id)] == ["part 7", "part 0"]
