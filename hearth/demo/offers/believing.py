"""Who said that an entry is so, and when; and what is doubted."""

import datetime
from collections.abc import Sequence
from random import Random
from uuid import UUID

from hearth.demo.offers import timing
from hearth.demo.offers.entries import Entry
from hearth.demo.offers.shelf import Shelf
from hearth.directory.models import (
    Claim,
    Confirmation,
    Frequency,
    How,
    ServiceStatus,
    Tip,
    TipKind,
    TipState,
)
from hearth.places.opening import LONDON

OLD = 0.17
"""How many entries have an old word, of those that connectors do not ask after first."""
ASKED_FIRST = {
    "open-door",
    "emergency-food",
    "debt-advice",
    "talking-therapies",
    "recovery-college",
}
NEVER = 0.02
"""How many were written down lately, and nobody has asked yet."""
JUST_FOUND = datetime.timedelta(days=19)
HOWS = (
    (How.PHONE, 30),
    (How.LINK, 28),
    (How.VISIT, 16),
    (How.EMAIL, 12),
    (How.WEBSITE, 9),
    (How.SOURCE, 5),
)
BY_A_WORKER = {How.PHONE, How.VISIT, How.EMAIL, How.WEBSITE}
WORDS_BACK = 6
"""How many times at most anybody has confirmed an entry."""

REASONS = (
    "the hall is being painted",
    "the leader is away",
    "there is a wedding in the hall",
    "the heating is being mended",
    "whoever leads it is unwell",
    "the room is needed for a vote",
)

CLAIMS = (
    ("foodbank-1", "phone", "01632 960997"),
    ("benefits-2", "how_to_book", "No need to book. Mornings only."),
    ("chess-1", "fees", "£1 a night"),
    ("youth-1", "minimum_age", "9"),
    ("shed-1", "name", "Men in Sheds"),
    ("coffee-2", "status", "inactive"),
    ("memory-1", "email", "memory@old-address.example.org"),
)
"""What other lists say. The last one was settled long ago."""

TIPS: tuple[tuple[str, TipKind, str, str, TipState, str], ...] = (
    (
        "foodbank-2", TipKind.WRONG,
        "I went on Thursday and a note on the door said they now shut at one, not two.",
        "margery@example.org", TipState.WAITING, "",
    ),
    (
        "walk-1", TipKind.WRONG,
        "The walk goes from the other gate now, since the path was dug up.",
        "", TipState.WAITING, "",
    ),
    (
        "games-2", TipKind.GONE,
        "My aunt says the bingo stopped at Easter when the caller moved away.",
        "", TipState.WAITING, "",
    ),
    (
        "", TipKind.MISSING,
        "There is a lovely Monday sewing bee above the wool shop and it is not on here.",
        "sewing@example.org", TipState.WAITING, "",
    ),
    (
        "counselling-1", TipKind.CORRECTION,
        "Our list is shorter now that two new counsellors have started.",
        "", TipState.WAITING, "",
    ),
    (
        "", TipKind.MISSING,
        "Could you list my brother's driving school? He is very patient.",
        "", TipState.NOT_FOR_US, "Thank you. We list what is free or cheap and helps people feel "
        "better, so we have left it out.",
    ),
    (
        "library-1", TipKind.WRONG,
        "You have the Saturday times wrong.",
        "", TipState.NOT_CHANGED, "Thank you. We rang, and the times are as we have them.",
    ),
    (
        "coffee-1", TipKind.WRONG,
        "The bus number is an old one.",
        "", TipState.DONE, "Thank you, it is put right.",
    ),
)  # fmt: skip
CORRECTIONS = {"counselling-1": {"waiting_now": "About four weeks", "space_now": "FEW"}}


