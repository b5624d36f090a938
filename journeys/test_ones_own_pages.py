"""
Somebody reads on a borrowed phone who has looked, stops one sharing, asks for everything that
is kept, and leaves nothing behind.

Once with a script, and once without; and then on a phone of their own, with a passkey.
"""

import re

import pytest
from playwright.sync_api import expect

from journeys.conftest import PHONE, Browser

WEATHER = "https://www.bbc.co.uk/weather"
"""Where whoever leaves is led. Nothing answers there in a journey."""


@pytest.fixture(params=[True, False], ids=["with a script", "without"])
def borrowed(request, chromium, york):
    browser = Browser(chromium, york, size=PHONE, javascript=request.param)
    yield browser
    browser.context.close()
    assert [line for line in browser.trouble if WEATHER not in line] == []


def test_somebody_reads_who_has_looked_stops_one_sharing_asks_for_all_and_leaves(borrowed):
    page = borrowed.be_themselves("Odette")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Odette")
    assert page.title() == "My page"
    borrowed.picture("own-page")

    page = borrowed.go("/me/who-has-looked/")
    looks = page.locator(".hearth-look").filter(has_text="your stay-well plan")
    expect(looks.first).to_be_visible()

    page = borrowed.go("/me/sharing/")
    page.get_by_label("My support", exact=True).check()
    chosen = page.get_by_label("Who may read it?")
    chosen.select_option(index=1)
    page.get_by_role("button", name="I agree").click()
    before = page.get_by_role("button", name="Stop this").count()
    page.get_by_role("button", name="Stop this").last.click()
    expect(
        page.get_by_role("heading", name=re.compile("^(Stop it|Who may read what)"))
    ).to_be_visible()
    sure = page.get_by_role("button", name="Yes, stop it")
    if sure.count():  # what is under way would stop with it, and is named first
        sure.click()
    expect(page.get_by_role("button", name="Stop this")).to_have_count(before - 1)
    expect(page.get_by_role("status").first).to_contain_text("They cannot read it")

    page = borrowed.go("/me/rights/")
    page.get_by_label("A copy of everything").check()
    page.get_by_label("Which hub is to answer you?").select_option(index=0)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("region", name="What you asked")).to_contain_text("answers by")

    page = borrowed.go("/me/rights/")  # asked before, the answer came by a form: no way back
    with page.expect_request(WEATHER):
        page.get_by_role("link", name="Leave this site").click()
    page.wait_for_load_state()
    assert [cookie["name"] for cookie in borrowed.context.cookies()] == []
    page.go_back()
    expect(page.get_by_text("Odette")).to_have_count(0)
    borrowed.go("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to my page")


def test_a_passkey_opens_them_again_on_ones_own_phone(phone):
    page = phone.be_themselves("Tamsin")
    keys = phone.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }})  # fmt: skip

    page = phone.go("/me/ways-in/")
    page.get_by_label("What do you call this phone").fill("My phone")
    page.get_by_role("button", name="Make a passkey here").click()
    expect(page.get_by_role("heading", name="A passkey: My phone").last).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")

    page = phone.go("/me/passkey/")
    page.get_by_role("button", name="Sign in with my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Tamsin")
    phone.go("/me/ways-in/")
    page.get_by_role("button", name="A passkey My phone").last.click()


def test_a_daughter_reads_what_her_mother_lets_her_until_it_is_ended(phone):
    page = phone.be_themselves("Rosalie")
    page.get_by_role("main").get_by_role("link", name="Odette", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Odette")
    expect(page.get_by_text("Put the radio on low")).to_be_visible()
    expect(page.get_by_text("And how are you?")).to_be_visible()
    read = page.url

    page = phone.be_themselves("Odette")
    looks = phone.go("/me/who-has-looked/").locator(".hearth-look")
    expect(looks.filter(has_text="My daughter Rosalie").first).to_be_visible()
    hers = re.compile("End this now.*My daughter Rosalie")
    phone.go("/me/carers/").get_by_role("button", name=hers).click()
    expect(page.get_by_role("status").first).to_contain_text("Ended")

    page = phone.be_themselves("Rosalie")
    expect(page.get_by_text("What Odette let you read has ended")).to_be_visible()
    assert page.goto(read).status == 404
    expect(page.get_by_text("radio")).to_have_count(0)
