"""Looking at what a page says, and at what it did."""

import re
from html import unescape

from hearth.foundation.tests.factories import as_the_owner


def the(model):
    """Return the latest record of a kind, past every wall."""
    with as_the_owner():
        return model.objects.order_by("-recorded_at").first()


def says(response):
    """Return a page's words and markup, with its spaces put right."""
    return " ".join(unescape(response.content.decode()).split())


def rows(model):
    with as_the_owner():
        return list(model.objects.order_by("recorded_at"))


def forms_in(page):
    """Return what each form of a page would send."""
    text = unescape(page.content.decode())
    return [
        dict(re.findall(r'<(?:input|button)[^>]* name="(\w+)"[^>]* value="([^"]*)"', form))
        for form in re.findall(r"<form.*?</form>", text, re.S)
    ]


def says_what_is_wrong(text, box):
    """Test that a page says what is wrong with a box: in its title, above, and at the box."""
    [field] = re.findall(rf'<input[^>]* id="{box}"[^>]*>', text)
    at_the_box = re.search(rf'id="{box}-error"><span[^>]*>Error: </span>(.+)</span>', text)[1]
    return (
        "<title>Error: " in text
        and 'data-module="nhsuk-error-summary"' in text
        and f'<a href="#{box}">{at_the_box}</a>' in text
        and 'aria-invalid="true"' in field
        and f'aria-describedby="{box}-hint {box}-error"' in field
        and text.count('aria-invalid="true"') == 1
    )


def ids_in(page):
    return [form["visit_id"] for form in forms_in(page) if "visit_id" in form]
