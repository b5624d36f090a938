"""Who reads of somebody introduced to a hub, who hears back, and that none of them waits unseen."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, as_anybody
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, jobs, queries
from hearth.introductions.actions import IntroductionRefused
from hearth.introductions.models import Incoming
from hearth.introductions.tests.conftest import DAY, leave
from hearth.introductions.tests.factories import IncomingFactory
from hearth.people.actions import EditedMeanwhile, withdraw_sharing
from hearth.people.models import Person
from hearth.places.timer import OnATimer
from hearth.support.tests.factories import share_support


@pytest.fixture
def came(hub):
    """Somebody is introduced to the hub at Acomb."""

    def came(**more):
        return IncomingFactory(**{"site": hub, "held_by": hub.run_by} | more)

    return came


@pytest.fixture
def reads():
    def reads(worker):
        with acting_as(worker):
            return {row.name for row in queries.come_in(worker)[0]}

    return reads


def long_ago(row, days):
    at = timezone.now() - datetime.timedelta(days=days)
    with as_the_owner():
        Incoming.objects.filter(id=row.id).update(edited_at=at)


class TestWhoReads:
    @pytest.fixture
    def linked(self, came, jo, team_member, now, today):
        row = came(name="Jo")
        with acting_as(team_member):
            actions.say_who_it_is(
                by=team_member, incoming=row, person=jo, person_id=uuid7(), now=now, today=today
            )
        return row

    def test_it_is_the_teams_until_they_share_their_support_and_then_theirs_alone(
        self, linked, reads, jo, team_member, colleague, team_elsewhere, now
    ):
        assert reads(colleague) == {"Jo"}
        shared = share_support(jo, by=team_member)
        assert reads(colleague) == {"Jo"}
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        for worker in (team_member, colleague, team_elsewhere):
            assert reads(worker) == set()
            with acting_as(worker):
                assert not Incoming.objects.exists()
                assert queries.incoming_waiting(worker, today=timezone.localdate()).count == 0

    def test_reading_it_stands_in_who_has_looked(self, page, linked, jo, colleague):
        page(colleague, "came_in", linked.id)
        with as_the_owner():
            looked = AccessLine.objects.filter(actor_id=colleague.id, person_id=jo.id)
            assert looked.filter(page="introductions").exists()

    def test_whoever_shares_their_support_with_others_is_asked_first(
        self, came, jo, other_hub, team_member, now, today
    ):
        elsewhere = Person(id=jo.id, held_by=jo.held_by)
        elsewhere.known_at = [other_hub.id]
        share_support(elsewhere, by=team_member)
        with (
            acting_as(team_member),
            pytest.raises(IntroductionRefused, match="share their support with others"),
        ):
            actions.say_who_it_is(
                by=team_member, incoming=came(name="Jo"), person=jo, person_id=uuid7(), now=now,
                today=today,
            )  # fmt: skip


class TestHearingBack:
    @pytest.fixture
    def browser(self):
        return Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)

    @pytest.fixture
    def typed(self, hub):
        return {
            "site": hub.id, "introducer": "Dr Ade", "agreed_how": "TOGETHER", "name": "Robin",
            "safe_way": "COMES", "incoming_id": uuid7(),
        }  # fmt: skip

    def test_a_double_tap_shows_the_same_address_again(self, browser, typed):
        links = [
            browser.post(reverse("introduce_us:introduce"), typed).content.decode()
            .partition('href="http://york.localhost/introduce/')[2].split('"')[0]
            for _ in range(2)
        ]  # fmt: skip
        assert links[0] == links[1] != ""
        assert browser.get(f"/introduce/{links[0]}").status_code == 200
        with as_the_owner():
            assert Incoming.objects.count() == 1

    def test_ends_sixty_days_after_the_last_word(self, browser, typed, page, team_member):
        browser.post(reverse("introduce_us:introduce"), typed)
        with as_the_owner():
            row = Incoming.objects.get()
        secret = queries.incoming.secret_of(row.id)
        address = reverse("introduce_us:heard", args=[secret])
        assert secret in page(team_member, "came_in", row.id)
        long_ago(row, 59)
        assert "has arrived" in browser.get(address).content.decode()
        long_ago(row, 61)
        ended = browser.get(address)
        assert (ended.status_code, "has ended" in ended.content.decode()) == (410, True)
        assert secret not in page(team_member, "came_in", row.id)

    def test_of_paper_the_address_is_shown_to_whoever_typed_it_in(self, page, typed, team_member):
        page(team_member, "bring_in", data=typed, status=302)
        with as_the_owner():
            row = Incoming.objects.get()
        shown = page(team_member, "came_in", row.id)
        assert queries.incoming.secret_of(row.id) in shown

    def test_what_may_be_heard_can_be_taken_back_and_given(
        self, browser, typed, page, go_on, team_member, team_elsewhere
    ):
        browser.post(reverse("introduce_us:introduce"), typed | {"may_hear": ["HELLO"]})
        with as_the_owner():
            row = Incoming.objects.get()
        go_on(row, "HELLO")
        secret = queries.incoming.secret_of(row.id)

        def heard():
            with as_anybody():
                return queries.heard_by_link(secret).said

        def stamp():
            return (
                page(team_member, "came_in", row.id).split('name="stamp" value="')[1].split('"')[0]
            )

        before = stamp()
        assert heard() == ("We have said hello to them.",)
        said = {"do": "hear", "stamp": before}
        page(team_member, "came_in", row.id, data=said, status=302)
        assert heard() == ()
        again = page(team_member, "came_in", row.id, data=said | {"may_hear": ["HELLO"]})
        assert "Somebody else went on with it" in again
        page(
            team_member, "came_in", row.id, status=302,
            data={"do": "hear", "stamp": stamp(), "may_hear": ["HELLO", "WELCOMED"]},
        )  # fmt: skip
        assert heard() == ("We have said hello to them.",)
        with as_the_owner():
            row.refresh_from_db()
        assert [each.what for each in queries.story_of(row)].count(
            "What may be heard of it was changed"
        ) == 2
        with acting_as(team_elsewhere), pytest.raises((NotAllowed, Incoming.DoesNotExist)):
            actions.change_what_is_heard(
                by=team_elsewhere, incoming=row, may_hear=(), stamp="", now=timezone.now()
            )


def test_the_publics_pages_lead_to_introducing_somebody(client, hub):
    for address in (reverse("virtualhub:front"), reverse("virtualhub:hub", args=[hub.slug])):
        assert 'href="/introduce/"' in client.get(address).content.decode()


class TestNobodyHasThem:
    def test_is_on_today_of_the_team_and_loud_to_whoever_runs_the_hub(
        self, client, came, go_on, team_member, greeter, hub_manager
    ):
        def shown(worker):
            client.force_login(worker)
            return client.get("/today/?site=acomb").content.decode()

        row = came()
        assert "1 person introduced to us" in shown(team_member)
        assert "Robin" not in shown(team_member)
        assert "introduced to Acomb waits, and nobody has taken it" in shown(hub_manager)
        for worker in (team_member, greeter):
            assert "nobody has taken it" not in shown(worker)
        go_on(row, "TAKEN")
        assert "introduced to us" not in shown(team_member).partition("For you today")[2]
        assert "nobody has taken it" not in shown(hub_manager)

    def test_falls_to_the_hub_again_once_its_owner_has_left(
        self, client, page, came, go_on, team_member, colleague, hub_manager, today
    ):
        row = came()
        go_on(row, "TAKEN", next_on=today + 9 * DAY)
        with acting_as(colleague):
            assert queries.incoming_waiting(colleague, today=today).nobodys == 0
        leave(team_member)
        with acting_as(colleague):
            assert queries.incoming_waiting(colleague, today=today).nobodys == 1
        assert "Nobody has this now" in page(colleague, "incoming")
        assert "cannot see to it any more" in page(colleague, "came_in", row.id)
        go_on(row, "NEXT", by=colleague)
        assert "Nobody has this now" not in page(colleague, "incoming")

    def test_is_handed_to_a_colleague_and_to_nobody_elsewhere(
        self, came, go_on, colleague, team_elsewhere, greeter
    ):
        row = came()
        assert go_on(row, "TAKEN", owner_id=colleague.id).owner_id == colleague.id
        for worker in (team_elsewhere, greeter):
            with pytest.raises(IntroductionRefused, match="team of that hub"):
                go_on(row, owner_id=worker.id)

    def test_is_sent_to_another_hub_and_waits_there_for_somebody(
        self, page, came, go_on, reads, other_hub, hub, team_member, team_elsewhere, now, today
    ):
        row = came()
        go_on(row, "TAKEN", words="Rang twice")
        drawn = page(team_member, "came_in", row.id)
        stamp = drawn.split('name="stamp" value="')[1].split('"')[0]
        said = {"do": "send", "stamp": stamp, "hub": other_hub.id, "reason": ""}
        assert "There is a problem" in page(team_member, "came_in", row.id, data=said)
        said["reason"] = "Nearer to them"
        page(team_member, "came_in", row.id, data=said, status=302)
        assert (reads(team_member), reads(team_elsewhere)) == (set(), {"Robin"})
        with acting_as(team_elsewhere):
            there = queries.get_incoming(row.id, actor=team_elsewhere)
            assert (there.stands, there.owner_id, there.next_on) == ("NEW", None, today)
            assert there.held_by_id == other_hub.run_by_id
            assert [each.words for each in queries.story_of(there)][::-1] == [
                "Rang twice", f"{hub.name} → {other_hub.name}. Nearer to them",
            ]  # fmt: skip
            with pytest.raises(EditedMeanwhile):
                actions.send_on(
                    by=team_elsewhere, incoming=there, site=hub, words="Back", stamp=stamp, now=now
                )

    def test_whose_record_is_known_is_sent_on_to_no_other_hub(
        self, came, other_hub, jo, team_member, now
    ):
        row = came(person=jo)
        with acting_as(team_member):
            row = queries.get_incoming(row.id, actor=team_member)
            stamp = queries.incoming_now(row).stamp
            with pytest.raises(IntroductionRefused, match="Introduce them from there"):
                actions.send_on(
                    by=team_member, incoming=row, site=other_hub, words="x", stamp=stamp, now=now
                )

    def test_the_list_goes_by_day(self, came, team_member, colleague, today):
        for name, days in (("Later", 5), ("Sooner", 1), ("Untaken", 3)):
            owner = None if name == "Untaken" else colleague
            came(name=name, next_on=today + days * DAY, owner=owner)
        with acting_as(team_member):
            found = [row.name for row in queries.come_in(team_member)[0]]
        assert found == ["Sooner", "Untaken", "Later"]


class TestRatherNot:
    def test_stays_on_a_list_and_is_taken_up_again(self, page, came, go_on, team_member, today):
        row = came()
        go_on(row, "RATHER_NOT", words="They rang: not now")
        shown = page(team_member, "incoming")
        assert "They would rather not, for now" in shown
        assert "Robin" in shown
        assert "They changed their mind, or it was a slip" in page(team_member, "came_in", row.id)
        again = go_on(row, "NEXT")
        assert (again.stands, again.ended_on, again.next_on) == ("TAKEN", None, today + DAY)
        assert "They would rather not, for now" not in page(team_member, "incoming")

    def test_goes_a_year_after_its_end_unless_it_is_in_a_record(self, came, jo, today):
        def ended(days, **more):
            on = today - datetime.timedelta(days=days)
            return came(
                stands="RATHER_NOT", ended_on=on, next_on=None,
                owner=GrantFactory(role=Role.TEAM_MEMBER, site=jo_site).user, **more,
            ).id  # fmt: skip

        with as_the_owner():
            jo_site = came().site
        kept = {ended(364), ended(800, person=jo)}
        ended(367)
        going = came().id
        jobs.one_night(schema=connection.schema_name)
        with as_the_owner():
            left = set(Incoming.objects.values_list("id", flat=True))
        assert kept | {going} < left
        assert len(left) == 4

    def test_is_taken_away_by_nobody_who_works_here(self, came, team_member, hub_manager, today):
        came(stands="RATHER_NOT", ended_on=today - 800 * DAY, next_on=None, owner=team_member)
        for worker in (team_member, hub_manager):
            with acting_as(worker):
                Incoming.objects.all().delete()
        with acting_as(OnATimer()):
            assert actions.take_old_away(by=OnATimer(), today=today) == 1
