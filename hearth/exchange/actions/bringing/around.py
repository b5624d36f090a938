"""Organisations and places of a list: found among ours, or written down."""

from collections.abc import Iterable
from typing import Any

from hearth.directory.actions import providers, where
from hearth.directory.finding.words import plain
from hearth.directory.models import Location, Provider, ProviderContact, Tagged
from hearth.directory.our_sites import say_which_are_ours
from hearth.exchange.actions.bringing.ground import BROUGHT_IN, CHANGED, Ground, in_groups, known
from hearth.exchange.actions.bringing.merging import differences, disputed, mark, proper
from hearth.exchange.actions.bringing.outcomes import Outcome, Verdict
from hearth.exchange.lists.checked import identifier
from hearth.exchange.lists.said import Book, ContactSaid, PlaceSaid, ProviderSaid, TagSaid
from hearth.exchange.oruk.keeping import Said, difference
from hearth.exchange.oruk.whole import Whole
from hearth.places import geo


def bring_providers(book: Book, ground: Ground) -> list[Outcome]:
    """Find or write down every organisation that a list speaks of, and say what each came to."""
    said = _richest([*book.providers, *(each.provider for each in book.services if each.provider)])
    ours = known(Provider, ground.source, [*said, *(each.provider_id for each in book.services)])
    ground.providers.update(ours)
    others = _Others(said.values(), ground)
    fresh: list[tuple[Provider, ProviderSaid]] = []
    outcomes = []
    for source_id, each in said.items():
        row = ours.get(source_id) or others.find(each)
        verdict = Verdict.SAME
        if row is None:
            verdict = Verdict.NEW
            row = Provider(
                id=ground.ids[Provider].give(identifier(source_id)),
                source=ground.source,
                source_id=source_id,
                **proper(each.facts, Provider),
            )
            mark(row, each.facts)
            fresh.append((row, each))
        elif _brought_up_to_date(row, each.facts, providers.FACTS, ground):
            verdict = Verdict.CHANGED
        ground.providers[source_id] = row
        outcomes.append(Outcome("An organisation", row.name, verdict))
    Provider.objects.bulk_create([row for row, _ in fresh], batch_size=500)
    ground.wrote(BROUGHT_IN, [row for row, _ in fresh])
    for row, each in fresh:
        parent = ground.providers.get(each.part_of) if each.part_of else None
        if parent and parent.id != row.id:
            row.part_of = parent
            Provider.objects.filter(id=row.id).update(part_of=parent)
    _write_tags([(row, each.tags) for row, each in fresh], ground, "provider")
    for row, each in fresh:
        add_contacts(row, each.contacts, ground)
    _keep(Provider, [(row, each.raw) for row, each in fresh if each.raw], Whole().our_organization)
    return outcomes


def _richest(said: Iterable[ProviderSaid]) -> dict[str, ProviderSaid]:
    """Return each organisation once, as the entry has it that says most of it."""
    found: dict[str, ProviderSaid] = {}
    for each in said:
        there = found.get(each.source_id)
        if there is None or len(each.raw or each.facts) > len(there.raw or there.facts):
            found[each.source_id] = each
    return found


class _Others:
    """Organisations written here, or brought by others, that may be the same as a list's."""

    def __init__(self, said: Iterable[ProviderSaid], ground: Ground) -> None:
        there = list(Provider.objects.exclude(source=ground.source, source_id__gt=""))
        self.by_number = {
            (name, getattr(row, name)): row
            for row in there
            for name in ("charity_number", "company_number", "ods_code")
            if getattr(row, name)
        }
        self.by_name = {plain(row.name): row for row in there}

    def find(self, said: ProviderSaid) -> Provider | None:
        """Return the one with its number; else with its name, if no number speaks against it."""
        numbers = [
            (name, said.facts[name])
            for name in ("charity_number", "company_number", "ods_code")
            if said.facts.get(name)
        ]
        for number in numbers:
            if number in self.by_number:
                return self.by_number[number]
        found = self.by_name.get(plain(said.facts.get("name", "")))
        if found and any(getattr(found, name) not in ("", value) for name, value in numbers):
            return None
        return found


