"""What tests ask of a sheet, and of what was saved."""

import re

from hearth.foundation.acting import acting_as
from hearth.frontdoor.models import Headcount, Visit
from hearth.sheets import queries


def nothing_was_saved():
    return not (Visit.objects.exists() or Headcount.objects.exists())


def wrong(sheet, actor):
    with acting_as(actor):
        rows = queries.wrong_rows(sheet, actor=actor).rows
    return {row.number: row.why for row in rows}


def words(response):
    """Return what a page says, without its tags."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return " ".join(text.replace("&#39;", "'").replace("&#34;", '"').split())
