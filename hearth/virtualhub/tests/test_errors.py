"""Whatever is wrong, its page has the help that every page of the public's has."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hearth.config.errors import bad_request, fault, forbidden


def has_the_help(page):
    aside = re.search(r"<aside.*?</aside>", page, re.DOTALL)[0]
    return (
        all(number in aside for number in ("tel:999", "tel:111", "tel:116123", "sms:85258"))
        and "data-exit" in page
        and "I need to talk to someone now" in page
    )


@pytest.mark.parametrize(
    "path", ["/hubs/nowhere/", "/advice/nothing/", "/find/xyz/", "/no-such-page/", "/hubs/../x"]
)
def test_what_is_not_there(client, acomb, path):
    response = client.get(path)
    page = response.content.decode()

    assert response.status_code == 404
    assert has_the_help(page)
    assert "We can’t find that page" in page
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "no-store"


def test_a_worker_meets_their_own_page(client, acomb, greeter):
    client.force_login(greeter)

    assert "hearth-public" not in client.get("/no-such-page/").content.decode()
    assert has_the_help(client.get("/hubs/nowhere/").content.decode())


@pytest.mark.parametrize(("answer", "status"), [(bad_request, 400), (forbidden, 403)])
def test_what_cannot_be_read_or_opened(client, acomb, answer, status):
    request = client.get("/hubs/").wsgi_request
    response = answer(request, Exception())

    assert response.status_code == status
    assert has_the_help(response.content.decode())


@pytest.mark.parametrize("path", ["/", "/find/", "/whats-on.ics", "/robots.txt", "/oruk/"])
def test_what_can_only_be_read_says_so(client, acomb, path):
    response = client.post(path, {"words": "x"})

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert has_the_help(response.content.decode())
    assert "This page cannot take that" in response.content.decode()


@pytest.mark.parametrize("path", ["/tell/", "/confirm/abcdefghabcdefghabcdefgh/"])
def test_what_takes_forms_takes_nothing_else(client, acomb, path):
    response = client.put(path)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert has_the_help(response.content.decode())


class TestWhatIsTooLarge:
    def test_is_told_so_unread(self, client, sunday_tea):
        much = {"words": "x" * 2_000_001}
        tap, link = f"/find/{sunday_tea.id}/not-this/", "/confirm/abcdefghabcdefghabcdefgh/"
        for path in ("/tell/", f"/tell/{sunday_tea.id}/", tap, link):
            response = client.post(path, much)
            assert response.status_code == 413, path
            assert has_the_help(response.content.decode())
            assert "leave files out" in response.content.decode()

    def test_is_no_more_than_anybody_types(self, client, acomb):
        assert client.post("/tell/", {"words": "ж" * 10_000}).status_code == 200

    def test_may_not_hide_its_size(self, client, acomb):
        assert client.post("/tell/", {"words": "x"}, CONTENT_LENGTH="-1").status_code == 413


@pytest.mark.parametrize("path", ["/tell/", "/sign-in/"])
def test_a_file_is_kept_nowhere(client, acomb, path):
    file = SimpleUploadedFile("x.txt", b"0" * 900_000)
    request = client.post(path, {"words": "Tea", "file": file}).wsgi_request

    assert not request.FILES
    assert request.POST["words"] == "Tea"


class TestAFaultOfOurs:
    @pytest.fixture
    def _broken(self, client, monkeypatch):
        client.raise_request_exception = False
        monkeypatch.setattr("hearth.virtualhub.views.front.doors", lambda **asked: 1 / 0)

    @pytest.mark.usefixtures("_broken")
    def test_leaves_the_same_help_and_the_way_out(self, client, acomb):
        response = client.get("/now/")
        page = response.content.decode()

        assert response.status_code == 500
        assert has_the_help(page)
        assert "That is our fault, not yours" in page
        assert "York" in page
        assert response["Cache-Control"] == "no-store"

    @pytest.mark.usefixtures("_broken")
    def test_of_a_page_for_everybody_has_the_help_for_whoever_has_a_cookie(
        self, client, acomb, greeter
    ):
        client.force_login(greeter)

        assert has_the_help(client.get("/now/").content.decode())

    def test_is_the_team_s_for_who_may_be_a_worker(self, client, monkeypatch, acomb, greeter):
        client.raise_request_exception = False
        client.force_login(greeter)
        monkeypatch.setattr("hearth.accounts.views.signing_in._in_words", lambda *asked: 1 / 0)

        assert "hearth-public" not in client.get("/roles/").content.decode()

    def test_asks_the_database_nothing(self, rf, django_assert_num_queries, acomb):
        with django_assert_num_queries(0):
            response = fault(rf.get("/find/?q=tea"))

        assert has_the_help(response.content.decode())

    def test_of_leaving_leads_away_all_the_same(
        self, rf, django_assert_num_queries, settings, acomb
    ):
        with django_assert_num_queries(0):
            response = fault(rf.get(reverse("myhub:leave")))

        assert (response.status_code, response["Location"]) == (302, settings.QUICK_EXIT)
        assert "cookies" in response["Clear-Site-Data"]

    def test_of_the_page_s_own_frame_leaves_help_too(self, rf, monkeypatch):
        monkeypatch.setattr("hearth.design.errors.render_to_string", lambda *args: 1 / 0)
        page = fault(rf.get("/")).content.decode()

        assert all(each in page for each in ("tel:999", "tel:111", "tel:116123", "sms:85258"))
        assert f'href="{reverse("myhub:leave")}"' in page
        assert page.index("Leave this site") < page.index("<h1>") < page.index("<aside>")
