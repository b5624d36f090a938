"""Introductions that go on, and in whose hands they are."""

from django.db.models.functions import Coalesce

from hearth.foundation.actors import Actor
from hearth.introductions.queries.rows import open_introductions
from hearth.people.models import Person
from hearth.people.queries.under_way import ALONG, INTRODUCTION, InHand


def under_way_with(person: Person, *, actor: Actor) -> list[InHand]:
    """Return who looks after each and who goes along, as far as the actor may read it."""
    rows = open_introductions(actor).filter(person=person).order_by("next_on", "id")
    to = Coalesce("service__name", "site__name", "colleague__name")
    found: list[InHand] = []
    for row_id, owner, goes_with, name in rows.values_list("id", "owner", "goes_with", to):
        found.append(InHand(INTRODUCTION, row_id, name or "", owner))
        if goes_with:
            found.append(InHand(ALONG, row_id, name or "", goes_with))
    return found
