"""
No wrong door: somebody is introduced to a group that answers by a link, meets, and likes it.

And what got no answer comes back to its owner, becomes an unmet need, and finds another way.
"""

import re
import secrets

import pytest
from playwright.sync_api import expect

from journeys.conftest import PHONE, Browser
from journeys.test_a_new_users_hour import Door

SITE = "york-west"
ASKED = "How do we ask the other side?"
WHEN = "Yes. Thursday at two, and ask for Ada"
LIKED = "They had wool in my colour. I am going again"


@pytest.fixture
def worker(chromium, york):
    browser = Browser(chromium, york, size=PHONE)
    yield browser
    browser.close()


def looks_well(browser):
    width = browser.page.evaluate("document.documentElement.scrollWidth")
    assert (browser.barriers(), width) == ([], PHONE["width"]), browser.page.url


def someone_shared_with(greeter, worker, name):
    """Welcome somebody new, let the team read what they do together; return their address."""
    greeter.sign_in("GREETER", SITE)
    door = Door(greeter)
    door.open()
    door.someone_new(name)
    door.says(f"{name} is welcomed")
    page = worker.sign_in("TEAM_MEMBER", SITE)
    worker.go(f"/people/?q={name.replace(' ', '+')}")
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    person = re.search(r"/people/[0-9a-f-]{36}/", page.url)[0]
    worker.go(f"{person}conversation/")
    page.get_by_role("checkbox", name="My support").check()
    page.get_by_role("button", name="Share it").click()
    return person


def test_a_group_answers_by_a_link_they_meet_and_it_fitted(phone, worker, provider):
    name = f"Linnet {secrets.token_hex(2)}"
    person = someone_shared_with(phone, worker, name)
    page = worker.go(f"{person}introductions/")
    page.get_by_role("link", name=f"Introduce {name}").click()
    page.get_by_label("What may help?").fill("knitting")
    page.get_by_role("button", name="Look").click()
    looks_well(worker)
    page.get_by_role("link", name="Introduce them to Knit and natter").click()
    looks_well(worker)
    page.get_by_role("link", name="Put them in touch").click()
    page.get_by_label("What do they hope for").fill("To sit with others and not have to talk")
    page.get_by_label(re.compile("name they like")).check()
    page.get_by_label(ASKED).select_option(index=1)
    page.get_by_label("What is next?").fill(f"Tell {name} what they say")
    looks_well(worker)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Read this out to {name}")
    looks_well(worker)
    page.get_by_label("They said so").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("It is yours until they have met")).to_be_visible()
    looks_well(worker)

    page.get_by_role("button", name="Make the link anew").click()
    link = re.search(r"/answer/[\w.-]+/", page.content())[0]
    theirs = provider.go(link)
    expect(theirs.get_by_text(name)).to_have_count(0)
    looks_well(provider)
    theirs.get_by_role("button", name="Send us a code").click()
    code = re.search(r"would be (\d{3} \d{3})", theirs.get_by_role("main").inner_text())[1]
    theirs.get_by_label("What is the code?").fill(code)
    theirs.get_by_role("button", name="Open it").click()
    expect(theirs.get_by_text(name).first).to_be_visible()
    looks_well(provider)
    theirs.get_by_label("Yes, they can come").check()
    theirs.get_by_label("In your own words").fill(WHEN)
    theirs.get_by_role("button", name="Send").click()
    expect(theirs.get_by_role("heading", name="Thank you")).to_be_visible()
    assert provider.context.cookies() == []

    worker.go("/today/")
    page.get_by_role("link", name=f"{name} and Knit and natter").click()
    expect(page.get_by_text(WHEN).first).to_be_visible()
    page.get_by_role("link", name="They have met").click()
    page.get_by_role("button", name=re.compile("Save|They have met")).click()
    page.get_by_role("link", name=f"What {name} says of it").click()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("In their words").fill(LIKED)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(LIKED).first).to_be_visible()
    looks_well(worker)

    theirs = provider.go(link)
    expect(theirs.get_by_text(name)).to_have_count(0)


def test_silence_comes_back_becomes_an_unmet_need_and_finds_another_way(worker):
    page = worker.sign_in("TEAM_MEMBER", SITE)
    worker.go("/today/")
    page.get_by_role("listitem").filter(has_text="No answer came").get_by_role(
        "link", name=re.compile("^(Odette and|The introduction of Odette)")
    ).click()
    expect(page.get_by_text("No answer came").first).to_be_visible()
    page.get_by_role("link", name="It could not happen like that").click()
    page.get_by_label("Nobody answered").check()
    needed = f"A garden that answers ({secrets.token_hex(2)})"
    page.get_by_label("What was needed?").fill(needed)
    page.get_by_label("What is the next idea?").fill("Go to the allotment with her")
    looks_well(worker)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("on the map of what is missing").first).to_be_visible()
    page.get_by_role("link", name="Look for another way").click()
    page.get_by_label("What may help?").fill("gardening")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("link", name=re.compile("Introduce them to")).nth(1).click()
    page.get_by_role("link", name="Go along with them").click()
    page.get_by_label("What is next?").fill("Walk there with her on Tuesday")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("It is yours until they have met")).to_be_visible()

    page = worker.sign_in("CONNECTOR")
    worker.go("/directory/needs/")
    expect(page.get_by_text(needed).first).to_be_visible()
