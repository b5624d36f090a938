"""The words that entries are sorted by, and what people say for them."""

import datetime
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from hearth.directory.models import Facet, Group, Search, Synonym, Term
from hearth.foundation.actors import Actor, Permission, require_everywhere, require_somewhere

KEPT_FOR = datetime.timedelta(days=7)
"""How long the words of searches are kept (issue 3, section 5)."""


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
    hearths: list[str]
    """Brought by Hearth."""


def words_by_term(*, actor: Actor, facet: str) -> list[WordsOfTerm]:
    """
    Return the terms of a kind with what people say for them, by name.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    by_term: dict[UUID, list[Synonym]] = {}
    for synonym in Synonym.objects.order_by("phrase"):
        by_term.setdefault(synonym.term_id, []).append(synonym)
    terms = Term.objects.filter(taxonomy__slug="hub", facet=facet).order_by("name")
    return [
        WordsOfTerm(
            term,
            [each for each in by_term.get(term.id, []) if each.by_hand],
            [each.phrase for each in by_term.get(term.id, []) if not each.by_hand],
        )
        for term in terms
    ]


def not_understood(*, actor: Actor, today: datetime.date, most: int = 30) -> list[tuple[str, int]]:
    """
    Return words that people typed in the last seven days and that meant nothing to us.

    :returns: each with how often, the most often first
    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    known = set(Synonym.objects.values_list("phrase", flat=True))
    lately = Search.objects.filter(on__gt=today - KEPT_FOR, not_understood__len__gt=0)
    typed = Counter(
        word for words in lately.values_list("not_understood", flat=True) for word in words
    )
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
