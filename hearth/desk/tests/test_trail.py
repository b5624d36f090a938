"""The trail, for the information governance lead."""

import re
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.desk.queries import trail
from hearth.desk.queries.trail_words import THINGS, WHOLE
from hearth.foundation import audit
from hearth.foundation.acting import acting_as, read_trail_but
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine, AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.models import OutgoingMessage
from hearth.people.actions import link_people
from hearth.people.queries import trail_stretch
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_opening_pages import works_here
from hearth.safety import actions as safety
from hearth.safety.models import SafetyConcern, Worry
from hearth.sheets.models import Sheet


@pytest.fixture
def iris(hub):
    role = Role.INFORMATION_GOVERNANCE_LEAD
    return GrantFactory(site=None, role=role, user__name="Iris").user


@pytest.fixture
def looked(greeter, jo, hub):
    with acting_as(greeter):
        audit.opened(by=greeter, person_id=jo.id, page="hello", place=hub)
        audit.note(by=greeter, verb="met", subject=jo, place=hub)


def test_says_who_did_what_where_and_names_no_person(client, iris, jo, looked):
    client.force_login(iris)
    page = client.get("/trail/").content.decode()

    assert "Ama" in page
    assert "met a person" in page
    assert "Acomb" in page
    assert ">Jo<" not in page


def test_says_every_act_that_there_is_in_words():
    hearth = Path(__file__).parents[2]
    code = "".join(file.read_text() for file in hearth.glob("*/actions*/**/*.py"))
    code += "".join(file.read_text() for file in hearth.glob("*/actions.py"))
    verbs = set(re.findall(r'verb="([^"]+)"', code))
    things = {thing.split()[-1] for thing in THINGS.values()} | {"sheet", "role", "contact"}

    assert len(verbs) > 40
    for verb in verbs - set(WHOLE):
        assert re.fullmatch("[a-z ]+", verb)
        assert verb.split()[-1] not in things
    assert [said for said in WHOLE.values() if "_" in said or "." in said] == []


def test_says_who_looked(client, iris, looked):
    client.force_login(iris)

    assert (
        "opened how a person likes to be welcomed"
        in client.get("/trail/?show=looked").content.decode()
    )


def test_can_be_about_one_record(client, iris, jo, hub, greeter, looked):
    client.force_login(iris)

    assert "Ama" in client.get(f"/trail/?about={jo.id}").content.decode()
    assert "met a person" not in client.get(f"/trail/?about={iris.id}").content.decode()


def test_answers_a_number_that_is_none_with_a_sentence(client, iris):
    client.force_login(iris)
    page = client.get("/trail/?about=jo&before=yesterday").content.decode()

    assert "That is not a record&#39;s number" in page


@pytest.mark.parametrize("show", ["", "looked"])
def test_turns_a_page_without_losing_a_line_of_the_same_moment(client, iris, greeter, jo, show):
    with acting_as(greeter), time_machine.travel("2026-03-03 10:00", tick=False):
        for n in range(150):
            audit.opened(by=greeter, person_id=jo.id, page=f"page {n:03}")
            audit.note(by=greeter, verb=f"page {n:03}", subject=jo)
    client.force_login(iris)

    first = client.get("/trail/", {"show": show}).content.decode()
    (next_page,) = re.findall(r'href="\?before=([^"&]+)', first)
    second = client.get("/trail/", {"show": show, "before": next_page}).content.decode()

    on_each = [re.findall(r"page \d{3}", page) for page in (first, second)]
    assert [len(lines) for lines in on_each] == [100, 50]
    assert len({*on_each[0], *on_each[1]}) == 150
    assert "before=" not in second


@pytest.mark.parametrize(
    ("model", "words"), [(Sheet, "kept a sheet"), (OutgoingMessage, "kept a message")]
)
def test_says_what_each_line_is_about(client, iris, greeter, model, words):
    with acting_as(greeter):
        audit.note(by=greeter, verb="kept", subject=model())
    client.force_login(iris)

    assert words in client.get("/trail/").content.decode()


@pytest.mark.parametrize("name", ["about", "before"])
@pytest.mark.parametrize("words", ["\0", "9" * 5000, "yesterday", "-1", "ä"])
def test_answers_nonsense_with_a_sentence(client, iris, name, words):
    client.force_login(iris)
    page = client.get("/trail/", {name: words})

    assert page.status_code == 200
    assert "That is not a record&#39;s number" in page.content.decode()


def test_is_not_for_others(client, hub_manager):
    client.force_login(hub_manager)

    assert client.get("/trail/").status_code == 403


def test_shows_nobody_what_was_done_to_their_own_record_or_who_looked(
    client, iris, greeter, jo, looked
):
    with acting_as(greeter):
        audit.opened(by=greeter, person_id=iris.id, page="hello")
    works_here(jo, iris)
    client.force_login(iris)

    for address in ("/trail/", "/trail/?show=looked"):
        page = client.get(f"{address}{'&' if '?' in address else '?'}about={jo.id}")
        assert "Ama" not in page.content.decode()
    assert "Ama" in client.get("/trail/?show=looked").content.decode()


def test_of_ones_own_record_is_walled_too(iris, jo, looked):
    works_here(jo, iris)
    with acting_as(iris):
        [own] = trail.own_records()
        read_trail_but(own=[own], safety=[])

        assert own == jo.id
        assert not AccessLine.objects.filter(person_id=jo.id).exists()
        assert not AuditLine.objects.filter(subject_id=jo.id).exists()


