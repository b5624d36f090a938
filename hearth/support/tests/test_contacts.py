"""Contacts: written down in a minute, put right without losing a word, read by few."""

import datetime
import html
import re
from urllib.parse import quote

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine, AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import (
    Decision,
    EditedMeanwhile,
    Whom,
    agree_sharing,
    withdraw_sharing,
)
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import Contact, ContactBefore
from hearth.support.queries.contacts import ContactSaid
from hearth.support.tests.factories import ContactFactory, share_support

DAY = datetime.timedelta(days=1)


@pytest.fixture
def record(today, now):
    def write(by, person, contact_id=None, **said):
        said = ContactSaid(**({"happened_on": today, "how": "WALKING"} | said))
        with acting_as(by):
            return actions.record_contact(
                by=by, person=person, said=said, contact_id=contact_id or uuid7(), now=now,
                today=today,
            )  # fmt: skip

    return write


def read_by(worker, person):
    """Return what a worker reads of contacts: by the wall alone, as by the question before it."""
    with acting_as(worker):
        behind = {row.id for row in Contact.objects.filter(person=person)}
        asked = queries.contacts_of(person, actor=worker)
        assert {row.id for row in asked.rows} == behind
        return [row.said.words for row in asked.rows]


class TestWritingDown:
    def test_keeps_their_words_apart_from_the_workers(
        self, record, shared, team_member, colleague, jo, hub
    ):
        record(
            team_member, jo, words="The dog helps", note="Ask after the dog", minutes=40,
            planned=True, site_id=hub.id, where="By the pond", who_else="Dee",
        )  # fmt: skip

        with acting_as(colleague):
            [row] = queries.contacts_of(jo, actor=colleague).rows
        assert (row.said.words, row.said.note) == ("The dog helps", "Ask after the dog")
        assert (row.met_by, row.place, row.said.who_else) == ("Tariq", "Acomb, By the pond", "Dee")

    def test_twice_is_one_contact(self, record, shared, team_member, jo):
        one = uuid7()
        for _ in range(2):
            record(team_member, jo, contact_id=one, words="Once")

        assert read_by(team_member, jo) == ["Once"]
        with as_the_owner():
            assert AuditLine.objects.filter(verb="wrote down a contact with").count() == 1

    def test_under_the_id_of_another_persons_contact_is_refused(
        self, record, shared, team_member, jo, sam
    ):
        share_support(sam, by=team_member)
        of_sam = record(team_member, sam, words="Sam's own")

        with pytest.raises(SupportRefused, match="Open the page again"):
            record(team_member, jo, contact_id=of_sam.id)

    @pytest.mark.parametrize(
        ("said", "about"),
        [
            ({"how": "TELEPATHY"}, "how"),
            ({"minutes": 0}, "minutes"),
            ({"minutes": 24 * 60 + 1}, "minutes"),
            ({"words": "x" * 10_001}, "words"),
        ],
    )
    def test_says_what_cannot_be(self, record, shared, team_member, jo, said, about):
        with pytest.raises(SupportRefused) as refusal:
            record(team_member, jo, **said)
        assert refusal.value.about == about

    def test_is_of_no_day_to_come_and_of_no_place_of_others(
        self, record, shared, team_member, jo, today, other_hub
    ):
        with pytest.raises(SupportRefused, match="still to come"):
            record(team_member, jo, happened_on=today + DAY)
        with pytest.raises(SupportRefused, match="your own places"):
            record(team_member, jo, site_id=other_hub.id)


class TestWhoMay:
    def test_nobody_writes_before_it_is_shared(self, record, team_member, greeter, jo):
        for worker in (team_member, greeter):
            with pytest.raises(NotAllowed):
                record(worker, jo)

    def test_nobody_reads_it_whom_it_is_not_shared_with(
        self, record, shared, team_member, greeter, hub_manager, network_lead, team_elsewhere,
        partner, jo,
    ):  # fmt: skip
        record(team_member, jo, words="Between us")

        assert read_by(hub_manager, jo) == ["Between us"]
        for worker in (greeter, network_lead, team_elsewhere, partner):
            assert read_by(worker, jo) == []

    def test_the_wall_keeps_a_row_from_being_slipped_in(self, team_member, jo, today):
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            Contact.objects.create(
                person=jo, held_by=jo.held_by, happened_on=today, how="TEXT", met_by=team_member
            )

    def test_taken_back_closes_it_at_once(self, record, shared, team_member, jo, now):
        contact = record(team_member, jo, words="Between us")
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)

        assert read_by(team_member, jo) == []
        with pytest.raises(NotAllowed):
            record(team_member, jo)
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.take_back_contact(by=team_member, contact=contact, now=now)

    def test_a_colleagues_is_closed_to_the_team(self, record, shared, team_member, colleague, jo):
        record(team_member, jo, words="Between us")
        with as_the_owner():
            type(jo).objects.filter(id=jo.id).update(worker=colleague)

        assert read_by(team_member, jo) == []
        assert read_by(colleague, jo) == []