def bring_places(book: Book, ground: Ground) -> None:
    """Find or write down every place that a list speaks of."""
    said: dict[str, PlaceSaid] = {}
    for each in (place for entry in book.services for place in entry.places or []):
        there = said.get(each.source_id)
        if there is None or len(each.raw or each.facts) > len(there.raw or there.facts):
            said[each.source_id] = each
    ours = known(Location, ground.source, said)
    alike = _alike(ground) if any(identifier(each) is None for each in said) else {}
    fresh: list[tuple[Location, PlaceSaid]] = []
    for source_id, each in said.items():
        _place_on_the_map(each)
        row = ours.get(source_id)
        if row is None and identifier(source_id) is None:
            row = alike.get(_alike_key(each.facts))
        if row is None:
            row = Location(
                id=ground.ids[Location].give(identifier(source_id)),
                source=ground.source,
                source_id=source_id,
                **proper(each.facts, Location),
            )
            mark(row, each.facts)
            fresh.append((row, each))
        else:
            _brought_up_to_date(row, each.facts, where.FACTS, ground)
        ground.locations[source_id] = row
    say_which_are_ours(row for row, _ in fresh)
    Location.objects.bulk_create([row for row, _ in fresh], batch_size=500)
    ground.wrote(BROUGHT_IN, [row for row, _ in fresh])
    _write_tags([(row, each.tags) for row, each in fresh], ground, "location")
    _keep(Location, [(row, each.raw) for row, each in fresh if each.raw], Whole().our_location)


def _alike(ground: Ground) -> dict[tuple[str, str], Location]:
    rows = Location.objects.exclude(source=ground.source, source_id__gt="")
    return {_alike_key({"name": row.name, "postcode": row.postcode}): row for row in rows}


def _alike_key(facts: dict[str, Any]) -> tuple[str, str]:
    return plain(facts.get("name") or ""), facts.get("postcode") or ""


def _place_on_the_map(said: PlaceSaid) -> None:
    """Say where a place is by its postcode, if the list does not say."""
    facts = said.facts
    if facts.get("latitude") is None and said.raw is None:
        spot = geo.find(facts.get("postcode") or "")
        if spot:
            facts["latitude"], facts["longitude"] = spot.latitude, spot.longitude


def _brought_up_to_date(
    row: Provider | Location, facts: dict[str, Any], may_differ: Iterable[str], ground: Ground
) -> bool:
    """
    Write what a list may change of an organisation or place; return if there was anything.

    What it may only claim is kept for later, when there are entries to show it with.
    """
    found = differences(row, facts, source=ground.source)
    if disputes := disputed(row, found, may_differ):
        ground.disputed.append((row, disputes))
    if not found.changes:
        return False
    fresh = proper(found.changes, type(row))
    for name, value in fresh.items():
        setattr(row, name, value)
    mark(row, found.changes)
    row.save(update_fields=[*fresh, "also", "edited_at"])
    ground.moved.add(row.id)
    ground.wrote(CHANGED, [row])
    return True


def add_contacts(provider: Provider, said: Iterable[ContactSaid], ground: Ground) -> list[str]:
    """Keep contacts, sealed, and return their ids. One who is there already is not added again."""
    rows = list(ProviderContact.objects.filter(provider=provider)) if said else []
    there = {(row.name, row.email): row for row in rows}
    by_id = {row.id: row for row in rows}
    given = []
    for each in said:
        row = by_id.get(each.id) if each.id else None
        row = row or there.get((each.name, each.email))
        if row is None:
            row = ProviderContact(
                id=ground.ids[ProviderContact].give(each.id),
                provider=provider,
                job=each.job,
                confirms=each.confirms,
            )
            row.name, row.email, row.phone = each.name, each.email, each.phone
            row.save()
            ground.wrote(BROUGHT_IN, [row])
            there[each.name, each.email] = row
        given.append(str(row.id))
    return given


def _write_tags(owners: list[tuple[Any, list[TagSaid]]], ground: Ground, owner: str) -> None:
    rows = [
        new_tag(said, term, ground, **{owner: row})
        for row, tags in owners
        for term, said in ground.words.tags(tags)
    ]
    Tagged.objects.bulk_create(rows, batch_size=500)


def new_tag(said: TagSaid, term: Any, ground: Ground, **owner: Any) -> Tagged:
    """Return that a term is said of something, still to be written."""
    row = Tagged(id=ground.ids[Tagged].give(said.id), term=term, **owner)
    (kind,) = owner
    if said.raw is not None:
        kinds = {"provider": "organization"}
        ours = Whole().our_attribute(row, kinds.get(kind, kind), owner[kind].id)
        row.also = difference(ours, said.raw)
    return row


def _keep(model: Any, rows: list[tuple[Any, Said]], ours: Any) -> None:
    """Keep, of each new row, how its source wrote it."""
    raw_of = {row.id: raw for row, raw in rows}
    for some in in_groups(list(raw_of)):
        found = list(model.objects.filter(id__in=some).prefetch_related("tagged__term__taxonomy"))
        for row in found:
            row.also = {**row.also, **difference(ours(row), raw_of[row.id])}
        model.objects.bulk_update(found, ["also"], batch_size=500)
