"""What the demonstration copies into tables is what the apps' own actions would have written."""

import datetime
from collections import Counter
from uuid import UUID

import pytest
import time_machine
from django.db import transaction

from hearth.accounts.models import User
from hearth.demo.answers import Answers
from hearth.demo.invention import Somebody, Way
from hearth.demo.knowing import HEARD_AFTER, Known, Register
from hearth.demo.tests.conftest import NOW
from hearth.demo.visiting import ALERT_SEEN_AFTER, ASKED_AFTER, Coming, Ledger
from hearth.foundation.models import AuditLine, Told
from hearth.foundation.sealing import Sealed
from hearth.frontdoor import actions as door
from hearth.frontdoor.models import ChildAlert, Conversation, Headcount, Visit
from hearth.people import actions as people
from hearth.people.models import (
    Acquaintance,
    Details,
    FindingKey,
    Link,
    OtherName,
    Person,
    WayToContact,
)
from hearth.people.queries import sections
from hearth.people.standing import count_untrue
from hearth.places.models import Organisation, Site

TABLES = [
    Person, Acquaintance, Details, OtherName, WayToContact, FindingKey, Link, Visit, Headcount,
    Conversation, ChildAlert, Told, AuditLine,
]  # fmt: skip
TOLD_BY_THE_CLOCK = {"recorded_at", "edited_at", "at", "id", "source", "heard_at"}
"""What says when or how a row was written, and not what happened."""

LONG_AGO = datetime.datetime(2025, 2, 3, 10, 0, tzinfo=datetime.UTC)
MONDAY = datetime.datetime(2026, 3, 2, 10, 15, tzinfo=datetime.UTC)
TUESDAY = datetime.datetime(2026, 3, 3, 11, 0, tzinfo=datetime.UTC)
FIVE_O_CLOCK = datetime.datetime(2026, 3, 2, 17, 0, tzinfo=datetime.UTC)
AN_HOUR = datetime.timedelta(hours=1)

JO_SAID = Answers(
    brought=("COMPANY", "ACTIVITY"), how_today="OK", how_came="WITH_SOMEBODY", otherwise="GP",
    came_with="her sister", note="Brought cake for everybody", talk_waited=9,
)  # fmt: skip
JO = Somebody(
    "Liz Hall", "Elizabeth", "Hall", datetime.date(1961, 5, 4), pronouns="she/her",
    welcome="Likes the table by the window", needs=("QUIET", "MORE_TIME"),
    needs_note="Crowds are hard", other_names=("Elizabeth", "Beth Green"), has_told_more=True,
    told_birth_date=True, postcode="YO30 6PF", languages=("Welsh",), nhs_number="9990395950",
    ways=(Way("MOBILE", "07700 900263", "NO", "Somebody else reads this"),),
)  # fmt: skip
SAM = Somebody("Sam", "Samuel", "Hill", datetime.date(1980, 1, 1), listed=False)
CHILD = Somebody("Kit", "Kit", "Hill", datetime.date(2013, 1, 1))
OLD = Somebody("Ted", "Edward", "Hill", datetime.date(1940, 1, 1), died_source="His niece told us")
AGAIN = Somebody("Beth Hall", "Elizabeth", "Hall", datetime.date(1961, 5, 4))
DIED_ON = datetime.date(2025, 6, 2)
WHY = "Both birth dates are the same"


