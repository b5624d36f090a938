"""
Our form fields are the NHS design system's, element for element.

We write them out because its macros are a dozen times slower. These tests draw both.
"""

import json

import pytest

from hearth.design import nhs
from hearth.design.tests.reading import Element, read

WELL = [("well", "Well"), ("ok", "OK")]


class OneOfEach(nhs.Form):
    words = nhs.TextField(label="Name", help_text="Any name", width="10", suffix="please")
    many_words = nhs.LongTextField(label="Note", help_text="A line or two")
    secret = nhs.PasswordField(label="Password", help_text="Long")
    one = nhs.ChoiceField(WELL, label="Feeling", help_text="Now", hints={"ok": "So so"})
    some = nhs.ManyField(WELL, label="Feelings", help_text="Lately", hints={"ok": "So so"})
    chosen = nhs.ChoiceField(WELL, label="Site", help_text="Where", as_select=True)
    day = nhs.DateField(label="Born", help_text="For example, 27 3 1968")
    sheet = nhs.FileField(label="Sheet", help_text="Yesterday's", kinds=(".csv",))


BASE = {
    "words": {"autocomplete": "off", "width": "10", "suffix": "please", "value": ""},
    "many_words": {"autocomplete": "off", "rows": 4, "value": ""},
    "secret": {"autocomplete": "current-password", "classes": "nhsuk-input--width-20"},
    "one": {},
    "some": {},
    "chosen": {},
    "day": {},
    "sheet": {"attributes": {"accept": ".csv"}},
}
MACROS = {
    "words": ("input", "input"),
    "many_words": ("textarea", "textarea"),
    "secret": ("password-input", "passwordInput"),
    "one": ("radios", "radios"),
    "some": ("checkboxes", "checkboxes"),
    "chosen": ("select", "select"),
    "day": ("date-input", "dateInput"),
    "sheet": ("file-upload", "fileUpload"),
}


def asked_of_nhs(field, code):
    """Return what their macro is told, to draw what ours draws."""
    label = {"text": field.label, "size": "s"}
    asked = BASE[field.name] | {
        "id": field.name,
        "name": field.name,
        "hint": {"text": field.help_text},
    }
    if field.errors:
        asked["errorMessage"] = {"text": field.errors[0]}
    if field.name in {"one", "some"}:
        items = [{"value": "well", "text": "Well"}]
        items.append({"value": "ok", "text": "OK", "hint": {"text": "So so"}})
        return asked | {"idPrefix": field.name, "fieldset": {"legend": label}, "items": items}
    if field.name == "chosen":
        items = [{"value": code, "text": words} for code, words in WELL]
        return asked | {"label": label, "items": items}
    if field.name == "day":
        parts = [("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4)]
        items = [
            {
                "id": f"day-{part}",
                "name": f"day-{part}",
                "label": words,
                "width": width,
                "value": "",
                "autocomplete": "off",
                "inputmode": "text" if part == "month" else "numeric",
                "error": bool(field.errors) and code in {part, "required"},
            }
            for part, words, width in parts
        ]
        return asked | {"fieldset": {"legend": label}, "items": items}
    return asked | {"label": label}


def without_what_differs_on_purpose(page: Element) -> Element:
    """
    Leave out what we add or drop knowingly.

    We add aria-invalid. Their scripts for radios, checkboxes and file upload we do not ship, so
    data-module is not on ours, and nor is the id their radios put on the group beside the same id
    on the first button. spellcheck is theirs to default on some fields.
    """
    for one in page.all():
        for name in ["aria-invalid", "data-module", "spellcheck"]:
            one.attributes.pop(name, None)
        group = (one.attributes.get("class") or "").split()[:1]
        if group in (["nhsuk-radios"], ["nhsuk-checkboxes"]):
            one.attributes.pop("id", None)
    return page


@pytest.mark.parametrize("name", MACROS)
@pytest.mark.parametrize("data", [None, {}], ids=["fresh", "wrong"])
def test_ours_is_the_same_as_theirs(draw, name, data):
    field = OneOfEach(data)[name]
    code = field.errors.as_data()[0].code if field.errors else ""
    folder, macro = MACROS[name]
    theirs = draw(
        f'{{% from "nhsuk/components/{folder}/macro.jinja" import {macro} %}}'
        f"{{{{ {macro}(asked) }}}}",
        asked=json.loads(json.dumps(asked_of_nhs(field, code))),
    )
    ours = draw('{% from "design/form.jinja" import draw %}{{ draw(field) }}', field=field)

    assert "nhsuk" in theirs
    assert (
        without_what_differs_on_purpose(read(ours)).shape()
        == without_what_differs_on_purpose(read(theirs)).shape()
    )


def test_our_summary_of_problems_is_the_same_as_theirs(draw):
    form = OneOfEach({"words": "Jo"})
    form.add_error(None, "Nobody is on shift")
    ours = draw('{% from "design/form.jinja" import problems %}{{ problems(form) }}', form=form)
    errors = [{"text": "Nobody is on shift"}]
    errors += [
        {"text": field.errors[0], "href": f"#{field.name}{'-day' if field.name == 'day' else ''}"}
        for field in form
        if field.errors
    ]
    theirs = draw(
        '{% from "nhsuk/components/error-summary/macro.jinja" import errorSummary %}'
        '{{ errorSummary({"titleText": "There is a problem", "errorList": errors}) }}',
        errors=errors,
    )

    assert len(errors) == 8
    assert read(ours).shape() == read(theirs).shape()
