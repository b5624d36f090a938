"""The welcome screen: few taps, no script needed, and nothing lost of what was typed."""

import datetime
import re
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import clock
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Headcount, Visit
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.frontdoor.tests.reading import forms_in, ids_in, rows, says, says_what_is_wrong
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory


class TestTheDoor:
    def test_offers_every_kind_of_welcome(self, door):
        text = door.get("/welcome/").content.decode()

        for words in ["Look for their name", "Just popping in", "Someone new", "A group", "Acomb"]:
            assert words in text

    def test_gives_each_form_an_id_of_its_own(self, door, jo):
        first, second = ids_in(door.get("/welcome/?q=jo")), ids_in(door.get("/welcome/"))

        assert len(first) >= 4
        assert len({*first, *second}) == len(first) + len(second)

    def test_is_never_kept_by_a_browser(self, door):
        assert "no-store" in door.get("/welcome/")["Cache-Control"]

    @pytest.mark.parametrize("role", ["board_member", "network_lead", "safeguarding_lead"])
    def test_is_not_for(self, client, role, request):
        client.force_login(request.getfixturevalue(role))

        assert client.get("/welcome/").status_code == 403
        assert client.post("/welcome/", {"visit_id": uuid7()}).status_code == 403

    def test_asks_those_with_several_sites_where_they_are(self, client, greeter, other_hub):
        GrantFactory(site=other_hub, role=Role.GREETER, user=greeter)
        client.force_login(greeter)

        response = client.get("/welcome/")

        assert response["Location"].startswith("/choose-site/")

    def test_of_another_site_is_not_there(self, door, other_hub):
        assert door.get("/welcome/?site=clifton").status_code == 404
        assert door.post("/welcome/", {"site": "clifton", "visit_id": uuid7()}).status_code == 404
        assert rows(Visit) == []

    def test_leads_at_once_to_what_is_further_down_on_a_phone(self, door):
        page = door.get("/welcome/").content.decode()

        for box in ("known_as", "how_many"):
            assert page.index(f'href="#{box}"') < page.index('id="results"')
            assert f'id="{box}"' in page


class TestJustPoppingIn:
    def test_is_one_tap(self, door):
        [form] = [
            form for form in forms_in(door.get("/welcome/")) if set(form) >= {"visit_id", "site"}
        ][:1]

        response = door.post("/welcome/", form, follow=True)

        [visit] = rows(Visit)
        assert str(visit.id) == form["visit_id"]
        assert "is welcomed, without a name" in response.content.decode()

    def test_sent_twice_is_one_visit(self, door):
        form = {"site": "acomb", "visit_id": uuid7(), "no_name": "yes"}

        for _ in range(2):
            assert door.post("/welcome/", form).status_code == 302
        assert len(rows(Visit)) == 1

    @pytest.mark.parametrize("form", [{}, {"site": "acomb"}, {"visit_id": uuid7()}])
    def test_counts_nobody_when_part_of_the_form_was_lost(self, door, form):
        response = door.post("/welcome/", form)

        assert rows(Visit) == []
        assert "Part of this page was lost" in response.content.decode()

    def test_is_looked_for_at_the_site_the_page_was_drawn_for(self, client, greeter, other_hub):
        GrantFactory(site=other_hub, role=Role.GREETER, user=greeter)
        client.force_login(greeter)
        page = client.get("/welcome/?site=acomb").content.decode()
        client.get("/welcome/?site=clifton")
        [address] = set(re.findall(r'data-search="([^"]*)"', page))

        found = client.post(address, {"q": "ze"})

        assert {form["site"] for form in forms_in(found) if "site" in form} == {"acomb"}

    def test_is_written_down_at_the_site_the_page_was_drawn_for(self, client, greeter, other_hub):
        """Even if another site was chosen since, in another tab."""
        GrantFactory(site=other_hub, role=Role.GREETER, user=greeter)
        client.force_login(greeter)
        client.get("/welcome/?site=acomb")
        client.get("/welcome/?site=clifton")

        response = client.post(
            "/welcome/", {"site": "acomb", "visit_id": uuid7(), "no_name": "yes"}
        )

        [visit] = rows(Visit)
        assert visit.site.slug == "acomb"
        assert "site=acomb" in response["Location"]

    def test_asks_the_database_little(self, door):
        door.get("/welcome/")
        door.post("/welcome/", {"site": "acomb", "visit_id": uuid7(), "no_name": "yes"})

        with CaptureQueriesContext(connection) as asked:
            door.post("/welcome/", {"site": "acomb", "visit_id": uuid7(), "no_name": "yes"})

        said = [query["sql"] for query in asked]
        own = [sql for sql in said if not re.match(r"(SET|SAVEPOINT|RELEASE)", sql)]
        assert [re.findall(r"(?:FROM|INTO) \"?(\w+)", sql)[0] for sql in own] == [
            "accounts_session",
            "places_site",
            "frontdoor_visit",
        ]


