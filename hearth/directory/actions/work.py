"""A connector's own work: what they did, whom they know, and what they look after."""

import datetime

from django.db import transaction
from django.utils import timezone

from hearth.accounts.models import User
from hearth.directory.finding.words import plain
from hearth.directory.models import (
    Cover,
    Facet,
    LinkedContact,
    Location,
    Outing,
    Provider,
    ProviderContact,
    Term,
)
from hearth.directory.neighbourhoods import middle_of, neighbourhoods_of_sites
from hearth.foundation import audit
from hearth.foundation.actors import (
    Actor,
    NotAllowed,
    Permission,
    require_somewhere,
)
from hearth.foundation.errors import Refused

LONGEST = 24 * 60
"""Minutes: nothing that a connector did lasts longer than a day."""


class WorkRefused(Refused):
    """What a connector did, or looks after, cannot be written down as given."""


@transaction.atomic
def note_outing(
    *,
    by: Actor,
    did: Outing.Did,
    whom: str = "",
    minutes: int | None = None,
    note: str = "",
    on: datetime.date | None = None,
) -> Outing:
    """
    Write down something that a connector did for the place.

    :param whom: with whom or where, as it was typed: the name of an organisation, a place or a
        neighbourhood that is known here; of any other the name goes into the note
    :param on: today, unless given
    :raises NotAllowed: if the actor keeps no directory
    :raises WorkRefused: if it says nothing, or what cannot be so
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    today = timezone.localdate()
    if on and on > today:
        raise WorkRefused("That day is still to come.")
    if minutes is not None and not 0 < minutes <= LONGEST:
        raise WorkRefused("Say how long in minutes, up to a day.")
    outing = Outing(by_id=by.id, on=on or today, did=did, minutes=minutes)
    note = " ".join(note.split())
    unknown = _say_whom(outing, " ".join(whom.split()))
    note = ": ".join(part for part in (unknown, note) if part)
    if not (note or outing.provider_id or outing.location_id or outing.neighbourhood):
        raise WorkRefused("Say with whom or where, or add a note.")
    if note:
        outing.note = note
    outing.save()
    audit.note(by=by, verb="noted", subject=outing)
    return outing


def _say_whom(outing: Outing, whom: str) -> str:
    """Put what is known by this name on the outing; return the name if nothing is."""
    if not whom:
        return ""
    outing.provider = Provider.objects.filter(name__iexact=whom).order_by("recorded_at").first()
    if outing.provider:
        return ""
    outing.location = Location.objects.filter(name__iexact=whom).order_by("recorded_at").first()
    if outing.location:
        return ""
    here = {plain(name): name for name in neighbourhoods_of_sites()}
    if plain(whom) in here or middle_of(whom):
        outing.neighbourhood = here.get(plain(whom), whom)
        return ""
    return whom


@transaction.atomic
def remove_outing(*, by: Actor, outing: Outing) -> None:
    """
    Take back something that the actor wrote down of their own work.

    :raises NotAllowed: if it is somebody else's
    """
    if outing.by_id != by.id:
        raise NotAllowed(f"{by.label} did not write that")
    audit.note(by=by, verb="removed", subject=outing)
    outing.delete()


@transaction.atomic
def say_known(*, by: Actor, contact: ProviderContact, spoke_on: datetime.date) -> LinkedContact:
    """
    Write down that the actor knows somebody at a provider, and when they last spoke.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    known, is_new = LinkedContact.objects.get_or_create(
        worker_id=by.id, contact=contact, defaults={"since": spoke_on, "last_on": spoke_on}
    )
    if spoke_on > known.last_on:
        known.last_on = spoke_on
        known.save(update_fields=["last_on"])
    audit.note(by=by, verb="knows" if is_new else "spoke", subject=contact)
    return known


@transaction.atomic
def say_not_known(*, by: Actor, contact: ProviderContact) -> None:
    """
    Write down that the actor does not know somebody any more.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    LinkedContact.objects.filter(worker_id=by.id, contact=contact).delete()
    audit.note(by=by, verb="no longer knows", subject=contact)


@transaction.atomic
def look_after(
    *, by: Actor, worker: User, neighbourhood: str = "", who: Term | None = None
) -> Cover:
    """
    Write down that a worker looks after a neighbourhood, or a group of people.

    :raises NotAllowed: if the actor keeps no directory, or it is not for them to say
    :raises WorkRefused: if that worker keeps no directory, or it is not one thing
    """
    _require_say(by, worker)
    neighbourhood = neighbourhood.strip()
    if bool(neighbourhood) == bool(who):
        raise WorkRefused("Choose a neighbourhood, or a group of people.")
    if who and who.facet != Facet.WHO:
        raise WorkRefused(f"“{who.name}” is not a group of people.")
    if not worker.may_somewhere(Permission.KEEP_DIRECTORY):
        raise WorkRefused(f"{worker.name} is not a connector, and cannot look after it.")
    cover, is_new = Cover.objects.get_or_create(worker=worker, neighbourhood=neighbourhood, who=who)
    if is_new:
        audit.note(by=by, verb="looks after", subject=cover)
    return cover


@transaction.atomic
def stop_looking_after(*, by: Actor, cover: Cover) -> None:
    """
    Write down that a worker looks after something no more.

    :raises NotAllowed: if it is not for the actor to say
    """
    _require_say(by, cover.worker)
    audit.note(by=by, verb="no longer looks after", subject=cover)
    cover.delete()


def _require_say(by: Actor, worker: User) -> None:
    """Insist that the actor says it of themselves, or leads the directory."""
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if worker.id != by.id:
        require_somewhere(by, Permission.LEAD_DIRECTORY)