class TestPuttingRight:
    def test_keeps_what_it_said_before(
        self, record, shared, team_member, colleague, jo, now, today
    ):
        contact = record(team_member, jo, words="The cat", minutes=10)
        self.correct(colleague, contact, now, today, words="The dog", minutes=10)

        with acting_as(team_member):
            contact = Contact.objects.get(id=contact.id)
            assert contact.words == "The dog"
            [once] = queries.contact_before(contact, actor=team_member)
        assert (once.said.words, once.said.minutes, once.changed_by) == ("The cat", 10, "Cole")

    def test_two_at_once_lose_nothing(self, record, shared, team_member, colleague, jo, now, today):
        contact = record(team_member, jo, words="The cat")
        with acting_as(team_member):
            drawn = queries.contact_said(contact).stamp
        self.correct(colleague, contact, now, today, words="The dog")

        with pytest.raises(EditedMeanwhile) as meanwhile:
            self.correct(team_member, contact, now, today, stamp=drawn, words="The hen")
        assert meanwhile.value.now.words == "The dog"

    def test_what_was_there_is_never_written_over(
        self, record, shared, team_member, jo, now, today
    ):
        contact = record(team_member, jo, words="The cat")
        self.correct(team_member, contact, now, today, words="The dog")

        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            ContactBefore.objects.update(was_sealed=b"")

    def test_the_same_again_is_no_correction(self, record, shared, team_member, jo, now, today):
        contact = record(team_member, jo, words="The cat")
        self.correct(team_member, contact, now, today, words="The cat")

        with acting_as(team_member):
            assert not ContactBefore.objects.exists()

    @staticmethod
    def correct(by, contact, now, today, stamp=None, **said):
        with acting_as(by):
            row = Contact.objects.get(id=contact.id)
            before = queries.contact_said(row)
            actions.correct_contact(
                by=by, contact=row, said=ContactSaid(today, "WALKING", **said),
                stamp=stamp or before.stamp, now=now, today=today,
            )  # fmt: skip


