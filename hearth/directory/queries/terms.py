"""The words that entries are sorted by, and what people say for them."""

import datetime
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from hearth.directory.models import WORDS_KEPT, Facet, Group, Search, Synonym, Term
from hearth.foundation.actors import Actor, Permission, require_everywhere, require_somewhere


def offers() -> QuerySet[Term]:
    """Return what an entry can be, by group and name."""
    own = Term.objects.filter(taxonomy__slug="hub", facet=Facet.OFFER)
    return own.order_by("group", "name")


def words_for(facet: Facet) -> list[tuple[str, str]]:
    """Return the hubs' own terms of a kind as slug and name, in the order of their list."""
    own = Term.objects.filter(taxonomy__slug="hub", facet=facet)
    return list(own.order_by("name").values_list("slug", "name"))


@dataclass(frozen=True)
class KindRow:
    """How often a kind of entry is confirmed."""

    term: Term
    entries: int


def kinds(*, actor: Actor) -> list[tuple[str, list[KindRow]]]:
    """
    Return how often each kind of entry is confirmed, group by group, the most urgent first.

    :raises NotAllowed: if the actor does not lead the directory
    """
    require_everywhere(actor, Permission.LEAD_DIRECTORY)
    by_group: dict[str, list[KindRow]] = {}
    counted = offers().annotate(entries=Count("offered"))
    for term in counted.order_by("confirm_every_days", "name"):
        by_group.setdefault(term.group, []).append(KindRow(term, term.entries))
    return [(group.label, by_group[group]) for group in Group if group in by_group]


def get_offer(term_id: UUID) -> Term:
    """
    Return what an entry can be.

    :raises Term.DoesNotExist: if there is no such kind
    """
    return offers().get(id=term_id)


@dataclass(frozen=True)
class WordsOfTerm:
    """A term, and what people say for it."""

    term: Term
    ours: list[Synonym]
    """Kept by connectors here."""
    hearths: int
    """How many Hearth brought."""


def words_by_term(*, actor: Actor, facet: str) -> list[WordsOfTerm]:
    """
    Return the terms of a kind with what people say for them, by name.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    by_term: dict[UUID, list[Synonym]] = {}
    for synonym in Synonym.objects.filter(by_hand=True).order_by("phrase"):
        by_term.setdefault(synonym.term_id, []).append(synonym)
    brought = Synonym.objects.said().filter(by_hand=False).order_by().values_list("term")
    counts = dict(brought.annotate(Count("pk")))
    terms = Term.objects.filter(taxonomy__slug="hub", facet=facet).order_by("name")
    return [WordsOfTerm(term, by_term.get(term.id, []), counts.get(term.id, 0)) for term in terms]


def hearths_words(term: Term, *, actor: Actor) -> list[str]:
    """
    Return all that Hearth brought of what people say for a term.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    brought = Synonym.objects.said().filter(term=term, by_hand=False).order_by("phrase")
    return list(brought.values_list("phrase", flat=True))


def refused_words(term: Term, *, actor: Actor) -> list[Synonym]:
    """
    Return what Hearth brought for a term and connectors here refused.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return list(Synonym.objects.filter(term=term, not_here=True).order_by("phrase"))


def not_understood(*, actor: Actor, today: datetime.date, most: int = 30) -> list[tuple[str, int]]:
    """
    Return words that people typed while words are kept and that meant nothing to us.

    :returns: each with how often, the most often first
    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    lately = Search.objects.filter(on__gt=today - WORDS_KEPT, not_understood__len__gt=0)
    typed = Counter(
        word for words in lately.values_list("not_understood", flat=True) for word in words
    )
    known = set(Synonym.objects.said().filter(phrase__in=typed).values_list("phrase", flat=True))
    return [(word, count) for word, count in typed.most_common() if word not in known][:most]


def get_synonym(synonym_id: UUID, *, actor: Actor) -> Synonym:
    """
    Return a synonym.

    :raises NotAllowed: if the actor keeps no directory
    :raises Synonym.DoesNotExist: if there is none
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return Synonym.objects.select_related("term").get(id=synonym_id)


def term_called(facet: str, slug: str) -> Term:
    """
    Return a term of the hubs' own.

    :raises Term.DoesNotExist: if there is none
    """
    return Term.objects.get(taxonomy__slug="hub", facet=facet, slug=slug)
