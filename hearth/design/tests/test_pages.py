"""What stands round every page, the pages for when something is wrong, and the gallery."""

import re
from pathlib import Path

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

from hearth.config.settings import tiles_from
from hearth.design import errors, security, urls
from hearth.design.jinja import DRAWINGS
from hearth.design.tests.reading import read

TEMPLATES = Path(__file__).parents[1] / "templates"
PAGE = '{% extends "design/page.jinja" %}'
SIGNED_IN = '{% extends "design/page.jinja" %}{% block account %}{% endblock %}'
COMPONENTS = {
    "back", "bars", "empty", "filters", "flags", "heat", "inset", "meaning", "message", "pages",
    "person", "progress", "search", "steps", "summary", "table", "tabs", "tag", "tap", "tile",
    "undo", "waiting", "warning",
}  # fmt: skip
gallery = urls.urlpatterns[0].callback
PLACES = [("Welcome", "/welcome/", False), ("Today", "/today/", True)]


@pytest.fixture
def request_for():
    return RequestFactory().get


def test_a_page_without_anything_known_still_draws(draw):
    page = read(draw(PAGE, title="Hello"))

    assert page.all("title")[0].words == "Hello \N{EN DASH} Hearth"
    assert not page.all("nav")
    assert not page.all("form")
    assert page.all("main")[0].attributes["id"] == "maincontent"
    assert page.all("a", class_="nhsuk-skip-link")[0].attributes["href"] == "#maincontent"


def test_a_page_says_where_one_is_and_where_one_can_go(draw):
    page = read(
        draw(SIGNED_IN, title="Today", partnership_name="York", site="Acomb", navigation=PLACES)
    )

    links = {a.words: a.attributes.get("aria-current") for a in page.all("nav")[0].all("a")}
    assert links == {"Welcome": None, "Today": "page"}
    assert page.all("title")[0].words == "Today \N{EN DASH} York \N{EN DASH} Hearth"
    assert page.all("p", class_="hearth-header__site")[0].words == "You are at Acomb"


def test_the_menu_folds_without_a_script(draw):
    page = draw(SIGNED_IN, title="Today", navigation=PLACES)

    assert re.search(r"</details>\s*<div class=\"hearth-header__fold\">", page)


def test_names_in_the_header_are_only_words(draw):
    page = draw(SIGNED_IN, title="<b>", partnership_name="<script>", site="<i>", navigation=[])

    assert "<script>" not in page
    assert "<i>" not in page


def test_the_demonstration_says_so_on_every_page_and_others_do_not(draw):
    ribbon = "everybody here is invented"

    assert ribbon in draw(PAGE, title="Hello", demonstration=True)
    assert ribbon not in draw(PAGE, title="Hello")


def test_the_sources_of_what_we_know_about_places_are_named(draw):
    assert "Contains OS data © Crown copyright" in draw(PAGE, title="Hello")


def test_a_page_reloads_itself_only_when_its_reader_asked_for_that(draw):
    assert "http-equiv" not in draw(PAGE, title="Today")
    asked = draw(PAGE, title="Today", refresh_every=60)
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in asked


@pytest.mark.parametrize(
    ("level", "role", "looks"),
    [
        (constants.SUCCESS, "status", "hearth-message--success"),
        (constants.INFO, "status", "hearth-message--information"),
        (constants.WARNING, "alert", "hearth-message--trouble"),
        (constants.ERROR, "alert", "hearth-message--trouble"),
    ],
)
def test_messages_are_said_according_to_what_they_are(draw, level, role, looks):
    page = read(draw(PAGE, title="Hello", messages=[Message(level, "Done")]))

    (message,) = page.all("main")[0].all(role=role)
    assert looks in (message.attributes["class"] or "")
    assert message.words.endswith("Done")


@pytest.mark.parametrize(
    ("answer", "status", "heading"),
    [
        (errors.bad_request, 400, "That didn't make sense to us"),
        (errors.forbidden, 403, "You can't open this page"),
        (errors.page_too_old, 403, "This page was open too long"),
        (errors.not_found, 404, "We can't find that page"),
        (errors.fault, 500, "Sorry, something has gone wrong"),
    ],
)
def test_something_wrong_is_said_warmly_and_asks_the_database_nothing(
    request_for, answer, status, heading
):
    response = answer(request_for("/"))  # without the database: a question to it would fail here

    assert response.status_code == status
    assert read(response.content.decode()).all("h1")[0].words == heading


