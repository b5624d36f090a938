"""The services of a list: new ones written down, known ones brought up to date or only claimed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hearth.directory.models import (
    Claim,
    Confirmation,
    CostOption,
    How,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Tagged,
    Term,
)
from hearth.directory.refuges import is_refuge, may_be_refuge
from hearth.exchange.actions.bringing.around import add_contacts
from hearth.exchange.actions.bringing.echo import what_is_not_the_same
from hearth.exchange.actions.bringing.ground import BROUGHT_IN, Ground, known
from hearth.exchange.actions.bringing.merging import (
    BROUGHT,
    Difference,
    differences,
    mark,
    may_change,
    proper,
)
from hearth.exchange.actions.bringing.outcomes import Differs, Outcome, Verdict
from hearth.exchange.actions.bringing.parts import KINDS, Kind, claimed_in_words, here_in_words
from hearth.exchange.lists.checked import identifier
from hearth.exchange.lists.said import ServiceSaid
from hearth.exchange.lists.saying import value_in_words
from hearth.exchange.oruk.keeping import digest
from hearth.exchange.oruk.whole import CONTACTS
from hearth.places.models import Site
from hearth.sheets.words import Wrong

ORDER = [ServiceAtLocation, Schedule, CostOption, ServiceArea, Tagged]
WHOLE = (
    "at_locations__location", "schedules", "cost_options", "service_areas",
    "tagged__term__taxonomy",
)  # fmt: skip


CONFIRMED = ("confirmed_on", "confirm_by", "edited_at")
MAY_BE_REFUGE = (
    "Where it is, will be kept secret, as it may be a refuge; so will the place for all else that "
    "is there. If anybody may know, say “no” under “Place is secret”, or change it later on its "
    "own page"
)
WITHHOLDS = "Where it is, will be kept secret; so will the place for all else that is there"


@dataclass
class _Fresh:
    service: Service
    said: ServiceSaid
    parts: dict[Any, list[Any]] = field(default_factory=dict)


class Entries:
    """The services of one list, on their way into the directory."""

    def __init__(self, said: list[ServiceSaid], ground: Ground) -> None:
        self.said, self.ground = said, ground
        rows = Service.objects.select_related("provider", "offer").prefetch_related(*WHOLE)
        self.known = known(Service, ground.source, [each.source_id for each in said], rows)
        self.sites = {site.slug: site for site in Site.objects.all()}
        self.fresh: list[_Fresh] = []
        self.claims: list[Claim] = []
        self.confirmations: list[Confirmation] = []
        self.rewritten: list[tuple[Service, ServiceSaid]] = []
        self.changed: list[Service] = []
        self.seen: dict[str, str] = {}

    def bring(self) -> list[Outcome]:
        """Bring each entry in, and say what it came to."""
        outcomes = []
        for each in self.said:
            try:
                outcomes.append(self._one(each))
            except Wrong as wrong:
                outcomes.append(Outcome(each.where, each.name, Verdict.REFUSED, [str(wrong)]))
        self._write_fresh()
        self._join_the_same()
        Claim.objects.bulk_create(self.claims, ignore_conflicts=True, batch_size=500)
        self.ground.wrote(BROUGHT_IN, self.claims)
        Confirmation.objects.bulk_create(self.confirmations, batch_size=500)
        return outcomes

    def _one(self, said: ServiceSaid) -> Outcome:
        row = self.known.get(said.source_id)
        if row and said.columns:
            said = what_is_not_the_same(row, said, self.ground)
        problems = list(said.problems)
        if said.source_id in self.seen:
            problems.append(f"It has the same id as {self.seen[said.source_id]}")
        if said.assured_on and said.assured_on > self.ground.today:
            problems.append(f"It was confirmed on {said.assured_on}, which has not come yet")
        if said.provider is None and said.provider_id not in self.ground.providers:
            missing = "It does not say which organisation it belongs to"
            unknown = "Its organisation is not in this list, and not known here"
            problems.append(unknown if said.provider_id else missing)
        problems += self._unknown_words(said)
        if problems:
            return Outcome(said.where, said.name, Verdict.REFUSED, list(dict.fromkeys(problems)))
        outcome = self._known(row, said) if row else self._new(said)
        if said.source_id:
            self.seen[said.source_id] = said.where
        outcome.remarks = said.remarks
        return outcome

    def _unknown_words(self, said: ServiceSaid) -> list[str]:
        """Return every word that a list has from ours, and that is not one of ours."""
        problems = []
        for read in (lambda: self._offer(said), lambda: self.ground.words.tags(said.tags or [])):
            try:
                read()
            except Wrong as wrong:
                problems.append(str(wrong))
        return problems

    def _provider(self, said: ServiceSaid) -> Any:
        source_id = said.provider.source_id if said.provider else said.provider_id
        return self.ground.providers[source_id]

    def _offer(self, said: ServiceSaid) -> Term | None:
        """Return what it is, in its list's own words; None if they do not say."""
        words = self.ground.words
        if said.offer:
            if found := words.offer_called(said.offer):
                return found
            near = " or ".join(f"“{name}”" for name in words.offers_like(said.offer))
            raise Wrong(
                f"“{said.offer[:40]}” is not a kind of thing that Hearth knows. "
                f"The nearest are {near}"
            )
        for term, _ in words.tags(said.tags or []):
            if term.slug in words.ours and term.confirm_every_days:
                return term
        return None

    def _guess(self, said: ServiceSaid) -> Term:
        words = self.ground.words
        named = [tag.term.name for tag in said.tags or []]
        guesses = [words.offer_called(name) for name in named]
        guesses.append(words.offer_in(said.facts.get("name") or ""))
        guesses += [words.offer_in(name) for name in named]
        found = next((guess for guess in guesses if guess), self.ground.default_offer)
        if found is None:
            raise Wrong(
                "We cannot tell what it is. Say so in a column “What it is”, "
                "or choose one for the whole list"
            )
        return found

    def _new(self, said: ServiceSaid) -> Outcome:
        ground = self.ground
        offer = self._offer(said) or self._guess(said)
        if offer == ground.default_offer:
            ground.by_default.add(said.source_id)
        facts = self._with_its_secret(said, offer)
        row = Service(
            id=ground.ids[Service].give(identifier(said.source_id)),
            provider=self._provider(said),
            offer=offer,
            source=ground.source,
            source_id=said.source_id,
            confirmed_on=said.assured_on,
            confirm_by=self._confirm_by(offer, said.assured_on),
            site=self.sites.get(said.site),
            **proper(facts, Service),
        )
        mark(row, said.facts | {"offer": offer.slug, "provider": str(row.provider_id)})
        fresh = _Fresh(row, said)
        for kind in KINDS:
            for model, rows in kind.write(row, said, ground).items():
                fresh.parts.setdefault(model, []).extend(rows)
            self._mark_part(row, kind, said)
        self.fresh.append(fresh)
        if said.assured_on:
            self._confirmed(row, said.assured_on)
        return Outcome(said.where, row.name, Verdict.NEW, [offer.name], row.id)

    def _with_its_secret(self, said: ServiceSaid, offer: Term) -> dict[str, Any]:
        """Return the facts of an entry. Where a refuge is, is a secret unless the list says not."""
        if "place_is_secret" in said.facts or not self._is_refuge(said, offer):
            if said.facts.get("place_is_secret") and said.places:
                said.remarks.append(WITHHOLDS)
            return said.facts
        if said.places:
            said.remarks.append(MAY_BE_REFUGE)
        return said.facts | {"place_is_secret": True}

    def _is_refuge(self, said: ServiceSaid, offer: Term) -> bool:
        terms = [term for term, _ in self.ground.words.tags(said.tags or [])]
        name, description = (said.facts.get(each) or "" for each in ("name", "description"))
        return may_be_refuge([offer, *terms], name=name, description=description)

    def _confirm_by(self, offer: Term, on: datetime.date | None) -> datetime.date:
        if on is None:
            return self.ground.today  # nobody has said that it is so
        return on + datetime.timedelta(days=offer.confirm_every_days or 0)

    def _mark_part(self, row: Service, kind: Kind, said: ServiceSaid) -> None:
        there = kind.said(said, self.ground)
        if kind.fact == "tagged" and there is not None:
            there = [each for each in there if each != str(row.offer_id)]
        mark(row, {kind.fact: there or []})

    def _confirmed(self, row: Service, on: datetime.date) -> None:
        self.confirmations.append(Confirmation(service=row, on=on, how=How.SOURCE))

    def _write_fresh(self) -> None:
        Service.objects.bulk_create([each.service for each in self.fresh], batch_size=500)
        for model in ORDER:
            rows = [row for each in self.fresh for row in each.parts.get(model, [])]
            model._default_manager.bulk_create(rows, batch_size=500)
        for each in self.fresh:
            if each.said.contacts:
                row = each.service
                given = add_contacts(row.provider, each.said.contacts, self.ground)
                row.also = {**row.also, CONTACTS: given}
            if each.said.raw is not None:
                self.rewritten.append((each.service, each.said))
        with_contacts = [each.service for each in self.fresh if each.said.contacts]
        Service.objects.bulk_update(with_contacts, ["also"], batch_size=500)

    def _join_the_same(self) -> None:
        """Show one entry in place of another, where the list says that they are the same."""
        by_source_id = {each.said.source_id: each.service for each in self.fresh}
        for each in self.fresh:
            other = by_source_id.get(each.said.same_as) or self.known.get(each.said.same_as)
            if other and other.id != each.service.id and other.same_as_id is None:
                Service.objects.filter(id=each.service.id).update(same_as=other)

    def _known(self, row: Service, said: ServiceSaid) -> Outcome:
        ground = self.ground
        offer = None if said.offer_is_same else self._offer(said)
        is_theirs = bool(ground.source) and row.source == ground.source
        if is_theirs and not row.place_is_secret and not is_refuge(row):
            said.facts = self._with_its_secret(said, offer or row.offer)
        found = differences(row, said.facts, source=ground.source)
        here = {name: value_in_words(getattr(row, name)) for name in said.facts}
        here |= {"offer": row.offer.name, "provider": row.provider.name}
        provider = self._provider(said)
        if offer and offer.id != row.offer_id:
            self._sort(found, row, "offer", offer, row.offer.slug)
        if provider.id != row.provider_id:
            self._sort(found, row, "provider", provider, str(row.provider_id))
        low, high = (
            found.changes.get(name, getattr(row, name)) for name in ("minimum_age", "maximum_age")
        )
        if low is not None and high is not None and low > high:
            raise Wrong(f"Its youngest age ({low}) is above its oldest ({high})")
        changed_parts = [kind for kind in KINDS if self._part_differs(row, kind, said)]
        mine = [k for k in changed_parts if self._part_is_theirs(row, k)]
        disputed = [k for k in changed_parts if k not in mine]
        here |= {kind.fact: here_in_words(kind, row) for kind in changed_parts}
        says = {name: value_in_words(value) for name, value in found.changes.items()}
        says |= {kind.fact: claimed_in_words(kind, said, ground) for kind in mine}
        new_claims = self._claim(row, said, found, disputed)
        confirmed = self._confirm_known(row, said, agrees=not (found.disputes or disputed))
        if found.changes or mine:
            self._change(row, said, found.changes, mine)
        elif confirmed:
            row.save(update_fields=CONFIRMED)
            self.changed.append(row)
        says |= new_claims
        differs = [
            Differs(fact, here.get(fact) or "nothing", words or "nothing", fact in new_claims)
            for fact, words in says.items()
        ]
        changed = [*found.changes, *(kind.fact for kind in mine)]
        changed += ["confirmed_on"] if confirmed else []
        otherwise = Verdict.CLAIMS if new_claims else Verdict.SAME
        verdict = Verdict.CHANGED if changed else otherwise
        why = changed or list(new_claims)
        return Outcome(said.where, row.name, verdict, why, row.id, differs)

    def _sort(self, found: Difference, row: Service, name: str, value: Any, now: str) -> None:
        where = found.changes if may_change(row, name, now, source=self.ground.source) else None
        (found.disputes if where is None else where)[name] = value

    def _part_differs(self, row: Service, kind: Kind, said: ServiceSaid) -> bool:
        if kind.fact == "at_locations" and said.places_are_same:
            return False
        theirs = kind.said(said, self.ground)
        if theirs is None:
            return False
        there = kind.there(row)
        if kind.fact == "tagged":
            theirs = [each for each in theirs if each != str(row.offer_id)]
            if said.raw is None:  # a spreadsheet has none but our own words
                ours = {str(term.id) for term in self.ground.words.ours.values()}
                there = [each for each in there if each in ours]
        return theirs != there

    def _part_is_theirs(self, row: Service, kind: Kind) -> bool:
        there = kind.there(row)
        marks = (row.also or {}).get(BROUGHT, {})
        if row.source != self.ground.source or not self.ground.source:
            return False
        return bool(marks[kind.fact] == digest(there)) if kind.fact in marks else not there

    def _claim(
        self, row: Service, said: ServiceSaid, found: Difference, disputed: Iterable[Kind]
    ) -> dict[str, str]:
        """Write down what the list says otherwise; return what it had not said before."""
        says = {name: value_in_words(value) for name, value in found.disputes.items()}
        says |= {kind.fact: claimed_in_words(kind, said, self.ground) for kind in disputed}
        if not says:
            return {}
        before = set(
            Claim.objects.filter(service=row, source=self.ground.source).values_list("fact", "says")
        )
        new = {fact: words for fact, words in says.items() if (fact, words) not in before}
        self.claims += [
            Claim(
                service=row, fact=fact, says=words, source=self.ground.source, on=self.ground.today
            )
            for fact, words in new.items()
        ]
        return new

    def _confirm_known(self, row: Service, said: ServiceSaid, *, agrees: bool) -> bool:
        """Take a list's word that an entry is so, if it is newer than ours and agrees with it."""
        on = said.assured_on
        if not on or not agrees or (row.confirmed_on and row.confirmed_on >= on):
            return False
        row.confirmed_on, row.confirm_by = on, self._confirm_by(row.offer, on)
        self._confirmed(row, on)
        return True

    def _change(
        self, row: Service, said: ServiceSaid, changes: dict[str, Any], mine: list[Kind]
    ) -> None:
        fresh = proper(changes, Service)
        for name, value in fresh.items():
            setattr(row, name, value)
        marks = {name: value for name, value in changes.items() if name in said.facts}
        if "offer" in changes:
            marks["offer"] = row.offer.slug
        if "provider" in changes:
            marks["provider"] = str(row.provider_id)
        mark(row, marks)
        for kind in mine:
            kind.clear(row, said, self.ground)
            for model, rows in kind.write(row, said, self.ground).items():
                model._default_manager.bulk_create(rows)
            self._mark_part(row, kind, said)
        row.save(update_fields=[*fresh, "also", *CONFIRMED])
        self.changed.append(row)
        if said.raw is not None and row.source == self.ground.source:
            self.rewritten.append((row, said))

    @property
    def touched(self) -> list[UUID]:
        """The services that were written or changed."""
        return [row.id for row in (*(each.service for each in self.fresh), *self.changed)]
