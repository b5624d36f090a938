"""
A new user's evening: on a small phone, with no account, from "my neighbour isn't coping" to a place
that is really open on Sunday, with how to get there.
"""

import re

from playwright.sync_api import expect


def test_from_a_neighbour_who_is_not_coping_to_a_door_that_is_open_on_sunday(phone):
    page = phone.go("/")
    expect(page.get_by_role("heading", name="Come as you are")).to_be_visible()
    phone.picture("public-front")
    page.get_by_role("main").get_by_role("link", name="Help someone else").click()

    expect(page.get_by_role("heading", name="What to say")).to_be_visible()
    expect(page.get_by_role("link", name="Ring 999").first).to_have_attribute("href", "tel:999")
    page.get_by_role("link", name="Somewhere to go on Sunday").click()

    expect(page.get_by_role("heading", name=re.compile("on Sundays"))).to_be_visible()
    found = page.locator(".hearth-found")
    assert found.count() >= 3
    here = found.filter(has=page.locator(".hearth-dated:not(.hearth-dated--old)"))
    here = here.filter(has_text=re.compile(r"[A-Z]{1,2}[0-9]{1,2} [0-9][A-Z]{2}"))
    name = here.first.get_by_role("link").first.inner_text()
    phone.picture("public-found")
    here.first.get_by_role("link", name=name).click()

    expect(page.get_by_role("heading", name=name)).to_be_visible()
    main = page.get_by_role("main")
    expect(main.get_by_text(re.compile(r"^Confirmed ")).first).to_be_visible()
    expect(main.get_by_text(re.compile(r"Sunday|every day", re.I)).first).to_be_visible()
    way = main.get_by_role("link", name=re.compile("How to get to|OpenStreetMap"))
    expect(way.first).to_be_visible()
    assert phone.context.cookies() == []


def test_a_door_that_is_open_on_sunday_says_how_to_get_there(phone):
    page = phone.go("/hubs/")
    page.locator(".hearth-found__name a").first.click()

    sunday = page.locator(".hearth-week div").filter(has_text="Sunday")
    expect(sunday).not_to_contain_text("Closed")
    expect(page.get_by_role("heading", name="How to get there")).to_be_visible()
    expect(
        page.get_by_text("You don’t need a referral, a diagnosis or an appointment.")
    ).to_be_visible()
    phone.picture("public-hub")


def test_the_same_evening_without_javascript(without_javascript):
    page = without_javascript.go("/find/")
    page.get_by_label("What would help?").fill("lonley sunday")
    page.get_by_role("button", name="Search").click()

    expect(page.get_by_text("We read “lonley” as “lonely”")).to_be_visible()
    assert page.locator(".hearth-found").count() >= 3


def test_now_leads_to_a_number_and_to_an_open_door(phone):
    page = phone.go("/")
    page.get_by_role("link", name="I need to talk to someone now").first.click()

    expect(page.get_by_role("link", name="Ring 116 123").first).to_be_visible()
    assert page.locator("#open-now ~ ul .hearth-found").count() >= 1
    phone.picture("public-now")
