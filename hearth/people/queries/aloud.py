"""What somebody is asked when it is read out to them what can be shared."""

import datetime
from collections.abc import Iterable
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
    stands: bool
    """The team, or some of it, may read it today, because they agreed."""


def to_ask_aloud(person: Person, *, site: Site, today: datetime.date) -> tuple[ToAsk, ...]:
    """Return the layers about which somebody is asked for a team: each of them, whatever stands."""
    standing = agreed_with_team(person, site=site, today=today)
    agreed = {layer for sharing in standing for layer in sharing.layers}
    return tuple(
        ToAsk(layer.value, layers_said([layer])[0], layer.value in agreed)
        for layer in Layer
        if layer != Layer.HELLO
    )


def agreed_with_team(person: Person, *, site: Site, today: datetime.date) -> list[Sharing]:
    """Return what somebody agreed to share with a site's team, or some of it, and stands today."""
    standing = Sharing.objects.standing(today).filter(person=person, with_site=site, basis="")
    return list(standing.order_by("id"))


def read_by_the_team(standing: Iterable[Sharing], *, site: Site) -> set[str]:
    """Return the layers that all who support people there read until somebody says stop."""
    team = role_at(site.id, Role.TEAM_MEMBER)
    lasting = (one for one in standing if one.until_on is None and team in one.audiences)
    return {layer for sharing in lasting for layer in sharing.layers}


def shared_besides(person: Person, *, site: Site, today: datetime.date) -> bool:
    """Test if something is shared beyond what a site's team agreed with them, and so goes on."""
    others = Sharing.objects.standing(today).shown(today).filter(person=person)
    return others.exclude(with_site=site, basis="").exists()
