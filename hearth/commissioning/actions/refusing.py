"""How acts on money say no, and keep what a row said before."""

import json
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from hearth.commissioning.models import MoneyBefore
from hearth.foundation.actors import Actor
from hearth.foundation.errors import PartRefused
from hearth.people.actions.written import written


class MoneyRefused(PartRefused):
    """It cannot be written like that."""


checked = partial(written, refused=MoneyRefused)


def before_of(
    row_id: UUID, was: Mapping[str, Any], *, by: Actor, sites: Collection[UUID] = (),
    partners: Collection[UUID] = (),
) -> MoneyBefore:  # fmt: skip
    """
    Return what a row said before, to be added.

    :param sites: at which hubs it is seen
    :param partners: by which partners in a pot it is seen
    """
    before = MoneyBefore(
        row_id=row_id, sites=list(sites), partners=list(partners), changed_by_id=by.id
    )
    before.was = json.dumps(was, default=str, sort_keys=True)
    return before
