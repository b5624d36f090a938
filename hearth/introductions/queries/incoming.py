"""Who is introduced to our hubs: for the hub's team, and for whoever introduced them."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hearth.accounts.models import User
from hearth.accounts.queries import who_may_at, workers_with_roles
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.statements import ask
from hearth.introductions.models import SAID_THERE, Incoming, MayHear, Stands
from hearth.introductions.queries.other_side import SECRET, hash_of
from hearth.introductions.queries.rows import A_PAGE
from hearth.people.models import Sight
from hearth.people.models.layers import is_shared_with
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site, SiteKind

NOT_FOR_NOW = (Stands.RATHER_NOT, Stands.OTHER_WAY, Stands.COULD_NOT)
HEARD_FOR = datetime.timedelta(days=60)
"""For how long after the last word whoever introduced somebody hears, as the database says too."""


@dataclass(frozen=True)
class Waiting:
    """How many who were introduced to us wait for the actor."""

    nobodys: int = 0
    """Nobody has them: not taken yet, or whoever had them works there no more."""
    mine: int = 0
    """Theirs, and due."""

    @property
    def count(self) -> int:
        return self.nobodys + self.mine


@dataclass(frozen=True)
class IncomingNow(Stamped):
    """How one stands, for whoever goes on with it."""

    stands: str
    owner_id: UUID | None
    words: str
    on: datetime.date | None
    lines: int


@dataclass(frozen=True)
class Heard:
    """What whoever introduced somebody hears: that it arrived, and what the person agreed to."""

    name: str
    site: str
    phone: str
    on: datetime.datetime
    said: tuple[str, ...]
    is_over: bool = False
    """Sixty days passed since the last word."""


@dataclass(frozen=True)
class Happened:
    """One thing that happened with somebody who was introduced to us."""

    at: datetime.datetime
    by: str
    what: str
    words: str


WHAT = {str(code): str(words) for code, words in Stands.choices} | {
    "TAKEN": "Taken",
    "WHO": "Their record was found, or begun",
    "NEXT": "What is next",
    "WORK": "Something was in the way",
    "HEAR": "What may be heard of it was changed",
    "SENT_ON": "Sent to another hub of ours",
}


def incoming_now(row: Incoming) -> IncomingNow:
    """Return how one stands, as a page can be drawn from it."""
    return IncomingNow(row.stands, row.owner_id, row.next_step, row.next_on, len(row.lines))


def come_in(actor: Actor, *, page: int = 1) -> tuple[list[Incoming], bool]:
    """Return a page of who was introduced to the actor's hubs and goes on, by their day."""
    first = (page - 1) * A_PAGE
    rows = _at_mine(actor).filter(ended_on__isnull=True, over=False).select_related("site", "owner")
    found = list(rows.order_by("next_on", "id")[first : first + A_PAGE + 1])
    return found[:A_PAGE], len(found) > A_PAGE


def not_for_now(actor: Actor) -> list[Incoming]:
    """
    Return those with whom it ended before they met, the latest first: it can be taken up again.

    They would rather not, found another way, or it could not be done.
    """
    rows = _at_mine(actor).filter(stands__in=NOT_FOR_NOW, over=False).select_related("site")
    return list(rows.order_by("-ended_on", "-id")[:A_PAGE])


def left_behind(rows: Iterable[Incoming], *, today: datetime.date) -> set[UUID]:
    """Return the ids of those whose owner cannot see to them any more. Two questions at most."""
    owned = [row for row in rows if row.owner_id]
    keep = _keepers({row.owner_id for row in owned if row.owner_id}, today=today)
    return {row.id for row in owned if not _is_kept(row, keep, today)}


def incoming_waiting(actor: Actor, *, today: datetime.date, sight: Sight | None = None) -> Waiting:
    """Return how many wait for the actor by today. Two questions at most, and one for the sight."""
    rows = list(_going_on(actor, sight))
    mine = sum(1 for row in rows if row.owner_id == actor.id and _is_due(row, today))
    return Waiting(len(_nobodys(rows, actor, today)), mine)


