"""The kinds of record for which an organisation decides how long it keeps them."""

from django.db import models


class Kind(models.TextChoices):
    """A kind of record. What of it lies in which app is said by kind_of."""

    RECORD = "RECORD", "Who they are, their story, plan and circle"
    SUPPORT = (
        "SUPPORT",
        "What was done together: contacts, goals, meetings, introductions, handover",
    )
    VISITS = "VISITS", "Whose visits they were"
    MESSAGES = "MESSAGES", "What was sent, and what they wrote to a hub"
    SAFETY = "SAFETY", "Worries and safety concerns"
    INCIDENTS = "INCIDENTS", "Incidents, and how to come in safely"


_OF_APP = {
    "people": Kind.RECORD,
    "rights": Kind.RECORD,
    "erasing": Kind.RECORD,
    "support": Kind.SUPPORT,
    "diary": Kind.SUPPORT,
    "introductions": Kind.SUPPORT,
    "handover": Kind.SUPPORT,
    "outcomes": Kind.SUPPORT,
    "frontdoor": Kind.VISITS,
    "sheets": Kind.VISITS,
    "outgoing": Kind.MESSAGES,
    "letterbox": Kind.MESSAGES,
    "safety": Kind.SAFETY,
    "incidents": Kind.INCIDENTS,
}


def kind_of(app: str) -> Kind:
    """
    Return of which kind an app's records are.

    :raises LookupError: if nobody said: a new app has to, or nobody knows when its records go
    """
    try:
        return _OF_APP[app]
    except KeyError:
        raise LookupError(f"Say of which kind the records of {app} are") from None
