"""For how long records are kept: choosing it, listing what is past it, looking before it goes."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.erasing.actions.asking import Asked, ask_erasing
from hearth.erasing.actions.refusing import (
    ErasingRefused,
    all_of,
    checked,
    require_decides_for,
    sign_ins,
)
from hearth.erasing.models import (
    AskedFor,
    DueToLook,
    Erasure,
    HolderRule,
    Kind,
    LegalHold,
    WhyErase,
)
from hearth.erasing.queries.due import past_their_time
from hearth.erasing.queries.holding import ids_of_all, written_about
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere

LONGEST_LONGER = datetime.timedelta(days=5 * 366)
"""For how long something can be kept longer before it is looked at again. Our own choice."""
MOST_MONTHS = 1200


@transaction.atomic
def set_rule(
    *, by: Actor, holder_id: UUID, kind: str, months: int, source: str, confirmed: bool,
    now: datetime.datetime, months_after_death: int | None = None, child_until: int | None = None,
) -> HolderRule:  # fmt: skip
    """
    Choose for how long an organisation keeps one kind of record after the last contact.

    :param months_after_death: counted from a death instead; None counts as for all
    :param child_until: the birthday before which nothing of a child's is past its time
    :raises NotAllowed: unless the actor decides
    :raises ErasingRefused: if others decide for it, or the number or where it is from is missing
    """
    require_decides_for(by, holder_id, today=timezone.localdate(now))
    if kind not in Kind.values:
        raise ErasingRefused("Choose a kind of record", about="kind")
    if not 1 <= months <= MOST_MONTHS:
        raise ErasingRefused("Write a number of months from 1 to 1,200", about="months")
    if months_after_death is not None and not 1 <= months_after_death <= MOST_MONTHS:
        about = "months_after_death"
        raise ErasingRefused("Write a number of months from 1 to 1,200", about=about)
    if child_until is not None and not 18 <= child_until <= 100:
        raise ErasingRefused("Write an age from 18 to 100", about="child_until")
    source = checked(source, about="source", needed="Write where this number is from")
    rule, _ = HolderRule.objects.update_or_create(
        holder_id=holder_id, kind=kind,
        defaults={
            "months": months, "months_after_death": months_after_death,
            "child_until": child_until, "source": source, "confirmed": confirmed,
            "set_by_id": by.id, "set_at": now,
        },
    )  # fmt: skip
    audit.note(by=by, verb="chose for how long is kept", subject=rule)
    return rule


@transaction.atomic
def list_what_is_due(*, by: Actor, today: datetime.date) -> int:
    """
    List what is past its time, for somebody to look at. Nothing is erased. Return how much is new.

    Whoever was in contact again is taken off. What is on hold, or kept longer, is not listed.

    :raises NotAllowed: unless the actor sees and decides everything: Hearth itself, by night
    """
    require_everywhere(by, Permission.DECIDE_ERASING)
    rules: dict[UUID, list[HolderRule]] = {}
    for rule in HolderRule.objects.order_by("holder", "kind"):
        rules.setdefault(rule.holder_id, []).append(rule)
    held = _held(by)
    new = 0
    for holder_id, of_holder in rules.items():
        past = {
            (each.person_id, each.kind): each
            for each in past_their_time(of_holder, actor=by, today=today)
            if (each.person_id, holder_id) not in held
        }
        listed = {
            (row.person_id, row.kind): row for row in DueToLook.objects.filter(holder=holder_id)
        }
        over = [row.id for key, row in listed.items() if key not in past]
        DueToLook.objects.filter(id__in=over).delete()
        DueToLook.objects.bulk_create(
            DueToLook(
                person_id=each.person_id, holder_id=holder_id, kind=each.kind,
                last_contact_on=each.last_contact_on, due_on=each.due_on,
            )
            for key, each in past.items() if key not in listed
        )  # fmt: skip
        new += len(past.keys() - listed.keys())
    return new


def _held(by: Actor) -> set[tuple[UUID, UUID]]:
    """Return whose records are on hold, by holder: those that are linked with them too."""
    return {
        (person_id, holder_id)
        for held_id, holder_id in LegalHold.objects.filter(lifted_at=None).values_list(
            "person", "holder"
        )
        for person_id in ids_of_all(held_id, by)
    }


@transaction.atomic
def keep_longer(
    *, by: Actor, due_id: UUID, until: datetime.date | None, why: str, now: datetime.datetime
) -> DueToLook:
    """
    Keep something longer than its time, for a reason, until a day on which it is looked at again.

    :raises DueToLook.DoesNotExist: if there is none, or none that the actor sees
    :raises NotAllowed: unless the actor decides, and it is not their own record
    :raises ErasingRefused: if others decide, or the reason or a day within five years is missing
    """
    row, today = DueToLook.objects.select_for_update().get(id=due_id), timezone.localdate(now)
    with all_of(row.person_id, by=by) as (records, _):
        require_decides_for(by, row.holder_id, today=today, besides=sign_ins(records))
    if until is None or not today < until <= today + LONGEST_LONGER:
        raise ErasingRefused("Choose a day within five years", about="until")
    row.kept_why = checked(why, about="why", needed="Write why it is kept longer")
    row.keep_until, row.kept_by_id = until, by.id
    row.save()
    audit.note(by=by, verb="keeps longer", subject=row)
    return row


@transaction.atomic
def ask_what_is_due(*, by: Actor, due_id: UUID, words: str, now: datetime.datetime) -> Erasure:
    """
    Ask that something past its time be erased. A second person decides, as on all else.

    Who somebody is, where nothing else is held any more, is the whole record: all who hold
    something of it decide, and its key goes with it.

    :raises DueToLook.DoesNotExist: if there is none, or none that the actor sees
    :raises NotAllowed: if the actor may not ask it where the person is known
    :raises ErasingRefused: if nothing was written, or it was asked already
    """
    row = DueToLook.objects.get(id=due_id)
    with all_of(row.person_id, by=by) as (records, _):
        others = [
            each for each in written_about(records)
            if (each.holder_id, each.kind) != (row.holder_id, Kind.RECORD)
        ]  # fmt: skip
    of: tuple[list[UUID], list[str]] = ([row.holder_id], [row.kind])
    if row.kind == Kind.RECORD and not others:
        of = ([], [])
    asked = Asked(WhyErase.TIME_OVER.value, AskedFor.HOLDER.value, words, *of)
    return ask_erasing(by=by, person_id=row.person_id, asked=asked, now=now)
