"""Somebody who was introduced to us: what may be heard of it, another hub, and letting it go."""

import datetime

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.foundation.statements import ask
from hearth.introductions.actions.incoming import TAKE_IT, held_incoming, tell_story_of
from hearth.introductions.actions.writing import IntroductionRefused, checked
from hearth.introductions.models import AT_AN_END, Incoming, MayHear
from hearth.introductions.queries.incoming import hubs_to_introduce_to, incoming_now
from hearth.people.actions.editing import refuse_if_stale
from hearth.places.models import Site

KEPT = datetime.timedelta(days=365)
"""For how long what ended is kept, if nobody found whose it was. Our own choice; the database
says it too."""


@transaction.atomic
def change_what_is_heard(
    *, by: Actor, incoming: Incoming, may_hear: tuple[str, ...], stamp: str,
    now: datetime.datetime,
) -> None:  # fmt: skip
    """
    Write down, by the person's word, what whoever introduced them may hear from now on.

    :raises NotAllowed: if the actor does not write in records at that hub
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    row = held_incoming(by, incoming)
    refuse_if_stale(incoming_now(row), stamp)
    chosen = [each for each in MayHear.values if each in may_hear]
    if chosen == [each for each in MayHear.values if each in row.may_hear]:
        return
    row.may_hear = chosen
    tell_story_of(by, row, "HEAR", ". ".join(["That it arrived", *row.may_hear_words]), now=now)
    row.save()
    audit.note(by=by, verb="changed what may be heard of", subject=row, place=row.site)


@transaction.atomic
def send_on(
    *, by: Actor, incoming: Incoming, site: Site, words: str, stamp: str, now: datetime.datetime
) -> None:
    """
    Send somebody who was introduced to us on to another hub of ours, where nobody has them yet.

    :param words: why, for the team there
    :raises NotAllowed: if the actor does not write in records at the hub where they are
    :raises IntroductionRefused: if it has ended, it is known whose record it is, or it is no other
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    row = held_incoming(by, incoming)
    refuse_if_stale(incoming_now(row), stamp)
    if row.over or row.stands in AT_AN_END:
        raise IntroductionRefused("This has ended")
    if row.introduction_id:
        raise IntroductionRefused("Your hub was asked. Say what is in the way", about="hub")
    if row.person_id:
        raise IntroductionRefused("Their record is known. Introduce them from there", about="hub")
    if site.id == row.site_id or site.id not in dict(hubs_to_introduce_to()):
        raise IntroductionRefused("Choose another hub", about="hub")
    words = checked(words, about="reason", needed="Write why, for the team there")
    before = row.site
    row.next_step = TAKE_IT
    tell_story_of(by, row, "SENT_ON", f"{before.name} → {site.name}. {words}", now=now)
    sent = ask(
        "SELECT introductions_send_on(%s::uuid, %s::uuid, %s::bytea, %s::bytea)",
        [row.id, site.id, bytes(row.next_step_sealed), bytes(row.story_sealed)],
    ).fetchone()
    if not sent or not sent[0]:
        raise IntroductionRefused("It is not there any more")
    audit.note(by=by, verb="sent on somebody introduced to", subject=row, place=before)


@transaction.atomic
def take_old_away(*, by: Actor, today: datetime.date) -> int:
    """
    Take away what ended a year ago and of which nobody found whose it was. Return how many.

    What belongs to a record is kept and erased with it.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    old = Incoming.objects.filter(person=None, about=None, ended_on__lt=today - KEPT)
    _, by_table = old.delete()
    return by_table.get(Incoming._meta.label, 0)
