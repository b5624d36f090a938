"""A welcome undone, a site that lets go of somebody, and ways to contact people."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import F

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import Acquaintance, Person, WayToContact
from hearth.people.queries import sections
from hearth.people.queries.sections import WaySection
from hearth.people.tests.factories import PersonFactory

pytestmark = pytest.mark.usefixtures("all_is_true")


class TestTakeBackWelcome:
    def test_of_somebody_the_site_only_just_met_lets_them_go(
        self, greeter_elsewhere, other_hub, jo, today
    ):
        with acting_as(greeter_elsewhere):
            reveal([jo.id])
            actions.note_welcome(by=greeter_elsewhere, person=jo, site=other_hub, on=today)
        with acting_as(greeter_elsewhere):
            actions.take_back_welcome(by=greeter_elsewhere, person=jo, site=other_hub, last_on=None)
        with acting_as(greeter_elsewhere):
            assert not Person.objects.exists()
        with as_the_owner():
            assert Acquaintance.objects.get(site=other_hub).until == today

    def test_keeps_somebody_whom_nobody_else_knows(self, greeter, team_member, hub, today):
        with acting_as(greeter):
            jo = actions.meet_person(by=greeter, site=hub, known_as="Joo", today=today)
            actions.take_back_welcome(by=greeter, person=jo, site=hub, last_on=None)
        with acting_as(greeter):
            assert not Person.objects.exists()
        with acting_as(team_member):
            assert Person.objects.get().known_at == [hub.id]

    def test_goes_back_to_the_visit_before(self, greeter, hub, jo, today):
        last_week = today - datetime.timedelta(days=7)
        with acting_as(greeter):
            actions.take_back_welcome(by=greeter, person=jo, site=hub, last_on=last_week)
            assert Acquaintance.objects.get().last_welcomed_on == last_week
            assert Person.objects.get().greeted_at == [hub.id]

    def test_takes_them_off_the_list_if_that_was_long_ago(
        self, greeter, team_member, hub, jo, today
    ):
        long_ago = today - datetime.timedelta(weeks=30)
        with acting_as(greeter):
            actions.take_back_welcome(by=greeter, person=jo, site=hub, last_on=long_ago)
        with acting_as(team_member):
            assert Person.objects.get().greeted_at == []

    def test_done_twice_changes_nothing_more(self, greeter_elsewhere, other_hub, jo, today):
        with acting_as(greeter_elsewhere):
            reveal([jo.id])
            actions.note_welcome(by=greeter_elsewhere, person=jo, site=other_hub, on=today)
            for _ in range(2):
                actions.take_back_welcome(
                    by=greeter_elsewhere, person=jo, site=other_hub, last_on=None
                )

    def test_is_not_for_another_site(self, greeter_elsewhere, hub, jo):
        with acting_as(greeter_elsewhere), pytest.raises(NotAllowed):
            actions.take_back_welcome(by=greeter_elsewhere, person=jo, site=hub, last_on=None)


class TestTakeBackMeeting:
    """A name mistyped at the door, and undone."""

    def test_leaves_nothing_of_them(self, greeter, hub, today):
        with acting_as(greeter):
            joo = actions.meet_person(by=greeter, site=hub, known_as="Joo", today=today)
            assert actions.take_back_meeting(by=greeter, person=joo, site=hub)
        with as_the_owner():
            assert not Person.objects.filter(id=joo.id).exists()
            assert not Acquaintance.objects.filter(person=joo.id).exists()

    def test_keeps_somebody_whom_another_site_knows_or_who_was_edited(
        self, greeter, team_member, hub, other_hub, jo, today
    ):
        of_both = PersonFactory(sites=[hub, other_hub])
        with acting_as(team_member):
            hello = sections.hello_of(Person.objects.get(id=jo.id))
            actions.change_hello(
                by=team_member, person=jo, stamp=hello.stamp,
                hello=replace(hello, pronouns="they/them"),
            )  # fmt: skip
        with as_the_owner():
            minutes_ago = F("edited_at") - datetime.timedelta(minutes=5)
            Person.objects.filter(id=jo.id).update(recorded_at=minutes_ago)
        with acting_as(greeter):
            for person in (of_both, jo):
                assert not actions.take_back_meeting(by=greeter, person=person, site=hub)

    def test_is_for_those_who_welcome_at_that_very_site(
        self, greeter, greeter_elsewhere, hub, other_hub, today
    ):
        with acting_as(greeter):
            joo = actions.meet_person(by=greeter, site=hub, known_as="Joo", today=today)
        with acting_as(greeter_elsewhere):
            assert not actions.take_back_meeting(by=greeter_elsewhere, person=joo, site=other_hub)
            with connection.cursor() as cursor:
                cursor.execute("SELECT people_unmeet(%s, %s)", [joo.id, hub.id])
                assert cursor.fetchone() == (False,)
            with pytest.raises(NotAllowed):
                actions.take_back_meeting(by=greeter_elsewhere, person=joo, site=hub)


class TestNoLongerKnown:
    def test_lets_a_site_go_and_keeps_the_days(
        self, team_of_both, team_elsewhere, hub, other_hub, today
    ):
        jo = PersonFactory(sites=[hub, other_hub])
        with acting_as(team_of_both):
            actions.no_longer_known_at(by=team_of_both, person=jo, site=other_hub, today=today)
        with acting_as(team_elsewhere):
            assert not Person.objects.exists()
            known = Acquaintance.objects.get()
        assert (known.since, known.until) == (today - datetime.timedelta(days=30), today)

    def test_by_the_sites_own_team_closes_their_own_door(
        self, team_elsewhere, hub, other_hub, today
    ):
        jo = PersonFactory(sites=[hub, other_hub])
        with acting_as(team_elsewhere):
            actions.no_longer_known_at(by=team_elsewhere, person=jo, site=other_hub, today=today)
            assert not Person.objects.exists()

    def test_of_the_only_site_is_refused(self, team_member, hub, jo, today):
        with acting_as(team_member), pytest.raises(actions.PersonRefused):
            actions.no_longer_known_at(by=team_member, person=jo, site=hub, today=today)

    def test_one_welcome_makes_them_known_again(self, team_of_both, hub, other_hub, today):
        jo = PersonFactory(sites=[hub, other_hub])
        with acting_as(team_of_both):
            actions.no_longer_known_at(by=team_of_both, person=jo, site=other_hub, today=today)
            actions.note_welcome(by=team_of_both, person=jo, site=other_hub, on=today)
            assert set(Person.objects.get().known_at) == {hub.id, other_hub.id}
            assert Acquaintance.objects.get(site=other_hub).until is None

    def test_being_listed_again_does_not_bring_back_a_site_that_let_go(
        self, team_of_both, hub, other_hub, today
    ):
        jo = PersonFactory(sites=[hub, other_hub])
        with acting_as(team_of_both):
            actions.no_longer_known_at(by=team_of_both, person=jo, site=other_hub, today=today)
            for listed in (False, True):
                before = sections.listing_of(Person.objects.get())
                actions.change_listing(
                    by=team_of_both, person=jo, listing=replace(before, listed=listed),
                    stamp=before.stamp, today=today,
                )  # fmt: skip
            assert Person.objects.get().greeted_at == [hub.id]

    def test_is_not_for_greeters_nor_for_another_site(
        self, greeter, team_member, hub, other_hub, today
    ):
        jo = PersonFactory(sites=[hub, other_hub])
        for worker, site in ((greeter, hub), (team_member, other_hub)):
            with acting_as(worker), pytest.raises(NotAllowed):
                actions.no_longer_known_at(by=worker, person=jo, site=site, today=today)


class TestWaysToContact:
    def add(self, by, person, kind="MOBILE", value="07700 900123", **more):
        with acting_as(by):
            return actions.add_way(by=by, person=person, way=WaySection(kind, value, **more))

    def test_are_not_safe_until_they_have_been_asked(self, team_member, jo):
        assert self.add(team_member, jo).safe == "NOT_ASKED"

    def test_are_kept_sealed_with_their_note(self, team_member, jo):
        self.add(team_member, jo, note="Her partner answers", safe="NO")
        with acting_as(team_member):
            row = WayToContact.objects.get()
            [way] = sections.ways_of(jo)
        assert b"900123" not in bytes(row.value_sealed)
        assert (way.value, way.note, way.safe_words) == (
            "07700 900123", "Her partner answers", "No, never use it",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            ("MOBILE", "+44 7700 900123"),
            ("PHONE", "(01904) 555-123"),
            ("EMAIL", "jo@example.org"),
            ("LETTER", "1 Front Street\n  Acomb \n\nYork"),
        ],
    )
    def test_may_be_of_four_kinds(self, team_member, jo, kind, value):
        self.add(team_member, jo, kind, value)

    @pytest.mark.parametrize(
        ("kind", "value"),
        [("MOBILE", "her mum's"), ("PHONE", ""), ("EMAIL", "jo at example"), ("LETTER", " \n ")],
    )
    def test_that_cannot_be_are_refused(self, team_member, jo, kind, value):
        with pytest.raises(actions.PersonRefused):
            self.add(team_member, jo, kind, value)

    def test_are_not_added_twice(self, team_member, jo):
        self.add(team_member, jo)
        with pytest.raises(actions.PersonRefused):
            self.add(team_member, jo)

    def test_can_be_changed_and_removed(self, team_member, jo):
        way = self.add(team_member, jo)
        with acting_as(team_member):
            before = sections.way_section(way)
            asked = replace(before, safe="YES", note="Texts only")
            actions.change_way(by=team_member, way=way, to=asked, stamp=before.stamp)
            assert [one.safe for one in sections.ways_of(jo)] == ["YES"]
            actions.remove_way(by=team_member, way=way)
            assert sections.ways_of(jo) == []

    def test_changed_by_somebody_else_meanwhile_are_not_overwritten(
        self, team_member, hub_manager, jo
    ):
        way = self.add(team_member, jo)
        before = sections.way_section(way)
        with acting_as(hub_manager):
            never = replace(before, safe="NO")
            actions.change_way(by=hub_manager, way=way, to=never, stamp=before.stamp)
        with acting_as(team_member), pytest.raises(actions.EditedMeanwhile) as refusal:
            actions.change_way(
                by=team_member, way=way, to=replace(before, safe="YES"), stamp=before.stamp
            )
        assert refusal.value.now.safe == "NO"

    def test_show_the_safe_ones_first(self, team_member, jo):
        for safe in ("NO", "YES", "ASK_FIRST"):
            self.add(team_member, jo, value=f"07700 90012{len(safe)}", safe=safe)
        with acting_as(team_member):
            assert [way.safe for way in sections.ways_of(jo)] == ["YES", "ASK_FIRST", "NO"]

    def test_are_not_for_greeters(self, greeter, team_member, jo):
        with pytest.raises(NotAllowed):
            self.add(greeter, jo)
        way = self.add(team_member, jo)
        with acting_as(greeter):
            assert not WayToContact.objects.exists()
            with pytest.raises(NotAllowed):
                actions.remove_way(by=greeter, way=way)

    def test_are_not_for_those_who_welcome_elsewhere(self, team_elsewhere, jo):
        with pytest.raises(Person.DoesNotExist):
            self.add(team_elsewhere, jo)

    def test_are_not_for_partner_workers(self, hub, jo):
        partner = GrantFactory(site=hub, role=Role.PARTNER_WORKER).user
        with pytest.raises(Person.DoesNotExist):
            self.add(partner, jo)
