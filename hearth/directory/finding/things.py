"""The very thing that somebody names: yoga, and not all that yoga is good for. Pure knowledge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hearth.directory.finding.lexicon import KnownTerm, Lexicon
from hearth.directory.finding.words import THINGS, plain, stem
from hearth.directory.models import Facet

IN_ITS_NAME = 3
"""How strongly an entry says the words of its name (see publishing.STRONG)."""

DOING = frozenset(
    [
        "moving-more", "something-to-do", "making-things", "company-outdoors", "learning",
        "eating-well", "giving-back", "exercise", "walking-group", "gardening", "craft-group",
        "music-singing", "games-group", "book-writing", "pets-nature", "course", "healthy-eating",
    ]
)  # fmt: skip
"""What things to do are good for: who asks for yoga is shown no debt advice, though both calm."""


@dataclass(frozen=True)
class Thing:
    """Something to do or to join, that people ask for by its own name."""

    says: str
    good_for: str
    """The name of the first term that it is read as."""
    words: frozenset[int]
    """FindWords of all its words; none if there is a word that no entry here has."""
    kinds: frozenset[int]
    """FindWords of the kinds of offer that are just this, such as gardening."""
    terms: frozenset[int]
    """FindWords of all that it is good for."""

    @property
    def keys(self) -> frozenset[int]:
        return self.words | self.kinds

    def is_in(self, said: Mapping[int, int]) -> bool:
        """
        Test if an entry is this very thing.

        It is of the kind, or has the words in its name; or else among what it says of itself, if it
        is good for the same: whoever gives away what gardens grow is no gardening.

        :param said: how strongly the entry says each of its keys
        """
        if self.kinds & said.keys():
            return True
        how = min((said.get(word, 0) for word in self.words), default=0)
        return how == IN_ITS_NAME or (how > 0 and not self.kinds and bool(self.terms & said.keys()))


def thing_in(phrase: Iterable[str], terms: list[KnownTerm], lexicon: Lexicon) -> Thing | None:
    """Return the very thing to do that a phrase names, which means these terms; None if none."""
    words = [word for word in phrase if stem(word) in THINGS]
    terms = [term for term in terms if term.slug in DOING]
    if not (words and terms):
        return None
    stems = {stem(word) for word in words}
    known = [lexicon.words[each][0] for each in stems if each in lexicon.words]
    kinds = [
        term
        for term in terms
        if term.facet == Facet.OFFER and stems <= {stem(word) for word in plain(term.name).split()}
    ]
    return Thing(
        says=" ".join(words),
        good_for=terms[0].name,
        words=frozenset(known if len(known) == len(stems) else ()),
        kinds=frozenset(term.key for term in kinds if term.key),
        terms=frozenset(term.key for term in terms if term.key),
    )
