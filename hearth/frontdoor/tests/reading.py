"""Looking at what a page says, and at what it did."""

from html import unescape

from hearth.foundation.tests.factories import as_the_owner


def the(model):
    """Return the latest record of a kind, past every wall."""
    with as_the_owner():
        return model.objects.order_by("-recorded_at").first()


def says(response):
    """Return a page's words and markup, with its spaces put right."""
    return " ".join(unescape(response.content.decode()).split())
