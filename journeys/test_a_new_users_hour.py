"""A new user's first hour: at the door, with the team, with a sheet, with a report."""

import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import expect

SITE = "york-west"
NEWCOMERS = [
    "Marigold Finch", "Zé", "Old Tom", "Siobhán", "Ngozi", "Dot", "Ravi Lamb", "Mrs Peel",
    "Anouk", "Big Al",
]  # fmt: skip


class Door:
    """The welcome screen, as a greeter uses it, counting taps as one hand would."""

    def __init__(self, browser):
        self.browser, self.page, self.taps = browser, browser.page, 0

    def open(self):
        self.browser.go(f"/welcome/?site={SITE}")
        self.taps = 0

    def tap(self, name, *, exact=False):
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.taps += 1

    def says(self, words):
        expect(self.page.get_by_label("Just now")).to_contain_text(words)

    def popping_in(self):
        self.tap("Just popping in")
        self.says("Somebody is welcomed, without a name")

    def someone_new(self, name):
        self.page.get_by_label("Someone new").fill(name)
        self.page.locator("form:has(#known_as)").get_by_role("button").click()
        self.taps += 2
        self.says(f"{name} is welcomed")

    def a_group(self, number):
        self.page.get_by_label("A group").fill(str(number))
        self.tap("Count them")
        self.says(f"{number} people counted")

    def types(self, letters):
        self.page.get_by_label("Look for their name").press_sequentially(letters, delay=30)
        self.taps += 1

    def is_offered(self, name):
        offered = self.page.locator("#results").get_by_role("button", name=re.compile(name))
        expect(offered.first).to_be_visible()
        return offered.first

    def welcomes_again(self, name):
        """Say yes: they are in already, for they were welcomed a moment ago."""
        asks = self.page.get_by_label("In already")
        expect(asks).to_contain_text(f"{name} is already in since")
        self.tap("Yes, welcome again")


@pytest.fixture
def door(tablet):
    tablet.sign_in("GREETER", SITE)
    door = Door(tablet)
    door.open()
    return door


def test_twenty_people_of_every_kind_are_welcomed_in_few_taps(door):
    kinds = [door.popping_in, lambda: door.a_group(6)]
    for n, newcomer in enumerate(NEWCOMERS):
        door.open()
        kinds[n % 2]()
        assert door.taps < 4
        door.open()
        door.someone_new(newcomer)
        assert door.taps < 4
    door.browser.picture("welcome")


def test_somebody_is_found_again_by_a_misspelt_name(door):
    door.someone_new("Wilhelmina Ashdown")
    door.open()

    door.types("wilhelmnia")

    door.is_offered("Wilhelmina Ashdown").click()
    door.welcomes_again("Wilhelmina Ashdown")
    door.says("Wilhelmina Ashdown is welcomed")


def test_two_letters_and_a_tap_welcome_somebody_known(door):
    door.someone_new("Qadir")
    door.open()

    door.types("qa")
    door.is_offered("Qadir").click()

    door.welcomes_again("Qadir")
    door.says("Qadir is welcomed")
    assert door.taps <= 3


def test_a_wrong_tap_is_undone(door):
    door.someone_new("Peregrine")
    door.tap("Undo")
    door.says("Undone")


def test_a_conversation_is_taken_once(door, chromium, york):
    door.someone_new("Oluwaseun")
    door.tap("Would like to talk")
    door.says("would like to talk")

    team = door.browser.__class__(chromium, york, size={"width": 1280, "height": 900})
    team.sign_in("TEAM_MEMBER", SITE)
    page = team.go(f"/today/?site={SITE}")
    row = page.locator("li").filter(has_text="Oluwaseun").first
    expect(row).to_contain_text("waiting")
    team.picture("today")
    row.get_by_role("button", name="I'll go").click()

    row = page.locator("li").filter(has_text="Oluwaseun").first
    expect(row).to_contain_text("With you since")
    row.get_by_role("button", name="We have talked").click()
    expect(page.locator("#talk + ul, #talk + p").first).not_to_contain_text("Oluwaseun")
    team.close()


def test_the_fire_roll_names_who_is_in_and_prints(door):
    door.someone_new("Clementine")
    page = door.browser.go(f"/building/roll/?site={SITE}")

    expect(page.get_by_role("main")).to_contain_text("Clementine")
    door.browser.picture("roll")
    page.emulate_media(media="print")
    assert page.locator("header").first.is_hidden()


SHEET = """Date,Time,Name,How many
02/03/2026,10:15,Juniper Wilde,
02/03/2026,10:30,,
02/03/2026,11,,12
31/02/2026,11:00,Nobody,
02/03/2026,25:00,Someone,
02/03/2026,,,many
02/03/2026,half past,Rowan,
"""


def test_a_sheet_with_bad_rows_says_why_and_changes_nothing_twice(tablet, tmp_path: Path):
    file = tmp_path / "yesterday.csv"
    unique = secrets.token_hex(4)  # each run brings in a sheet of its own
    file.write_text(SHEET.replace("Juniper", f"Juniper {unique}"))
    tablet.sign_in("HUB_MANAGER", SITE)

    def bring_in():
        page = tablet.go(f"/sheets/file/?site={SITE}")
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Read the rows").click()
        return page

    page = bring_in()
    main = page.get_by_role("main")
    expect(main).to_contain_text("4 rows cannot be brought in")
    expect(main).to_contain_text("must be a real date")
    expect(main).to_contain_text("Nothing has been saved yet")
    tablet.picture("sheet")
    page.get_by_role("button", name="Bring in 3 rows").click()
    expect(main).to_contain_text("3 rows brought in")

    page = bring_in()
    expect(page.get_by_role("main")).to_contain_text("brought in before")
    assert page.get_by_role("button", name="Bring in").count() == 0


def test_the_network_lead_reads_the_report_and_opens_a_number(tablet):
    tablet.sign_in("NETWORK_LEAD")
    page = tablet.go("/reports/attendance?from=2026-01-01&to=2026-06-30")
    main = page.get_by_role("main")

    expect(main).to_contain_text("visits by people known by name")
    expect(main).to_contain_text("A regular is someone known by name")
    tablet.picture("report")
    main.locator("a.hearth-opens, .hearth-tile[href]").first.click()
    expect(page.get_by_role("main").locator("table")).to_be_visible()


def test_the_door_works_without_javascript(without_javascript):
    without_javascript.sign_in("GREETER", SITE)
    door = Door(without_javascript)
    door.open()
    door.popping_in()
    door.someone_new("Thaddeus")
    door.open()

    door.page.get_by_label("Look for their name").fill("thadeus")
    door.page.get_by_role("button", name="Search").click()
    door.is_offered("Thaddeus").click()
    door.welcomes_again("Thaddeus")

    door.says("Thaddeus is welcomed")


def test_the_door_works_by_keyboard_alone(door):
    page = door.page
    box = page.get_by_label("Look for their name")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("Bartholomew")
    page.keyboard.press("Enter")
    door.says("Bartholomew is welcomed")

    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    popping_in = page.get_by_role("button", name="Just popping in")
    expect(popping_in).to_be_focused()
    door.says("Bartholomew is welcomed")
    page.keyboard.press("Enter")
    door.says("without a name")


def test_typing_a_name_as_soon_as_the_page_is_there_writes_nothing_down(door):
    door.page.keyboard.type("pat")

    expect(door.page.get_by_label("Look for their name")).to_have_value("pat")
    door.page.keyboard.press("Escape")
    door.page.locator("h1").click()
    door.page.keyboard.type("pgn")
    expect(door.page.get_by_label("Just now")).to_have_count(0)
