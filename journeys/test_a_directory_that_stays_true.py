"""A directory that stays true: a provider confirms in one tap, and what is missing is seen."""

import re

from playwright.sync_api import expect


def test_a_provider_gets_a_link_and_confirms_in_one_tap(tablet, provider):
    page = tablet.sign_in("CONNECTOR")
    tablet.go("/directory/?q=chess")
    page.locator("main a[href*='/directory/entries/']").first.click()
    entry, name = page.url, page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Make a link or a letter for them").click()
    link = re.search(r"/confirm/[\w=.-]+/", page.content())[0]

    theirs = provider.go(link)
    expect(theirs.get_by_text(name).first).to_be_visible()
    assert provider.barriers() == []
    provider.picture("provider-link")
    theirs.get_by_role("button", name="Yes, all of this is right").click()

    expect(theirs.get_by_role("heading", name="Thank you")).to_be_visible()
    assert provider.context.cookies() == []
    page.goto(entry)
    expect(page.get_by_text("Confirmed today by the people who run it")).to_be_visible()


def test_a_connector_sees_what_people_looked_for_in_vain(tablet, phone):
    phone.go("/find/?q=unicycle+polo")
    expect(phone.page.get_by_text("unicycle").first).to_be_visible()

    page = tablet.sign_in("CONNECTOR")
    tablet.go("/directory/searches/")

    expect(page.get_by_text("unicycle polo").first).to_be_visible()
    tablet.picture("searches")
