"""Somebody would like to talk; a worker takes it, and nobody else can take it too."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from hearth.design.words import clock
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.errors import Refused
from hearth.frontdoor.actions.locking import check_not_ones_own, check_standing, locked
from hearth.frontdoor.models import Conversation, Visit
from hearth.frontdoor.moments import can_undo


class ConversationRefused(Refused):
    """The conversation is not where this page thought it was."""


@transaction.atomic
def ask_to_talk(*, by: Actor, visit: Visit, now: datetime.datetime) -> Conversation:
    """
    Write down that somebody would like to talk, so that their wait can be seen from now on.

    Asking again while they wait, or talk, changes nothing. Somebody who has
    talked, or changed their mind, can ask anew.

    :raises NotAllowed: if the actor may not record visits at this site, or it is their own visit
    :raises Refused: if the visit was undone
    """
    require(by, Permission.RECORD_VISIT, at=visit.site)
    visit = locked(visit)  # so that two who ask at once make one conversation
    check_not_ones_own(by, visit)
    check_standing(visit)
    if going_on := visit.conversations.filter(ended_at__isnull=True).first():
        return going_on
    conversation = Conversation.objects.create(visit=visit, site=visit.site, wanted_at=now)
    audit.note(by=by, verb="asked for", subject=conversation, place=visit.site)
    return conversation


@transaction.atomic
def take_conversation(
    *, by: Actor, conversation: Conversation, now: datetime.datetime
) -> Conversation:
    """
    Take a conversation. Of two who take it at once, the first has it, and the other is told who.

    :raises NotAllowed: if the actor may not take conversations at this site, or it is about
        themselves
    :raises ConversationRefused: if somebody else has it, or it is over
    """
    require(by, Permission.TAKE_CONVERSATION, at=conversation.site)
    visit = as_it_is(conversation).visit
    check_not_ones_own(by, visit)
    if visit.taken_back_at:
        raise ConversationRefused("This visit was undone, so nobody is waiting")
    # No join in here: the database looks again at this row alone when it has waited for somebody.
    free = Conversation.objects.filter(
        pk=conversation.pk, taken_by__isnull=True, ended_at__isnull=True
    )
    if free.update(taken_by_id=by.id, taken_at=now):
        audit.note(by=by, verb="took", subject=conversation, place=conversation.site)
        return as_it_is(conversation)
    conversation = as_it_is(conversation)
    if conversation.ended_at:
        raise ConversationRefused(_why_over(conversation))
    if conversation.taken_by_id != by.id:
        assert conversation.taken_by is not None
        raise ConversationRefused(
            f"{conversation.taken_by.name} took this conversation at "
            f"{clock(conversation.taken_at)}, so nobody is waiting"
        )
    return conversation


@transaction.atomic
def give_back_conversation(*, by: Actor, conversation: Conversation) -> Conversation:
    """
    Put a conversation back among those that wait, as if it had not been taken.

    The wait counts from when they first asked: nobody's wait begins again
    because a worker was called away.

    :raises NotAllowed: if the actor may not take conversations at this site
    :raises ConversationRefused: if it is over, or somebody else has it
    """
    require(by, Permission.TAKE_CONVERSATION, at=conversation.site)
    mine = Conversation.objects.filter(pk=conversation.pk, taken_by_id=by.id, ended_at__isnull=True)
    if mine.update(taken_by=None, taken_at=None):
        audit.note(by=by, verb="gave back", subject=conversation, place=conversation.site)
        return as_it_is(conversation)
    conversation = as_it_is(conversation)
    if conversation.ended_at:
        raise ConversationRefused(_why_over(conversation))
    if conversation.taken_by is not None:
        raise ConversationRefused(f"{conversation.taken_by.name} has this conversation now")
    return conversation


@transaction.atomic
def end_conversation(
    *, by: Actor, conversation: Conversation, now: datetime.datetime
) -> Conversation:
    """
    Say that a conversation is over. Saying it again changes nothing.

    :raises NotAllowed: if the actor may not take conversations at this site
    :raises ConversationRefused: if nobody has taken it
    """
    require(by, Permission.TAKE_CONVERSATION, at=conversation.site)
    taken = Conversation.objects.filter(
        pk=conversation.pk, taken_by__isnull=False, ended_at__isnull=True
    )
    if taken.update(ended_at=now):
        audit.note(by=by, verb="ended", subject=conversation, place=conversation.site)
    conversation = as_it_is(conversation)
    if not conversation.ended_at:
        raise ConversationRefused("Nobody has taken this conversation yet")
    return conversation


@transaction.atomic
def leave_before_talking(
    *, by: Actor, conversation: Conversation, now: datetime.datetime
) -> Conversation:
    """
    Say that somebody went, or changed their mind, before anyone came. They are still in, perhaps.

    :raises NotAllowed: if the actor may neither record visits nor take
        conversations at this site
    :raises ConversationRefused: if somebody has taken it
    """
    if not by.may(Permission.TAKE_CONVERSATION, at=conversation.site):
        require(by, Permission.RECORD_VISIT, at=conversation.site)
    waiting = Conversation.objects.filter(
        pk=conversation.pk, taken_by__isnull=True, ended_at__isnull=True
    )
    if waiting.update(ended_at=now, left_before=True):
        audit.note(
            by=by,
            verb="wrote down that nobody came to",
            subject=conversation,
            place=conversation.site,
        )
    conversation = as_it_is(conversation)
    if conversation.taken_by is not None and not conversation.ended_at:
        raise ConversationRefused(
            f"{conversation.taken_by.name} took this conversation at {clock(conversation.taken_at)}"
        )
    return conversation


@transaction.atomic
def undo_ending(*, by: Actor, conversation: Conversation, now: datetime.datetime) -> Conversation:
    """
    Put back a conversation that ended at most ten minutes ago, as if it had not.

    They wait since they first asked, or talk with whoever had taken it. Saying
    it again changes nothing.

    :raises NotAllowed: if the actor may neither record visits nor take
        conversations at this site
    :raises ConversationRefused: if it is too long ago, was another worker's, or
        the person has gone, or asked again, since
    :raises Refused: if the visit was undone
    """
    if not by.may(Permission.TAKE_CONVERSATION, at=conversation.site):
        require(by, Permission.RECORD_VISIT, at=conversation.site)
    visit = locked(conversation.visit)  # so that nobody asks anew, or goes, meanwhile
    check_standing(visit)
    conversation = as_it_is(conversation)
    if not conversation.ended_at:
        return conversation
    if conversation.taken_by is not None and conversation.taken_by_id != by.id:
        raise ConversationRefused(
            f"{conversation.taken_by.name} had this conversation, so only they can put it back"
        )
    if not can_undo(conversation.ended_at, now):
        raise ConversationRefused(
            "That was more than ten minutes ago. If they would like to talk, "
            "say so on the page of their visit"
        )
    if visit.left_at or visit.confirmed_gone_at:
        raise ConversationRefused("They have left since, so nobody is waiting")
    if visit.conversations.filter(ended_at__isnull=True).exists():
        raise ConversationRefused("They have asked to talk again since, so that stays as it is")
    conversation.ended_at, conversation.left_before = None, False
    conversation.save(update_fields=["ended_at", "left_before"])
    audit.note(by=by, verb="put back", subject=conversation, place=conversation.site)
    return conversation


def end_with_visits(visit_ids: Collection[UUID], *, now: datetime.datetime) -> None:
    """End what is going on with people who have gone. Called within an act that says they have."""
    going_on = Conversation.objects.filter(visit_id__in=visit_ids, ended_at__isnull=True)
    going_on.filter(taken_by__isnull=True).update(ended_at=now, left_before=True)
    going_on.filter(taken_by__isnull=False).update(ended_at=now)


def go_on_with_visits(visit_ids: Collection[UUID], *, ended_at: datetime.datetime) -> None:
    """Put back what ended when people were said to have gone, unless they have asked again."""
    asked_again = Conversation.objects.filter(visit_id__in=visit_ids, ended_at__isnull=True)
    ended = Conversation.objects.filter(visit_id__in=visit_ids, ended_at=ended_at)
    ended.exclude(visit__in=asked_again.values("visit")).update(ended_at=None, left_before=False)


def as_it_is(conversation: Conversation) -> Conversation:
    """Return the conversation as it is now, with who has it."""
    rows = Conversation.objects.select_related("taken_by", "visit__person", "site")
    return rows.get(pk=conversation.pk)


def _why_over(conversation: Conversation) -> str:
    if conversation.left_before:
        return f"They went, or changed their mind, at {clock(conversation.ended_at)}"
    return f"This conversation ended at {clock(conversation.ended_at)}"