class Believer:
    """Says of each entry how far it is to be believed."""

    def __init__(
        self, shelf: Shelf, *, seed: str, keepers: dict[str, UUID], leader: UUID | None
    ) -> None:
        self._shelf, self._keepers, self._leader = shelf, keepers, leader
        self._random = Random(f"{seed}/believing")  # noqa: S311
        self._today = shelf.now.astimezone(LONDON).date()

    def say_all(self, entries: Sequence[Entry], *, source: str) -> None:
        """Write down who confirmed each, and what was told of some."""
        for entry in entries:
            self._keep(entry)
            self._confirm(entry)
        self._call_some_off(entries)
        by_key = {entry.key: entry for entry in entries}
        self._tips(by_key)
        self._claims(by_key, source)

    def _keep(self, entry: Entry) -> None:
        """
        Let the connector of its neighbourhood keep it; help from nowhere is shared out.

        Crisis help is always somebody's.
        """
        keeper = self._keepers.get(entry.neighbourhood)
        is_shared_out = not entry.neighbourhood and self._random.random() < 0.5
        if is_shared_out or (entry.term.is_crisis and not keeper):
            keeper = next(iter(self._keepers.values()), None)
        entry.service.kept_by_id = keeper

    def _confirm(self, entry: Entry) -> None:
        every = entry.term.confirm_every_days
        assert every is not None
        service = entry.service
        came = service.recorded_at.astimezone(LONDON).date()
        if not entry.term.is_crisis and self._random.random() < NEVER:
            service.recorded_at = service.edited_at = self._shelf.now - JUST_FOUND
            service.confirm_by = self._today - datetime.timedelta(days=5)
            return
        last = self._today - datetime.timedelta(days=self._days_ago(entry, every))
        days = [last]
        while len(days) < WORDS_BACK and days[-1] - datetime.timedelta(days=every) > came:
            late = self._random.randrange(0, max(2, every // 4))
            days.append(days[-1] - datetime.timedelta(days=every + late))
        for number, day in enumerate(reversed(days)):
            self._word(entry, day, is_first=number == 0)
        service.confirmed_on = last
        service.confirm_by = last + datetime.timedelta(days=every)
        if service.waiting_now or service.space_now:
            service.space_said_on = last

    def _days_ago(self, entry: Entry, every: int) -> int:
        if "overdue" in entry.but:
            return every + 3
        is_asked_first = entry.term.is_crisis or entry.term.slug in ASKED_FIRST
        if not is_asked_first and self._random.random() < OLD:
            return every + self._random.randrange(3, 90)
        return int(self._random.random() ** 1.4 * min(every, 330))

    def _word(self, entry: Entry, day: datetime.date, *, is_first: bool) -> None:
        how = self._random.choices([how for how, _ in HOWS], [often for _, often in HOWS])[0]
        if is_first and entry.service.source:
            how = How.SOURCE
        by = (entry.service.kept_by_id or self._leader) if how in BY_A_WORKER else None
        self._shelf.make(
            Confirmation,
            at=datetime.datetime.combine(day, datetime.time(11, 30), LONDON),
            service=entry.service,
            on=day,
            how=how,
            by_id=by,
            corrected=self._random.random() < 0.15,
        )

    def _call_some_off(self, entries: Sequence[Entry]) -> None:
        """Let some groups not meet the next time, and say why."""
        can = [
            entry
            for entry in entries
            if entry.place
            and not entry.term.is_crisis
            and entry.service.status == ServiceStatus.ACTIVE
            and len(entry.spells) == 1
            and len(entry.spells[0].byday) == 1
            and entry.spells[0].freq != Frequency.ONCE
        ]
        for reason, entry in zip(REASONS, self._random.sample(can, len(REASONS)), strict=True):
            day = timing.next_day(entry.spells[0], after=self._today)
            if day:
                entry.schedules[0].not_on = [day]
                entry.service.alert = f"Not on {day:%A} {day.day} {day:%B}: {reason}"

    def _tips(self, by_key: dict[str, Entry]) -> None:
        for number, (key, kind, words, reply_to, state, answer) in enumerate(TIPS):
            told_at = self._shelf.now - datetime.timedelta(days=2 * number + 1, hours=number)
            decided = state != TipState.WAITING
            self._shelf.make(
                Tip,
                at=told_at,
                service=by_key[key].service if key else None,
                kind=kind,
                words=words,
                corrections=CORRECTIONS.get(key, {}),
                reply_to=reply_to,
                state=state,
                answer=answer,
                decided_by_id=self._leader if decided else None,
                decided_at=told_at + datetime.timedelta(hours=20) if decided else None,
            )

    def _claims(self, by_key: dict[str, Entry], source: str) -> None:
        for number, (key, fact, says) in enumerate(CLAIMS):
            on = self._today - datetime.timedelta(days=9 * number + 5)
            is_settled = number == len(CLAIMS) - 1
            self._shelf.make(
                Claim,
                at=datetime.datetime.combine(on, datetime.time(7), LONDON),
                service=by_key[key].service,
                fact=fact,
                says=says,
                source=source,
                on=on,
                settled_at=self._shelf.now - datetime.timedelta(days=20) if is_settled else None,
                settled_by_id=self._leader if is_settled else None,
                taken=False if is_settled else None,
            )