class TestSomebodyKnown:
    def test_is_two_letters_and_a_tap(self, door, jo):
        found = door.post("/welcome/", {"q": "jo"})
        [form] = [form for form in forms_in(found) if form.get("person") == str(jo.id)]

        response = door.post("/welcome/", form, follow=True)

        assert [visit.person_id for visit in rows(Visit)] == [jo.id]
        assert "<b>Jo</b> is welcomed" in response.content.decode()

    def test_is_found_by_an_address_too(self, door, jo):
        assert str(jo.id) in door.get("/welcome/?q=jo").content.decode()

    def test_is_shown_with_what_they_need(self, door, hub):
        PersonFactory(known_as="Zed", pronouns="they/them", needs=["BSL"], sites=[hub])

        text = door.get("/welcome/?q=ze").content.decode()

        assert "they/them" in text
        assert "British Sign Language" in text

    def test_says_that_they_are_in_already(self, door, visit):
        assert "In since" in door.get("/welcome/?q=jo").content.decode()

    @pytest.mark.parametrize("typed", ["liz", "Elizabeth", "LIZABETH", "elisabeth", "lz"])
    def test_is_found_by_other_forms_and_slips_of_the_keys(self, door, hub, typed):
        liz = PersonFactory(known_as="Elizabeth", sites=[hub])

        text = door.post("/welcome/", {"q": typed}).content.decode()

        assert (str(liz.id) in text) == (typed != "lz")

    def test_says_why_somebody_is_offered_and_when_they_were_here(self, door, hub):
        PersonFactory(known_as="Elizabeth", sites=[hub])

        text = unescape(door.post("/welcome/", {"q": "liz"}).content.decode())

        assert "Another form of that name. Last here today" in text

    def test_of_the_workers_other_site_is_found_after_those_of_this_one(
        self, client, hub, other_hub, greeter
    ):
        GrantFactory(site=other_hub, role=Role.GREETER, user=greeter)
        there = PersonFactory(known_as="Zed", sites=[other_hub])
        here = PersonFactory(known_as="Zeb", sites=[hub])
        client.force_login(greeter)

        page = client.post("/welcome/", {"site": "acomb", "q": "ze"})

        assert [form["person"] for form in forms_in(page) if "person" in form] == [
            str(here.id),
            str(there.id),
        ]

    def test_known_only_elsewhere_is_neither_found_nor_welcomed(self, door, other_hub):
        stranger = PersonFactory(known_as="Zed", sites=[other_hub])

        assert str(stranger.id) not in door.get("/welcome/?q=ze").content.decode()
        response = door.post(
            "/welcome/", {"site": "acomb", "visit_id": uuid7(), "person": stranger.id}
        )

        assert "We cannot find that person now" in response.content.decode()
        assert rows(Visit) == []

    @pytest.mark.parametrize("person", ["", "nobody", uuid4()])
    def test_who_is_nobody_is_told_plainly(self, door, person):
        response = door.post("/welcome/", {"visit_id": uuid7(), "person": person})

        assert re.search("cannot find that person|Part of this page", response.content.decode())
        assert rows(Visit) == []

    def test_searched_with_one_letter_is_not_found_yet_and_the_page_says_why(self, door, jo):
        page = door.post("/welcome/", {"q": "x"})
        text = page.content.decode()

        assert "People like" not in text
        assert "Type two letters or more" in text
        assert "Type two letters or more" not in door.get("/welcome/").content.decode()
        [form] = [form for form in forms_in(page) if form.get("known_as")]
        door.post("/welcome/", form)
        assert [person.known_as for person in rows(Person)] == ["Jo", "X"]

    @pytest.mark.parametrize(
        ("typed", "name"), [("wanda quill", "Wanda Quill"), ("wanda Quill", "wanda Quill")]
    )
    def test_looked_for_in_small_letters_is_offered_as_names_are_written(self, door, typed, name):
        page = door.post("/welcome/", {"q": typed})
        [form] = [form for form in forms_in(page) if form.get("known_as")]

        assert f"Someone new: {name}" in page.content.decode()
        assert f'value="{typed}"' in page.content.decode()
        door.post("/welcome/", form)
        assert [person.known_as for person in rows(Person)] == [name]

    def test_who_is_not_found_can_be_welcomed_as_someone_new_in_one_tap(self, door):
        page = door.post("/welcome/", {"q": "Ruth"})
        [form] = [form for form in forms_in(page) if form.get("known_as") == "Ruth"]

        door.post("/welcome/", form)

        assert [person.known_as for person in rows(Person)] == ["Ruth"]


