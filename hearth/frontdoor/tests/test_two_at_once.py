"""Two workers, or one worker's two taps, at the same moment: each over a connection of its own."""

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.frontdoor import actions
from hearth.frontdoor.models import Conversation, Headcount, Presence, Visit
from hearth.frontdoor.tests.factories import ConversationFactory, VisitFactory
from hearth.people.models import Person
from hearth.places.tests.factories import SiteFactory
from hearth.tests.two_at_once import at_once


@pytest.fixture
def hub(committed):
    return committed(SiteFactory, name="Acomb", slug="acomb")


@pytest.fixture
def ama(committed, hub):
    return committed(GrantFactory, site=hub, role=Role.TEAM_MEMBER, user__name="Ama").user


@pytest.fixture
def bea(committed, hub):
    return committed(GrantFactory, site=hub, role=Role.TEAM_MEMBER, user__name="Bea").user


@pytest.fixture
def visit(committed, hub, ama):
    return committed(VisitFactory, site=hub, welcomed_by=ama)


def test_a_conversation_is_taken_by_one_and_the_other_is_told_who(committed, visit, ama, bea):
    conversation = committed(ConversationFactory, visit=visit)
    now = timezone.now()

    def take(worker):
        return lambda: actions.take_conversation(by=worker, conversation=conversation, now=now)

    first, second = at_once((ama, take(ama)), (bea, take(bea)))

    assert first.taken_by == ama
    assert isinstance(second, actions.ConversationRefused)
    assert str(second).startswith("Ama took this conversation at")
    assert committed(Conversation.objects.get).taken_by_id == ama.id


def test_a_visit_sent_twice_is_one_visit(committed, hub, ama):
    visit_id, now = uuid7(), timezone.now()

    def welcome():
        return actions.record_visit(by=ama, site=hub, now=now, visit_id=visit_id)

    first, second = at_once((ama, welcome), (ama, welcome))

    assert first == second == committed(Visit.objects.get)
    assert committed(AuditLine.objects.filter(subject_id=visit_id).count) == 1


def test_somebody_new_sent_twice_is_one_person(committed, hub, ama):
    visit_id, now = uuid7(), timezone.now()

    def welcome():
        return actions.welcome_someone_new(
            by=ama, site=hub, known_as="Liz", now=now, visit_id=visit_id
        )

    first, second = at_once((ama, welcome), (ama, welcome))

    assert first.person_id == second.person_id == committed(Person.objects.get).id
    assert committed(Visit.objects.count) == 1


def test_a_group_sent_twice_is_one_headcount(committed, hub, ama):
    headcount_id, now = uuid7(), timezone.now()

    def count():
        return actions.record_headcount(
            by=ama, site=hub, how_many=7, now=now, headcount_id=headcount_id
        )

    first, second = at_once((ama, count), (ama, count))

    assert first == second == committed(Headcount.objects.get)


def test_one_id_at_two_sites_is_a_visit_at_one(committed, hub, ama):
    elsewhere = committed(SiteFactory, name="Clifton", slug="clifton")
    bea = committed(GrantFactory, site=elsewhere, role=Role.GREETER, user__name="Bea").user
    visit_id, now = uuid7(), timezone.now()

    first, second = at_once(
        (ama, lambda: actions.record_visit(by=ama, site=hub, now=now, visit_id=visit_id)),
        (bea, lambda: actions.record_visit(by=bea, site=elsewhere, now=now, visit_id=visit_id)),
    )

    assert isinstance(second, actions.VisitRefused)
    assert committed(Visit.objects.get) == first


def test_two_who_ask_for_the_same_talk_make_one_conversation(committed, visit, ama, bea):
    now = timezone.now()

    def ask(worker):
        return lambda: actions.ask_to_talk(by=worker, visit=visit, now=now)

    first, second = at_once((ama, ask(ama)), (bea, ask(bea)))

    assert first == second == committed(Conversation.objects.get)


def test_two_notes_for_one_visit_are_both_kept(committed, visit, ama, bea):
    now = timezone.now()

    def add(worker, note):
        return lambda: actions.add_to_visit(by=worker, visit=visit, now=now, note=note)

    at_once((ama, add(ama, "First")), (bea, add(bea, "Second")))

    assert committed(lambda: Visit.objects.get().note) == "First\nSecond"


def test_signing_in_twice_is_once(committed, hub, ama):
    now = timezone.now()

    def sign_in():
        return actions.sign_in_myself(by=ama, site=hub, now=now)

    first, second = at_once((ama, sign_in), (ama, sign_in))

    assert first == second == committed(Presence.objects.get)
