"""Support that the demonstration copies into tables is what support's own actions write."""

import datetime
from collections import Counter

import pytest
from django.db import transaction

from hearth.accounts.models import User
from hearth.demo.tests.conftest import NOW
from hearth.demo.together.laying import words
from hearth.demo.together.rows import TEAM, Introduced, Shelf, Whose
from hearth.directory.tests.factories import ServiceFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.sealing import Sealed
from hearth.introductions.actions import introduce, say_they_met
from hearth.introductions.models import Introduction, IntroductionLine, State, Way
from hearth.introductions.queries.said import IntroductionSaid, Whereto
from hearth.people import actions as people
from hearth.people.actions import Decision, Whom
from hearth.people.models import Sharing
from hearth.support import actions
from hearth.support.models import (
    Contact,
    ConversationPart,
    ConversationWording,
    Goal,
    GoalStep,
    GoalWording,
    Hello,
    KeepInTouch,
    Promise,
    PromiseBefore,
    StrandChange,
    SupportStrand,
)
from hearth.support.queries.contacts import ContactSaid
from hearth.support.queries.conversation import PartSaid
from hearth.support.queries.goals import GoalSaid, goal_said
from hearth.support.queries.hellos import KeepSaid
from hearth.support.queries.promises import promise_said
from hearth.support.queries.strands import Ending, StrandSaid, strand_said

TABLES = [
    Sharing, ConversationPart, ConversationWording, SupportStrand, StrandChange, Contact, Goal,
    GoalWording, GoalStep, Promise, PromiseBefore, KeepInTouch, Hello, Introduction,
    IntroductionLine, AuditLine,
]  # fmt: skip
BY_THE_CLOCK = {"id", "recorded_at", "edited_at", "written_at", "at", "changed_at"}
OF_ANOTHER_ROW = {"introduction_id", "support_strand_id", "goal_id", "keep_id", "promise_id"}
FIRST, THEN, LAST = (datetime.date(2026, 2, day) for day in (2, 9, 23))
FORTNIGHT = datetime.timedelta(days=14)
NEXT = "Go along on the day"
NO_ANSWER = "Ring my sister"


def said():
    """Return one of each thing that people say in words.toml."""
    everything = words()
    return {name: everything[name][0] for name in ("contacts", "goals", "endings")} | {
        "parts": {"MATTERS": everything["conversations"][0]["MATTERS"]},
        "promises": everything["promises"]["mine"][:2],
    }


def copied(person, site, tom, knitting):
    shelf, says = Shelf(seed="test"), said()
    whose = Whose(person.id.hex, person.held_by_id.hex, site, tom.id.hex)
    shelf.share(whose, [site.id.hex], FIRST)
    shelf.converse(whose, FIRST, says["parts"])
    states = [("OFFERED", FIRST), ("WITH", THEN), ("FINISHED", LAST)]
    shelf.strand(whose, "PEER", states, ending=says["endings"])
    shelf.contact(whose, THEN, says["contacts"])
    reached = [("WORKING", THEN), ("REACHED", LAST)]
    shelf.goal(whose, says["goals"], reached, [(THEN, 3, "A bit")])
    done, still = says["promises"]
    shelf.promise(whose, done, THEN, LAST, done_on=LAST)
    shelf.promise(whose, still, THEN, LAST, by_worker=False)
    shelf.keep_in_touch(
        whose, THEN, LAST + FORTNIGHT, [LAST], every_days=14, if_no_answer=NO_ANSWER
    )
    shelf.introduce(whose, Introduced(Way.TOLD, knitting.id.hex, None, THEN, State.MET, LAST, NEXT))
    shelf.copy()