class TestSomebodyWhoIsInAlready:
    @pytest.fixture
    def form(self, jo, visit):
        return {"site": "acomb", "visit_id": str(uuid7()), "person": str(jo.id)}

    def test_is_asked_about_and_nothing_is_written(self, door, form, visit):
        text = unescape(door.post("/welcome/", form).content.decode())

        assert "<b>Jo</b> is already in since" in text
        assert "Welcome again?" in text
        assert len(rows(Visit)) == 1

    def test_is_welcomed_with_one_tap_more_once_however_often_it_is_sent(self, door, form, visit):
        asked = forms_in(door.post("/welcome/", form))
        [meant] = [sent for sent in asked if "again" in sent]

        for _ in range(2):
            assert door.post("/welcome/", meant).status_code == 302
        assert {str(each.id) for each in rows(Visit)} == {str(visit.id), form["visit_id"]}
        assert "They came in again" in door.get(f"/visits/{visit.id}/").content.decode()
        assert "Not seen leaving yet" in door.get(f"/visits/{form['visit_id']}/").content.decode()

    def test_is_not_asked_about_when_the_same_form_is_sent_twice(self, door, hub, jo):
        form = {"site": "acomb", "visit_id": str(uuid7()), "person": str(jo.id)}

        for _ in range(2):
            assert door.post("/welcome/", form).status_code == 302
        assert len(rows(Visit)) == 1

    @pytest.mark.parametrize("gone", ["left", "undone", "long ago"])
    def test_is_not_asked_about_once_they_have_gone(self, door, form, visit, now, gone):
        changes = {
            "left": {"left_at": now},
            "undone": {"taken_back_at": now},
            "long ago": {"arrived_at": now - datetime.timedelta(hours=13)},
        }
        with as_the_owner():
            Visit.objects.update(**changes[gone])

        assert door.post("/welcome/", form).status_code == 302
        assert len(rows(Visit)) == 2

    def test_undone_again_is_in_as_before_and_the_page_says_so(self, door, form, visit):
        door.post("/welcome/", form | {"again": "yes"})
        page = door.post(f"/visits/{form['visit_id']}/undo/", follow=True)

        assert f"Undone. Jo is still in, since {clock(visit.arrived_at)}." in says(page)
        assert "is not written down as here" not in says(page)
        assert "Not seen leaving yet" in door.get(f"/visits/{visit.id}/").content.decode()


def test_nothing_is_wrong_with_a_door_that_was_only_opened(door):
    text = door.get("/welcome/").content.decode()

    assert "<title>Who has come in?" in text
    assert "nhsuk-error" not in text
    assert "aria-invalid" not in text


