"""What people looked for, found or not, and what nobody could offer them. Nobody is named."""

import datetime
from collections.abc import Sequence
from random import Random

from hearth.demo.offers.entries import Entry
from hearth.demo.offers.shelf import Shelf
from hearth.demo.settling import Standing
from hearth.directory.models import WORDS_KEPT, Search, Term, UnmetNeed
from hearth.places.models import SiteStatus
from hearth.places.opening import LONDON

SEARCHES, DAYS = 260, 30
"""Days for which the words of a search are kept."""
UNMET, HALF_A_YEAR = 150, 182

ASKED: tuple[tuple[str, tuple[str, ...], tuple[str, ...], int], ...] = (
    ("somewhere to go sunday evening lonely", ("lonely", "somewhere-to-go"), (), 9),
    ("debt", ("debt",), (), 8),
    ("cant sleep", ("sleep",), (), 8),
    ("carers", ("carers-support",), (), 6),
    ("chess", ("games-group",), (), 3),
    ("mens shed", ("mens-group",), (), 4),
    ("baby blues", ("pregnancy",), (), 4),
    ("food bank", ("food",), (), 9),
    ("anxity group", ("anxiety",), (), 6),
    ("counselling free", ("counselling",), (), 7),
    ("help with pip form", ("benefits-advice",), (), 5),
    ("my neighbour isnt coping", ("worried-about-someone",), (), 4),
    ("dentist", (), ("dentist",), 5),
    ("adhd assessment", ("autism-adhd",), ("assessment",), 5),
    ("warm place", ("warm-space",), (), 4),
    ("lift to hospital", ("transport-help",), (), 5),
    ("somewhere for my son he is 14", ("youth-club", "young-people"), (), 4),
    ("hearing voices", ("voices",), (), 2),
    ("my husband has died", ("grief",), (), 4),
    ("knitting", ("craft-group",), (), 3),
    ("mould in flat", ("housing",), (), 3),
    ("dog walking", ("pets-nature",), (), 2),
    ("gp that will see me", (), ("gp",), 3),
    ("mens talking group tonight", ("mens-group",), (), 3),
    ("pokemon cards", ("games-group",), ("pokemon",), 1),
    ("wheelchair", ("disability-support",), (), 2),
    ("polski", (), ("polski",), 2),
)
"""Words, the terms they meant, the words that meant nothing, and how often."""

MISSING = {
    "york": (
        ("housing", 10), ("young-minds", 9), ("autism-adhd", 9), ("lonely", 8), ("sleep", 6),
        ("counselling", 12), ("homeless", 6), ("food", 4), ("trauma", 7), ("transport-help", 4),
    ),
    "plymouth": (
        ("counselling", 11), ("housing", 11), ("homeless", 8), ("drink-and-drugs", 7),
        ("young-minds", 9), ("debt", 6), ("lonely", 6), ("trauma", 8), ("eating-support", 5),
    ),
    "lincolnshire": (
        ("transport-help", 16), ("getting-about", 8), ("young-minds", 10), ("crisis-cafe", 8),
        ("counselling", 9), ("housing", 6), ("autism-adhd", 7), ("lonely", 6),
        ("bereavement", 5),
    ),
}  # fmt: skip
"""What is asked for in vain, and how much more often than other things."""

NOTES = (
    "Wanted something after seven at night, as they work",
    "The group is full until spring",
    "The last bus is at ten to five",
    "Wanted somebody who speaks their language",
    "Would have gone if somebody could have gone along",
    "Only a morning group, and mornings are the worst",
    "",
    "",
)


class Asking:
    """Writes down searches and unmet needs."""

    def __init__(self, shelf: Shelf, *, network: str, entries: Sequence[Entry]) -> None:
        self._shelf, self._network = shelf, network
        self._random = Random(f"{network}/asking")  # noqa: S311
        self._today = shelf.now.astimezone(LONDON).date()
        self._terms = {term.slug: term for term in Term.objects.filter(taxonomy__slug="hub")}
        self._where = sorted({entry.neighbourhood for entry in entries if entry.neighbourhood})

    def write_all(self, standing: Sequence[Standing]) -> None:
        """Write down a month of searches and half a year of unmet needs."""
        for number in range(SEARCHES):
            self._search(self._day(number, SEARCHES, DAYS))
        open_sites = [here for here in standing if here.site.status == SiteStatus.OPEN]
        for number in range(UNMET):
            self._unmet(self._day(number, UNMET, HALF_A_YEAR), open_sites)

    def _day(self, number: int, of: int, days: int) -> datetime.date:
        return self._today - datetime.timedelta(days=number * days // of)

    def _search(self, day: datetime.date) -> None:
        often = [times for *_, times in ASKED]
        words, terms, not_understood, _ = self._random.choices(ASKED, often)[0]
        is_kept = self._today - day < WORDS_KEPT
        found = 0 if not terms else self._random.randrange(1, 40)
        where = self._random.choice([*self._where, *([""] * len(self._where))])
        self._shelf.make(
            Search,
            on=day,
            words=words if is_kept else "",
            terms=[self._terms[slug].pk for slug in terms],
            not_understood=list(not_understood) if is_kept else [],
            neighbourhood=where,
            found=found,
            widened=found < 4,
        )

    def _unmet(self, day: datetime.date, sites: Sequence[Standing]) -> None:
        missing = [(slug, times) for slug, times in MISSING[self._network] if slug in self._terms]
        slug = self._random.choices([slug for slug, _ in missing], [times for _, times in missing])[
            0
        ]
        told = self._random.choices(list(UnmetNeed.Told), (40, 20, 30, 10))[0]
        by_worker = told in {UnmetNeed.Told.WORKER, UnmetNeed.Told.INTRODUCTION}
        here = self._random.choice(sites).site if by_worker and sites else None
        note = self._random.choice(NOTES) if by_worker else ""
        self._shelf.make(
            UnmetNeed,
            on=day,
            told=told,
            term=self._terms[slug],
            neighbourhood=here.neighbourhoods[0] if here else self._random.choice(self._where),
            site=here,
            in_the_evening=self._random.random() < 0.35,
            at_the_weekend=self._random.random() < 0.25,
            note=note,
        )
