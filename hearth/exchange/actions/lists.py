"""Bringing a list in: looked over first, then brought in whole in one transaction, or not."""

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from hearth.directory.finding.publishing import publish
from hearth.directory.models import Service, Term
from hearth.exchange.actions.bringing.around import bring_places, bring_providers
from hearth.exchange.actions.bringing.disputes import claim_of_others
from hearth.exchange.actions.bringing.entries import Entries
from hearth.exchange.actions.bringing.ground import BROUGHT_IN, CHANGED, Ground, ground_for
from hearth.exchange.actions.bringing.kept import keep
from hearth.exchange.actions.bringing.outcomes import Outcome, Verdict
from hearth.exchange.actions.bringing.twins import look_for_twins
from hearth.exchange.lists.files import read
from hearth.exchange.lists.said import Book, TagSaid, TermSaid
from hearth.exchange.models import BroughtList, Holds, ListState
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.sheets.words import CannotRead, Wrong

PACKED, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How a spreadsheet's file begins. What begins otherwise is none, whatever it is called."""
KEPT_FOR = timedelta(days=7)
"""How long a file waits to be looked over before it is let go."""


class ListRefused(Refused):
    """The list cannot be brought in. Its message says why."""


class _OnlyLooking(Exception):
    """Undoes what was done, to see what it would be."""