def copied(standing):
    """Tell the story through the demonstration's own rows."""
    ledger = Ledger(standing, now=NOW, seed="test")
    register = Register(standing, now=NOW, seed="test")
    known = {}

    def comes(name, at, **facts):
        who = known.setdefault(name, Known(id_of(name), at))
        site = facts.pop("site", 0)
        who.welcomed(site, at.date(), chance=0.0)
        ledger.visit(Coming(site, at, person_id=who.id, **facts))

    comes("Ted", LONG_AGO, gone_by=LONG_AGO + AN_HOUR)
    comes("Jo", MONDAY, answers=JO_SAID, gone_by=FIVE_O_CLOCK)
    comes("Jo", TUESDAY, site=1, left_at=TUESDAY + AN_HOUR)
    comes("Sam", MONDAY + AN_HOUR, answers=Answers(talk_waited=20), left_at=MONDAY + AN_HOUR * 1.2)
    comes("Kit", TUESDAY, answers=Answers(how_came="ALONE"), child_alone=True)
    comes("Again", TUESDAY + AN_HOUR, answers=Answers(talk_waited=900))
    ledger.visit(Coming(0, MONDAY, left_at=MONDAY + AN_HOUR))
    ledger.headcount(Coming(0, TUESDAY), 12)
    ledger.copy()
    whos = {"Ted": OLD, "Jo": JO, "Sam": SAM, "Kit": CHILD, "Again": AGAIN}
    for name, who in known.items():
        register.add(who, whos[name], died_on=DIED_ON if name == "Ted" else None)
    tom = User.objects.get(username="tom")
    register.link(known["Jo"], known["Again"], by=tom.id.hex, why=WHY)
    register.copy()


def id_of(name):
    number = ["Ted", "Jo", "Sam", "Kit", "Again"].index(name)
    return UUID(int=7 << 76 | 2 << 62 | number).hex


def acted(standing, talk_ended_at, what_group):
    """Tell the same story through the apps' own actions, at the moments they were invented for."""
    hub, village = standing[0].site, standing[1].site
    worker = {user.username: user for user in User.objects.all()}
    gail, tom, sal = worker["gail"], worker["tom"], worker["sal"]

    def new(name, at):
        with time_machine.travel(at):  # ids sort by when they were made
            return door.welcome_someone_new(by=gail, site=hub, known_as=name, now=at)

    def wants_to_talk(visit):
        return door.ask_to_talk(by=gail, visit=visit, now=visit.arrived_at + ASKED_AFTER)

    ted = new("Ted", LONG_AGO)
    door.confirm_everyone_gone(by=gail, site=hub, now=LONG_AGO + AN_HOUR)

    jo = new("Liz Hall", MONDAY)
    door.add_to_visit(
        by=gail, visit=jo, now=MONDAY, brought=JO_SAID.brought, how_today=JO_SAID.how_today,
        how_came=JO_SAID.how_came, otherwise=JO_SAID.otherwise, came_with=JO_SAID.came_with,
        note=JO_SAID.note,
    )  # fmt: skip
    talk = wants_to_talk(jo)
    taken_at = talk.wanted_at + datetime.timedelta(minutes=9)
    talk = door.take_conversation(by=tom, conversation=talk, now=taken_at)
    door.end_conversation(by=tom, conversation=talk, now=talk_ended_at)

    unnamed = door.record_visit(by=gail, site=hub, now=MONDAY)
    door.leave(by=gail, arrival=unnamed, now=MONDAY + AN_HOUR)

    sam = new("Sam", MONDAY + AN_HOUR)
    wants_to_talk(sam)
    door.leave(by=gail, arrival=sam, now=MONDAY + AN_HOUR * 1.2)
    door.confirm_everyone_gone(by=gail, site=hub, now=FIVE_O_CLOCK)

    jo_again = door.record_visit(by=gail, site=village, now=TUESDAY, person=jo.person)
    door.leave(by=gail, arrival=jo_again, now=TUESDAY + AN_HOUR)
    kit = new("Kit", TUESDAY)
    door.add_to_visit(
        by=gail, visit=kit, now=TUESDAY + ASKED_AFTER, how_came="ALONE", child_alone=True
    )
    alert = ChildAlert.objects.get(visit=kit)
    door.acknowledge_child_alert(by=sal, alert=alert, now=TUESDAY + ASKED_AFTER + ALERT_SEEN_AFTER)
    door.record_headcount(by=gail, site=hub, now=TUESDAY, how_many=12, what=what_group)
    again = new("Beth Hall", TUESDAY + AN_HOUR)
    wants_to_talk(again)
    tell_about(jo.person, JO, by=tom)
    listing = sections.listing_of(sam.person)
    people.change_listing(
        by=tom, person=sam.person, stamp=listing.stamp, today=NOW.date(),
        listing=sections.ListingSection(listed=False, wants_no_messages=False),
    )  # fmt: skip
    heard_at = datetime.datetime.combine(DIED_ON, datetime.time(12), datetime.UTC) + HEARD_AFTER
    people.record_death(
        by=tom, person=ted.person, died_on=DIED_ON, source=OLD.died_source,
        now=heard_at, today=NOW.date(),
    )  # fmt: skip
    people.link_people(by=tom, one=jo.person, other=again.person, why=WHY)


