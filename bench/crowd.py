"""
A crowd of invented people whose names are as unevenly spread as names are.

The shares are our own rough ones: a few given names are very common, a few
hundred family names make a third of all, and the rest is a long tail, made up
from parts of English place names and from plain syllables. Nobody is meant.
"""

# ruff: noqa: SIM905 (lists of names read best as names)

import itertools
import random
from dataclasses import dataclass

GIVEN = """
John David Michael Paul James Andrew Mark Peter Robert Stephen Steven Richard Christopher Ian Simon
Kevin Gary Alan Philip Martin Anthony Daniel Matthew Thomas William Jonathan Colin Keith Graham
Sarah Susan Margaret Mary Elizabeth Emma Karen Helen Jennifer Claire Laura Rebecca Nicola Jane Julie
Joanne Joanna Michelle Amanda Samantha Louise Victoria Rachel Katherine Catherine Kathryn Christine
Mohammed Muhammad Ahmed Ali Fatima Aisha Harpreet Gurpreet Priya Piotr Agnieszka Katarzyna Łukasz
Małgorzata José João Andrei Ioana Oksana Dmytro Siân Seán Siobhan Niamh Rhys Angharad Eilidh Hamish
Emeka Ngozi Kwame Tesfaye Chloe Jack Harry Oliver Sophie Jessica Georgia Molly Callum Jordan Liam
Anne-Marie Jean Dorothy Doreen Norman Stanley Maureen Sheila Eileen Joan Joyce Jo Bob Liz Bill Sue
""".split()
FAMILY = """
Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Roberts Johnson Lewis Walker Robinson
Wood Thompson White Watson Jackson Wright Green Harris Cooper King Lee Martin Clarke James Morgan
Hughes Edwards Hill Moore Clark Harrison Scott Young Morris Hall Ward Turner Carter Phillips Patel
Mitchell Campbell Allen Cook Bailey Parker Khan Singh Kaur Hussain Ali Begum Murphy
Kelly O'Neill O'Connor McDonald MacDonald McKenzie Richardson Williamson Wilkinson Richards
Robertson
Nowak Kowalska Silva Fernandes Okafor Mensah Abdi Nguyen Kumar Sharma Jenkins Pritchard Llewellyn
""".split()
FIRST = """
Ash Bar Beck Black Brad Bran Burn Cald Car Chad Clay Crow Dal Dray East Fair Fen Gold Grim Had Ham
Har Hay Heath Holl Horn Ing Kirk Lang Long Mar Mid Mor New Nor Oak Old Pen Pick Rad Rock Sand Shel
Stan Stock Strat Sut Thorn Tre Under Up Wake Wal West Whit Wick Wild Win Wood York
""".split()
LAST = """
ham ton ford ley well wood worth field bridge bury by croft combe dale den gate grave hurst ingham
land ling low man mere mont nell over ridge shaw side stead stone thwaite tree wick yard ock ers kin
""".split()
CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"
RARE = 20_000
POOL = 100_000


@dataclass(frozen=True)
class Pool:
    """Names to draw from with equal chance: the common ones are in it many times."""

    given: list[str]
    family: list[str]


def pool(seed: int) -> Pool:
    """Return the names, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 (a crowd, not a secret)
    places = [first + last for first in FIRST for last in LAST]
    rare = [_syllables(chance) for _ in range(RARE)]
    chance.shuffle(places)
    given = _drawn(chance, [(GIVEN, 9.6, 12), (rare[: RARE // 10], 0.4, 100)])
    family = _drawn(chance, [(FAMILY, 3.4, 10), (places, 5.2, 60), (rare, 1.4, 400)])
    return Pool(given, family)


def _drawn(chance: random.Random, parts: list[tuple[list[str], float, int]]) -> list[str]:
    """Draw a pool from lists, each with its share of ten and how even it is."""
    names: list[str] = []
    weights: list[float] = []
    for part, share, even in parts:
        own = [1 / (n + even) for n in range(len(part))]
        names += part
        weights += [share * weight / sum(own) for weight in own]
    return chance.choices(names, cum_weights=list(itertools.accumulate(weights)), k=POOL)


def _syllables(chance: random.Random) -> str:
    parts = (
        chance.choice(CONSONANTS) + chance.choice(VOWELS) + chance.choice(["", "", "n", "r", "l"])
        for _ in range(chance.choice([2, 2, 3, 3, 4]))
    )
    return "".join(parts).capitalize()