def test_of_a_record_that_is_linked_with_ones_own_it_shows_nothing_either(
    client, iris, team_member, greeter, hub, jo, looked
):
    first = PersonFactory(known_as="Iris", sites=[hub])
    with acting_as(team_member):
        link_people(by=team_member, one=first, other=jo, why="")
    works_here(first, iris)
    client.force_login(iris)

    for address in (f"/trail/?about={jo.id}", f"/trail/?show=looked&about={jo.id}"):
        page = client.get(address).content.decode()
        assert "Ama" not in page
        assert "Tariq" not in page


def test_shows_nothing_by_itself_before_it_is_said_whose_own_record_it_is(iris, jo, looked):
    with acting_as(iris):
        assert not AccessLine.objects.exists()
        assert not AuditLine.objects.exists()
        read_trail_but(own=[], safety=[])
        assert AccessLine.objects.filter(person_id=jo.id).exists()
        assert AuditLine.objects.filter(subject_id=jo.id).exists()


@pytest.mark.parametrize("model", [Worry, SafetyConcern])
def test_says_nothing_of_somebodys_safety_that_the_reader_may_not_read(
    client, iris, greeter, model
):
    row = model()
    with acting_as(greeter):
        audit.note(by=greeter, verb="added to", subject=row)
    client.force_login(iris)

    assert "Ama" not in client.get("/trail/").content.decode()
    with acting_as(iris):
        read_trail_but(own=[], safety=[])
        assert not AuditLine.objects.filter(subject_id=row.pk).exists()
        read_trail_but(own=[], safety=[row.pk])
        assert AuditLine.objects.filter(subject_id=row.pk).exists()


@pytest.fixture
def kept_safe(greeter, team_member, hub, jo):
    """Three worries and three safety concerns, with other lines of the trail between them."""
    now = timezone.now()
    ids = []
    for number in range(6):
        one = uuid7()
        ids.append(one)
        with acting_as(greeter):
            if number % 2:
                safety.tell_worry(
                    by=greeter, site=hub, told=safety.WorryTold(words="Not seen", about="Him"),
                    person=None, owner_id=team_member.id, worry_id=one, now=now,
                )  # fmt: skip
            else:
                safety.write_concern(
                    by=greeter, site=hub, person=None, owner_id=team_member.id, concern_id=one,
                    said=safety.ConcernSaid(seen="A bruise", about="Jo", noticed_at=now),
                    look_on=timezone.localdate(now), now=now,
                )  # fmt: skip
            for _ in range(4):
                audit.note(by=greeter, verb="met", subject=jo)
    return ids


def all_pages(reader):
    before, found = None, []
    while True:
        with acting_as(reader):
            page = trail.acts(actor=reader, before=before)
        found += [line.about for line in page.lines]
        if not page.before:
            return found
        before = UUID(page.before)


@pytest.mark.parametrize(("stretch", "at_a_time"), [(500, 100), (3, 5), (1, 2), (7, 3), (500, 4)])
def test_shows_the_same_however_it_is_looked_through(
    iris, kept_safe, monkeypatch, stretch, at_a_time
):
    monkeypatch.setattr(trail, "STRETCH", stretch)
    monkeypatch.setattr(trail, "AT_A_TIME", at_a_time)
    with as_the_owner():
        lines = list(AuditLine.objects.order_by("-id"))
    expected = [line.subject_id for line in lines if line.subject_id not in kept_safe[1::2]]

    assert set(kept_safe[::2]) < set(expected)
    assert all_pages(iris) == expected


def test_asks_of_somebodys_safety_only_what_the_next_lines_are_about(iris, kept_safe, monkeypatch):
    monkeypatch.setattr(trail, "STRETCH", 5)
    monkeypatch.setattr(trail, "AT_A_TIME", 4)

    def said():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('safety.seen', true)")
            return {UUID(one) for one in cursor.fetchone()[0].strip("{}").split(",") if one}

    asked, page = [], None
    while page is None or page.before:
        with acting_as(iris):
            page = trail.acts(actor=iris, before=UUID(page.before) if page else None)
            asked.append(said())
    assert asked[0] == set()
    assert max(len(ids) for ids in asked) == 1
    assert set().union(*asked) == set(kept_safe[::2])
    with acting_as(iris):
        trail.acts(actor=iris, about=kept_safe[0])
        assert said() == {kept_safe[0]}
    with acting_as(iris):
        trail.openings(actor=iris)
        assert said() == set()


def test_what_a_stretch_is_about_is_told_to_whoever_reads_the_trail_alone(
    iris, hub_manager, kept_safe
):
    with acting_as(iris):
        first, about = trail_stretch(before=None, most=1000)
        assert set(kept_safe) == set(about)
        assert trail_stretch(before=first, most=1000) == (None, [])
        with connection.cursor() as cursor:
            cursor.cursor.execute("SET LOCAL app.partnership = 'lincolnshire'")
        with pytest.raises(DatabaseError, match="is not held"), transaction.atomic():
            trail_stretch(before=None, most=1000)
    with pytest.raises(DatabaseError, match="is not held"), acting_as(hub_manager):
        trail_stretch(before=None, most=1000)