def tell_about(person, who, *, by):
    person = Person.objects.get(pk=person.pk)
    people.change_hello(
        by=by, person=person, stamp=sections.hello_of(person).stamp,
        hello=sections.HelloSection(
            who.known_as, who.pronouns, who.welcome, who.needs, who.needs_note
        ),
    )  # fmt: skip
    people.change_details(
        by=by, person=person, stamp=sections.details_of(person).stamp, today=NOW.date(),
        details=sections.DetailsSection(
            who.given_name, who.family_name, who.other_names, who.born_on, who.postcode,
            who.no_fixed_place, who.languages, who.nhs_number,
        ),
    )  # fmt: skip
    for way in who.ways:
        section = sections.WaySection(way.kind, way.value, way.safe, way.note)
        people.add_way(by=by, person=person, way=section)


def all_that_stands():
    """Return every row of every table, with names in the place of ids, and sealed words opened."""
    names = {user.id: user.username for user in User.objects.all()}
    names |= {site.id: site.slug for site in Site.objects.all()}
    names |= {one.id: one.name for one in Organisation.objects.all()}
    names |= {person.id: person.known_as for person in Person.objects.all()}
    names |= {v.id: ("visit", v.arrived_at, v.person_id is None) for v in Visit.objects.all()}
    names |= {c.id: ("talk", c.wanted_at) for c in Conversation.objects.all()}
    names |= {one.id: "a headcount" for one in Headcount.objects.all()}
    names |= {alert.id: "an alert" for alert in ChildAlert.objects.all()}

    def shown(value):
        if isinstance(value, list | tuple):
            return tuple(map(shown, value))
        if isinstance(value, memoryview):
            return bytes(value)
        return names.get(value, value)

    def told(row):
        sealed = {
            thing.column: name
            for name, thing in vars(type(row)).items()
            if isinstance(thing, Sealed)
        }
        for field in row._meta.concrete_fields:
            if field.column not in TOLD_BY_THE_CLOCK:
                value = getattr(row, sealed.get(field.column, field.attname))
                yield field.column, shown(value)

    return {
        model.__name__: Counter(
            tuple(told(row))
            for row in model.objects.all()
            if getattr(row, "subject_type", "").split(".")[0] not in ("accounts", "places")
            or row.verb == "confirmed everyone gone from"
        )
        for model in TABLES
    }


@pytest.fixture
def both_ways(standing):
    with transaction.atomic():
        copied(standing)
        by_copy = all_that_stands()
        untrue = count_untrue(today=NOW.date())
        talk_ended_at = Conversation.objects.get(taken_at__isnull=False).ended_at
        what_group = Headcount.objects.get().what
        transaction.set_rollback(True)
    acted(standing, talk_ended_at, what_group)
    return by_copy, all_that_stands(), untrue


@pytest.mark.parametrize("table", [model.__name__ for model in TABLES])
def test_rows_are_the_same_both_ways(both_ways, table):
    by_copy, by_actions, _ = both_ways
    assert by_copy[table]
    assert by_copy[table] == by_actions[table]


def test_who_is_known_where_is_true(both_ways):
    *_, untrue = both_ways
    assert untrue == 0
