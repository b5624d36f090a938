"""Being introduced to a hub: brought in, taken by name, said hello to in the safe way, welcomed."""

import datetime
import json
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.accounts.queries import workers_with_roles
from hearth.directory.actions.needs import NeedRefused, note_unmet
from hearth.directory.models import UnmetNeed
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require, require_somewhere
from hearth.foundation.statements import insert_once
from hearth.introductions.actions.ours import say_back
from hearth.introductions.actions.writing import IntroductionRefused, refuse_their_name
from hearth.introductions.models import (
    AT_AN_END,
    HELLO_WITHIN,
    SAID_THERE,
    Came,
    HowAgreed,
    Incoming,
    MayHear,
    SafeWay,
    Stands,
    WhyNot,
)
from hearth.introductions.queries.incoming import (
    incoming_now,
    kept_as,
    over_words,
    secret_of,
)
from hearth.introductions.queries.other_side import hash_of
from hearth.people.actions import PersonRefused, meet_person
from hearth.people.actions.contacting import checked_value
from hearth.people.actions.editing import refuse_if_stale
from hearth.people.actions.keepers import require_near
from hearth.people.actions.written import written
from hearth.people.models import ContactKind, Layer, Person
from hearth.people.models.layers import is_shared_with
from hearth.people.queries import layers_open, may_change, shared_with_nobody
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site

BY_KIND = {
    SafeWay.RING: ContactKind.PHONE,
    SafeWay.TEXT: ContactKind.PHONE,
    SafeWay.EMAIL: ContactKind.EMAIL,
    SafeWay.LETTER: ContactKind.LETTER,
}
"""What must be known to reach somebody in that way; in the two others, nothing of them."""
LONGEST_NAME = 200
HOW_THEY_SAID = "Write how they told you. Nobody else decides this for them"
TAKE_IT = "Take it, and say hello in the way that is safe"
SAY_HELLO = "Say hello in the way that is safe"
WATCH_FOR_THEM = "Watch for them: they come by themselves"
CAN_HAPPEN = {*Stands.values, "NEXT"} - {Stands.NEW, *SAID_THERE}


@dataclass(frozen=True)
class BroughtIn:
    """What whoever introduces somebody says."""

    introducer: str
    reply_to: str
    name: str
    safe_way: str
    where: str
    when: str
    hope: str
    agreed_how: str
    may_hear: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrived:
    """That somebody was introduced."""

    id: UUID
    secret: str
    """Of the link by which whoever introduced them hears back."""


@dataclass(frozen=True)
class WentOn:
    """What happened, in words, and what is next."""

    what: str
    """TAKEN, HELLO, WELCOMED or RATHER_NOT (see Stands); NEXT, or WORK: how we can make it work."""
    words: str = ""
    next_step: str = ""
    next_on: datetime.date | None = None
    why: str = ""
    needed: str = ""
    owner_id: UUID | None = None
    """Who looks after it from now on; whoever writes this, if nobody is named."""


def bring_in(
    *, by: Actor | None, site: Site, said: BroughtIn, came: Came, incoming_id: UUID,
    today: datetime.date,
) -> Arrived:  # fmt: skip
    """
    Introduce somebody to a hub. There is nobody to whom that is refused.

    Without an account, call it inside acting.as_anybody(). Sent twice, it is one; sent again in
    other words, both are kept: whoever sends it cannot open the first.

    :param incoming_id: an id that the page made up
    :raises NotAllowed: if the actor neither writes in records there, nor works for a partner
    :raises IntroductionRefused: if something is missing, or nobody agreed to it
    """
    if by is not None and came == Came.PARTNER:
        require_somewhere(by, Permission.SEE_SHARED)
    elif by is not None:
        require(by, Permission.CHANGE_PEOPLE, at=site)
    said = _checked(said)
    row_id = kept_as(incoming_id, repr((site.id, said)))
    secret = secret_of(row_id)
    with transaction.atomic():
        row = Incoming(
            id=row_id, site=site, held_by_id=site.run_by_id, came=came,
            introduced_by_id=by.id if by else None, safe_way=said.safe_way,
            agreed_how=said.agreed_how, may_hear=list(said.may_hear), next_on=today,
            token_hash=hash_of(secret),
        )  # fmt: skip
        row.introducer, row.reply_to, row.name = said.introducer, said.reply_to, said.name
        row.where, row.when, row.hope = said.where, said.when, said.hope
        row.next_step = TAKE_IT
        is_new = insert_once(row)
        if is_new and by is not None:
            audit.note(by=by, verb="introduced somebody in", subject=row, place=site)
    return Arrived(row_id, secret)


