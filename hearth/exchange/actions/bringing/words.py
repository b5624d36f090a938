"""Words of a list: found among ours, or written down as another taxonomy's."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Max, Model
from django.utils.text import slugify
from rapidfuzz import process

from hearth.directory.finding.words import plain, stem
from hearth.directory.models import Facet, Synonym, Taxonomy, Term
from hearth.exchange.lists.said import TagSaid, TaxonomySaid, TermSaid
from hearth.exchange.oruk.keeping import difference
from hearth.exchange.oruk.whole import Whole
from hearth.foundation.schema import schema_in_hand
from hearth.sheets.words import Wrong

OURS = "hub"
"""The slug of the hubs' own taxonomy."""
NOT_SAID = "A list that was brought in"


class Words:
    """Every term there is, by each way in which a list can mean it."""

    def __init__(self) -> None:
        terms = list(Term.objects.select_related("taxonomy"))
        self.by_id: dict[UUID, Term] = {term.id: term for term in terms}
        self.by_uri = {term.term_uri: term for term in terms if term.term_uri}
        self.ours = {term.slug: term for term in terms if term.taxonomy.slug == OURS}
        self.by_name: dict[tuple[UUID, str], Term] = {
            (term.taxonomy_id, plain(term.name)): term for term in terms
        }
        self.slugs = {(term.taxonomy_id, term.slug) for term in terms}
        taxonomies = list(Taxonomy.objects.all())
        self.taxonomies = {taxonomy.id: taxonomy for taxonomy in taxonomies}
        self.taxonomy_named = {plain(taxonomy.name): taxonomy for taxonomy in taxonomies}
        self.fresh: list[tuple[Term, TermSaid]] = []
        self.written: list[Model] = []
        """New words, and new lists of them."""
        offers = {term.id: term for term in self.ours.values() if term.facet == Facet.OFFER}
        named = {
            plain(name): term.id for term in offers.values() for name in (term.slug, term.name)
        }
        phrases, stems = _what_offers_are_called(frozenset(offers), named)
        self.offer_phrases = {phrase: offers[each] for phrase, each in phrases.items()}
        self.offer_stems = {phrase: offers[each] for phrase, each in stems.items()}

    def ours_called(self, words: str) -> Term | None:
        """Return the term of the hubs' own that words name: its slug, or what it is called."""
        by_name = {plain(term.name): term for term in self.ours.values()}
        return self.ours.get(words.strip().lower()) or by_name.get(plain(words))

    def offer_called(self, words: str) -> Term | None:
        """Return the offer that words name: just so, or with other endings if those mean one."""
        said = plain(words)
        stems = " ".join(map(stem, said.split()))
        return self.offer_phrases.get(said) or self.offer_stems.get(stems)

    def offers_like(self, words: str) -> list[str]:
        """Return the names of the few offers that are written most like some words."""
        near = process.extract(plain(words), list(self.offer_phrases), limit=12)
        return list(dict.fromkeys(self.offer_phrases[phrase].name for phrase, *_ in near))[:3]

    def offer_in(self, words: str) -> Term | None:
        """Return the offer that a name speaks of: the longest phrase in it that is one."""
        said = plain(words).split()
        for length in range(min(len(said), 5), 0, -1):
            for start in range(len(said) - length + 1):
                if found := self.offer_called(" ".join(said[start : start + length])):
                    return found
        return None

    def taxonomy(self, said: TaxonomySaid) -> Taxonomy:
        """Return a taxonomy, written down if it is new."""
        found = self.taxonomies.get(said.id) if said.id else None
        found = found or (None if said.id else self.taxonomy_named.get(plain(said.name)))
        if found is None:
            found = Taxonomy(
                slug=self._free_taxonomy_slug(said.name),
                name=said.name,
                description=said.description or said.name,
                uri=said.uri,
                version=said.version,
            )
            if said.id:
                found.id = said.id
            if said.raw is not None:
                found.also = difference(Whole().taxonomy(found), said.raw)
            found.save()
            self.written.append(found)
            self.taxonomies[found.id] = found
            self.taxonomy_named.setdefault(plain(found.name), found)
        return found

    def _free_taxonomy_slug(self, name: str) -> str:
        wanted = slugify(name)[:40] or "list"
        taken = {taxonomy.slug for taxonomy in self.taxonomies.values()}
        if wanted not in taken:
            return wanted
        numbers = range(2, len(taken) + 3)
        return next(slug for each in numbers if (slug := f"{wanted}-{each}") not in taken)

    def term(self, said: TermSaid, *, in_taxonomy: Taxonomy | None = None) -> Term:
        """
        Return a term, written down under another taxonomy if we have none like it.

        :raises Wrong: if it is said to be one of ours, and is not
        """
        if said.slug:
            found = self.ours_called(said.slug)
            if found is None:
                raise Wrong(f"“{said.slug[:40]}” is not one of the words that Hearth sorts by")
            return found
        if said.hub_slug in self.ours:
            return self.ours[said.hub_slug]
        found = self.by_id.get(said.id) if said.id else None
        found = found or (self.by_uri.get(said.uri) if said.uri else None)
        if found and in_taxonomy and found.taxonomy_id != in_taxonomy.id:
            self._move(found, said, in_taxonomy)
        if found:
            return found
        taxonomy = in_taxonomy or self._taxonomy_of(said)
        if not said.id and (found := self.by_name.get((taxonomy.id, plain(said.name)))):
            return found
        return self._write(said, taxonomy)

    def _taxonomy_of(self, said: TermSaid) -> Taxonomy:
        if said.taxonomy_id and said.taxonomy_id in self.taxonomies:
            return self.taxonomies[said.taxonomy_id]
        name = said.taxonomy or NOT_SAID
        found = self.taxonomy_named.get(plain(name))
        if found and found.slug != OURS:
            return found
        return self.taxonomy(TaxonomySaid(name=name, id=said.taxonomy_id))

    def _move(self, term: Term, said: TermSaid, taxonomy: Taxonomy) -> None:
        """Put a term under the taxonomy that it turns out to be of, unless it is our own."""
        if term.taxonomy.slug != OURS and (taxonomy.id, term.slug) not in self.slugs:
            term.taxonomy = taxonomy
            self.fresh.append((term, said))
            term.save()

    def _write(self, said: TermSaid, taxonomy: Taxonomy) -> Term:
        wanted = slugify(said.name)[:70] or "term"
        slug, number = wanted, 1
        while (taxonomy.id, slug) in self.slugs:
            number += 1
            slug = f"{wanted}-{number}"
        term = Term(
            taxonomy=taxonomy,
            slug=slug,
            name=said.name,
            description=said.description,
            facet=Facet.OTHER,
            term_uri=said.uri,
        )
        if said.id:
            term.id = said.id
        term.save()
        self.written.append(term)
        self.by_id[term.id] = term
        if said.uri:
            self.by_uri.setdefault(said.uri, term)
        self.by_name[taxonomy.id, plain(term.name)] = term
        self.slugs.add((taxonomy.id, slug))
        self.fresh.append((term, said))
        return term

    def settle(self) -> None:
        """Join new terms to the terms above them, and keep how their source wrote them."""
        by_said = {str(term.id): term for term in self.by_id.values()}
        by_said |= {said.parent_key: term for term, said in self.fresh if said.parent_key}
        for term, said in self.fresh:
            parent = by_said.get(said.parent)
            if parent and parent.id != term.id and not _is_under(parent, term):
                term.parent = parent
        for term, said in self.fresh:
            if said.raw is not None:
                term.also = difference(Whole().our_term(term), said.raw)
            if term.parent_id or said.raw is not None:
                term.save()
        self.fresh = []

    def tags(self, said: Iterable[TagSaid]) -> list[tuple[Term, TagSaid]]:
        """:raises Wrong: if one is said to be a word of ours, and is not"""
        found: dict[UUID, tuple[Term, TagSaid]] = {}
        for each in said:
            term = self.term(each.term)
            found.setdefault(term.id, (term, each))
        return list(found.values())