def acted(person, site, tom, knitting):
    says, mine = said(), {"by": tom, "person": person, "now": NOW}
    people.agree_sharing(
        by=tom, person=person, layers=("ABOUT", "SUPPORT"), whom=Whom(site=site, roles=TEAM),
        decision=Decision(), today=FIRST,
    )  # fmt: skip
    for part, spoken in says["parts"].items():
        empty = PartSaid(part)
        actions.write_part(**mine, said=PartSaid(part, spoken), stamp=empty.stamp)
    offered = StrandSaid("OFFERED", tom.id)
    row = actions.add_strand(**mine, offer=f"{site.id}.PEER", said=offered, note="", today=FIRST)
    whole = {"by": tom, "row": row, "now": NOW}
    under_way = StrandSaid("WITH", tom.id)
    actions.change_strand(**whole, said=under_way, note="", stamp=offered.stamp, today=THEN)
    row.refresh_from_db()
    ending = Ending(**says["endings"])
    actions.finish_for_now(**whole, ending=ending, stamp=strand_said(row).stamp, today=LAST)
    contact = ContactSaid(
        happened_on=THEN, planned=True, site_id=site.id, where="", who_else="", **says["contacts"]
    )
    actions.record_contact(**mine, said=contact, contact_id=uuid7(), today=THEN)
    goal = actions.set_goal(
        **mine, said=GoalSaid(says["goals"]["words"], says["goals"]["why"]), goal_id=uuid7(),
        today=THEN,
    )  # fmt: skip
    actions.say_how_far(
        by=tom, goal=goal, how_far=3, words="A bit", step_id=uuid7(), now=NOW, today=THEN
    )
    reached = GoalSaid(says["goals"]["words"], says["goals"]["why"], "REACHED")
    actions.change_goal(
        by=tom, goal=goal, said=reached, stamp=goal_said(goal).stamp, now=NOW, today=LAST
    )
    done, still = says["promises"]
    for what, who in ((done, tom.id), (still, None)):
        promise = actions.make_promise(
            **mine, what=what, promised_by=who, due_on=LAST, promise_id=uuid7(), today=THEN
        )
        if who:
            actions.settle_promise(
                by=tom, promise=promise, state="DONE", stamp=promise_said(promise).stamp, now=NOW,
                today=LAST,
            )  # fmt: skip
    keep = actions.agree_keep_in_touch(
        **mine, said=KeepSaid(tom.id, True, None, 14, LAST, NO_ANSWER, 1), stamp="", today=THEN
    )
    actions.say_hello(by=tom, keep=keep, due_on=LAST, answered=True, now=NOW, today=LAST)
    introduced = introduce(
        **mine, introduction_id=uuid7(), today=THEN,
        said=IntroductionSaid(
            "TOLD", Whereto(service_id=knitting.id), site.id, tom.id, NEXT, THEN + FORTNIGHT
        ),
    )  # fmt: skip
    say_they_met(by=tom, introduction=introduced, met_on=LAST, now=NOW, today=LAST)


def all_that_stands():
    def shown(row):
        sealed = {
            thing.column: name
            for name, thing in vars(type(row)).items()
            if isinstance(thing, Sealed)
        }
        for field in row._meta.concrete_fields:
            name = field.column
            if name not in BY_THE_CLOCK:
                value = getattr(row, sealed.get(name, field.attname))
                value = tuple(sorted(map(str, value))) if isinstance(value, list) else value
                yield name, "another row" if name in OF_ANOTHER_ROW else value

    return {model.__name__: Counter(tuple(shown(row)) for row in model.objects.all())
            for model in TABLES}  # fmt: skip


@pytest.fixture
def both_ways(standing):
    site, knitting = standing[0].site, ServiceFactory()
    gail, tom = (User.objects.get(username=name) for name in ("gail", "tom"))
    with acting_as(gail):
        person = people.meet_person(by=gail, site=site, known_as="Jo", today=FIRST)
    with acting_as(tom):
        with transaction.atomic():
            copied(person, site, tom, knitting)
            by_copy = all_that_stands()
            transaction.set_rollback(True)
        acted(person, site, tom, knitting)
        return by_copy, all_that_stands()


@pytest.mark.parametrize("table", [model.__name__ for model in TABLES])
def test_rows_are_the_same_both_ways(both_ways, table):
    by_copy, by_actions = both_ways
    assert by_copy[table]
    assert by_copy[table] == by_actions[table]