@transaction.atomic
def go_on_with(
    *, by: Actor, incoming: Incoming, said: WentOn, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> Incoming:  # fmt: skip
    """
    Write down what happened with somebody who was introduced to us, and what is next.

    Whoever writes it owns it from then on, unless they hand it to a colleague. That somebody would
    rather not is their own word, and the story keeps how they gave it; they can change their mind.

    :raises NotAllowed: if the actor does not write in records at that hub
    :raises IntroductionRefused: if something is missing, or they were welcomed already, or died
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    row = held_incoming(by, incoming)
    refuse_if_stale(incoming_now(row), stamp)
    if row.over:
        raise IntroductionRefused(over_words(row))
    if row.stands == Stands.WELCOMED:
        raise IntroductionRefused("They were welcomed. Begin anew with them")
    needed = HOW_THEY_SAID if said.what == Stands.RATHER_NOT else ""
    words = _written(said.words, about="words", needed=needed)
    if said.what == "WORK":
        words = _not_like_that(by, row, said, words, today=today)
    elif said.what not in CAN_HAPPEN:
        raise IntroductionRefused("Choose what happened", about="what")
    if said.what in AT_AN_END:
        if said.what == Stands.WELCOMED and row.person_id is None:
            raise IntroductionRefused("Say first who they are: find or begin their record")
        row.next_on, row.ended_on, row.stands = None, today, said.what
    else:
        row.next_step = _written(said.next_step, about="next_step", needed="Write what is next")
        row.next_on = require_near(
            said.next_on, refused=IntroductionRefused, about="next_on", today=today,
            was=row.next_on,
        )  # fmt: skip
        if said.what in Stands.values:
            row.stands = said.what
        elif row.stands in (Stands.NEW, *AT_AN_END):
            row.stands = Stands.TAKEN
        row.ended_on = None
    row.owner_id = _keeper(by, row, said.owner_id, today=today)
    tell_story_of(by, row, said.what, words, now=now)
    row.save()
    say_back(row, said.what, words)
    audit.note(by=by, verb="went on with somebody introduced to", subject=row, place=row.site)
    return row


def take(
    *, by: Actor, incoming: Incoming, stamp: str, now: datetime.datetime, today: datetime.date
) -> Incoming:
    """
    Look after somebody who was introduced to us from now on. What is next stays as it is; of one
    that nobody ever had, it is to say hello.

    :raises NotAllowed: if the actor does not write in records at that hub
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    if incoming.stands == Stands.NEW:
        step = WATCH_FOR_THEM if incoming.safe_way == SafeWay.COMES else SAY_HELLO
        said = WentOn(Stands.TAKEN.value, "", step, today + HELLO_WITHIN)
    else:
        said = WentOn("NEXT", "", incoming.next_step, max(incoming.next_on or today, today))
    return go_on_with(by=by, incoming=incoming, said=said, stamp=stamp, now=now, today=today)


def _keeper(by: Actor, row: Incoming, owner_id: UUID | None, *, today: datetime.date) -> UUID:
    """:raises IntroductionRefused: if they do not support people there, or may not read it"""
    if owner_id is None or owner_id == by.id:
        return by.id
    worker = workers_with_roles([owner_id], today=today).get(owner_id)
    if worker is None or row.site_id not in worker.places_where(Permission.CHANGE_PEOPLE):
        raise IntroductionRefused("Choose somebody of the team of that hub", about="owner")
    if not (row.of_team or is_shared_with(row, worker.audiences, today=today)):
        raise IntroductionRefused("They do not share their support with them", about="owner")
    return owner_id


@transaction.atomic
def say_who_it_is(
    *, by: Actor, incoming: Incoming, person: Person | None, person_id: UUID,
    now: datetime.datetime, today: datetime.date,
) -> Person:  # fmt: skip
    """
    Say whose record it is, or begin one. Whoever introduced them hears nothing of that.

    :param person: somebody known already; None to begin a record
    :param person_id: an id that the page made up for a record to begin
    :raises NotAllowed: if the actor does not write in records at that hub, or not in that one
    :raises IntroductionRefused: if it was said already, or their support is shared with others
    """
    row = held_incoming(by, incoming)
    if row.person_id:
        raise IntroductionRefused("Somebody said already who they are")
    if person is None:
        person = meet_person(
            by=by, site=row.site, known_as=row.name, today=today, person_id=person_id
        )
    elif not may_change(by, person):
        raise IntroductionRefused("Choose somebody whom your hub knows", about="person")
    else:
        _require_sight(by, person, now=now)
    row.person = person
    if row.stands == Stands.NEW:
        row.stands = Stands.TAKEN
    row.owner_id = by.id
    tell_story_of(by, row, "WHO", "", now=now)
    row.save()
    audit.note(by=by, verb="said who was introduced", subject=person, place=row.site)
    return person


def _require_sight(by: Actor, person: Person, *, now: datetime.datetime) -> None:
    """:raises IntroductionRefused: if they agreed to share their support, and not with the actor"""
    if shared_with_nobody(person, Layer.SUPPORT, today=timezone.localdate(now)):
        return
    if Layer.SUPPORT not in layers_open(person.id, sight=sight_of(by, now=now)):
        raise IntroductionRefused(
            "They share their support with others. Ask them first if it may be shared with you"
        )


def held_incoming(by: Actor, incoming: Incoming) -> Incoming:
    """:raises NotAllowed: if the actor does not write in records at that hub"""
    row = (
        Incoming.objects.select_for_update(of=("self",)).select_related("site").get(id=incoming.id)
    )
    require(by, Permission.CHANGE_PEOPLE, at=row.site)
    return row


def _checked(said: BroughtIn) -> BroughtIn:
    """:raises IntroductionRefused: if something is missing, or cannot be"""
    if said.agreed_how not in HowAgreed.values:
        raise IntroductionRefused("Say how they agreed to this", about="agreed_how")
    if said.safe_way not in SafeWay.values:
        raise IntroductionRefused("Say by which way it is safe to reach them", about="safe_way")
    _check_ways(said)
    return BroughtIn(
        introducer=_written(
            said.introducer, about="introducer", needed="Write who introduces them"
        ),
        reply_to=_written(said.reply_to, about="reply_to"),
        name=_written(said.name, about="name", needed="Write what they like to be called")[
            :LONGEST_NAME
        ],
        safe_way=said.safe_way,
        where=_written(said.where, about="where"),
        when=_written(said.when, about="when"),
        hope=_written(said.hope, about="hope"),
        agreed_how=said.agreed_how,
        may_hear=tuple(each for each in said.may_hear if each in MayHear.values),
    )  # fmt: skip


def _check_ways(said: BroughtIn) -> None:
    """:raises IntroductionRefused: if nobody can be reached by the way that is said to be safe"""
    if said.safe_way == SafeWay.THROUGH_US:
        if not said.reply_to.strip():
            raise IntroductionRefused(
                "Write how we reach you: they are reached only through you", about="reply_to"
            )
        is_email = "@" in said.reply_to
        kind = ContactKind.EMAIL if is_email else ContactKind.PHONE
        _check_way(kind, said.reply_to, about="reply_to")
    elif said.safe_way in BY_KIND:
        if not said.where.strip():
            raise IntroductionRefused("Write the number or address that is safe", about="where")
        _check_way(BY_KIND[SafeWay(said.safe_way)], said.where, about="where")


def _check_way(kind: ContactKind, value: str, *, about: str) -> None:
    try:
        checked_value(kind, value)
    except PersonRefused as refusal:
        raise IntroductionRefused(str(refusal), about=about) from refusal


def _written(words: str, *, about: str, needed: str = "") -> str:
    return written(words, about=about, needed=needed, refused=IntroductionRefused)


def _not_like_that(
    by: Actor, row: Incoming, said: WentOn, words: str, *, today: datetime.date
) -> str:
    """
    Put what is missing on the map of unmet needs, and return what the story says of it.

    :raises IntroductionRefused: if why is missing, or it says whose need it was
    """
    if said.why not in WhyNot.values:
        raise IntroductionRefused("Choose what is in the way", about="why")
    refuse_their_name(row.name.strip(), said.needed, about="needed")
    why = str(WhyNot(said.why).label)
    try:
        note_unmet(
            by=by, told=UnmetNeed.Told.INTRODUCTION, site=row.site, on=today,
            note=". ".join(part for part in (said.needed.strip(), why) if part),
        )  # fmt: skip
    except NeedRefused as refusal:
        raise IntroductionRefused(str(refusal), about="needed") from refusal
    return f"{why}. {words}".strip()


def tell_story_of(
    by: Actor, row: Incoming, what: str, words: str, *, now: datetime.datetime
) -> None:
    """Add to what happened with somebody who was introduced to us."""
    kept = json.loads(row.story) if row.story else []
    row.story = json.dumps([*kept, [now.isoformat(), by.label, what, words]])
