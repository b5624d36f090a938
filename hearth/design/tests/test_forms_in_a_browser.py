"""Sending forms, and keys that move the focus and press nothing, in Chromium."""

from playwright.sync_api import expect

SLOW_FORM = """<form method="post" action="/"><button name="way" value="door">Send</button></form>
    <script type="module" src="/static/design/hearth.js"></script>"""


def test_a_form_is_sent_once_however_often_it_is_pressed(open_page, site):
    site.draw("/", SLOW_FORM)
    page = open_page("/")
    page.evaluate(
        """() => { window.sent = 0; document.addEventListener('submit', (event) => {
             if (!event.defaultPrevented) { window.sent += 1; } event.preventDefault(); }) }"""
    )

    send = page.get_by_role("button", name="Send")
    send.dblclick()
    send.click()
    assert page.evaluate("window.sent") == 1


def test_the_button_that_was_pressed_goes_with_the_form(open_page, site):
    site.draw("/", SLOW_FORM)
    page = open_page("/")

    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    assert [one[3] for one in site.asked if one[0] == "POST"] == ["way=door"]


def test_a_key_moves_the_focus_and_presses_nothing(open_page):
    page = open_page()
    page.evaluate(
        """() => { window.pressed = []; for (const one of document.querySelectorAll('.hearth-tap'))
             one.addEventListener('click', () => window.pressed.push(one.dataset.key)) }"""
    )

    box = page.get_by_label("Who has come in?")
    page.keyboard.press("p")
    expect(page.locator("[data-key=p]")).to_be_focused()
    assert page.evaluate("window.pressed") == []
    page.keyboard.press("Enter")
    assert page.evaluate("window.pressed") == ["p"]
    page.keyboard.press("Control+g")
    for key in ("/", "s"):
        page.keyboard.press(key)
        expect(box).to_be_focused()
        page.keyboard.press("Escape")
        expect(box).not_to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("n/")
    assert page.evaluate("window.pressed") == ["p"]
    expect(box).to_have_value("n/")


def test_keys_can_be_turned_off_and_stay_off(open_page):
    page = open_page()
    page.get_by_text("Keyboard shortcuts").click()
    page.get_by_label("Use these keys on this device").uncheck()
    page.reload()

    page.keyboard.press("/")
    expect(page.get_by_label("Who has come in?")).not_to_be_focused()
    page.get_by_text("Keyboard shortcuts").click()
    expect(page.get_by_label("Use these keys on this device")).not_to_be_checked()
