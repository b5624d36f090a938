"""What the door says after a welcome, and finding somebody who is not in its list."""

import datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import ChildAlert, Conversation, Visit
from hearth.frontdoor.tests.reading import forms_in, rows
from hearth.people.finding import key_of_card, key_of_name
from hearth.people.models import FindingKey
from hearth.people.tests.factories import PersonFactory


class TestAfterAWelcome:
    @pytest.fixture
    def came(self, door):
        response = door.post("/welcome/", {"visit_id": uuid7(), "known_as": "Liz"})
        [visit_id] = parse_qs(urlsplit(response["Location"]).query)["welcomed"]
        return visit_id

    def test_would_like_to_talk_is_one_tap(self, door, came):
        response = door.post(f"/visits/{came}/wants-to-talk/", follow=True)

        assert [str(each.visit_id) for each in rows(Conversation)] == [came]
        assert "Liz would like to talk" in response.content.decode()

    def test_a_child_alone_is_one_tap(self, door, came):
        response = door.post(f"/visits/{came}/child-alone/", follow=True)

        assert [str(each.visit_id) for each in rows(ChildAlert)] == [came]
        assert "A child alone" in response.content.decode()

    def test_undo_is_one_tap(self, door, came):
        response = door.post(f"/visits/{came}/undo/", follow=True)

        assert [visit.taken_back_at is not None for visit in rows(Visit)] == [True]
        assert "Undone" in response.content.decode()

    @pytest.mark.parametrize(
        ("lead", "seen", "words"),
        [
            (True, False, "whoever keeps people safe here still sees that a child came in alone, "
             "and is asked to check."),
            (False, False, "the hub manager and the team still see that a child came in alone, "
             "and are asked to check."),
            (True, True, "whoever keeps people safe here saw that a child had come in alone: "
             "please ask them to check."),
        ],
    )  # fmt: skip
    def test_undo_of_a_child_alone_says_one_thing(
        self, door, came, now, lead, seen, words, request
    ):
        if lead:
            request.getfixturevalue("safeguarding_lead")
        door.post(f"/visits/{came}/child-alone/")
        if seen:
            with as_the_owner():
                ChildAlert.objects.update(seen_at=now)

        response = door.post(f"/visits/{came}/undo/", follow=True)

        text = " ".join(unescape(response.content.decode()).split())
        assert f"Undone, but {words}" in text
        assert "is not written down as here" not in text
        assert "has been told" not in text

    def test_names_nobody_in_an_address(self, door, came):
        assert "Liz" not in door.get(f"/welcome/?welcomed={came}").request["QUERY_STRING"]


class TestNotInTheList:
    @pytest.fixture
    def stranger(self, other_hub):
        person = PersonFactory(known_as="Ada", sites=[other_hub])
        with as_the_owner():
            for kind, key in [
                ("NAME_AND_BIRTH", key_of_name("adaobi", datetime.date(1980, 2, 3))),
                ("CARD", key_of_card("CDFGHJKM")),
            ]:
                FindingKey.objects.create(
                    person=person, kind=kind, key=key, known_at=person.known_at
                )
        return person

    NAME = {
        "full_name": "Ada Obi", "born_on-day": "3", "born_on-month": "2", "born_on-year": "1980",
    }  # fmt: skip

    @pytest.mark.parametrize("typed", [NAME, {"card": "cdfg-hjkm"}], ids=["name", "card"])
    def test_is_found_by_what_only_they_could_say_or_carry(
        self, door, stranger, typed, monkeypatch
    ):
        monkeypatch.setattr("hearth.people.actions.finding._count_on_its_own", lambda *_: None)
        page = door.post("/welcome/find/", {"site": "acomb", **typed})
        [form] = [form for form in forms_in(page) if form.get("person") == str(stranger.id)]

        door.post("/welcome/", form)

        assert [visit.person_id for visit in rows(Visit)] == [stranger.id]

    def test_is_not_found_by_half(self, door, stranger):
        page = door.post("/welcome/find/", {"site": "acomb", **self.NAME, "full_name": "Ada"})

        assert str(stranger.id) not in page.content.decode()
        assert "full name" in page.content.decode()

    def test_keeps_what_was_typed(self, door):
        page = door.post("/welcome/find/", {"site": "acomb", "full_name": "Ada Obi"})

        assert 'value="Ada Obi"' in page.content.decode()
        assert "Enter their date of birth" in page.content.decode()

    def test_is_not_for_another_site(self, door, other_hub):
        assert door.get("/welcome/find/?site=clifton").status_code == 404