class TestPages:
    FORM = {"how": "PHONE", "minutes": "15", "words": "Slept well", "note": "", "where": ""}

    def form(self, today, **more):
        day = {"day": today.day, "month": today.month, "year": today.year}
        return self.FORM | {f"happened_on-{part}": day[part] for part in day} | more

    def test_lead_to_asking_the_person_first(self, client, page, team_member, jo):
        client.force_login(team_member)
        here = f"/people/{jo.id}/support/contacts/add/"
        answer = client.get(here, follow=True)
        [(led_to, _)] = answer.redirect_chain
        assert led_to == f"/people/{jo.id}/sharing/share/?layer=SUPPORT&next={quote(here, safe='')}"
        assert answer.status_code == 200
        share_support(jo, by=team_member)
        assert "How did you meet?" in page(team_member, "add_contact", jo.id)

    def test_say_who_decides_where_it_is_shared_with_others_only(
        self, page, team_member, jo, mind, today
    ):
        with acting_as(team_member):
            agree_sharing(
                by=team_member, person=jo, layers=("SUPPORT",), whom=Whom(organisation=mind),
                decision=Decision(), today=today,
            )  # fmt: skip
        assert "decides who sees this part" in page(team_member, "support", jo.id, status=403)

    def test_of_nobody_who_may_not_keep_their_record(self, page, greeter, network_lead, jo):
        for worker in (greeter, network_lead):
            for name in ("support", "contacts", "add_contact"):
                page(worker, name, jo.id, status=403)

    def test_write_a_contact_down_and_show_it(self, page, shared, team_member, jo, today):
        drawn = page(team_member, "add_contact", jo.id)
        assert 'name="contact_id"' in drawn
        page(team_member, "add_contact", jo.id, status=302, data=self.form(today))

        shown = page(team_member, "support", jo.id)
        assert "By phone" in shown
        assert "<strong>Jo said:</strong> Slept well" in shown
        with as_the_owner():
            assert AccessLine.objects.filter(person_id=jo.id, page="support").exists()

    def test_say_beside_the_box_what_is_wrong_and_keep_what_was_typed(
        self, page, shared, team_member, jo, today
    ):
        shown = page(
            team_member, "add_contact", jo.id, data=self.form(today + 2 * DAY, minutes="many")
        )
        assert "must be a whole number" in shown
        assert '<details class="hearth-meaning" open>' in shown
        assert "Slept well" in shown

    def test_put_a_contact_right(self, page, shared, team_member, jo, today):
        contact = ContactFactory(
            person=jo, held_by=jo.held_by, met_by=team_member, happened_on=today, words="The cat"
        )
        drawn = page(team_member, "contact", jo.id, contact.id)
        stamp = drawn.split('name="stamp" value="')[1].split('"')[0]
        page(
            team_member, "contact", jo.id, contact.id, status=302,
            data=self.form(today, stamp=stamp, words="The dog"),
        )  # fmt: skip
        shown = page(team_member, "contact", jo.id, contact.id)
        assert "What it said before" in shown
        assert "The cat" in shown

        stale = page(
            team_member, "contact", jo.id, contact.id,
            data=self.form(today, stamp=stamp, words="The hen"),
        )  # fmt: skip
        assert "as somebody else wrote it" in stale
        assert "The hen" in stale

    def test_put_back_what_a_contact_said_before_in_one_tap(
        self, page, shared, team_member, jo, today
    ):
        contact = ContactFactory(
            person=jo, held_by=jo.held_by, met_by=team_member, happened_on=today - DAY,
            words="The cat, and\nthe “hen”", planned=True, minutes=20,
        )  # fmt: skip
        first = queries.contact_said(contact)
        said = self.form(today, stamp=first.stamp, words="The dog")
        page(team_member, "contact", jo.id, contact.id, status=302, data=said)

        drawn = page(team_member, "contact", jo.id, contact.id)
        [form] = [each for each in drawn.split("<form") if "Put this back" in each]
        sent = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', form))
        sent = {name: html.unescape(value) for name, value in sent.items()}
        page(team_member, "contact", jo.id, contact.id, status=302, data=sent)
        with acting_as(team_member):
            contact = Contact.objects.get(id=contact.id)
            assert queries.contact_said(contact) == first
            assert len(queries.contact_before(contact, actor=team_member)) == 2
        assert "as somebody else wrote it" not in page(
            team_member, "contact", jo.id, contact.id, status=302, data=sent
        ), "put back twice, it changes nothing more"
        sent["words"] = "The cow"
        assert "as somebody else wrote it" in page(
            team_member, "contact", jo.id, contact.id, data=sent
        )

    def test_take_a_contact_back_and_put_it_back(self, page, shared, team_member, jo, today):
        contact = ContactFactory(
            person=jo, held_by=jo.held_by, met_by=team_member, happened_on=today
        )
        for _ in range(2):
            page(team_member, "take_back_contact", jo.id, contact.id, status=302, data={})
        assert "This was taken back" in page(team_member, "contact", jo.id, contact.id)
        assert "Taken back" in page(team_member, "contacts", jo.id)
        page(team_member, "put_back_contact", jo.id, contact.id, status=302, data={})
        assert "This was taken back" not in page(team_member, "contact", jo.id, contact.id)

    def test_of_another_persons_contact_are_not_there(
        self, page, shared, team_member, jo, sam, today
    ):
        share_support(sam, by=team_member)
        contact = ContactFactory(
            person=sam, held_by=sam.held_by, met_by=team_member, happened_on=today
        )
        page(team_member, "contact", jo.id, contact.id, status=404)
        page(team_member, "take_back_contact", jo.id, contact.id, status=404, data={})

    @pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "x", "²", "7"])
    def test_turn_to_a_page_that_is_there(self, page, shared, team_member, jo, today, number):
        ContactFactory(person=jo, held_by=jo.held_by, met_by=team_member, happened_on=today)
        assert "Talked about the boat" in page(
            team_member, "contacts", jo.id, query=f"?page={number}"
        )

    def test_ask_as_much_for_sixty_contacts_as_for_twenty(
        self, page, shared, team_member, jo, today, django_assert_max_num_queries
    ):
        def add(count):
            for _ in range(count):
                ContactFactory(person=jo, held_by=jo.held_by, met_by=team_member, happened_on=today)

        add(20)
        with django_assert_max_num_queries(44) as twenty:
            page(team_member, "contacts", jo.id)
        add(30)
        with django_assert_max_num_queries(len(twenty)):
            page(team_member, "contacts", jo.id)
        add(10)
        assert "Showing 1 to 50 of 60 contacts" in page(team_member, "contacts", jo.id)
        assert "Showing 51 to 60 of 60" in page(team_member, "contacts", jo.id, query="?page=2")


class TestAllAtOnce:
    def test_everything_about_somebody_is_there_in_words(
        self, record, shared, team_member, jo, hub
    ):
        record(team_member, jo, words="The dog", note="Ask", minutes=5, site_id=hub.id)
        with acting_as(team_member):
            [row] = queries.everything_about(jo)
        assert "You said: The dog. The worker wrote: Ask" in row["says"]
        assert row["held_by"] == "Acomb Good Neighbours"

    def test_forgetting_takes_all_of_it(self, record, shared, team_member, jo, now, today):
        contact = record(team_member, jo, words="The cat")
        TestPuttingRight.correct(team_member, contact, now, today, words="The dog")
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.forget_person(by=team_member, person=jo)

        keeper = GrantFactory(site=None, role=Role.TEAM_MEMBER).user
        with acting_as(keeper):
            actions.forget_person(by=keeper, person=jo)
        with as_the_owner():
            assert not Contact.objects.exists()
            assert not ContactBefore.objects.exists()
