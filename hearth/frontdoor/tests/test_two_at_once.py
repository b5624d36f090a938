"""Two workers, or one worker's two taps, at the same moment: each over a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.migrations._advice import lay as lay_advice
from hearth.directory.models import AdvicePage
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.frontdoor import actions
from hearth.frontdoor.models import Conversation, Headcount, Presence, Visit
from hearth.frontdoor.tests.factories import ConversationFactory, VisitFactory
from hearth.people.models import Person
from hearth.places.tests.factories import SiteFactory

PATIENCE = 20  # seconds, after which a test that hangs fails instead
LOOKS = 20_000

WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"


def in_york():
    connection.set_schema("york")


def sweep_up():
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE places_organisation, foundation_auditline, people_findable, people_spelling"
            " CASCADE"
        )
    lay_advice(AdvicePage)  # it names who wrote it, and so went with the workers
    connection.close()


@pytest.fixture
def apart(db):
    """Do something over a connection of its own, so that it is committed and all others see it."""
    with ThreadPoolExecutor(max_workers=1, initializer=in_york) as thread:
        yield lambda do, *args, **options: thread.submit(do, *args, **options).result(PATIENCE)
        thread.submit(sweep_up).result(PATIENCE)


@pytest.fixture
def hub(apart):
    return apart(SiteFactory, name="Acomb", slug="acomb")


@pytest.fixture
def ama(apart, hub):
    return apart(GrantFactory, site=hub, role=Role.TEAM_MEMBER, user__name="Ama").user


@pytest.fixture
def bea(apart, hub):
    return apart(GrantFactory, site=hub, role=Role.TEAM_MEMBER, user__name="Bea").user


@pytest.fixture
def visit(apart, hub, ama):
    return apart(VisitFactory, site=hub, welcomed_by=ama)


def at_once(first, second):
    """
    Do the second act while the first is done but not yet committed, and return what came of both.

    Each is a worker and what they do. It only lets the first commit once the
    database says that the second waits for it.
    """
    done, may_commit = threading.Event(), threading.Event()
    came_of = {}

    def run(name, worker, act):
        try:
            connection.set_schema("york")
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE hearth_web")
            with acting_as(worker):
                came_of[name] = act()
                if name == "first":
                    done.set()
                    assert may_commit.wait(PATIENCE)
        except Exception as failure:
            came_of[name] = failure
        finally:
            done.set()
            connection.close()

    threads = [threading.Thread(target=run, args=("first", *first), daemon=True)]
    threads[0].start()
    assert done.wait(PATIENCE)
    threads.append(threading.Thread(target=run, args=("second", *second), daemon=True))
    threads[1].start()
    waited = False
    with connection.cursor() as cursor:
        for _ in range(LOOKS):
            cursor.execute(WAITING)
            if waited := cursor.fetchone()[0]:
                break
            if not threads[1].is_alive():
                break
    may_commit.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert waited, f"The second did not wait for the first: {came_of}"
    return came_of["first"], came_of["second"]


def test_a_conversation_is_taken_by_one_and_the_other_is_told_who(apart, visit, ama, bea):
    conversation = apart(ConversationFactory, visit=visit)
    now = timezone.now()

    def take(worker):
        return lambda: actions.take_conversation(by=worker, conversation=conversation, now=now)

    first, second = at_once((ama, take(ama)), (bea, take(bea)))

    assert first.taken_by == ama
    assert isinstance(second, actions.ConversationRefused)
    assert str(second).startswith("Ama took this conversation at")
    assert apart(Conversation.objects.get).taken_by_id == ama.id


def test_a_visit_sent_twice_is_one_visit(apart, hub, ama):
    visit_id, now = uuid7(), timezone.now()

    def welcome():
        return actions.record_visit(by=ama, site=hub, now=now, visit_id=visit_id)

    first, second = at_once((ama, welcome), (ama, welcome))

    assert first == second == apart(Visit.objects.get)
    assert apart(AuditLine.objects.filter(subject_id=visit_id).count) == 1


def test_somebody_new_sent_twice_is_one_person(apart, hub, ama):
    visit_id, now = uuid7(), timezone.now()

    def welcome():
        return actions.welcome_someone_new(
            by=ama, site=hub, known_as="Liz", now=now, visit_id=visit_id
        )

    first, second = at_once((ama, welcome), (ama, welcome))

    assert first.person_id == second.person_id == apart(Person.objects.get).id
    assert apart(Visit.objects.count) == 1


def test_a_group_sent_twice_is_one_headcount(apart, hub, ama):
    headcount_id, now = uuid7(), timezone.now()

    def count():
        return actions.record_headcount(
            by=ama, site=hub, how_many=7, now=now, headcount_id=headcount_id
        )

    first, second = at_once((ama, count), (ama, count))

    assert first == second == apart(Headcount.objects.get)


def test_one_id_at_two_sites_is_a_visit_at_one(apart, hub, ama):
    elsewhere = apart(SiteFactory, name="Clifton", slug="clifton")
    bea = apart(GrantFactory, site=elsewhere, role=Role.GREETER, user__name="Bea").user
    visit_id, now = uuid7(), timezone.now()

    first, second = at_once(
        (ama, lambda: actions.record_visit(by=ama, site=hub, now=now, visit_id=visit_id)),
        (bea, lambda: actions.record_visit(by=bea, site=elsewhere, now=now, visit_id=visit_id)),
    )

    assert isinstance(second, actions.VisitRefused)
    assert apart(Visit.objects.get) == first


def test_two_who_ask_for_the_same_talk_make_one_conversation(apart, visit, ama, bea):
    now = timezone.now()

    def ask(worker):
        return lambda: actions.ask_to_talk(by=worker, visit=visit, now=now)

    first, second = at_once((ama, ask(ama)), (bea, ask(bea)))

    assert first == second == apart(Conversation.objects.get)


def test_two_notes_for_one_visit_are_both_kept(apart, visit, ama, bea):
    now = timezone.now()

    def add(worker, note):
        return lambda: actions.add_to_visit(by=worker, visit=visit, now=now, note=note)

    at_once((ama, add(ama, "First")), (bea, add(bea, "Second")))

    assert apart(lambda: Visit.objects.get().note) == "First\nSecond"


def test_signing_in_twice_is_once(apart, hub, ama):
    now = timezone.now()

    def sign_in():
        return actions.sign_in_myself(by=ama, site=hub, now=now)

    first, second = at_once((ama, sign_in), (ama, sign_in))

    assert first == second == apart(Presence.objects.get)