class TestSomeoneNew:
    def test_takes_a_name(self, door):
        response = door.post("/welcome/", {"visit_id": uuid7(), "known_as": "Liz"}, follow=True)

        assert "<b>Liz</b> is welcomed" in response.content.decode()

    def test_keeps_a_name_as_it_was_typed_into_its_own_box(self, door):
        door.post("/welcome/", {"visit_id": uuid7(), "known_as": "bell hooks"})

        assert [person.known_as for person in rows(Person)] == ["bell hooks"]

    @pytest.mark.parametrize("name", ["", "  ", "x" * 300])
    def test_without_a_name_that_can_be_one_says_so_and_loses_nothing(self, door, name):
        response = door.post("/welcome/", {"visit_id": uuid7(), "known_as": name})

        text = response.content.decode()
        assert says_what_is_wrong(text, "known_as")
        assert f'value="{name}"' in text
        assert (rows(Visit), rows(Person)) == ([], [])

    def test_keeps_markup_as_the_words_it_is(self, door):
        response = door.post(
            "/welcome/", {"visit_id": uuid7(), "known_as": "<script>alert(1)</script>"}, follow=True
        )

        assert "<script>alert" not in response.content.decode()

    def test_like_somebody_known_is_asked_about_and_never_blocked(self, door, jo):
        response = door.post("/welcome/", {"visit_id": uuid7(), "known_as": "Jo"}, follow=True)

        text = response.content.decode()
        assert len(rows(Visit)) == 1
        assert "Is it the same person?" in text
        assert "No, someone else" in text

    def test_who_was_known_after_all_is_put_right_in_one_tap(self, door, jo):
        page = door.post("/welcome/", {"visit_id": uuid7(), "known_as": "Jo"}, follow=True)
        [form] = [form for form in forms_in(page) if form.get("person") == str(jo.id)][:1]
        [visit] = rows(Visit)

        response = door.post(f"/visits/{visit.id}/who/", form, follow=True)

        [visit] = rows(Visit)
        assert visit.person_id == jo.id
        assert "<b>Jo</b> is welcomed" in response.content.decode()
        assert "Is it the same person?" not in response.content.decode()


class TestAGroup:
    @pytest.mark.parametrize(("typed", "number"), [("12", 12), (" 1,200 ", 1200)])
    def test_takes_a_number(self, door, typed, number):
        response = door.post(
            "/welcome/", {"visit_id": uuid7(), "how_many": typed, "what": "Knitting"}, follow=True
        )

        assert [row.how_many for row in rows(Headcount)] == [number]
        assert "people counted: Knitting" in response.content.decode()

    @pytest.mark.parametrize("typed", ["", "lots", "-3", "0", "5001", "1.5", "9" * 40, "²"])
    def test_that_is_no_number_says_so_and_loses_nothing(self, door, typed):
        response = door.post(
            "/welcome/", {"visit_id": uuid7(), "how_many": typed, "what": "Knitting"}
        )

        text = response.content.decode()
        assert says_what_is_wrong(text, "how_many")
        assert 'value="Knitting"' in text
        assert f'value="{typed}"' in text
        assert rows(Headcount) == []


class TestGarbage:
    @pytest.mark.parametrize("visit_id", ["nonsense", str(uuid4()), "0"])
    def test_for_an_id_is_told_plainly(self, door, visit_id):
        response = door.post("/welcome/", {"visit_id": visit_id})

        assert "Part of this page was lost" in response.content.decode()
        assert rows(Visit) == []

    def test_for_somebody_found_earlier_is_told_plainly(self, door, jo):
        response = door.post("/welcome/", {"visit_id": uuid7(), "person": jo.id, "found": "forged"})

        assert "Please find them again" in response.content.decode()
        assert rows(Visit) == []

    @pytest.mark.parametrize("welcomed", ["nonsense", uuid4(), ""])
    def test_in_the_address_is_passed_over(self, door, welcomed):
        assert door.get(f"/welcome/?welcomed={welcomed}&counted=x").status_code == 200

    def test_of_a_visit_elsewhere_shows_nothing(self, door, other_hub, greeter_elsewhere):
        theirs = VisitFactory(site=other_hub, welcomed_by=greeter_elsewhere)

        assert "is welcomed" not in door.get(f"/welcome/?welcomed={theirs.id}").content.decode()

    def test_null_characters_are_no_fault_of_ours(self, door):
        for sent in [{"known_as": "a\x00b"}, {"how_many": "\x00"}, {"q": "a\x00b"}]:
            response = door.post("/welcome/", {"visit_id": uuid7(), **sent}, follow=True)
            assert response.status_code == 200