def nobody_took(actor: Actor, *, today: datetime.date) -> list[tuple[str, int]]:
    """
    Return how many nobody has from their day on, by the name of each hub that the actor runs.

    Four questions at most.
    """
    runs = list(actor.places_where(Permission.KEEP_WORKERS))
    rows = _going_on(actor).filter(site__in=runs, next_on__lte=today)
    counted = Counter(row.site_id for row in _nobodys(list(rows), actor, today))
    names = dict(Site.objects.filter(id__in=counted).values_list("id", "name")) if counted else {}
    return sorted((names[site], count) for site, count in counted.items())


def team_at(site: Site, *, actor: Actor, today: datetime.date) -> list[tuple[UUID, str]]:
    """Return who can look after somebody introduced to this hub: the actor, then by name."""
    team = who_may_at(Permission.CHANGE_PEOPLE, [site.id], today=today)
    others = dict(team.values_list("id", "name"))
    first = {actor.id: others.pop(actor.id, actor.label)}
    return list((first | others).items())


def may_take(row: Incoming, left_behind: set[UUID]) -> bool:
    """
    Test if one is to be taken: by one tap, as nobody has it.

    A hub of ours that asked hears when they can come, which is written and not tapped.
    """
    is_ours_new = row.introduction_id is not None and row.stands == Stands.NEW
    goes_on = row.ended_on is None and not row.over
    return goes_on and not is_ours_new and (not row.owner_id or row.id in left_behind)


def get_incoming(incoming_id: UUID, *, actor: Actor) -> Incoming:
    """
    Return one that was introduced to a hub of the actor's.

    :raises Incoming.DoesNotExist: if there is none, or it is out of bounds
    """
    return _at_mine(actor).select_related("site", "owner", "person").get(id=incoming_id)


def story_of(row: Incoming) -> list[Happened]:
    """
    Return what happened with somebody who was introduced to us, the latest first.

    What is said at the hub that introduced them, such as that they have met, stands here too.
    """
    there = row.stands in SAID_THERE
    said = [Happened(row.edited_at, row.introducer, WHAT[row.stands], "")] if there else []
    return said + [
        Happened(datetime.datetime.fromisoformat(at), who, WHAT.get(what, what), words)
        for at, who, what, words in row.lines
    ]


def over_words(row: Incoming) -> str:
    """Return why nothing is to be done any more; nothing, if it goes on. Who died is told by their
    own record alone."""
    if not row.over:
        return ""
    return (
        "They have died. Nothing is next with them"
        if row.person_id
        else "This is over. Nothing is to be done any more"
    )


def hubs_to_introduce_to() -> list[tuple[UUID, str]]:
    """Return the hubs and satellites to which anybody can introduce somebody, by name."""
    sites = Site.objects.welcoming().exclude(kind=SiteKind.OUTREACH)
    return list(sites.order_by("name").values_list("id", "name"))


def secret_of(incoming_id: UUID) -> str:
    """
    Return the secret of the link by which whoever introduced somebody hears back.

    It is made from the id, which the page made up, under our own key: sent twice it is the same,
    and it is kept nowhere.
    """
    return salted_hmac("introductions.heard", str(incoming_id), algorithm="sha256").hexdigest()


def kept_as(page_id: UUID, words: str) -> UUID:
    """
    Return the id under which what a page says is kept: the same words have the same, others not.

    Whoever introduces somebody may read nothing here: nobody could tell them that it was sent
    already in other words, so the second is kept beside the first. It stands in time where the
    page's own id does, and tells nothing of the words: it is made under our own key.
    """
    told = salted_hmac("introductions.kept", f"{page_id} {words}", algorithm="sha256").digest()
    return UUID(bytes=page_id.bytes[:8] + bytes([0x80 | told[0] & 0x3F]) + told[1:8])


