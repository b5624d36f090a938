"""Writing down invented arrivals, in the shape in which the front door writes real ones."""

import datetime
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from django.db.models import Model

from hearth.demo.answers import Answers
from hearth.demo.copying import Id, Ids, Rows, copy_all, pick, sealed
from hearth.demo.settling import Standing
from hearth.demo.trail import Trail
from hearth.foundation.models import Record, Told
from hearth.frontdoor.actions import CHILD_ALONE
from hearth.frontdoor.models import ChildAlert, Conversation, Headcount, Source, Visit
from hearth.places.models import Site
from hearth.places.opening import LONDON

AT_ONCE = 20_000
"""Rows that are gathered before they are copied."""

GROUPS = (
    "Craft table", "Walking group", "Lunch club", "Knit and natter", "Men's breakfast",
    "Singing for fun", "Parents and little ones", "Gardeners", "Board games", "Quiz",
)  # fmt: skip

WRITTEN_AFTER = datetime.timedelta(seconds=20)
ASKED_AFTER = datetime.timedelta(minutes=1)
TALK_LASTS = datetime.timedelta(minutes=12)
ALERT_SEEN_AFTER = datetime.timedelta(minutes=4)


class Coming(NamedTuple):
    """Somebody, or a group, who came to a site."""

    site: int
    at: datetime.datetime
    person_id: Id | None = None
    answers: Answers | None = None
    left_at: datetime.datetime | None = None
    gone_by: datetime.datetime | None = None
    """When somebody made sure that they had gone, if they were not seen leaving."""

    child_alone: bool = False
    chance: float = 0.0