Called = tuple[dict[str, UUID], dict[str, UUID]]
_called: dict[str, tuple[object, Called]] = {}


def _what_offers_are_called(offers: frozenset[UUID], named: dict[str, UUID]) -> Called:
    """
    Return what people say for one offer and no other, as it is said and by its stems.

    There are many thousands of phrases, so they are worked out anew only when some changed.
    """
    said = Synonym.objects.said()
    stamp = (offers, tuple(named), *said.aggregate(Count("pk"), Max("recorded_at")).values())
    schema = schema_in_hand()
    before, called = _called.get(schema, (None, ({}, {})))
    if before != stamp:
        rows = said.filter(term__in=offers).values_list("phrase", "term_id")
        phrases = _that_mean_one(rows, named) | named
        stems = _that_mean_one(
            ((" ".join(map(stem, phrase.split())), each) for phrase, each in phrases.items()), {}
        )
        called = phrases, stems
        _called[schema] = stamp, called
    return called


OF_MANY = frozenset(map(stem, ("group", "help", "advice", "support", "class", "service")))
"""Words in the names of many offers, which tell none from another."""


def _that_mean_one(said: Iterable[tuple[str, UUID]], named: dict[str, UUID]) -> dict[str, UUID]:
    """Return the phrases that mean one term and no other, or name only one of those they mean."""
    telling: dict[UUID, set[str]] = {}
    for name, term_id in named.items():
        telling.setdefault(term_id, set()).update(map(stem, plain(name).split()))
    meant: dict[str, set[UUID]] = {}
    for phrase, term_id in said:
        meant.setdefault(phrase, set()).add(term_id)
    found = {}
    for phrase, ids in meant.items():
        words = set(map(stem, phrase.split())) - OF_MANY if len(ids) > 1 else set()
        called = {each for each in ids if telling.get(each, set()) & words} or ids
        if phrase and len(called) == 1:
            found[phrase] = min(called)
    return found


def _is_under(term: Term, other: Term) -> bool:
    """Test if a term stands under another, so that the other cannot stand under it."""
    seen = set()
    above: Term | None = term
    while above is not None and above.id not in seen:
        if above.id == other.id:
            return True
        seen.add(above.id)
        above = above.parent
    return False