def link_to_hand_on(row: Incoming) -> str:
    """Return the secret of a link that still tells something; nothing, if none does."""
    secret = secret_of(row.id)
    hears = row.token_hash is not None and bytes(row.token_hash) == hash_of(secret)
    return secret if hears and row.edited_at > timezone.now() - HEARD_FOR else ""


def heard_by_link(secret: str) -> Heard | None:
    """Return what whoever has this link hears; None if we do not know it."""
    if not SECRET.fullmatch(secret):
        return None
    found = _heard(hash_of(secret))
    return found[0] if found else None


def heard_by_me() -> list[Heard]:
    """Return what the partner's worker who acts hears of those whom they introduced."""
    return _heard(None)


def _heard(token: bytes | None) -> list[Heard]:
    rows = ask("SELECT * FROM introductions_heard(%s::bytea)", [token]).fetchall()
    sites = {site.id: site for site in Site.objects.filter(id__in=[row[1] for row in rows])}
    return [
        Heard(
            Incoming(id=row_id, name_sealed=name).name, sites[site_id].name, sites[site_id].phone,
            at, tuple(_sentence(code) for code in said), over,
        )
        for row_id, site_id, at, name, said, over in rows
    ]  # fmt: skip


def _sentence(code: str) -> str:
    return {
        MayHear.HELLO: "We have said hello to them.",
        MayHear.WELCOMED: "They have been welcomed.",
    }[MayHear(code)]


def _at_mine(actor: Actor, sight: Sight | None = None) -> QuerySet[Incoming]:
    """Return what the wall lets the actor read, asked first."""
    mine, sight = actor.places_where(Permission.CHANGE_PEOPLE), sight or sight_of(actor)
    ids, opened = list(sight.audiences), Q(person__in=sight.opened)
    shared = Q(open_to__overlap=ids) | Q(open_till__overlap=ids, closes_on__gte=sight.today)
    not_of_a_worker = Q(their_sign_in_id__isnull=True) & (Q(of_team=True) | shared | opened)
    of_a_worker = ~Q(their_sign_in_id=actor.id) & opened
    return Incoming.objects.filter(not_of_a_worker | of_a_worker, site__in=mine)


def _going_on(actor: Actor, sight: Sight | None = None) -> QuerySet[Incoming]:
    """Return what goes on, as far as it is read to be counted."""
    rows = _at_mine(actor, sight).filter(ended_on__isnull=True, over=False)
    return rows.only(
        "owner", "site", "next_on", "of_team", "open_to", "open_till", "closes_on"
    )  # fmt: skip


def _is_due(row: Incoming, today: datetime.date) -> bool:
    return row.next_on is not None and row.next_on <= today


def _keepers(ids: set[UUID], *, today: datetime.date) -> dict[UUID, User]:
    """Return who of these workers supports people somewhere today, by id."""
    workers = workers_with_roles(ids, today=today)
    return {
        each: worker
        for each, worker in workers.items()
        if worker.may_somewhere(Permission.CHANGE_PEOPLE)
    }


def _is_kept(row: Incoming, keepers: dict[UUID, User], today: datetime.date) -> bool:
    worker = keepers.get(row.owner_id) if row.owner_id else None
    if worker is None or row.site_id not in worker.places_where(Permission.CHANGE_PEOPLE):
        return False
    return row.of_team or is_shared_with(row, worker.audiences, today=today)


def _nobodys(rows: list[Incoming], actor: Actor, today: datetime.date) -> list[Incoming]:
    """Return which of these nobody has: not taken, or whoever has them cannot see to them now."""
    others = [row for row in rows if row.owner_id != actor.id]
    keepers = _keepers({row.owner_id for row in others if row.owner_id}, today=today)
    return [row for row in others if not _is_kept(row, keepers, today)]
