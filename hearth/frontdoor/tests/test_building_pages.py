"""Who is in the building, on the screen and on paper."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.design.words import clock
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Presence, Visit
from hearth.frontdoor.tests.factories import (
    HeadcountFactory,
    PresenceFactory,
    VisitFactory,
)
from hearth.frontdoor.tests.reading import says, the
from hearth.people.tests.factories import PersonFactory

HOUR = datetime.timedelta(hours=1)


def _first_form(response, having):
    """Return the markup of the first form on a page that sends something of that name."""
    forms = re.findall(r"<form.*?</form>", says(response))
    return next(form for form in forms if f'name="{having}"' in form)


class TestTheBuilding:
    def test_shows_who_is_in_and_lets_them_out(self, greets, visit, nameless, headcount):
        text = says(greets.get("/building/"))
        for words in ["9 people", "Jo", "Somebody without a name", "Knitting"]:
            assert words in text

        greets.post(f"/visits/{visit.id}/left/", {"next": "/building/"})
        greets.post(f"/headcounts/{headcount.id}/left/", {"next": "/building/"})

        assert "1 person" in says(greets.get("/building/"))

    @pytest.mark.parametrize(
        ("taps", "record", "name"),
        [("visits", "visit", "Jo"), ("headcounts", "headcount", "Knitting")],
    )
    def test_says_who_has_left_and_puts_them_back(self, greets, taps, record, name, request):
        arrival = request.getfixturevalue(record)
        page = {"next": "/building/?site=acomb&part=visitors#visitors"}

        response = greets.post(f"/{taps}/{arrival.id}/left/", page)

        assert response["Location"].endswith("#visitors")
        text = says(greets.get(response["Location"]))
        assert f"{name} has left." in text
        assert text.index(">Visitors <") < text.index(f"{name} has left.")
        undo = f"/{taps}/{arrival.id}/put-back/"
        assert f'action="{undo}"' in text
        assert "Left today" in text

        text = says(greets.post(undo, page, follow=True))

        assert f"{name} is still here." in text
        assert "Left today" not in text
        assert the(type(arrival)).left_at is None

    @pytest.mark.parametrize(("taps", "record"), [("visits", "visit"), ("headcounts", "headcount")])
    def test_finds_still_here_whoever_left_long_ago_today(self, greets, taps, record, request):
        arrival = request.getfixturevalue(record)
        greets.post(f"/{taps}/{arrival.id}/left/")
        here = f"/{taps}/{arrival.id}/still-here/"
        assert f'formaction="{here}"' in says(greets.get("/building/"))

        page = {"next": "/building/?site=acomb&part=left-today#left-today"}
        text = says(greets.post(here, page, follow=True))

        assert "is still here." in text
        assert the(type(arrival)).left_at is None

    def test_refuses_to_undo_after_ten_minutes_in_words_at_the_top(self, greets, visit, now):
        with as_the_owner():
            Visit.objects.update(arrived_at=now - HOUR, left_at=now - HOUR / 2)
        page = {"next": "/building/?site=acomb&part=visitors#visitors"}

        response = greets.post(f"/visits/{visit.id}/put-back/", page)

        assert "#" not in response["Location"]
        assert "more than ten minutes ago" in says(greets.get(response["Location"]))
        assert the(Visit).left_at

    @pytest.mark.parametrize("said", ["visit", "group"])
    @pytest.mark.parametrize("value", ["", "x", "no one's"])
    def test_says_nothing_of_what_is_no_ones_number(self, greets, visit, said, value):
        value = uuid7() if value == "no one's" else value
        response = greets.get(f"/building/?site=acomb&{said}={value}&part=nowhere")
        assert response.status_code == 200
        assert "is still here." not in says(response)

    def test_says_nothing_of_somebody_at_another_site(self, as_, greeter_elsewhere, visit):
        text = says(as_(greeter_elsewhere).get(f"/building/?visit={visit.id}"))
        assert "Jo" not in text

    def test_signs_in_a_contractor_and_oneself(self, greets, greeter):
        sent = {"site": "acomb", "name": "Gas engineer", "kind": "CONTRACTOR"}
        greets.post("/building/sign-in/", sent | {"presence_id": uuid7()})
        greets.post("/building/sign-in/", {"site": "acomb", "myself": "yes"})

        text = says(greets.get("/building/"))
        assert "2 workers" in text
        assert "Sign me out" in text

    def test_without_a_name_keeps_what_was_chosen(self, greets, hub):
        sent = {"site": "acomb", "name": "", "kind": "CONTRACTOR", "presence_id": uuid7()}

        response = greets.post("/building/sign-in/", sent)

        assert "Enter their name" in says(response)
        assert 'value="CONTRACTOR" checked' in says(response)
        assert the(Presence) is None

    def test_asks_before_it_signs_in_two_of_one_name(self, greets, hub, greeter, now):
        bea = PresenceFactory(site=hub, signed_in_by=greeter, name="Bea  Thornton", came_at=now)
        sent = {"site": "acomb", "name": "bea thornton ", "kind": "STAFF", "presence_id": uuid7()}

        response = greets.post("/building/sign-in/", sent)

        asked = f"</b> is already signed in, since {clock(bea.came_at)}. Sign in a second person"
        assert asked in says(response)
        with as_the_owner():
            assert Presence.objects.count() == 1
        sends = dict(re.findall(r'name="(\w+)" value="([^"]*)"', _first_form(response, "again")))
        assert sends.items() >= {"again": "yes", "kind": "STAFF", "site": "acomb"}.items()

        text = says(greets.post("/building/sign-in/", sends, follow=True))

        assert "bea thornton is signed in." in text
        assert "already signed in" not in text
        with as_the_owner():
            assert Presence.objects.count() == 2

    def test_asks_nothing_when_one_page_is_sent_twice_or_they_have_signed_out(
        self, greets, hub, greeter, now
    ):
        PresenceFactory(site=hub, signed_in_by=greeter, name="Bea", left_at=now)
        sent = {"site": "acomb", "name": "Bea", "kind": "STAFF", "presence_id": uuid7()}

        for _ in range(2):
            assert greets.post("/building/sign-in/", sent).status_code == 302

        with as_the_owner():
            assert Presence.objects.filter(left_at__isnull=True).count() == 1

    def test_asks_before_it_signs_in_oneself_whom_the_door_signed_in(self, greets, hub, greeter):
        PresenceFactory(site=hub, signed_in_by=greeter, name=greeter.name.upper())
        sent = {"site": "acomb", "myself": "yes"}

        assert "is already signed in, since" in says(greets.post("/building/sign-in/", sent))
        with as_the_owner():
            assert Presence.objects.count() == 1

        for _ in range(2):
            greets.post("/building/sign-in/", sent | {"again": "yes"})
        assert greets.post("/building/sign-in/", sent | {"again": "yes"}).status_code == 302
        with as_the_owner():
            assert Presence.objects.count() == 2

    def test_asks_nothing_of_those_at_another_site(self, greets, other_hub, greeter_elsewhere):
        PresenceFactory(site=other_hub, signed_in_by=greeter_elsewhere, name="Bea")
        sent = {"site": "acomb", "name": "Bea", "kind": "STAFF", "presence_id": uuid7()}

        assert greets.post("/building/sign-in/", sent).status_code == 302

    def test_says_who_was_signed_in_and_out_beside_the_workers(self, greets, hub):
        sent = {"site": "acomb", "name": "Bea", "kind": "STAFF", "presence_id": uuid7()}

        response = greets.post("/building/sign-in/", sent)

        assert response["Location"].endswith("#workers")
        text = says(greets.get(response["Location"]))
        assert text.index(">Workers <") < text.index("Bea is signed in.")
        [onward] = set(re.findall(r'name="next" value="([^"]*#workers)"', text))

        response = greets.post(f"/building/{the(Presence).id}/sign-out/", {"next": onward})

        assert response["Location"].endswith("#workers")
        assert "Bea is signed out." in says(greets.get(response["Location"]))

    def test_says_that_one_is_signed_in_oneself_and_out(self, greets):
        sent = {"site": "acomb", "myself": "yes"}
        assert "You are signed in." in says(greets.post("/building/sign-in/", sent, follow=True))

        out = f"/building/{the(Presence).id}/sign-out/"
        assert "You are signed out." in says(greets.post(out, follow=True))

    def test_says_nothing_of_a_worker_at_another_site(self, as_, hub, greeter, greeter_elsewhere):
        sam = PresenceFactory(site=hub, signed_in_by=greeter)
        text = says(as_(greeter_elsewhere).get(f"/building/?worker={sam.id}"))
        assert "Sam" not in text

    def test_signs_out(self, greets, hub, greeter):
        sam = PresenceFactory(site=hub, signed_in_by=greeter)

        greets.post(f"/building/{sam.id}/sign-out/")

        assert the(Presence).left_at

    def test_does_not_sign_anybody_out_from_elsewhere(self, as_, hub, greeter, greeter_elsewhere):
        sam = PresenceFactory(site=hub, signed_in_by=greeter)

        assert as_(greeter_elsewhere).post(f"/building/{sam.id}/sign-out/").status_code == 404
        assert the(Presence).left_at is None

    def test_asks_before_everyone_has_gone_and_offers_to_undo(self, greets, visit, headcount, now):
        asked = says(greets.get("/building/everyone-has-gone/"))
        assert "8 people are marked as in" in asked
        sent = {"site": "acomb", "as_drawn_at": (now + HOUR).isoformat()}

        response = greets.post("/building/everyone-has-gone/", sent, follow=True)

        assert "8 people are marked as gone" in says(response)
        gone_at = the(Visit).confirmed_gone_at
        greets.post("/building/put-everyone-back/", {"site": "acomb", "at": gone_at.isoformat()})
        assert the(Visit).confirmed_gone_at is None

    @pytest.mark.parametrize("drawn_at", ["", "yesterday", "2026-03-02"])
    def test_asks_again_if_the_page_was_lost(self, greets, visit, drawn_at):
        sent = {"site": "acomb", "as_drawn_at": drawn_at}

        assert greets.post("/building/everyone-has-gone/", sent).status_code == 200
        assert the(Visit).confirmed_gone_at is None

    def test_keeps_those_from_earlier_until_somebody_makes_sure(
        self, greets, hub, greeter, visit, now
    ):
        old = VisitFactory(site=hub, welcomed_by=greeter, arrived_at=now - 13 * HOUR)
        assert "came in over 12 hours ago" in says(greets.get("/building/"))

        greets.post("/building/earlier-have-gone/", {"site": "acomb"})

        with as_the_owner():
            assert Visit.objects.get(pk=old.pk).confirmed_gone_at
            assert Visit.objects.get(pk=visit.pk).confirmed_gone_at is None

    @pytest.mark.parametrize(
        "tap", ["everyone-has-gone", "earlier-have-gone", "put-everyone-back", "sign-in"]
    )
    @pytest.mark.parametrize("role", ["greeter_elsewhere", "network_lead"])
    def test_is_not_emptied_by(self, as_, visit, role, tap, now, request):
        sent = {"site": "acomb", "as_drawn_at": now.isoformat(), "at": now.isoformat(), "name": "x"}

        response = as_(request.getfixturevalue(role)).post(f"/building/{tap}/", sent)

        assert response.status_code in (403, 404)
        assert the(Visit).confirmed_gone_at is None

    def test_for_those_who_only_look_has_no_buttons(self, as_, visit, network_lead):
        text = says(as_(network_lead).get("/building/?site=acomb"))

        assert "Jo" in text
        assert "/left/" not in text
        assert "everyone-has-gone" not in text

    def test_asks_as_much_for_twenty_as_for_one(self, greets, hub, greeter, now, visit):
        def ask():
            with CaptureQueriesContext(connection) as asked:
                greets.get("/building/?site=acomb")
            return len(asked)

        HeadcountFactory(site=hub, welcomed_by=greeter)
        ask()
        few = ask()
        for _ in range(20):
            VisitFactory(site=hub, person=PersonFactory(sites=[hub]), welcomed_by=greeter)
            HeadcountFactory(site=hub, welcomed_by=greeter)
            PresenceFactory(site=hub, signed_in_by=greeter)
        assert ask() == few


class TestTheFireRoll:
    def test_has_everyone_a_box_each_and_how_many_there_are(
        self, greets, hub, greeter, visit, nameless, headcount
    ):
        PresenceFactory(site=hub, signed_in_by=greeter, name="Sam", kind="VOLUNTEER")

        response = greets.get("/building/roll/")

        text = says(response)
        for words in ["Fire roll: Acomb", "10 people", "Jo", "No name", "Knitting", "Sam"]:
            assert words in text
        assert text.count("frontdoor-tick__box") == 4

    def test_shows_what_people_need_to_get_out(self, greets, hub, greeter, now):
        person = PersonFactory(known_as="Zed", sites=[hub], needs=["STEP_FREE"])
        VisitFactory(site=hub, person=person, welcomed_by=greeter, arrived_at=now)

        assert "Step-free" in says(greets.get("/building/roll/"))

    def test_says_who_is_a_child_alone(self, greets, hub, greeter, visit, now):
        VisitFactory(site=hub, welcomed_by=greeter, arrived_at=now, child_alone=True)
        assert says(greets.get("/building/roll/")).count("a child alone") == 1

        zed = PersonFactory(known_as="Zed", sites=[hub])
        for arrived_at in (now, now - 13 * HOUR):
            person = zed if arrived_at == now else None
            VisitFactory(
                site=hub, person=person, welcomed_by=greeter, arrived_at=arrived_at,
                child_alone=True,
            )  # fmt: skip

        text = says(greets.get("/building/roll/"))
        assert text.count("a child alone") == 3
        assert 'Zed, <span class="frontdoor-note">a child alone</span>' in text
        assert says(greets.get("/building/")).count("A child alone") == 3
