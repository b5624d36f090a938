"""What people say for days, times and what they can manage: the same in every partnership."""

from hearth.directory.finding.facts import Fact
from hearth.directory.finding.parts import Part
from hearth.directory.finding.within import Asks

DAYS = {
    "monday": {0}, "mon": {0}, "tuesday": {1}, "tue": {1}, "tues": {1}, "wednesday": {2},
    "wed": {2}, "thursday": {3}, "thu": {3}, "thur": {3}, "thurs": {3}, "friday": {4}, "fri": {4},
    "saturday": {5}, "sat": {5}, "sunday": {6}, "sun": {6}, "weekend": {5, 6},
    "weekday": {0, 1, 2, 3, 4},
}  # fmt: skip
WORDS_TOO = {"sat", "sun", "mon", "fri", "wed"}
"""Days that are other words too: only where something round them says when, or at the end."""
BEFORE_A_DAY = {"on", "this", "next", "every", "each", "by", "until", "till", "open"}
NOT_BEFORE_A_DAY = {"im", "am", "i", "was", "were", "been", "just", "hes", "shes", "the", "got"}
BETWEEN_DAYS = {"and", "or", "to", "til", "till", "at", "from", "n", "&"}
DAYS |= {f"{name}s": days for name, days in DAYS.items() if len(name) > 4}
PARTS = {
    "morning": {Part.MORNING}, "mornings": {Part.MORNING}, "am": {Part.MORNING},
    "afternoon": {Part.AFTERNOON}, "afternoons": {Part.AFTERNOON}, "pm": {Part.AFTERNOON},
    "lunchtime": {Part.AFTERNOON}, "daytime": {Part.MORNING, Part.AFTERNOON},
    "evening": {Part.EVENING}, "evenings": {Part.EVENING}, "eve": {Part.EVENING},
    "night": {Part.EVENING, Part.NIGHT}, "nights": {Part.EVENING, Part.NIGHT},
    "overnight": {Part.NIGHT}, "after work": {Part.EVENING}, "after tea": {Part.EVENING},
}  # fmt: skip
SAID_OF_A_DAY: dict[str, tuple[Asks, set[Part]]] = {
    "tonight": (Asks.TONIGHT, {Part.EVENING, Part.NIGHT}),
    "this evening": (Asks.TONIGHT, {Part.EVENING, Part.NIGHT}),
    "this morning": (Asks.TODAY, {Part.MORNING}),
    "this afternoon": (Asks.TODAY, {Part.AFTERNOON}),
    "today": (Asks.TODAY, set()), "open today": (Asks.TODAY, set()),
    "tomorrow": (Asks.TOMORROW, set()),
}  # fmt: skip
"""What is said of one day of the calendar, and not of every such day of the week."""
FACTS = {
    "free": Fact.FREE, "for free": Fact.FREE, "no cost": Fact.FREE, "costs nothing": Fact.FREE,
    "wheelchair": Fact.STEP_FREE, "wheelchair access": Fact.STEP_FREE,
    "wheelchair accessible": Fact.STEP_FREE, "wheelchair friendly": Fact.STEP_FREE,
    "step free": Fact.STEP_FREE,
    "disabled access": Fact.STEP_FREE, "no stairs": Fact.STEP_FREE, "no steps": Fact.STEP_FREE,
    "online": Fact.ONLINE, "on line": Fact.ONLINE, "zoom": Fact.ONLINE, "on zoom": Fact.ONLINE,
    "in person": Fact.IN_PERSON, "face to face": Fact.IN_PERSON, "by phone": Fact.PHONE,
    "over the phone": Fact.PHONE, "on the phone": Fact.PHONE, "phone line": Fact.PHONE,
    "helpline": Fact.PHONE, "home visit": Fact.HOME, "come to me": Fact.HOME,
    "just turn up": Fact.TURN_UP, "turn up": Fact.TURN_UP, "drop in": Fact.TURN_UP,
    "dropin": Fact.TURN_UP, "walk in": Fact.TURN_UP, "no appointment": Fact.TURN_UP,
    "without an appointment": Fact.TURN_UP, "no referral": Fact.TURN_UP,
    "no booking": Fact.TURN_UP,
}  # fmt: skip

ORDINARY = frozenset(word for phrase in [*FACTS, *PARTS, *DAYS] for word in phrase.split()) | set(
    [
        "tonight",
        "today",
        "tomorrow",
        "now",
        "near",
        "nearby",
        "me",
        "here",
        "miles",
        "mile",
        "aged",
        "age",
        "years",
        "year",
        "old",
        "within",
        "group",
        "groups",
        "class",
        "classes",
        "club",
        "clubs",
        "service",
        "services",
        "session",
        "sessions",
        "centre",
        "area",
        "local",
        "son",
        "sons",
        "daughter",
        "daughters",
        "brother",
        "sister",
        "husband",
        "wife",
        "partner",
        "boyfriend",
        "girlfriend",
        "grandson",
        "granddaughter",
        "friend",
        "friends",
    ]
)
"""Words that we read, whether or not an entry has them."""

GROWN_UP = 18
GROWN_UPS = {"Men", "Women", "Older people"}
"""Names of terms that a child is none of."""
RELATIONS = {
    ("mum",), ("mums",), ("mam",), ("mams",), ("dad",), ("dads",), ("nan",), ("nans",), ("gran",),
    ("grandad",), ("teen",), ("teens",), ("teenager",), ("teenagers",), ("kid",), ("kids",),
    ("neighbour",), ("neighbours",), ("lad",), ("lads",),
}  # fmt: skip
"""Who it is about, not what they need: "grief group for my nan"."""
NOT_WHEN = {"till", "until", "by", "since", "last", "before", "after"}
"""Before a day, it is not the day on which something is asked for: "no food till friday"."""
NEGATIONS = {"not", "no", "never", "cant", "wont", "dont", "doesnt", "hasnt", "havent", "isnt"}
HERE = {("near", "me"), ("nearby",), ("near", "here"), ("close", "to", "me"), ("round", "here")}
MEANT_FOR = {
    "children": range(11),
    "young-people": range(11, 26),
    "older-people": range(60, 120),
}
"""The ages of people whom a term for them means, as it describes them."""
BEFORE_A_PLACE = {"in", "near", "around", "at", "round", "to", "from", "by", "of"}

GRAVE = {"need-now", "self-harm", "abuse"}
"""Needs that nobody may be taken to have for half a word."""