class Ledger:
    """
    Gathers visits, headcounts and what hangs on them, and copies them many at a time.

    :param now: what is later than this has not happened yet
    """

    def __init__(self, standing: Sequence[Standing], *, now: datetime.datetime, seed: str) -> None:
        self._standing = standing
        self._now = now
        self._ids = Ids(f"{seed}/visits")
        self._chance = Random(f"{seed}/talks").random  # noqa: S311
        arrival = (
            "id", "recorded_at", "site_id", "held_by_id", "arrived_at", "arrived_on",
            "arrived_hour", "left_at", "confirmed_gone_at", "source", "welcomed_by_id",
        )  # fmt: skip
        self.visits = Rows(
            Visit, *arrival, "person_id", "brought", "how_today", "how_came", "otherwise",
            "came_with_sealed", "note_sealed", "child_alone",
        )  # fmt: skip
        self.headcounts = Rows(Headcount, *arrival, "how_many", "what")
        self.conversations = Rows(
            Conversation, "id", "recorded_at", "visit_id", "site_id", "wanted_at", "taken_by_id",
            "taken_at", "ended_at", "left_before",
        )  # fmt: skip
        self.alerts = Rows(
            ChildAlert, "id", "recorded_at", "visit_id", "site_id", "raised_at", "seen_by_id",
            "seen_at",
        )  # fmt: skip

        self.told = Rows(Told, "id", "at", "what", "about_id", "heard_at")
        self.trail = Trail(f"{seed}/visits")
        self._emptied: set[tuple[Id, datetime.datetime]] = set()
        """The sites and moments at which somebody has gone round and found nobody left."""

    @property
    def _tables(self) -> tuple[Rows, ...]:
        return (
            self.visits,
            self.headcounts,
            self.conversations,
            self.alerts,
            self.told,
            self.trail,
        )

    @property
    def models(self) -> list[type[Model]]:
        """The tables that it fills."""
        return [table.model for table in self._tables]

    def visit(self, coming: Coming) -> Id:
        """Write down one visit, and return its id."""
        visit_id, shared = self._arrival(coming, Visit)
        said = coming.answers or Answers()
        self.visits.add(
            *shared,
            coming.person_id,
            list(said.brought),
            said.how_today,
            said.how_came,
            said.otherwise,
            sealed(Visit, "came_with", visit_id, said.came_with),
            sealed(Visit, "note", visit_id, said.note),
            coming.child_alone,
        )
        if coming.child_alone or said.says_something:
            self._note(coming, coming.at + ASKED_AFTER, "added to", Visit, visit_id)
        if said.talk_waited is not None:
            left_at, gone_at = self._seen_no_more(coming)
            self._conversation(visit_id, coming, said, left_at or gone_at)
        if coming.child_alone:
            self._alert(visit_id, coming)
        if len(self.visits) >= AT_ONCE:
            self.copy()
        return visit_id

    def headcount(self, coming: Coming, how_many: int) -> None:
        """Write down that a group came."""
        _, shared = self._arrival(coming, Headcount)
        what = GROUPS[int(self._chance() * len(GROUPS))] if self._chance() < 0.8 else ""
        self.headcounts.add(*shared, how_many, what)

    def copy(self) -> None:
        """Copy what has been gathered so far."""
        copy_all(self._tables)

    def _arrival(self, coming: Coming, model: type[Record]) -> tuple[Id, tuple[object, ...]]:
        standing = self._standing[coming.site]
        local = coming.at.astimezone(LONDON)
        left_at, gone_at = self._seen_no_more(coming)
        arrival_id = self._ids.at(coming.at)
        self._note(coming, coming.at + WRITTEN_AFTER, "recorded", model, arrival_id)
        if left_at:
            self._note(coming, left_at, "wrote down the leaving of", model, arrival_id)
        if gone_at and (standing.id, gone_at) not in self._emptied:
            self._emptied.add((standing.id, gone_at))
            self._note(coming, gone_at, "confirmed everyone gone from", Site, standing.id)
        return arrival_id, (
            arrival_id,
            min(coming.at + WRITTEN_AFTER, self._now),
            standing.id,
            standing.held_by,
            coming.at,
            local.date(),
            local.hour,
            left_at,
            gone_at,
            Source.DEMONSTRATION.value,
            pick(standing.greeters, coming.chance),
        )

    def _seen_no_more(
        self, coming: Coming
    ) -> tuple[datetime.datetime | None, datetime.datetime | None]:
        """Return when they were seen to leave, or else when somebody made sure that they had."""
        left_at, gone_at = coming.left_at, None
        if left_at and left_at > self._now:
            left_at = None
        elif not left_at and coming.gone_by and coming.gone_by <= self._now:
            gone_at = coming.gone_by
        return left_at, gone_at

    def _conversation(
        self,
        visit_id: Id,
        coming: Coming,
        said: Answers,
        over_at: datetime.datetime | None,
    ) -> None:
        """
        Write down that somebody would like to talk, and what came of it.

        :param over_at: when their visit was over, which ends a conversation too
        """
        standing = self._standing[coming.site]
        assert said.talk_waited is not None
        wanted_at = min(coming.at + ASKED_AFTER, over_at or self._now, self._now)
        came_at = wanted_at + datetime.timedelta(minutes=said.talk_waited)
        ends_at = came_at + TALK_LASTS * (0.5 + 3 * self._chance())
        taken_by = taken_at = ended_at = None
        left_before = False
        if over_at and (said.nobody_came or over_at <= came_at):
            ended_at, left_before = over_at, True
        elif came_at <= self._now and not said.nobody_came:
            taken_by, taken_at = pick(standing.team, self._chance()), came_at
            ended_at = min(ends_at, over_at or ends_at)
            ended_at = ended_at if ended_at <= self._now else None
        conversation_id = self._ids.at(wanted_at)
        self._note(coming, wanted_at, "asked for", Conversation, conversation_id)
        if taken_by:
            self._note(coming, came_at, "took", Conversation, conversation_id, by=taken_by)
        if taken_by and ended_at == ends_at:
            self._note(coming, ended_at, "ended", Conversation, conversation_id, by=taken_by)
        self.conversations.add(
            conversation_id,
            wanted_at,
            visit_id,
            standing.id,
            wanted_at,
            taken_by,
            taken_at,
            ended_at,
            left_before,
        )

    def _alert(self, visit_id: Id, coming: Coming) -> None:
        standing = self._standing[coming.site]
        raised_at = min(coming.at + ASKED_AFTER, self._now)
        seen_at = raised_at + ALERT_SEEN_AFTER
        is_seen = seen_at <= self._now and standing.told_of_children
        self.told.add(self._ids.at(raised_at), raised_at, CHILD_ALONE, visit_id, raised_at)
        alert_id = self._ids.at(raised_at)
        seen_by = pick(standing.told_of_children, self._chance()) if is_seen else None
        if seen_by:
            self._note(coming, seen_at, "saw", ChildAlert, alert_id, by=seen_by)
        self.alerts.add(
            alert_id,
            raised_at,
            visit_id,
            standing.id,
            raised_at,
            seen_by,
            seen_at if is_seen else None,
        )

    def _note(
        self,
        coming: Coming,
        at: datetime.datetime,
        verb: str,
        model: type[Record],
        subject_id: Id,
        *,
        by: Id | None = None,
    ) -> None:
        """Write the audit line of an act, by whoever was on the door unless said."""
        standing = self._standing[coming.site]
        self.trail.note(
            min(at, self._now),
            by=by or pick(standing.greeters, coming.chance),
            verb=verb,
            model=model,
            subject_id=subject_id,
            place_id=standing.id,
        )
