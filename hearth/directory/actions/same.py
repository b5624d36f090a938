"""
Entries that may be one: found by what they share, decided by a connector, linked, never deleted.

An entry is compared only with those that an index finds: of the same provider or one with the
same name or number, with the same phone number, or at the same place.
"""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from rapidfuzz.fuzz import token_set_ratio

from hearth.directory.finding.publishing import publish
from hearth.directory.finding.words import plain, stem
from hearth.directory.models import SameAs, Service
from hearth.directory.models.services import phone_digits
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused

NEARLY = 88.0
"""From this likeness of names on (of 100, rapidfuzz.token_set_ratio), they are nearly the same."""
ALIKE = 65.0
"""Names alike enough for entries of one kind that share their phone number, place and day."""
MOST = 500
"""Entries that one is compared with: more share a phone or a place only if it says nothing."""


class SameRefused(Refused):
    """The two cannot be said to be the same, or not."""


def look_for_same(service_ids: Iterable[UUID]) -> int:
    """
    Write down pairs that may be one entry, of these with any other. What was decided stays.

    :returns: how many new pairs were found
    """
    found: dict[tuple[UUID, UUID], str] = {}
    related = Service.objects.select_related("provider").prefetch_related(
        "at_locations__location", "schedules"
    )
    for service in related.filter(id__in=list(service_ids), same_as__isnull=True):
        for other in related.filter(_could_be(service)).exclude(id=service.id)[:MOST]:
            if because := why_same(service, other):
                one, two = sorted([service.id, other.id])
                found[one, two] = because
    if not found:
        return 0
    before = SameAs.objects.filter(one__in=[one for one, _ in found])
    known = set(before.values_list("one_id", "other_id"))
    fresh = [
        SameAs(one_id=one, other_id=other, because=because)
        for (one, other), because in found.items()
        if (one, other) not in known
    ]
    SameAs.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _could_be(service: Service) -> Q:
    """Return what finds the entries that could be the same as this one, each part by an index."""
    provider = service.provider
    theirs = Q(provider=provider) | Q(provider__name__iexact=provider.name)
    if provider.charity_number:
        theirs |= Q(provider__charity_number=provider.charity_number)
    if provider.company_number:
        theirs |= Q(provider__company_number=provider.company_number)
    if digits := digits_of(service.phone):
        theirs |= Q(id__in=Service.objects.alias(digits=phone_digits()).filter(digits=digits))
    places = [at.location for at in service.at_locations.all()]
    if places:
        theirs |= Q(at_locations__location__in=places)
        postcodes = [place.postcode for place in places if place.postcode]
        theirs |= Q(at_locations__location__postcode__in=postcodes)
    found = Service.objects.filter(theirs, same_as__isnull=True).values("id")
    return Q(id__in=found)


def digits_of(phone: str) -> str:
    """Return the digits of a phone number; none of one too short to say whose it is."""
    digits = "".join(char for char in phone if char.isdigit())
    return digits if len(digits) >= 9 else ""


def why_same(one: Service, other: Service) -> str:
    """Return why two entries may be one, in words; nothing if they are not alike enough."""
    likeness = _likeness(one, other)
    shared = [
        words
        for words, so in [
            ("the same charity or company number", _same_number(one, other)),
            ("the same organisation", _same_provider(one, other)),
            ("the same phone number", _same_phone(one, other)),
            ("the same place", _same_place(one, other)),
        ]
        if so
    ]
    is_one_kind = one.offer_id == other.offer_id
    is_there = is_one_kind and {"the same phone number", "the same place"} <= set(shared)
    if is_there and _same_time(one, other):
        return f"{', '.join(shared)}, and the same kind of thing at the same time"
    if not shared or likeness < ALIKE:
        return ""
    if likeness >= NEARLY and _is_enough(one, other, shared):
        names = "the same name" if plain(one.name) == plain(other.name) else "nearly the same name"
        return f"{', '.join(shared)}, and {names}"
    if is_there and _same_day(one, other):
        return f"{', '.join(shared)}, and names that are alike"
    return ""


def _likeness(one: Service, other: Service) -> float:
    """Return how alike two names are, of 100, but for the words that say where they are."""
    where = _words_of_places(one) | _words_of_places(other)
    return token_set_ratio(_bare(one.name, where), _bare(other.name, where))


def _bare(name: str, where: set[str]) -> str:
    """Return a name without words of places, unless there is hardly anything else to it."""
    words = _stems(name)
    bare = [word for word in words if word not in where]
    return " ".join(bare if len(bare) > 1 else words)


def _stems(name: str) -> list[str]:
    return [stem(word) for word in plain(name.replace("&", " and ")).split()]


def _words_of_places(service: Service) -> set[str]:
    places = [at.location for at in service.at_locations.all()]
    return {word for at in places for name in (at.name, at.town) for word in _stems(name)}


def _same_time(one: Service, other: Service) -> bool:
    """Test if both are on at one and the same time of the week."""
    return bool(_times(one) & _times(other))


