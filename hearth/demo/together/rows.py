"""Writing down invented support, in the shape in which support's own actions write it."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from hearth.accounts.roles import Role
from hearth.demo.copying import Id, Ids, Rows, copy_all, sealed
from hearth.demo.trail import Trail
from hearth.foundation.audiences import role_at
from hearth.foundation.models import Record
from hearth.introductions.models import Introduction, IntroductionLine, LineKind, State, Way
from hearth.people.models import Agreed, Decider, Layer, Person, Sharing
from hearth.places.models import Site
from hearth.places.opening import LONDON
from hearth.support.models import (
    Contact,
    ConversationPart,
    ConversationWording,
    Goal,
    GoalStep,
    GoalWording,
    Hello,
    KeepInTouch,
    Promise,
    PromiseBefore,
    PromiseState,
    StrandChange,
    StrandState,
    SupportStrand,
)

TEAM = (Role.TEAM_MEMBER, Role.CONNECTOR, Role.HUB_MANAGER)
NEXT = ("Ask how the first time was", "Go along on the day", "Ring them again together")
ANOTHER_WAY = "found another way than the introduction of"
STOPPED = "stopped, as they asked, the introduction of"
ABOUT = ("id", "recorded_at", "person_id", "held_by_id")


class Whose(NamedTuple):
    """Whose support it is, where it stands, and which worker writes it down."""

    person: Id
    held_by: Id
    site: Site
    by: Id


class Introduced(NamedTuple):
    """An introduction to a service, and how it stands."""

    way: Way
    service: Id
    need: Id | None
    begun_on: datetime.date
    state: State
    ended_on: datetime.date | None = None
    next_step: str = NEXT[0]
    next_on: datetime.date | None = None
    answer_by: datetime.date | None = None
    fitted: str = ""


class Shelf:
    """Gathers support and the sharing that it stands on, and copies them together."""

    def __init__(self, *, seed: str) -> None:
        self._ids = Ids(f"{seed}/together")
        self.sharings = Rows(
            Sharing, *ABOUT, "known_at", "layers", "with_site_id", "with_roles", "audiences", "how",
            "decided_by", "recorded_by_id",
        )  # fmt: skip
        said = (*ABOUT, "part", "words_sealed")
        self.parts = Rows(ConversationPart, *said, "edited_at", "edited_by_id")
        self.part_wordings = Rows(ConversationWording, *said, "written_at", "written_by_id")
        self.strands = Rows(
            SupportStrand, *ABOUT, "site_id", "kind", "strand_id", "state", "since_on",
            "with_worker_id", "with_who_sealed",
        )  # fmt: skip
        self.changes = Rows(
            StrandChange, *ABOUT, "support_strand_id", "state", "changed_on", "with_worker_id",
            "with_who_sealed", "circle_sealed", "comes_next_sealed", "welcome_back_sealed",
            "changed_by_id",
        )  # fmt: skip
        self.contacts = Rows(
            Contact, *ABOUT, "happened_on", "how", "planned", "minutes", "site_id", "words_sealed",
            "note_sealed", "met_by_id",
        )  # fmt: skip
        self.goals = Rows(Goal, *ABOUT, "words_sealed", "why_sealed", "state", "since_on")
        self.goal_wordings = Rows(
            GoalWording, *ABOUT, "goal_id", "words_sealed", "why_sealed", "state", "written_on",
            "written_by_id",
        )  # fmt: skip
        self.steps = Rows(
            GoalStep, *ABOUT, "goal_id", "how_far", "said_on", "words_sealed", "written_by_id"
        )
        self.promises = Rows(
            Promise, *ABOUT, "what_sealed", "promised_by_id", "due_on", "first_due_on", "state",
            "settled_on", "written_by_id",
        )  # fmt: skip
        self.promises_before = Rows(
            PromiseBefore, *ABOUT, "promise_id", "promised_by_id", "due_on", "state", "changed_at",
            "changed_by_id",
        )  # fmt: skip
        self.keeps = Rows(
            KeepInTouch, *ABOUT, "says_hello_id", "in_person", "every_days", "next_on",
            "if_no_answer_sealed", "try_again_days", "agreed_on", "agreed_by_id",
        )  # fmt: skip
        self.hellos = Rows(Hello, *ABOUT, "keep_id", "said_on", "due_on", "answered", "said_by_id")
        self.introductions = Rows(
            Introduction, *ABOUT, "way", "service_id", "need_id", "from_site_id", "owner_id",
            "state", "next_step_sealed", "next_on", "answer_by", "begun_on", "met_on", "ended_on",
            "fitted", "edited_at",
        )  # fmt: skip
        self.introduction_lines = Rows(
            IntroductionLine, *ABOUT, "introduction_id", "kind", "at", "by_id", "on"
        )
        self.trail = Trail(f"{seed}/together")

    def copy(self) -> None:
        """Copy what has been gathered. The sharings come first: rows stand open by them."""
        copy_all(
            (
                self.sharings, self.parts, self.part_wordings, self.strands, self.changes,
                self.contacts, self.goals, self.goal_wordings, self.steps, self.promises,
                self.promises_before, self.keeps, self.hellos, self.introductions,
                self.introduction_lines, self.trail,
            )
        )  # fmt: skip

    def share(self, whose: Whose, known_at: Sequence[Id], on: datetime.date) -> None:
        """Agree with somebody that their team may read about them and what they do together."""
        _, *row = self._about(Sharing, whose, on)
        self.sharings.add(
            _, *row, list(known_at), [Layer.ABOUT.value, Layer.SUPPORT.value], whose.site.id.hex,
            [role.value for role in TEAM], [role_at(whose.site.id, role) for role in TEAM],
            Agreed.SAID.value, Decider.PERSON.value, whose.by,
        )  # fmt: skip
        self._note(whose, on, "agreed sharing of")

    def converse(self, whose: Whose, on: datetime.date, said: dict[str, str]) -> None:
        """Write down a welcoming conversation, each part by itself."""
        for part, words in said.items():
            for model, rows in ((ConversationPart, self.parts),
                                (ConversationWording, self.part_wordings)):  # fmt: skip
                pk, *row = self._about(model, whose, on)
                words_sealed = sealed(model, "words", pk, words)
                rows.add(pk, *row, part, words_sealed, _midday(on), whose.by)
            self._note(whose, on, "wrote in the welcoming conversation of")

    def strand(
        self,
        whose: Whose,
        kind: str,
        states: Sequence[tuple[str, datetime.date]],
        *,
        strand_id: Id | None = None,
        with_who: str = "",
        ending: dict[str, str],
    ) -> None:
        """
        Write down a strand of support, and all that became of it.

        :param states: each with its day, the first one first
        :param with_who: somebody of another organisation; else it is with the worker who writes
        :param ending: what is said where it is finished for now
        """
        state, since = states[-1]
        pk, *row = self._about(SupportStrand, whose, states[0][1])
        worker = None if with_who else whose.by
        self.strands.add(
            pk, *row, whose.site.id.hex, kind, strand_id, state, since, worker,
            sealed(SupportStrand, "with_who", pk, with_who),
        )  # fmt: skip
        for number, (state, on) in enumerate(states):
            change, *row = self._about(StrandChange, whose, on)
            is_end = state == StrandState.FINISHED
            self.changes.add(
                change, *row, pk, state, on, worker,
                sealed(StrandChange, "with_who", change, with_who),
                *(
                    sealed(StrandChange, name, change, ending[name] if is_end else "")
                    for name in ("circle", "comes_next", "welcome_back")
                ),
                whose.by,
            )  # fmt: skip
            verb = "changed a strand of support for" if number else (
                "wrote down a strand of support for"
            )  # fmt: skip
            self._note(whose, on, "agreed what comes next with" if is_end else verb)

    def contact(self, whose: Whose, on: datetime.date, said: dict[str, str | int]) -> None:
        """Write down that they met, talked, or wrote."""
        pk, *row = self._about(Contact, whose, on)
        here = said["how"] in ("ONE_TO_ONE", "GROUP")
        self.contacts.add(
            pk, *row, on, said["how"], True, said["minutes"], whose.site.id.hex if here else None,
            sealed(Contact, "words", pk, str(said["words"])),
            sealed(Contact, "note", pk, str(said["note"])), whose.by,
        )  # fmt: skip
        self._note(whose, on, "wrote down a contact with")

    def goal(
        self,
        whose: Whose,
        said: dict[str, str],
        states: Sequence[tuple[str, datetime.date]],
        steps: Sequence[tuple[datetime.date, int, str]],
    ) -> None:
        """Write down a goal, how it stood from which day on, and how far along they were."""
        pk, *row = self._about(Goal, whose, states[0][1])
        self.goals.add(
            pk, *row, sealed(Goal, "words", pk, said["words"]),
            sealed(Goal, "why", pk, said["why"]), *states[-1],
        )  # fmt: skip
        for number, (state, on) in enumerate(states):
            wording, *row = self._about(GoalWording, whose, on)
            self.goal_wordings.add(
                wording, *row, pk, sealed(GoalWording, "words", wording, said["words"]),
                sealed(GoalWording, "why", wording, said["why"]), state, on, whose.by,
            )  # fmt: skip
            self._note(whose, on, "changed a goal of" if number else "wrote down a goal of")
        for on, how_far, words in steps:
            step, *row = self._about(GoalStep, whose, on)
            words_sealed = sealed(GoalStep, "words", step, words)
            self.steps.add(step, *row, pk, how_far, on, words_sealed, whose.by)
            self._note(whose, on, "wrote down a step of")

    def promise(
        self,
        whose: Whose,
        what: str,
        on: datetime.date,
        due_on: datetime.date,
        *,
        by_worker: bool = True,
        done_on: datetime.date | None = None,
    ) -> None:
        """Write down what somebody said they would do, and that it was done if it was."""
        pk, *row = self._about(Promise, whose, on)
        self.promises.add(
            pk, *row, sealed(Promise, "what", pk, what), whose.by if by_worker else None, due_on,
            due_on, (PromiseState.DONE if done_on else PromiseState.OPEN).value, done_on, whose.by,
        )  # fmt: skip
        self._note(whose, on, "wrote down a promise with")
        if done_on:
            before, at, *row = self._about(PromiseBefore, whose, done_on)
            self.promises_before.add(
                before, at, *row, pk, whose.by if by_worker else None, due_on,
                PromiseState.OPEN.value, at, whose.by,
            )  # fmt: skip
            self._note(whose, done_on, "said how a promise stands with")

    def keep_in_touch(
        self,
        whose: Whose,
        on: datetime.date,
        next_on: datetime.date,
        said_on: Sequence[datetime.date],
        *,
        every_days: int,
        if_no_answer: str,
    ) -> None:
        """Write down what was agreed about keeping in touch, and the hellos said since."""
        pk, *row = self._about(KeepInTouch, whose, on)
        words = sealed(KeepInTouch, "if_no_answer", pk, if_no_answer)
        self.keeps.add(pk, *row, whose.by, True, every_days, next_on, words, 1, on, whose.by)
        self._note(whose, on, "agreed how to keep in touch with")
        for day in said_on:
            self.hellos.add(*self._about(Hello, whose, day), pk, day, day, True, whose.by)
            self._note(whose, day, "said hello to")

    def introduce(self, whose: Whose, said: Introduced) -> None:
        """Write down that somebody was introduced to a service, and how that stands."""
        pk, *row = self._about(Introduction, whose, said.begun_on)
        goes_on = said.ended_on is None
        self.introductions.add(
            pk, *row, said.way.value, said.service, said.need, whose.site.id.hex, whose.by,
            said.state.value,
            sealed(Introduction, "next_step", pk, said.next_step),
            said.next_on if goes_on else None, said.answer_by, said.begun_on,
            said.ended_on if said.state == State.MET else None, said.ended_on, said.fitted,
            _midday(said.ended_on or said.begun_on),
        )  # fmt: skip
        self._introduction_line(whose, pk, LineKind.BEGUN, said.begun_on, None)
        self._note(whose, said.begun_on, "began an introduction of")
        if said.ended_on:
            kind = LineKind(said.state.value)
            met_on = said.ended_on if kind == LineKind.MET else None
            self._introduction_line(whose, pk, kind, said.ended_on, met_on)
            verbs = {State.MET: "wrote down that somebody met", State.OTHER_WAY: ANOTHER_WAY}
            self._note(whose, said.ended_on, verbs.get(said.state, STOPPED))

    def _introduction_line(
        self, whose: Whose, of: Id, kind: LineKind, on: datetime.date, of_day: datetime.date | None
    ) -> None:
        pk, *row = self._about(IntroductionLine, whose, on)
        self.introduction_lines.add(pk, *row, of, kind.value, _midday(on), whose.by, of_day)

    def _about(
        self, model: type[Record], whose: Whose, on: datetime.date
    ) -> tuple[Id, datetime.datetime, Id, Id]:
        at = _midday(on)
        return self._ids.at(at), at, whose.person, whose.held_by

    def _note(self, whose: Whose, on: datetime.date, verb: str) -> None:
        self.trail.note(
            _midday(on), by=whose.by, verb=verb, model=Person, subject_id=whose.person,
            place_id=None,
        )  # fmt: skip


def _midday(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(11, 30), LONDON)
