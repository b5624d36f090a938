"""Whom the words of a line about nobody name."""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from hearth.foundation.actors import Actor
from hearth.handover.queries.choices import may_be_written_of
from hearth.people.models import Person
from hearth.people.names import fold
from hearth.people.names.folding import HYPHEN
from hearth.people.queries import sight_of, visible_to
from hearth.places.models import Site

POSSESSIVE = re.compile(r"['’ʼ](?=s\b)", re.IGNORECASE)  # noqa: RUF001
"""What stands between a name and its s: Odette's tablets are Odette's."""


@dataclass(frozen=True)
class Named:
    """Somebody whom the words of a line name, and whom the writer may know."""

    person_id: UUID
    known_as: str
    is_shared: bool
    """The writer may write of them: their support is open to them."""


class NamedOnBoard(Protocol):
    """Says whom the board of a site names now, to this reader."""

    def __call__(self, site: Site, *, actor: Actor, now: datetime.datetime) -> Collection[UUID]: ...


def named_in(
    words: str, *, site: Site, actor: Actor, now: datetime.datetime, person: Person | None = None
) -> tuple[Named, ...]:
    """
    Return whom words name, by what they like to be called, of those whom the board of a site names
    and the writer may know. Case and accents do not matter; half a word is no name. Nor is a
    colleague's: their record is closed, and lines name those who work here all day.

    What the board names besides its lines stands in apps beside this one, which may not be named
    here: the settings name the question.

    :param person: whom the page was opened for: asked about too
    """
    ask: NamedOnBoard = import_string(settings.NAMED_ON_BOARD)
    near = set(ask(site, actor=actor, now=now)) | ({person.id} if person else set())
    opened = Person.objects.filter(id__in=sight_of(actor, now=now).opened)
    known = (visible_to(actor) | opened).filter(
        id__in=near, worker__isnull=True, died_recorded_at__isnull=True
    )
    found = {
        person_id: name for person_id, name in known.values_list("id", "known_as")
        if holds_name(words, name)
    }  # fmt: skip
    shared = {one for one, _ in may_be_written_of(found, actor=actor, now=now)}
    rows = [Named(one, name, one in shared) for one, name in found.items()]
    return tuple(sorted(rows, key=lambda row: (row.known_as.casefold(), row.person_id)))


def holds_name(words: str, name: str) -> bool:
    """Test if a name stands in words, whole: Jo is in “Jo’s coat”, and not in “join”."""
    return bool(fold(name)) and _apart(name) in _apart(words)


def _apart(said: str) -> str:
    """Return words in plain small letters, each between spaces."""
    return f" {re.sub(HYPHEN, ' ', fold(POSSESSIVE.sub(' ', said)))} "
