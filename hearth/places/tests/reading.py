"""Reading what a page says, as a browser would, and the trail that an act leaves."""

import html
import re

from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner


def words(response):
    """The page's text, without its tags, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def seen(response):
    """What the page's form carries unseen."""
    found = re.search(r'name="seen" value="([^"]*)"', response.content.decode())
    return html.unescape(found[1])


def trail_of(record):
    """What has been done to a record, in order."""
    with as_the_owner():
        lines = AuditLine.objects.filter(subject_id=record.id).order_by("at", "pk")
        return list(lines.values_list("verb", flat=True))
