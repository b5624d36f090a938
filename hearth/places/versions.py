"""
What a page showed of a record, so that two people who change it at once lose nothing.

A form carries, unseen, what it was drawn from. When it comes back, an action
compares that with what stands there now. Only what the form itself covers is
compared: one may change the address while another changes the parking.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from hearth.foundation.errors import Refused

Facts = Mapping[str, Any]


class ChangedMeanwhile(Refused):
    """Somebody else changed the same things after this page was drawn."""

    def __init__(self, seen: Facts, facts: Facts, changed: tuple[str, ...]) -> None:
        super().__init__(
            "Somebody else changed this while you had the page open. Nothing of yours is saved "
            "yet. Look at what they changed, then save again."
        )
        self.seen = seen
        """What the page showed, as it was written down."""
        self.facts = facts
        """All that the page covers, by the names of fields, as it stands now."""
        self.changed = changed
        """The names of what they changed."""


def facts_of(record: Model, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what stands in these fields, as plain values. A linked record is its id."""
    attributes = {field.name: field.attname for field in record._meta.concrete_fields}
    return {name: getattr(record, attributes[name]) for name in names}


def written_down(facts: Facts) -> str:
    """Return facts as text for a form to carry."""
    return json.dumps(facts, default=str, sort_keys=True)


def is_what_was_seen(name: str, value: Any, seen: Facts) -> bool:
    """Test if a value, or the record it stands for, is what a page showed."""
    value = value.pk if isinstance(value, Model) else value
    return name in seen and bool(json.loads(written_down({name: value}))[name] == seen[name])


def insist_unchanged(seen: str | None, facts: Facts) -> None:
    """
    Insist that the facts are as they were when a page was drawn.

    :param seen: what that page carried; None if the change does not come from a page
    :raises ChangedMeanwhile: if any of them differs
    """
    if seen is None:
        return
    then, now = _read(seen), json.loads(written_down(facts))
    changed = tuple(name for name in facts if name not in then or then[name] != now[name])
    if changed:
        raise ChangedMeanwhile(then, facts, changed)


def _read(seen: str) -> dict[str, Any]:
    """Return what a page carried. What cannot be read differs from everything."""
    try:
        read = json.loads(seen)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
