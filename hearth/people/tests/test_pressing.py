"""Opening a record without a right to it: for a reason, for an hour, and never one's own."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, open_up, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import OpeningRefused, Whom
from hearth.people.models import Details, Opening, Passage, Person
from hearth.people.queries.seeing import get_person, sees_what_they_told, sight_of
from hearth.people.tests.test_sharing import agree, reads, say

REASON = "Jo is at our door, cannot speak, and we must know who to ring"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def story(team_member, jo, hub, today, now):
    agree(team_member, jo, Whom(site=hub, roles=(Role.TEAM_MEMBER,)), today=today)
    say(team_member, jo, now)
    return jo


@pytest.fixture
def is_colleague(story, colleague_too):
    with as_the_owner():
        Person.objects.filter(id=story.id).update(worker=colleague_too)
        story.refresh_from_db()
    return story


@pytest.fixture
def colleague_too(hub):
    """Jo, who began to volunteer."""
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Jo").user


def open_it(by, person, site, now, reason=REASON):
    with acting_as(by):
        reveal([person.id])
        return actions.open_for_a_reason(by=by, person=person, site=site, reason=reason, now=now)


class TestOpening:
    def test_shows_everything_for_an_hour(self, team_elsewhere, other_hub, story, now):
        assert reads(team_elsewhere, story, now) == []

        open_it(team_elsewhere, story, other_hub, now)

        with acting_as(team_elsewhere):
            seen = get_person(story.id, team_elsewhere)
            assert sees_what_they_told(team_elsewhere, seen)
            assert [row.words for row in Passage.objects.all()] == ["Being by the sea"]

    def test_is_over_after_the_hour(self, team_elsewhere, other_hub, story, now):
        open_it(team_elsewhere, story, other_hub, now - HOUR)

        assert reads(team_elsewhere, story, now) == []
        with acting_as(team_elsewhere), pytest.raises(Person.DoesNotExist):
            get_person(story.id, team_elsewhere)

    def test_opens_it_to_nobody_else(self, team_elsewhere, greeter, other_hub, story, now):
        open_it(team_elsewhere, story, other_hub, now)

        assert reads(greeter, story, now) == []

    @pytest.mark.parametrize("reason", ["", "   ", "need to see"])
    def test_asks_for_a_reason(self, team_elsewhere, other_hub, story, now, reason):
        with pytest.raises(OpeningRefused, match="reason"):
            open_it(team_elsewhere, story, other_hub, now, reason)

    def test_is_not_for_who_welcomes_nobody(self, board_member, hub, story, now):
        with pytest.raises(NotAllowed):
            open_it(board_member, story, hub, now)

    def test_is_told_to_the_manager_of_a_hub_that_knows_them_and_waits(
        self, team_elsewhere, other_hub, hub_manager, story, now
    ):
        opening = open_it(team_elsewhere, story, other_hub, now)

        with as_the_owner():
            assert Told.objects.filter(about_id=opening.id).count() == 1
        with acting_as(hub_manager):
            assert Opening.objects.get(seen_at__isnull=True).reason == REASON
            actions.review_opening(by=hub_manager, opening_id=opening.id, note="Right", now=now)
        with acting_as(hub_manager):
            assert not Opening.objects.filter(seen_at__isnull=True).exists()

    def test_looked_at_by_two_loses_no_finding(
        self, team_elsewhere, other_hub, hub, hub_manager, story, now
    ):
        opening = open_it(team_elsewhere, story, other_hub, now)
        another = GrantFactory(site=hub, role=Role.HUB_MANAGER, user__name="Ana").user

        def review(by, note):
            with acting_as(by):
                actions.review_opening(by=by, opening_id=opening.id, note=note, now=now)

        review(hub_manager, "Right")
        review(hub_manager, " Right\r\n")
        for by, note in ((another, "She knew her"), (another, "Right"), (hub_manager, "Wrong")):
            with pytest.raises(OpeningRefused, match=r"Hal looked at this meanwhile.*“Right”"):
                review(by, note)
        with as_the_owner():
            assert Opening.objects.get(id=opening.id).seen_note == "Right"

    def test_is_not_reviewed_by_who_opened_it(self, hub_manager, story, hub, now):
        opening = open_it(hub_manager, story, hub, now)

        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.review_opening(by=hub_manager, opening_id=opening.id, note="Mine", now=now)
        with acting_as(hub_manager):
            assert Opening.objects.filter(id=opening.id).update(seen_at=now) == 0

    def test_is_not_reviewed_by_whose_record_it_is(
        self, hub_manager, network_lead, team_elsewhere, other_hub, hub, story, now
    ):
        """A hub manager who is a person here too does not look into who opened their own record."""
        opening = open_it(team_elsewhere, story, other_hub, now)
        with as_the_owner():
            Person.objects.filter(id=story.id).update(worker=hub_manager)
        later = open_it(team_elsewhere, story, other_hub, now, reason=f"{REASON} again")

        with acting_as(hub_manager):
            assert not Opening.objects.exists()
            assert queries.how_many_to_review(hub_manager) == 0
            assert queries.openings_to_review(hub_manager).count == 0
        for each in (opening, later):
            with acting_as(hub_manager):
                with pytest.raises(Opening.DoesNotExist):
                    queries.get_opening(each.id, actor=hub_manager, today=now.date())
                with pytest.raises(Opening.DoesNotExist):
                    actions.review_opening(by=hub_manager, opening_id=each.id, note="Mine", now=now)
                changed = Opening.objects.filter(id=each.id).update(
                    seen_at=now, seen_by=hub_manager
                )
                assert changed == 0
        another = GrantFactory(site=hub, role=Role.HUB_MANAGER).user
        with acting_as(another):
            actions.review_opening(by=another, opening_id=later.id, note="Right", now=now)

    def test_is_reviewed_in_nobody_elses_name(
        self, hub_manager, team_member, team_elsewhere, other_hub, story, now
    ):
        opening = open_it(team_elsewhere, story, other_hub, now)

        with acting_as(hub_manager), pytest.raises(DatabaseError), transaction.atomic():
            Opening.objects.filter(id=opening.id).update(seen_at=now, seen_by=team_member)

    def test_cannot_be_changed_or_taken_away(
        self, hub_manager, team_elsewhere, other_hub, story, now
    ):
        opening = open_it(team_elsewhere, story, other_hub, now)

        for do in (
            lambda: Opening.objects.filter(id=opening.id).update(ends_at=now + HOUR / 2),
            lambda: Opening.objects.filter(id=opening.id).delete(),
        ):
            with acting_as(hub_manager), pytest.raises(DatabaseError), transaction.atomic():
                do()

    def test_is_nobody_elses_to_see(self, team_elsewhere, greeter, other_hub, story, now):
        open_it(team_elsewhere, story, other_hub, now)

        with acting_as(greeter):
            assert not Opening.objects.exists()


class TestColleagues:
    def test_nobody_opens_their_own_record(self, colleague_too, is_colleague, hub, now):
        assert reads(colleague_too, is_colleague, now) == []
        with acting_as(colleague_too):
            assert not Person.objects.filter(id=is_colleague.id).exists()
            with pytest.raises(Person.DoesNotExist):
                get_person(is_colleague.id, colleague_too)
        with pytest.raises(NotAllowed):
            open_it(colleague_too, is_colleague, hub, now)
        with acting_as(colleague_too):
            open_up([is_colleague.id])
            assert not Passage.objects.exists()

    def test_a_colleague_opens_it_for_a_reason_only(self, team_member, is_colleague, hub, now):
        with as_the_owner():
            Details.objects.create(
                person=is_colleague, known_at=is_colleague.known_at, held_by=is_colleague.held_by,
                family_name="Marsh",
            )  # fmt: skip
        assert reads(team_member, is_colleague, now) == []
        with acting_as(team_member):
            assert get_person(is_colleague.id, team_member).known_as == "Jo"
            assert not sees_what_they_told(team_member, get_person(is_colleague.id, team_member))
            assert not Details.objects.exists()

        open_it(team_member, is_colleague, hub, now)

        with acting_as(team_member):
            sight_of(team_member)
            assert [row.words for row in Passage.objects.all()] == ["Being by the sea"]
            assert Details.objects.get().family_name == "Marsh"
        with as_the_owner():
            assert Opening.objects.get().of_colleague

    def test_stays_a_colleague_while_they_work_here(self, team_member, is_colleague, colleague_too):
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            Person.objects.filter(id=is_colleague.id).update(worker=None)

        with as_the_owner():
            colleague_too.is_active = False
            colleague_too.save()
        with acting_as(team_member):
            assert Person.objects.filter(id=is_colleague.id).update(worker=None) == 1


def test_is_said_on_every_page_of_whoever_reviews_until_they_have(
    client, team_elsewhere, team_member, hub_manager, other_hub, story, now
):
    opening = open_it(team_elsewhere, story, other_hub, now)
    said = "A record was opened for a reason that could not wait"

    def page_of(worker):
        client.force_login(worker)
        return client.get("/people/").content.decode()

    assert said in page_of(hub_manager)
    for worker in (team_member, team_elsewhere):
        assert said not in page_of(worker)

    with acting_as(hub_manager):
        actions.review_opening(by=hub_manager, opening_id=opening.id, note="Right", now=now)
    assert said not in page_of(hub_manager)
