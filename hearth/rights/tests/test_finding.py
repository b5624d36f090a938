"""Whoever answers for what people ask finds who asks, and comes to that and to nothing else."""

import datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from hearth.foundation.acting import acting_as
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import issue_card
from hearth.people.actions.finding import MOST_MISSES
from hearth.people.finding import fold, key_of_name
from hearth.people.models import FindingAttempt, FindingKey
from hearth.people.tests.factories import PersonFactory

BORN = datetime.date(1980, 5, 4)
AT = "/rights/find/"


@pytest.fixture(autouse=True)
def apart(monkeypatch):
    """Write an attempt in the test's own transaction: nothing of a test is written on its own."""

    def count(by, kind, found_id, now):
        FindingAttempt.objects.create(actor_id=by.id, kind=kind, found_id=found_id)

    monkeypatch.setattr("hearth.people.actions.finding._count_on_its_own", count)


@pytest.fixture
def known(jo):
    """Jo gave a full name and a day of birth."""
    with as_the_owner():
        FindingKey.objects.create(
            person=jo, kind=FindingKey.Kind.NAME_AND_BIRTH, known_at=jo.known_at,
            key=key_of_name(fold("Jo Marsh"), BORN),
        )  # fmt: skip
    return jo


def typed(name="Jo Marsh", born=BORN):
    day = {"born_on-day": born.day, "born_on-month": born.month, "born_on-year": born.year}
    return {"full_name": name} | day


def test_leads_from_what_people_ask_to_the_one_person(client, governance, known):
    client.force_login(governance)
    assert AT in client.get("/rights/").content.decode()
    found = client.post(AT, typed())
    assert found.status_code == 302
    assert found.url == f"/people/{known.id}/rights"
    assert "Write down what they ask" in client.get(found.url).content.decode()


def test_is_written_in_the_trail_and_so_is_a_look_that_found_nobody(client, governance, known):
    client.force_login(governance)
    client.post(AT, typed())
    assert "Nobody is found" in client.post(AT, typed("Ann Other")).content.decode()
    with as_the_owner():
        line = AuditLine.objects.get(verb="found to answer what they ask")
        tries = FindingAttempt.objects.filter(actor_id=governance.id).order_by("recorded_at")
        assert list(tries.values_list("found_id", flat=True)) == [known.id, None]
    assert (line.actor_id, line.subject_id) == (governance.id, known.id)


@pytest.mark.parametrize("said", [{"name": "Jo Marshe"}, {"born": datetime.date(1980, 5, 5)}])
def test_finds_nobody_by_what_is_nearly_right(client, governance, known, said):
    client.force_login(governance)
    assert client.post(AT, typed(**said)).status_code == 200


def test_finds_by_the_code_of_a_card_or_the_number_of_a_record(
    client, governance, team_member, known
):
    with acting_as(team_member):
        code = issue_card(by=team_member, person=known)
    client.force_login(governance)
    for paper in (code, str(known.id)):
        assert client.post(AT, {"code": paper}).url == f"/people/{known.id}/rights"
    assert client.post(AT, {"code": str(uuid4())}).status_code == 200
    assert "code of a card" in client.post(AT, {"code": "Jo"}).content.decode()


def test_is_slowed_down_once_it_finds_nobody_again_and_again(client, governance, known):
    client.force_login(governance)
    for _ in range(MOST_MISSES):
        client.post(AT, typed("Ann Other"))
    assert "Wait an hour" in client.post(AT, typed()).content.decode()


def test_finds_nobody_where_the_worker_does_not_answer_nor_themselves(
    client, hub_manager, other_hub, jo, known
):
    with as_the_owner():
        type(jo).objects.filter(id=jo.id).update(worker=hub_manager)
    sam = PersonFactory(known_as="Sam", sites=[other_hub])
    client.force_login(hub_manager)
    assert client.post(AT, typed()).status_code == 200
    assert client.post(AT, {"code": str(sam.id)}).status_code == 200


def test_is_for_nobody_who_answers_for_nothing(client, team_member, known):
    client.force_login(team_member)
    assert client.get(AT).status_code == 403


def test_opens_no_other_page_of_theirs(client, governance, known):
    client.force_login(governance)
    client.post(AT, typed())
    assert client.get(f"/people/{known.id}/").status_code in (403, 404)
    assert client.get(f"/people/{known.id}/support/").status_code in (403, 404)


@pytest.mark.parametrize("name", ["erase", "hold"])
def test_leads_to_erasing_and_to_what_is_on_hold(client, governance, known, name):
    client.force_login(governance)
    at = reverse(f"erasing:{name}", args=[known.id])
    assert client.get(at).status_code == 200
    of_person = client.get(f"/people/{known.id}/rights").content.decode()
    assert reverse("erasing:erase", args=[known.id]) in of_person
    assert f'href="/people/{known.id}/"' not in client.get(at).content.decode()
