"""
What people say at the door when they are asked, which is not every time.

The codes are the front door's own (frontdoor.models). How often each is said is a judgement, not
a measurement: most who come are company for each other, few are on their worst day, and hardly
anybody is brought by the police.
"""

from bisect import bisect
from collections.abc import Mapping
from random import Random
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Picker(Generic[T]):
    """Things to draw from, some likelier than others. Much quicker than random.choices."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._things = list(weights)
        total = sum(weights.values())
        so_far = 0.0
        self._up_to = []
        for weight in weights.values():
            so_far += weight / total
            self._up_to.append(so_far)
        self._up_to[-1] = 1.0

    def pick(self, chance: float) -> T:
        """Return one of the things, given a number from 0 up to 1."""
        return self._things[bisect(self._up_to, chance)]


class Answers(NamedTuple):
    """What one visit's person said. An empty word was not asked, or not answered."""

    brought: tuple[str, ...] = ()
    """In the order of the front door's own list."""

    how_today: str = ""
    how_came: str = ""
    otherwise: str = ""
    came_with: str = ""
    note: str = ""
    talk_waited: int | None = None
    """Minutes from coming in until a worker sat down with them. None: did not want to talk."""

    nobody_came: bool = False
    """They wanted to talk and left before anybody could."""

    @property
    def says_something(self) -> bool:
        """Test if there is anything to write down beside the visit itself."""
        return bool(
            self.brought
            or self.how_today
            or self.how_came
            or self.otherwise
            or self.came_with
            or self.note
        )


BROUGHT = Picker(
    {
        ("COMPANY",): 0.36,
        ("ACTIVITY",): 0.21,
        ("PRACTICAL",): 0.11,
        ("TALK",): 0.09,
        ("COMPANY", "ACTIVITY"): 0.09,
        ("HELPING_OUT",): 0.05,
        ("HARD_TIME",): 0.04,
        ("TALK", "HARD_TIME"): 0.03,
        ("SOMEONE_ELSE",): 0.02,
    }
)
BROUGHT_THE_FIRST_TIME = Picker(
    {
        ("FIRST_LOOK",): 0.38,
        ("COMPANY",): 0.14,
        ("PRACTICAL",): 0.15,
        ("HARD_TIME",): 0.13,
        ("TALK",): 0.1,
        ("ACTIVITY",): 0.06,
        ("SOMEONE_ELSE",): 0.04,
    }
)
HOW_TODAY = {
    # How they are on the whole: from hard times (0) to good ones (3).
    0: Picker({"WELL": 0.05, "OK": 0.27, "NOT_GREAT": 0.48, "WORST_DAY": 0.18, "GROWING": 0.02}),
    1: Picker({"WELL": 0.14, "OK": 0.46, "NOT_GREAT": 0.31, "WORST_DAY": 0.04, "GROWING": 0.05}),
    2: Picker({"WELL": 0.30, "OK": 0.46, "NOT_GREAT": 0.13, "WORST_DAY": 0.01, "GROWING": 0.10}),
    3: Picker({"WELL": 0.42, "OK": 0.31, "NOT_GREAT": 0.06, "WORST_DAY": 0.005, "GROWING": 0.205}),
}
CAME_BY_DAY = Picker(
    {
        "ALONE": 0.66,
        "WITH_SOMEBODY": 0.28,
        "OTHER_SERVICE": 0.042,
        "EMERGENCY": 0.01,
        "POLICE": 0.006,
        "AMBULANCE": 0.002,
    }
)
CAME_BY_NIGHT = Picker(
    {
        "ALONE": 0.6,
        "WITH_SOMEBODY": 0.2,
        "POLICE": 0.07,
        "EMERGENCY": 0.08,
        "AMBULANCE": 0.03,
        "OTHER_SERVICE": 0.02,
    }
)
OTHERWISE_BY_DAY = Picker(
    {
        "NOWHERE": 0.42,
        "GP": 0.25,
        "FAMILY_OR_FRIENDS": 0.13,
        "ANOTHER_PLACE": 0.07,
        "HELPLINE": 0.06,
        "EMERGENCY": 0.04,
        "CRISIS_TEAM": 0.03,
    }
)
OTHERWISE_BY_NIGHT = Picker(
    {
        "EMERGENCY": 0.32,
        "NOWHERE": 0.26,
        "HELPLINE": 0.17,
        "CRISIS_TEAM": 0.13,
        "AMBULANCE_OR_POLICE": 0.07,
        "FAMILY_OR_FRIENDS": 0.05,
    }
)
WITH = ("a neighbour", "her sister", "his mum", "a friend", "a support worker", "their partner")
NOTES = (
    "Asked about the Thursday walk",
    "Brought cake for everybody",
    "Has a letter about a benefit and would like help with it",
    "Would like the quiet room if it is free",
    "Can stay until the half past three bus",
    "Offered to help in the kitchen",
    "Looking for a winter coat",
    "Said thank you to the team for last week",
    "Came with a neighbour who has not been before",
    "Would like to know more about volunteering",
    "Phone has no credit, asked to make a call",
    "Dog is outside and is friendly",
)


def answers(random: Random, *, visits: int, mood: float, talks: float, by_night: bool) -> Answers:
    """
    Return what somebody says when they come in.

    The hub learns most at the first visits and asks little of a regular.

    :param visits: how many times they have been before
    :param mood: how life is for them just now, from 0 (hard) up to 1 (good)
    :param talks: how likely they are to want to talk
    """
    chance = random.random
    how_today = how_came = otherwise = came_with = note = ""
    brought: tuple[str, ...] = ()
    waited = None
    nobody_came = False
    if chance() < 0.45:
        how_today = HOW_TODAY[int(mood * 4) & 3].pick(chance())
    if chance() < (0.75 if visits == 0 else 0.55):
        brought = (BROUGHT_THE_FIRST_TIME if visits == 0 else BROUGHT).pick(chance())
    if chance() < (0.7 if visits == 0 else 0.08):
        how_came = (CAME_BY_NIGHT if by_night else CAME_BY_DAY).pick(chance())
        if how_came == "WITH_SOMEBODY" and chance() < 0.4:
            came_with = WITH[int(chance() * len(WITH))]
    if visits < 3 and chance() < 0.4:
        otherwise = (OTHERWISE_BY_NIGHT if by_night else OTHERWISE_BY_DAY).pick(chance())
    if chance() < 0.015:
        note = NOTES[int(chance() * len(NOTES))]
    if chance() < talks or how_today == "WORST_DAY":
        waited = min(70, int(random.expovariate(1 / 9)))
        nobody_came = chance() < 0.05
    return Answers(brought, how_today, how_came, otherwise, came_with, note, waited, nobody_came)
