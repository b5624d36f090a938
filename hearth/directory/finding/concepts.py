"""One thing that is asked for; and what a connector thinks of besides the words. Pure knowledge."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hearth.directory.finding.lexicon import KnownTerm, Lexicon
from hearth.directory.finding.words import SMALL, plain, stem
from hearth.directory.models import Facet

IN_COMMON = 0.75
"""How well a kind of help answers that many needs have in common."""


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for, by any of several keys."""

    says: str
    """As a page repeats it: a term's name, or the word itself; empty if nobody said it."""
    keys: tuple[tuple[int, float], ...]
    """FindWord and how well it answers."""
    extra: bool = False
    """It only puts what says the very word first, and finds nothing by itself."""
    is_who: bool = False
    """It says who somebody is, and not what they need."""

    def behind(self) -> Concept:
        """Return the same, only to put in order what is found by something else."""
        return replace(self, keys=tuple((key, said * 0.8) for key, said in self.keys), extra=True)


def how_well(term: KnownTerm, terms: list[KnownTerm], phrase: tuple[str, ...]) -> float:
    """
    Return how well a term answers a phrase, of all the terms that it means.

    What the phrase names comes first; if it names none, what is tagged with the very need comes
    before a kind of help that many needs have in common. Help at once is never behind.
    """
    if term.is_crisis:
        return 1.0
    named = [each for each in terms if _names(phrase, each)]
    if named:
        return 1.0 if term in named else IN_COMMON
    return 1.0 if term.facet == terms[0].facet or terms[0].facet != Facet.NEED else IN_COMMON


def _names(phrase: tuple[str, ...], term: KnownTerm) -> bool:
    said = {stem(word) for word in plain(term.name).split() if word not in SMALL}
    return bool(said & {stem(word) for word in phrase})


LISTENING = {"be-heard": 1.0, "open-door": 1.0, "befriending": 0.7, "counselling": 0.7}
"""Where somebody listens, whatever it is; and how good an answer that is."""


def somebody_listens(lexicon: Lexicon) -> tuple[Concept, ...]:
    """Return what a connector would say who did not follow, but heard somebody ask for help."""
    keys = tuple(
        (term.key, LISTENING[term.slug])
        for term in lexicon.terms.values()
        if term.slug in LISTENING and term.key
    )
    name = next((term.name for term in lexicon.terms.values() if term.slug == "be-heard"), "")
    return (Concept(name, keys),) if keys else ()


WORRIED = "worried-about-someone"
"""Slug of the need of somebody who is worried about another."""
WALK_IN = ("open-door", "crisis-cafe")
"""Where that other may be taken, or go, with no appointment."""
