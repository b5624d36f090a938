"""
The people hubs know, by however little.

Who is known where, and what is open to whom, is decided by this app's actions
and stands on every row about a person: `known_at` lists the sites that know
them, `greeted_at` those that welcomed them in the last 26 weeks and may list
them. A wall compares these arrays with what the request may see, and looks
nowhere else. standing.py keeps them true.
"""

from hearth.people.models.background import RATHER_NOT, BackgroundAnswer, Question
from hearth.people.models.before import CircleBefore, LayerBefore, SaidBefore, Section
from hearth.people.models.caring import CarerView, Reads
from hearth.people.models.circle import Bond, CircleMember
from hearth.people.models.holding import HeldBack
from hearth.people.models.keys import PersonKey
from hearth.people.models.knowing import Acquaintance, FindingAttempt, FindingKey, Link
from hearth.people.models.layers import Layer, Layered, LayeredQuerySet, Sight
from hearth.people.models.needs import NEED_FLAGS, NEED_ICONS, Need, flags_of
from hearth.people.models.own_pages import OwnKey, OwnPages
from hearth.people.models.person import (
    AboutSomeone,
    ContactKind,
    Details,
    OtherName,
    Person,
    PersonQuerySet,
    Safe,
    WayToContact,
)
from hearth.people.models.sharing import (
    Agreed,
    Basis,
    Decider,
    Opening,
    Openness,
    Sharing,
    SharingQuerySet,
)
from hearth.people.models.story import (
    ABOUT_ME,
    PLAN,
    Heading,
    Passage,
    StayWellPlan,
    Wording,
)
from hearth.people.models.taken_back import KnownTakenBack

__all__ = [
    "ABOUT_ME",
    "NEED_FLAGS",
    "NEED_ICONS",
    "PLAN",
    "RATHER_NOT",
    "AboutSomeone",
    "Acquaintance",
    "Agreed",
    "BackgroundAnswer",
    "Basis",
    "Bond",
    "CarerView",
    "CircleBefore",
    "CircleMember",
    "ContactKind",
    "Decider",
    "Details",
    "FindingAttempt",
    "FindingKey",
    "Heading",
    "HeldBack",
    "KnownTakenBack",
    "Layer",
    "LayerBefore",
    "Layered",
    "LayeredQuerySet",
    "Link",
    "Need",
    "Opening",
    "Openness",
    "OtherName",
    "OwnKey",
    "OwnPages",
    "Passage",
    "Person",
    "PersonKey",
    "PersonQuerySet",
    "Question",
    "Reads",
    "Safe",
    "SaidBefore",
    "Section",
    "Sharing",
    "SharingQuerySet",
    "Sight",
    "StayWellPlan",
    "WayToContact",
    "Wording",
    "flags_of",
]