def _same_day(one: Service, other: Service) -> bool:
    """Test if both are on at one and the same day of the week, as far as anybody has said."""
    mine, theirs = ({day for day, _ in _times(each)} for each in (one, other))
    return not (mine and theirs) or bool(mine & theirs)


def _times(service: Service) -> set[tuple[str, datetime.time]]:
    times = service.schedules.all()
    return {(day, each.opens) for each in times if each.opens for day in each.byday}


def _is_enough(one: Service, other: Service, shared: list[str]) -> bool:
    """
    Test if what two entries of nearly one name share makes them one, rather than two of a kind.

    One group may run a coffee morning in each of twelve villages: if both have places, one of
    these must be shared.
    """
    apart = _places(one) and _places(other) and not _same_place(one, other)
    return not apart or shared == ["the same phone number"]


def _same_number(one: Service, other: Service) -> bool:
    mine, theirs = one.provider, other.provider
    return bool(
        (mine.charity_number and mine.charity_number == theirs.charity_number)
        or (mine.company_number and mine.company_number == theirs.company_number)
    )


def _same_provider(one: Service, other: Service) -> bool:
    if one.provider_id == other.provider_id:
        return True
    return bool(token_set_ratio(plain(one.provider.name), plain(other.provider.name)) >= NEARLY)


def _same_phone(one: Service, other: Service) -> bool:
    digits = digits_of(one.phone)
    return bool(digits) and digits == digits_of(other.phone)


def _places(service: Service) -> set[str]:
    return {at.location.postcode or str(at.location_id) for at in service.at_locations.all()}


def _same_place(one: Service, other: Service) -> bool:
    return bool(_places(one) & _places(other))


@transaction.atomic
def say_same(*, by: Actor, pair: SameAs, keep: UUID, now: datetime.datetime) -> SameAs:
    """
    Say that two entries are one: the one is shown in place of both. Nothing is lost.

    :param keep: the id of the one to show
    :raises NotAllowed: if the actor keeps no directory
    :raises SameRefused: if somebody has decided already, the other stands for more, or the one
        kept would hide what the public may see, or show what it may not
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    pair = _open(pair)
    if keep not in (pair.one_id, pair.other_id):
        raise SameRefused("Choose which of the two to show.")
    hide = pair.other_id if keep == pair.one_id else pair.one_id
    both = {
        each.id: each for each in Service.objects.select_for_update().filter(id__in=[keep, hide])
    }
    if both[keep].same_as_id:
        raise SameRefused(f"{both[keep].name} is hidden behind another entry. Show that one.")
    if both[hide].same_as_id:
        raise SameRefused(f"{both[hide].name} is hidden behind another entry already.")
    if both[hide].others.exists():
        raise SameRefused(f"{both[hide].name} stands in place of others. Show that one instead.")
    if both[hide].place_is_secret and not both[keep].place_is_secret:
        raise SameRefused(
            f"{both[hide].name} keeps its place secret and {both[keep].name} does not. Show the "
            "first, or say of both that their place is secret."
        )
    shown = set(Service.objects.public().filter(id__in=both).values_list("id", flat=True))
    if hide in shown and keep not in shown:
        raise SameRefused(f"{both[keep].name} is not shown to the public. Show the other one.")
    both[hide].same_as = both[keep]
    both[hide].save(update_fields=["same_as", "edited_at"])
    pair.is_same, pair.decided_by_id, pair.decided_at = True, by.id, now
    pair.save(update_fields=["is_same", "decided_by", "decided_at"])
    audit.note(by=by, verb="said to be the same", subject=pair)
    publish([keep, hide])
    return pair


@transaction.atomic
def say_not_same(*, by: Actor, pair: SameAs, now: datetime.datetime) -> SameAs:
    """
    Say that two entries are not one. It is remembered, and not asked again.

    :raises NotAllowed: if the actor keeps no directory
    :raises SameRefused: if somebody has decided already
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    pair = _open(pair)
    pair.is_same, pair.decided_by_id, pair.decided_at = False, by.id, now
    pair.save(update_fields=["is_same", "decided_by", "decided_at"])
    audit.note(by=by, verb="said not to be the same", subject=pair)
    return pair


@transaction.atomic
def undo(*, by: Actor, pair: SameAs) -> SameAs:
    """
    Take a decision back: both are shown again, and the pair waits for a connector.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    pair = SameAs.objects.select_for_update().get(id=pair.id)
    if pair.is_same:
        both = [pair.one_id, pair.other_id]
        hidden = Service.objects.select_for_update().filter(id__in=both, same_as__in=both)
        for service in hidden:
            service.same_as = None
            service.save(update_fields=["same_as", "edited_at"])
        publish(both)
    pair.is_same = pair.decided_by_id = pair.decided_at = None
    pair.save(update_fields=["is_same", "decided_by", "decided_at"])
    audit.note(by=by, verb="undid", subject=pair)
    return pair


def _open(pair: SameAs) -> SameAs:
    held = SameAs.objects.select_for_update().get(id=pair.id)
    if held.is_same is not None:
        raise SameRefused("Somebody has decided on this already.")
    return held
