"""
What the other side of an introduction is shown: by a link, and in a partner's inbox.

By a link nobody is signed in. What it opens is told by functions of the owner, which insist on the
link and the code (see ADR 19).
"""

import datetime
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from hearth.directory.models import Service
from hearth.foundation.actors import Actor
from hearth.foundation.sealing import fetch_own_keys, keep_own_key
from hearth.foundation.statements import ask
from hearth.introductions.models import Introduction, OtherSide, Reply
from hearth.introductions.queries.rows import A_PAGE
from hearth.people.keys import opened
from hearth.people.models import Sight
from hearth.places.models import Site

SECRET = re.compile(r"[A-Za-z0-9_-]{16,64}")


class LinkIs(StrEnum):
    """What a link opens, still."""

    OPEN = "OPEN"
    MET = "MET"
    """It is open, and they have met: what it asks now is whether it fitted."""
    ENDED = "ENDED"
    NEWER = "NEWER"
    """A newer link was made, and ended this one."""
    OVER = "OVER"
    """It was stopped, or what was shared was taken back."""
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class Least:
    """What a link shows before a code is typed: nothing of the person, or of what they need."""

    state: LinkIs
    service: str = ""
    site: Site | None = None

    @property
    def opens(self) -> bool:
        return self.state in (LinkIs.OPEN, LinkIs.MET)


@dataclass(frozen=True)
class SharedPage:
    """What was shared with the other side, and what they have said."""

    id: UUID
    introduction_id: UUID
    lines: tuple[tuple[str, str], ...]
    answers: int
    """How many answers the page knows of: it says so when it answers."""
    said: str
    met: bool
    answer_by: datetime.date | None
    person_id: UUID | None
    """Under whose own key an answer is kept. No page says it."""

    @property
    def said_words(self) -> str:
        return str(Reply(self.said).label) if self.said else ""


@dataclass(frozen=True)
class Whose:
    """Whose an introduction is, and nothing of whom it is about."""

    owner_id: UUID
    site_id: UUID
    is_silent: bool
    to_be_told: bool
    """The owner has not said yet that they know of it: that it was stopped, or how it fitted."""
    asked_id: UUID | None
    """The partner in whose inbox it waits for an answer."""


@dataclass(frozen=True)
class ReplySaid:
    """What the other side says."""

    reply: str
    words: str = ""
    on: datetime.date | None = None
    fitted: str = ""


@dataclass(frozen=True)
class InboxRow:
    """An introduction as a partner's inbox lists it."""

    id: UUID
    name: str
    """The first thing that was shared: mostly the name that they like."""
    service: str
    from_site: str
    sent_on: datetime.date
    answer_by: datetime.date | None
    said: str
    met: bool

    @property
    def state_words(self) -> str:
        if self.met:
            return "You have met" if self.said == Reply.FITTED else "You have met: did it fit?"
        return str(Reply(self.said).label) if self.said else "Waits for your answer"

    @property
    def waits(self) -> bool:
        return not self.said and not self.met


def hash_of(secret: str) -> bytes:
    """Return what is kept of a secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).digest()


def find_least(secret: str) -> Least:
    """Return what a link shows to whoever opens it."""
    if not SECRET.fullmatch(secret):
        return Least(LinkIs.UNKNOWN)
    found = ask("SELECT * FROM introductions_link(%s::bytea)", [hash_of(secret)]).fetchone()
    if found is None:
        return Least(LinkIs.UNKNOWN)
    state, service_id, site_id, _ = found
    site = Site.objects.get(id=site_id)
    if state in (LinkIs.OVER, LinkIs.NEWER):
        return Least(LinkIs(state), site=site)
    service = Service.objects.filter(id=service_id).values_list("name", flat=True).first()
    return Least(LinkIs(state), service or "", site)


def read_shared(secret: str, proof: str) -> SharedPage | None:
    """Return what a link opens once the code was right; None if it was not, or is too long ago."""
    if not SECRET.fullmatch(proof):
        return None
    found = ask(
        "SELECT * FROM introductions_read(%s::bytea, %s::bytea)",
        [hash_of(secret), hash_of(proof)],
    ).fetchone()
    if found is None:
        return None
    other, introduction, words, answers, said, met, answer_by, whose, key = found
    if key:
        keep_own_key(whose, opened(whose, key))
    row = OtherSide(id=other, person_id=whose, words_sealed=words)
    lines, whom = tuple(row.lines), whose if key else None
    return SharedPage(other, introduction, lines, answers, said, met, answer_by, whom)


def asked_by_message(message: str, *, sight: Sight) -> OtherSide | None:
    """Return what an email asked the other side about; None, if that is not open to who looks."""
    try:
        message_id = UUID(message)
    except ValueError:
        return None
    return OtherSide.objects.open_to(sight).filter(message_id=message_id).first()


def inbox(actor: Actor, *, page: int = 1) -> tuple[list[InboxRow], bool]:
    """Return a page of what was sent to the actor's organisation, the latest first; three asks."""
    first = (page - 1) * A_PAGE
    rows = list(_to_mine(actor).order_by("-sent_on", "-id")[first : first + A_PAGE + 1])
    fetch_own_keys(row.person_id for row in rows)
    shown = [
        InboxRow(
            row.id, row.lines[0][1], row.service.name, row.from_site.name, row.sent_on,
            row.answer_by, row.said, row.met,
        )
        for row in rows[:A_PAGE]
    ]  # fmt: skip
    return shown, len(rows) > A_PAGE


def how_many_wait(actor: Actor) -> int:
    """Return how many introductions in the inbox have no answer yet."""
    return _to_mine(actor).filter(said="", met=False).count()


def get_in_inbox(other_side_id: UUID, *, actor: Actor) -> OtherSide:
    """
    Return one that was sent to the actor's organisation.

    :raises OtherSide.DoesNotExist: if there is none, it is over, or it is about the actor
    """
    return _to_mine(actor).get(id=other_side_id)


def shared_page(row: OtherSide) -> SharedPage:
    """Return one of the inbox as its page shows it."""
    return SharedPage(
        row.id, row.introduction_id, tuple(row.lines), row.answers, row.said, row.met,
        row.answer_by, row.person_id,
    )  # fmt: skip


def other_side_of(introduction: Introduction) -> OtherSide | None:
    """Return how an introduction was sent to the other side, for whoever may read it."""
    return OtherSide.objects.filter(introduction=introduction).first()


def whose_is(introduction_id: UUID) -> Whose | None:
    """Return, to Hearth itself, whose an introduction is, and what of it waits for somebody."""
    found = ask("SELECT * FROM introductions_whose(%s::uuid)", [introduction_id]).fetchone()
    return Whose(*found) if found else None


def _to_mine(actor: Actor) -> QuerySet[OtherSide]:
    """Return what the wall lets them read, asked first: sent to theirs, going on, not of them."""
    today = timezone.localdate()
    till = Q(open_till__overlap=F("sent_under"), closes_on__gte=today)
    stands = Q(open_to__overlap=F("sent_under")) | till
    in_time = Q(shown_until=None) | Q(shown_until__gte=today)
    rows = OtherSide.objects.filter(
        stands, in_time, over=False, organisation__in=list(actor.audiences)
    )
    not_mine = Q(worker_id__isnull=True) | ~Q(worker_id=actor.id)
    return rows.filter(not_mine).select_related("service", "from_site")