def test_a_fault_still_says_whom_to_ring(request_for):
    page = errors.fault(request_for("/")).content.decode()

    assert all(f'href="tel:{number}"' in page for number in ("999", "111", "116123"))


def test_a_fault_in_the_fault_page_still_gets_an_answer(request_for, monkeypatch):
    def broken(template):
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", broken)

    response = errors.fault(request_for("/"))
    assert response.status_code == 500
    assert b"something has gone wrong" in response.content
    assert b"116 123" in response.content


def test_the_gallery_shows_every_component(request_for):
    response = gallery(request_for("/design/"))
    page = response.content.decode()

    assert response.status_code == 200
    read(page)
    shown = set(re.findall(r"hearth-[a-z-]+", page))
    assert {f"hearth-{component}" for component in COMPONENTS} <= shown


def test_the_gallery_shows_every_drawing(request_for):
    page = read(gallery(request_for("/design/")).content.decode())
    (shown,) = page.all(class_="hearth-gallery__icons")

    assert [one.words for one in shown.all("li")] == DRAWINGS


def test_a_drawing_that_is_not_there_is_not_quietly_left_out(draw):
    assert "icons.svg#cup" in draw('{{ icon("cup") }}')
    with pytest.raises(LookupError, match="teapot"):
        draw('{{ icon("teapot") }}')


def test_a_drawing_speaks_only_where_no_words_do(draw):
    assert 'aria-hidden="true"' in draw('{{ icon("cup") }}')
    assert 'role="img" aria-label="Tea &amp; cake"' in draw('{{ icon("cup", "Tea & cake") }}')


def test_the_gallery_finds_people_by_what_is_typed(request_for):
    page = read(gallery(request_for("/design/", {"q": "zo"})).content.decode())
    (results,) = page.all(id="results")

    assert [one.words for one in results.all("li", class_="hearth-person")] == [
        "Zoë they/them waiting 12 minutes Welcome Zoë"
    ]
    assert results.all(**{"data-says": "1 person found"})


def test_no_template_has_a_style_or_a_script_inside(request_for):
    pages = [path.read_text() for path in TEMPLATES.rglob("*.jinja")]
    pages.append(gallery(request_for("/design/")).content.decode())

    for page in pages:
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?! type=\"module\" src=)", page)


def test_only_our_own_templates_are_ours():
    assert type(engines["jinja"]).__name__ == "Templates"


@pytest.mark.parametrize("name", security.HEADERS)
def test_every_answer_carries_the_headers_that_keep_it_safe(request_for, name):
    answered = security.content_security_policy(lambda request: HttpResponse("Hello"))

    assert answered(request_for("/"))[name] == security.HEADERS[name]


def test_the_policy_lets_nothing_in_but_ours():
    rules = dict(rule.split(" ", 1) for rule in security.POLICY.split("; "))

    assert rules["default-src"] == "'none'"
    assert set(rules.values()) <= {"'none'", "'self'"}
    assert "unsafe" not in security.POLICY


def test_a_map_s_ground_may_come_from_the_one_host_that_was_chosen():
    ours = dict(rule.split(" ", 1) for rule in security.policy("").split("; "))
    chosen = security.policy("https://tiles.example.org/{z}/{x}/{y}.png")
    theirs = dict(rule.split(" ", 1) for rule in chosen.split("; "))

    assert ours == dict(
        rule.split(" ", 1) for rule in security.policy("/own/{z}/{x}/{y}").split("; ")
    )
    assert theirs == ours | {"img-src": "'self' https://tiles.example.org"}


@pytest.mark.parametrize(
    "template",
    ["tiles.example.org/{z}/{x}/{y}", "https://a.org/{z}", "https://a.org/{z}/{x}/{y} *"],
)
def test_an_address_that_cannot_be_a_map_s_is_refused(template):
    with pytest.raises(SystemExit, match="HEARTH_TILES"):
        tiles_from(template)


@pytest.mark.parametrize("template", ["", "/own/{z}/{x}/{y}.png", "https://a.org/{z}/{x}/{y}.png"])
def test_an_address_that_can_be_a_map_s_is_taken(template):
    assert tiles_from(template) == template
