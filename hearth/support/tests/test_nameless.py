"""Calls and contacts with somebody who has no name, and saying later who it was."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person
from hearth.places.timer import OnATimer
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import Contact, NamelessContact
from hearth.support.queries.nameless import NamelessSaid
from hearth.support.tests.factories import NamelessContactFactory, share_support

WHO = "A young man who rang from the station"
WORDS = "I only wanted to hear a voice"
NOTE = "We talked until his train came"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def record(team_member, hub, today):
    def record(*, by=team_member, contact_id=None, **said):
        said = {
            "how": "PHONE", "happened_on": today, "who": WHO, "minutes": 40, "words": WORDS,
            "note": NOTE,
        } | said  # fmt: skip
        with acting_as(by):
            return actions.record_nameless(
                by=by, site=hub, said=NamelessSaid(**said), contact_id=contact_id or uuid7(),
                today=today,
            )  # fmt: skip

    return record


@pytest.fixture
def page(client):
    def page(worker, name, *args, data=None, **more):
        client.force_login(worker)
        address = reverse(f"support:{name}", args=args)
        return client.get(address, data, **more) if data is None else client.post(address, data)

    return page


def reads(worker):
    with acting_as(worker):
        return [row.words for row in NamelessContact.objects.all()]


class TestWritingItDown:
    def test_keeps_it_for_the_team_and_nobody_else(
        self, record, team_member, greeter, hub_manager, team_elsewhere, partner, network_lead
    ):
        record()
        assert reads(team_member) == reads(hub_manager) == [WORDS]
        for other in (greeter, team_elsewhere, partner):
            assert reads(other) == []

    def test_makes_nobody_a_record(self, record):
        record()
        with as_the_owner():
            assert not Person.objects.exists()
            sealed = bytes(NamelessContact.objects.get().words_sealed)
        assert WORDS.encode() not in sealed

    def test_tapped_twice_is_one(self, record):
        tapped = uuid7()
        assert record(contact_id=tapped).id == record(contact_id=tapped).id
        with as_the_owner():
            assert NamelessContact.objects.count() == 1

    @pytest.mark.parametrize(
        ("said", "about"),
        [
            ({"who": "  "}, "who"),
            ({"how": "PIGEON"}, "how"),
            ({"minutes": 0}, "minutes"),
            ({"words": "x" * 10_001}, "words"),
        ],
    )
    def test_says_what_cannot_be(self, record, said, about):
        with pytest.raises(SupportRefused) as refusal:
            record(**said)
        assert refusal.value.about == about

    def test_is_not_of_a_day_to_come(self, record, today):
        with pytest.raises(SupportRefused, match="still to come"):
            record(happened_on=today + datetime.timedelta(days=1))

    def test_is_for_who_supports_people_there(self, record, greeter, team_elsewhere):
        for other in (greeter, team_elsewhere):
            with pytest.raises(NotAllowed):
                record(by=other)

    def test_is_in_nobody_elses_name(self, team_member, hub_manager, hub, today):
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            NamelessContact.objects.create(
                site=hub, held_by=hub.run_by, how="PHONE", happened_on=today, met_by=hub_manager,
                who_sealed=b"x",
            )  # fmt: skip


class TestWhoItWas:
    @pytest.fixture
    def shared(self, jo, team_member):
        return share_support(jo, by=team_member)

    def test_it_becomes_theirs_with_every_word(self, page, record, shared, jo, team_member):
        row = record()
        assert WHO in page(team_member, "who_was_it", jo.id).text

        answer = page(team_member, "it_was_them", jo.id, row.id, data={})

        assert answer.status_code == 302
        with as_the_owner():
            contact = Contact.objects.get(person=jo)
            assert (contact.words, contact.minutes) == (WORDS, 40)
            assert NOTE in contact.note
            assert WHO in contact.note
            assert contact.met_by_id == team_member.id
            left = NamelessContact.objects.get()
            assert (left.words, left.note, left.who, left.minutes) == ("", "", "", None)
        for list_of_them in (page(team_member, "nameless"), page(team_member, "who_was_it", jo.id)):
            assert WHO not in list_of_them.text

    def test_tapped_twice_it_is_theirs_once(self, page, record, shared, jo, team_member):
        row = record()

        for _ in range(2):
            answer = page(team_member, "it_was_them", jo.id, row.id, data={})
            assert answer.status_code == 302
            assert str(row.id) in answer.url

        with as_the_owner():
            assert Contact.objects.count() == 1
            assert AuditLine.objects.filter(verb="said who it was of").count() == 1

    def test_it_stands_with_nobody_else_afterwards(
        self, page, client, record, shared, jo, sam, hub_manager, team_member, today
    ):
        """Not by a page that was open meanwhile, nor once it was taken back from the first."""
        share_support(sam, by=team_member)
        row = record()
        page(team_member, "it_was_them", jo.id, row.id, data={})

        answer = page(hub_manager, "it_was_them", sam.id, row.id, data={})
        assert "said already who this was" in client.get(answer.url).content.decode()
        page(team_member, "take_back_contact", jo.id, row.id, data={})
        with acting_as(hub_manager), pytest.raises(SupportRefused, match="said already"):
            actions.say_who_it_was(
                by=hub_manager, contact_id=row.id, person=sam, now=timezone.now(), today=today
            )
        answer = page(team_member, "take_back_nameless", row.id, data={})
        assert "said already who this was" in client.get(answer.url).content.decode()

        with as_the_owner():
            assert not Contact.objects.filter(person=sam).exists()

    def test_the_page_sent_once_more_does_not_write_it_down_anew(
        self, page, record, shared, jo, team_member
    ):
        tapped = uuid7()
        row = record(contact_id=tapped)
        page(team_member, "it_was_them", jo.id, row.id, data={})

        assert record(contact_id=tapped).id == tapped

        assert WHO not in page(team_member, "nameless").text

    def test_what_was_taken_back_is_nobodys(self, page, client, record, shared, jo, team_member):
        row = record()
        page(team_member, "take_back_nameless", row.id, data={})

        answer = page(team_member, "it_was_them", jo.id, row.id, data={})

        assert "Put it back first" in client.get(answer.url).content.decode()
        assert page(team_member, "put_back_nameless", row.id, data={}).status_code == 302
        assert WHO in page(team_member, "who_was_it", jo.id).text
        with as_the_owner():
            assert not Contact.objects.exists()

    def test_a_note_with_who_it_was_fits_into_one(self, record):
        with pytest.raises(SupportRefused) as refusal:
            record(note="x" * 9_990)
        assert refusal.value.about == "note"

    def test_forgotten_with_them_nothing_of_it_is_left(self, page, record, shared, jo, team_member):
        row, other = record(), record()
        page(team_member, "it_was_them", jo.id, row.id, data={})

        with acting_as(OnATimer()):
            actions.forget_person(by=OnATimer(), person=jo)

        with as_the_owner():
            assert list(NamelessContact.objects.values_list("id", flat=True)) == [other.id]
            assert not Contact.objects.exists()

    def test_a_colleague_who_says_so_is_not_who_met_them(
        self, record, shared, jo, hub_manager, team_member, today
    ):
        row = record()
        with acting_as(hub_manager):
            actions.say_who_it_was(
                by=hub_manager, contact_id=row.id, person=jo, now=timezone.now(), today=today
            )
        with as_the_owner():
            assert Contact.objects.get().met_by_id == team_member.id

    def test_not_where_their_support_is_not_shared(self, record, page, jo, team_member, today):
        row = record()
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.say_who_it_was(
                by=team_member, contact_id=row.id, person=jo, now=timezone.now(), today=today
            )
        assert page(team_member, "it_was_them", jo.id, row.id, data={}).status_code == 403
        with as_the_owner():
            assert NamelessContact.objects.get().words == WORDS

    def test_not_one_of_another_hub(self, page, shared, jo, team_member, other_hub, team_elsewhere):
        row = NamelessContactFactory(
            site=other_hub, held_by=other_hub.run_by, met_by=team_elsewhere, who="Far away"
        )
        assert "Far away" not in page(team_member, "who_was_it", jo.id).text
        assert page(team_member, "it_was_them", jo.id, row.id, data={}).status_code == 404
        assert page(team_member, "take_back_nameless", row.id, data={}).status_code == 404


class TestPages:
    def test_the_list_is_for_the_team_of_that_place(
        self, client, page, record, greeter, team_elsewhere, network_lead, hub_manager, partner
    ):
        record()
        assert WHO in page(hub_manager, "nameless").text
        for worker, says in ((greeter, 403), (partner, 403), (network_lead, 403)):
            assert page(worker, "nameless").status_code == says
        assert WHO not in page(team_elsewhere, "nameless").text
        client.force_login(team_elsewhere)
        assert client.get("/contacts/?site=acomb").status_code == 404

    def test_one_is_written_down_and_read(self, page, team_member, today):
        assert "Nothing is written down" in page(team_member, "nameless").text
        data = {
            "how": "PHONE", "who": WHO, "minutes": "40", "words": WORDS, "note": "",
            "happened_on-day": today.day, "happened_on-month": today.month,
            "happened_on-year": today.year,
            "contact_id": str(uuid7()),
        }  # fmt: skip
        assert page(team_member, "add_nameless", data=data).status_code == 302
        shown = page(team_member, "nameless").text
        assert WHO in shown
        assert WORDS in shown

    def test_what_is_missing_is_said_and_nothing_typed_is_lost(self, page, team_member, today):
        shown = page(team_member, "add_nameless", data={"how": "PHONE", "words": WORDS}).text
        assert WORDS in shown
        assert "who it was" in shown.lower()
        assert reads(team_member) == []

    def test_what_was_taken_back_says_so_and_is_nobodys_any_more(
        self, page, record, jo, team_member
    ):
        share_support(jo, by=team_member)
        row = record()
        for _ in range(2):
            assert page(team_member, "take_back_nameless", row.id, data={}).status_code == 302
        assert "Taken back" in page(team_member, "nameless").text
        assert WHO not in page(team_member, "who_was_it", jo.id).text

    def test_forty_ask_as_much_as_two(self, client, record, team_member, hub):
        record()
        record()
        with acting_as(team_member), CaptureQueriesContext(connection) as few:
            queries.nameless_at(hub, actor=team_member)
        for _ in range(38):
            record()
        with acting_as(team_member), CaptureQueriesContext(connection) as many:
            assert len(queries.nameless_at(hub, actor=team_member)) == 40
        assert len(few) == len(many)
