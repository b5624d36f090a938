"""What somebody is asked when it is read out to them what can be shared."""

import datetime
from dataclasses import dataclass

from django.db import models

from hearth.accounts.roles import Role
from hearth.foundation.audiences import role_at
from hearth.people.models import Layer, Person, Sharing
from hearth.people.queries.shared import LayerSaid, layers_said
from hearth.places.models import Site


class Answer(models.TextChoices):
    """What was said. Whoever is not sure shares nothing."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_SURE = "NOT_SURE", "Not sure"


@dataclass(frozen=True)
class ToAsk:
    """A layer about which somebody is asked."""

    layer: str
    said: LayerSaid


def to_ask_aloud(
    person: Person, *, site: Site, today: datetime.date
) -> tuple[tuple[ToAsk, ...], tuple[LayerSaid, ...]]:
    """Return the layers about which somebody is asked for a team, and those they said yes to."""
    team = role_at(site.id, Role.TEAM_MEMBER)
    standing = Sharing.objects.standing(today).filter(
        person=person, until_on=None, basis="", audiences__contains=[team]
    )
    agreed = {layer for layers in standing.values_list("layers", flat=True) for layer in layers}
    asked = [layer for layer in Layer if layer != Layer.HELLO and layer not in agreed]
    return (
        tuple(ToAsk(layer.value, layers_said([layer])[0]) for layer in asked),
        layers_said(agreed - {Layer.HELLO}),
    )
