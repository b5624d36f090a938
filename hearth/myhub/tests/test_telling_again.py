"""A worst day that a hub was told of stops nobody from telling it again; and who has read it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox import actions, queries
from hearth.letterbox.models import Letter
from hearth.letterbox.queries import LetterSaid
from hearth.outgoing.neutral import is_neutral

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def always_open(hub):
    hub.always_open = True
    with as_the_owner():
        hub.save()
    return hub


@pytest.fixture
def said_before(as_jo, hub, team_member, now):
    """A worst day that Tariq read, and nobody ended."""

    def said(ago):
        with as_jo() as (me, person):
            letter = actions.write_letter(
                by=me, person=person, site=hub, said=LetterSaid("WORST_DAY"), letter_id=uuid7(),
                now=now - ago,
            )  # fmt: skip
        with acting_as(team_member):
            actions.take(by=team_member, letter=letter, now=now - ago)

    return said


def waiting(worker):
    with acting_as(worker):
        return len(queries.loud_letters(worker, now=timezone.now()).worst_days)


def test_one_tap_tells_them_again_while_an_earlier_one_is_open(own, said_before, team_member):
    said_before(datetime.timedelta(hours=2))
    words = own("worst_day")
    assert "Tariq has read this" in words
    assert "Tell Acomb again" in words
    assert "Tell the hub again" in words

    own("worst_day", data={"hub": "acomb", "letter_id": str(uuid7())}, status=302)
    assert waiting(team_member) == 1
    words = own("worst_day")
    assert "Nobody has read it yet" in words
    assert "Tell Acomb again" in words


def test_one_of_long_ago_is_not_todays(own, said_before, team_member):
    said_before(60 * DAY)

    words = own("worst_day")
    assert "Tariq has read this" not in words
    assert "Tell the hub: it is my worst day" in words
    assert "worst day, at" not in own("home")


def test_what_nobody_has_read_stands_however_old_it_is(own, as_jo, hub, team_member, now):
    with as_jo() as (me, person):
        actions.write_letter(
            by=me, person=person, site=hub, said=LetterSaid("WORST_DAY"), letter_id=uuid7(),
            now=now - 3 * DAY,
        )  # fmt: skip

    assert "Nobody has read it yet" in own("worst_day")
    assert "Nobody has read it yet" in own("home")


def test_the_first_page_says_the_day_with_the_time(own, said_before, now):
    said_before(datetime.timedelta(minutes=1))

    day = timezone.localtime(now - datetime.timedelta(minutes=1))
    assert f"on {day:%A} {day.day} {day:%B}" in own("home")


def test_handed_on_the_page_says_that_nobody_has_read_it(own, hub, team_member):
    colleague = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user
    own("worst_day", data={"hub": "acomb"}, status=302)
    with acting_as(team_member):
        letter = Letter.objects.get()
        actions.hand_on(
            by=team_member, letter=letter, to_id=colleague.id, words="", now=timezone.now()
        )

    for page in ("worst_day", "letters", "home"):
        assert "Cole, who has not opened it yet" in own(page), page


def test_a_hub_where_nobody_reads_is_not_offered(own, team_member):
    with as_the_owner():
        team_member.grants.all().delete()

    assert "No hub that knows you takes messages. Please ring" in own("worst_day")
    assert "Send to Acomb" not in own("say")


def test_a_finished_answer_stands_on_the_first_page_until_it_is_opened(own, team_member):
    own("say", data={"words": "Is there a group?"}, status=302)
    with acting_as(team_member):
        letter = Letter.objects.get()
        actions.answer(
            by=team_member, letter=letter, words="Yes, at ten", is_done=True, line_id=uuid7(),
            now=timezone.now(),
        )  # fmt: skip
    assert "An answer is there for you" in own("home")

    words = own("letters")
    assert "There is a new answer" in words
    assert "Yes, at ten" in words
    assert "There is a new answer" not in own("letters")
    assert "answer is there" not in own("home")


def test_leaving_from_a_page_of_the_publics_ends_ones_own_session(jos, settings):
    public = jos.get(reverse("virtualhub:now")).content.decode()
    way = public.partition("data-exit")[0].rpartition('href="')[2].partition('"')[0]
    gone = jos.get(way)

    assert gone["Location"] == settings.QUICK_EXIT
    assert gone["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert jos.get("/me/")["Location"] == "/me/sign-in/"


def test_leaving_leaves_a_workers_cookie(client, team_member):
    client.force_login(team_member)

    assert "cookies" not in client.get("/me/leave/")["Clear-Site-Data"]


@pytest.mark.parametrize("path", ["/me/nothing/", "/me/story/no-such-part/"])
def test_what_is_not_there_has_the_help_and_the_way_out(jos, path):
    response = jos.get(path)

    assert response.status_code == 404
    for said in ("tel:116123", "data-exit", 'href="/me/leave/"'):
        assert said in response.content.decode()


def test_a_fault_of_ours_has_the_help_and_the_way_out(jos, monkeypatch):
    jos.raise_request_exception = False
    monkeypatch.setattr("hearth.myhub.views.own.queries.home", lambda *asked, **more: 1 / 0)
    response = jos.get("/me/")

    assert response.status_code == 500
    for said in ("tel:116123", "data-exit", 'href="/me/leave/"'):
        assert said in response.content.decode()


def test_what_is_sent_once_the_cookie_went_is_not_lost_nor_is_the_help(always_open):
    borrowed = Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)
    said = {"hub": "acomb", "words": "I am by the river", "reach": "07700 900123"}
    response = borrowed.post(reverse("myhub:worst_day"), said)
    page = response.content.decode()

    assert (response.status_code, response["Cache-Control"]) == (403, "no-store")
    for each in ("This was not sent", "I am by the river", "07700 900123", "tel:116123", "tel:999"):
        assert each in page, each
    assert 'href="/me/leave/"' in page
    assert is_neutral(page.partition("<title>")[2].partition("</title>")[0])


def test_a_workers_page_without_the_token_is_the_teams(client, team_member):
    worker = Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)
    worker.force_login(team_member)

    assert "open too long" in worker.post(reverse("letterbox:box"), {}).content.decode()


def test_stopping_a_sharing_twice_says_that_it_is_stopped(own, shared):
    for _ in range(2):
        own("sharing", data={"stop": str(shared.id)}, status=302)

    assert "You share nothing with anybody now" in own("sharing")
    own("sharing", data={"stop": str(uuid7())}, status=404)
