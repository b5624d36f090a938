"""The kinds of record for which an organisation decides how long it keeps them."""

from django.db import models


class Kind(models.TextChoices):
    """A kind of record. What of it lies in which app is said by kind_of."""

    RECORD = "RECORD", "Who they are, their story, plan and circle"
    SUPPORT = "SUPPORT", "What was done together: contacts, goals, meetings, introductions"
    VISITS = "VISITS", "Whose visits they were"
    MESSAGES = "MESSAGES", "What was sent"
    SAFETY = "SAFETY", "Worries and safety concerns"
    INCIDENTS = "INCIDENTS", "Incidents, and how to come in safely"


_OF_APP = {
    "people": Kind.RECORD,
    "support": Kind.SUPPORT,
    "diary": Kind.SUPPORT,
    "introductions": Kind.SUPPORT,
    "frontdoor": Kind.VISITS,
    "outgoing": Kind.MESSAGES,
    "safety": Kind.SAFETY,
    "incidents": Kind.INCIDENTS,
}


def kind_of(app: str) -> Kind:
    """Return of which kind an app's records are: of the record itself, unless said otherwise."""
    return _OF_APP.get(app, Kind.RECORD)
