"""
One story: somebody with only a nickname comes three times, and has told it once.

Then whoever should not see it tries, by address and by print. And at three in the morning the plan
is two taps away for those named, and nowhere for anybody else.
"""

import re
import secrets

import pytest
from playwright.sync_api import expect

from journeys.conftest import PHONE, Browser
from journeys.test_a_new_users_hour import Door

SITE, OTHER = "york-west", "clarence-street"
MATTERS = "The pigeons on the roof, and being asked about them"
WORST_DAY = "Put the kettle on. Do not ask me anything until it boils"
NO_ANSWER = "Leave it a week, then ask the lady at the bakery"
TOLD = (MATTERS, WORST_DAY, NO_ANSWER)
READ = (
    "", "plan", "plan/read/", "plan/card/", "about/", "about/read/", "support/", "conversation/",
    "conversation/read-back/", "conversation/matters/", "support/keep-in-touch/", "circle/",
    "support/contacts/", "story/worst-day/before/", "sharing", "sharing/sheet/", "who-has-looked",
)  # fmt: skip
"""Where it is read, printed and changed."""
ASK = """addresses => Promise.all(addresses.map(async at => {
    const answer = await fetch(at)
    return {status: answer.status, said: await answer.text()}
}))"""


@pytest.fixture
def visitor(chromium, york):
    """Return what opens a browser at 320 pixels, signed in as somebody of the cast."""
    opened = []

    def visitor(role, site, *, javascript=True):
        browser = Browser(chromium, york, size=PHONE, javascript=javascript)
        opened.append(browser)
        browser.sign_in(role, site)
        return browser

    yield visitor
    for browser in opened:
        browser.close()


def looks_well(browser):
    """Test that the page in hand has no barrier, and does not scroll sideways."""
    width = browser.page.evaluate("document.documentElement.scrollWidth")
    assert (browser.barriers(), width) == ([], PHONE["width"]), browser.page.url


def what_is_read(browser, person):
    """Return all that somebody reads of a record, at any address, and how each answered."""
    asked = [person + at for at in READ]
    answers = browser.page.evaluate(ASK, asked)
    statuses = {at: answer["status"] for at, answer in zip(READ, answers, strict=True)}
    return statuses, " ".join(answer["said"] for answer in answers)


def welcome(greeter, name, *, known):
    door = Door(greeter)
    door.open()
    if known:
        door.types(name[:9].lower())
        door.is_offered(name).click()
        door.welcomes_again(name)
    else:
        door.someone_new(name)
    door.says(f"{name} is welcomed")


def test_over_three_visits_a_story_is_told_once_and_nobody_else_reads_it(visitor):
    name = f"Kestrel {secrets.token_hex(2)}"
    greeter, worker = visitor("GREETER", SITE), visitor("TEAM_MEMBER", SITE)
    page = worker.page
    welcome(greeter, name, known=False)

    worker.go(f"/people/?q={name.replace(' ', '+')}")
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    person = re.search(r"/people/[0-9a-f-]{36}/", page.url)[0]
    worker.go(f"{person}conversation/")
    expect(page.get_by_text("You decide who may read this")).to_be_visible()
    looks_well(worker)
    for layer in ("About me", "My stay-well plan"):
        page.get_by_role("checkbox", name=layer).check()
    for role in ("Connectors", "Hub managers"):
        page.get_by_role("checkbox", name=role).uncheck()
    page.get_by_role("button", name="Share it").click()
    looks_well(worker)
    page.get_by_role("link", name="What matters to you?").click()
    page.get_by_label("their own words").first.fill(MATTERS)
    page.get_by_role("button", name="Save, and stop here").click()
    page.get_by_role("link", name="Put this into About me too").click()
    page.get_by_role("button", name="Save in About me").click()

    welcome(greeter, name, known=True)
    worker.go(f"{person}story/worst-day/")
    page.get_by_label("In their own words").fill(WORST_DAY)
    looks_well(worker)
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text(WORST_DAY)).to_be_visible()
    looks_well(worker)

    welcome(greeter, name, known=True)
    worker.go(f"{person}support/keep-in-touch/")
    page.get_by_label("When they come in").check()
    page.get_by_label("What do we do if there is no answer?").fill(NO_ANSWER)
    looks_well(worker)
    page.get_by_role("button", name=re.compile("Save|Agree")).first.click()
    looks_well(worker)
    mine = worker.go("/my-people/")
    if (find := mine.get_by_label("Find one of them")).count():
        find.fill(name)
        find.press("Enter")
    expect(mine.get_by_role("link", name=name, exact=True)).to_be_visible()
    worker.go(person)
    for words in (MATTERS, WORST_DAY):
        expect(page.get_by_role("main")).to_contain_text(words)
    looks_well(worker)
    statuses, said = what_is_read(worker, person)
    assert set(statuses.values()) == {200}
    assert all(words in said for words in TOLD)

    for role, site, answers in (
        ("GREETER", SITE, {200, 403}), ("CONNECTOR", SITE, {200, 403}),
        ("TEAM_MEMBER", OTHER, {404}), ("PARTNER_WORKER", OTHER, {404, 403}),
        ("BOARD_MEMBER", "", {404, 403}), ("INFORMATION_GOVERNANCE_LEAD", "", {404, 403}),
    ):  # fmt: skip
        statuses, said = what_is_read(visitor(role, site), person)
        assert set(statuses.values()) <= answers, (role, statuses)
        assert not [words for words in TOLD if words in said], role

    worker.go(f"{person}sharing")
    page.get_by_role("link", name=re.compile("Stop sharing")).click()
    page.get_by_role("button", name=re.compile("Stop")).click()
    expect(page.get_by_text("They can open it no more").first).to_be_visible()
    _, said = what_is_read(worker, person)
    assert not [words for words in TOLD if words in said]


def test_at_three_in_the_morning_the_plan_is_two_taps_away_for_those_named(visitor):
    greeter = visitor("GREETER", SITE)
    plan = greeter.go("/people/?q=Odette").get_by_role("main").get_by_role("link", name="Odette")
    person = re.search(r"/people/[0-9a-f-]{36}/", plan.first.get_attribute("href"))[0]
    door = Door(greeter)
    door.open()
    door.types("odette")
    door.is_offered("Odette").click()
    again, welcomed = door.page.get_by_label("In already"), door.page.get_by_label("Just now")
    expect(again.or_(welcomed).first).to_be_visible()
    if again.count():  # the journey has been this way before
        door.welcomes_again("Odette")
    door.says("Odette is welcomed")

    night = visitor("TEAM_MEMBER", SITE, javascript=False)
    page = night.go("/today/")
    taps = 1
    page.get_by_role("link", name="Plan of Odette").first.click()
    assert taps <= 2
    expect(page.get_by_role("main")).to_contain_text("Put the radio on low")
    expect(page.get_by_role("main")).to_contain_text("Ring my sister")
    night.picture("plan-at-night")
    night.go("/today/")  # wherever Odette is: the list of plans is as near
    page.get_by_role("link", name="Stay-well plans").click()
    page.get_by_role("link", name="Plan of Odette").first.click()
    expect(page.get_by_role("main")).to_contain_text("Put the radio on low")
    for role, site, status in (
        ("GREETER", SITE, 403), ("TEAM_MEMBER", OTHER, 404), ("PARTNER_WORKER", OTHER, 404),
    ):  # fmt: skip
        other = visitor(role, site, javascript=False)
        answer = other.page.goto(f"{other.address}{person}plan")
        assert answer.status == status, role
        assert "radio on low" not in answer.text()
        other.go("/today/")
        assert other.page.locator(f"a[href='{person}plan']").count() == 0
