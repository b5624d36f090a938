"""What a page says of keys and cookies is so, and advice on it is called no problem."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from hearth import design

ESCAPE = "Pressing Escape three times does the same."
SHOWN_BY_A_SCRIPT = f"<span data-exit-keys hidden>{ESCAPE}</span>"


@pytest.mark.parametrize("path", ["/me/", "/me/sign-in/", "/now/", "/"])
def test_escape_is_said_only_by_the_script_that_can_do_it(jos, path):
    html = jos.get(path).content.decode()
    assert html.count(ESCAPE) == html.count(SHOWN_BY_A_SCRIPT) == 1


def test_that_script_shows_it():
    script = Path(design.__file__).parent.joinpath("static/design/public.js").read_text()
    assert "[data-exit-keys]" in script


def test_as_many_cookies_are_kept_as_the_page_says(jos):
    html = jos.get("/me/rights/").content.decode()
    assert "Two cookies are kept while you are signed in" in html
    kept = {name for name, cookie in jos.cookies.items() if cookie.value}
    assert kept == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


def test_that_a_code_is_shown_once_is_no_problem(client, team_member, jo, jos):
    client.force_login(team_member)
    there = reverse("myhub:offered", args=[jo.id])
    pages = [
        client.post(there, {"do": "paper"}),
        client.post(reverse("people:card", args=[jo.id])),
    ]
    for response in pages:
        html = response.content.decode()
        box = html.partition("only time that the code is shown")[0].rpartition("hearth-message ")[2]
        assert 'role="status"' in box
        assert "Problem: " not in html