@transaction.atomic
def take_list(
    *,
    by: Actor,
    source: str,
    name: str,
    content: bytes,
    holds: Holds = Holds.SERVICES,
    default_offer: Term | None = None,
) -> BroughtList:
    """
    Take a file in and see what it comes to. Nothing of it is in the directory yet.

    :raises NotAllowed: if the actor does not keep the directory
    :raises CannotRead: if the file cannot be read
    :raises ListRefused: if it does not say whose list it is
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    source = " ".join(source.split())
    if not source:
        raise ListRefused("Say whose list it is.")
    row = BroughtList(source=source, holds=holds, default_offer=default_offer, brought_by_id=by.id)
    called_xlsx = name.lower().endswith(".xlsx")
    if called_xlsx and content.strip() and content[:4] not in (PACKED, OLD_EXCEL):
        raise CannotRead(
            "That file is called .xlsx, but it is not a spreadsheet. "
            "Open it where it was made, save it as .xlsx or .csv, and bring that in."
        )
    row.name = name[:200]
    _look(row, content, by)
    row.content = base64.b64encode(zlib.compress(content)).decode()
    row.save()
    audit.note(by=by, verb="took in a list", subject=row)
    return row


@transaction.atomic
def bring_in(*, by: Actor, brought: BroughtList, now: datetime) -> BroughtList:
    """
    Bring a list in, all of it that can be.

    :raises ListRefused: if it was brought in or set aside meanwhile, or nothing of it can be
    """
    row = _waiting(by, brought)
    outcomes, touched, ground = _bring(row, _content(row), by)
    if all(each.verdict == Verdict.REFUSED for each in outcomes):
        raise ListRefused("Nothing of this list can be brought in.")
    publish(touched)
    _say(row, outcomes)
    row.state, row.done_at, row.content = ListState.BROUGHT_IN, now, ""
    row.save()
    audit.note(by=by, verb="brought in a list", subject=row)
    for verdict, verb in ((Verdict.NEW, BROUGHT_IN), (Verdict.CHANGED, CHANGED)):
        ids = [each.service_id for each in outcomes if each.verdict == verdict and each.service_id]
        ground.wrote(verb, [Service(id=each) for each in ids])
    for verb, rows in ground.trail.items():
        audit.note_each(by=by, verb=verb, subjects=rows)
    return row


@transaction.atomic
def set_aside(*, by: Actor, brought: BroughtList, now: datetime) -> BroughtList:
    """Bring in nothing of a list, and keep nothing of its file."""
    row = _waiting(by, brought)
    row.state, row.done_at, row.content, row.found = ListState.SET_ASIDE, now, "", ""
    row.save()
    audit.note(by=by, verb="set aside a list", subject=row)
    return row


@transaction.atomic
def let_go_of_old(*, by: Actor, now: datetime) -> int:
    """Let go of files that nobody went on with, and return how many."""
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    old = BroughtList.objects.filter(state=ListState.TO_LOOK_OVER, recorded_at__lt=now - KEPT_FOR)
    return old.update(state=ListState.SET_ASIDE, done_at=now, content_sealed=b"", found_sealed=b"")


@transaction.atomic
def note_taken_out(*, by: Actor) -> None:
    """Write down that somebody took the whole directory away in a file, contacts and all."""
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    assert isinstance(by, Model)
    audit.note(by=by, verb="took the directory out", subject=by)


def _waiting(by: Actor, brought: BroughtList) -> BroughtList:
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    row = BroughtList.objects.select_for_update(of=("self",)).get(id=brought.id)
    if row.state != ListState.TO_LOOK_OVER:
        raise ListRefused("This list has been dealt with already.")
    return row


def _content(row: BroughtList) -> bytes:
    """:raises ListRefused: if the file is not there any more"""
    if not row.content:
        raise ListRefused("The file of this list is gone. Bring it in again.")
    return zlib.decompress(base64.b64decode(row.content))


def _look(row: BroughtList, content: bytes, by: Actor) -> None:
    """Do it, see what it came to, and undo it: so what is shown is what will be."""
    outcomes: list[Outcome] = []
    try:
        with transaction.atomic():
            outcomes, _, _ = _bring(row, content, by)
            raise _OnlyLooking
    except _OnlyLooking:
        _say(row, outcomes)


def _say(row: BroughtList, outcomes: list[Outcome]) -> None:
    row.found = json.dumps([asdict(each) for each in outcomes], default=str, ensure_ascii=False)
    counts = Counter(each.verdict.value for each in outcomes)
    row.counts = {verdict.value: counts[verdict.value] for verdict in Verdict}


def _bring(row: BroughtList, content: bytes, by: Actor) -> tuple[list[Outcome], list[UUID], Ground]:
    """
    Write all that a list says.

    :raises CannotRead: if the file cannot be read
    """
    book = read(content, holds=row.holds, source=row.source)
    ground = ground_for(
        book,
        source=row.source,
        by=by,
        today=timezone.localdate(),
        default_offer=row.default_offer,
    )
    try:
        words = _bring_words(book, ground)
        providers = bring_providers(book, ground)
        bring_places(book, ground)
    except Wrong as wrong:
        raise CannotRead(f"{wrong}.") from wrong
    entries = Entries(book.services, ground)
    outcomes = entries.bring()
    keep(entries.rewritten, ground)
    look_for_twins(outcomes)
    others = [] if book.services else [*words, *providers]
    disputes = claim_of_others(ground)
    ground.wrote(BROUGHT_IN, ground.words.written)
    return [*others, *outcomes, *disputes], _to_publish(entries.touched, ground), ground


def _to_publish(touched: list[UUID], ground: Ground) -> list[UUID]:
    """Return the services that must be made findable anew: whose place or provider moved too."""
    moved = Q(provider__in=ground.moved) | Q(at_locations__location__in=ground.moved)
    also: Iterable[Any] = (
        Service.objects.filter(moved).values_list("id", flat=True) if ground.moved else []
    )
    return list(dict.fromkeys([*touched, *also]))


def _bring_words(book: Book, ground: Ground) -> list[Outcome]:
    """Write down the words of a list; of a list of nothing else, say what each came to."""
    there = set(ground.words.by_id)
    outcomes = []
    for taxonomy in book.taxonomies:
        before = len(ground.words.taxonomies)
        row = ground.words.taxonomy(taxonomy)
        is_new = len(ground.words.taxonomies) > before
        verdict = Verdict.NEW if is_new else Verdict.SAME
        outcomes.append(Outcome("A list of words", row.name, verdict))
        for said in taxonomy.terms:
            outcomes.append(_word(said, ground, there, in_taxonomy=row))
    outcomes += [_word(said, ground, there) for said in book.terms]
    for tag in _tags(book):
        if not tag.term.slug:
            ground.words.term(tag.term)
    ground.words.settle()
    return outcomes


def _word(said: TermSaid, ground: Ground, there: set[UUID], **where: Any) -> Outcome:
    term = ground.words.term(said, **where)
    verdict = Verdict.SAME if term.id in there else Verdict.NEW
    return Outcome(said.where or said.name, said.name, verdict, [term.taxonomy.name])


def _tags(book: Book) -> Iterable[TagSaid]:
    for provider in [*book.providers, *(each.provider for each in book.services if each.provider)]:
        yield from provider.tags
    for said in book.services:
        yield from said.tags or []
        for place in said.places or []:
            yield from place.tags
