"""Writing entries of the directory down, and changing what they say."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hearth.directory.actions.checking import insist_email, insist_phone
from hearth.directory.actions.providers import named_provider
from hearth.directory.actions.same import look_for_same
from hearth.directory.finding.publishing import publish
from hearth.directory.models import (
    Facet,
    Service,
    ServiceArea,
    ServiceStatus,
    Space,
    Tagged,
    Term,
)
from hearth.directory.queries.entries import (
    CONTACT,
    COST,
    JOINING,
    KEEPING,
    LIKE,
    TAGS,
    WHAT,
    WHO,
    facts_of_entry,
)
from hearth.directory.refuges import is_refuge, may_be_refuge
from hearth.directory.truth import due_on
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.places import registers
from hearth.places.versions import insist_unchanged

MAY_CHANGE = frozenset(WHAT + CONTACT + WHO + JOINING + LIKE + COST + KEEPING)
LONGEST = {"name": 200, "description": 5000, "alert": 300, "fees": 500, "waiting_now": 100}
LONGEST_OTHERWISE = 2000


class EntryRefused(Refused):
    """The entry cannot be written down as given."""


@transaction.atomic
def add_entry(
    *, by: Actor, name: str, provider_name: str, offer: Term, description: str = ""
) -> Service:
    """
    Write down something new that somebody offers. It is public from now on, and still to confirm.

    Where it is, is kept secret if it may be a refuge: until a connector says otherwise.

    :param provider_name: a provider that is known by this name, or a new one
    :raises NotAllowed: if the actor keeps no directory
    :raises EntryRefused: if something given cannot be so, or it is there already
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    provider = named_provider(by=by, name=provider_name)
    name = " ".join(name.split())
    before = Service.objects.filter(provider=provider, name__iexact=name, same_as__isnull=True)
    if before.exists():
        raise EntryRefused(f"{provider.name} has an entry called {name} already.")
    service = Service(provider=provider, name=name, offer=offer, description=description.strip())
    service.confirm_by = due_on(None, timezone.localdate(), offer.confirm_every_days)
    service.place_is_secret = may_be_refuge([offer], name=name, description=description)
    _insist_it_makes_sense(service, {"name", "offer", "description"})
    service.save()
    audit.note(by=by, verb="added", subject=service)
    written(service)
    return service


@transaction.atomic
def edit_entry(*, by: Actor, service: Service, seen: str | None = None, **changes: Any) -> Service:
    """
    Change what an entry says. What turns out to be a refuge keeps its place secret from then on.

    :param seen: what the page showed, from versions.written_down; None if there was no page
    :param changes: facts of MAY_CHANGE. Terms are given as slugs of the hubs' own
    :raises NotAllowed: if the actor keeps no directory
    :raises EntryRefused: if something given cannot be so
    :raises ChangedMeanwhile: if somebody else changed one of them since the page was drawn
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if unknown := changes.keys() - MAY_CHANGE:
        raise TypeError(f"An entry has no such facts to set here: {sorted(unknown)}")
    service = _held(service)
    names = tuple(changes)
    before = facts_of_entry(service, names)
    insist_unchanged(seen, before)
    was_refuge = is_refuge(service)
    changed = _write(by, service, changes, before)
    if facts_of_entry(service, names) == before:
        return service
    if "offer" in changed:
        recorded = timezone.localdate(service.recorded_at)
        every = service.offer.confirm_every_days
        service.confirm_by = due_on(service.confirmed_on, recorded, every)
        service.save(update_fields=["confirm_by"])
    if "place_is_secret" not in changes and not was_refuge and is_refuge(service):
        service.place_is_secret = True
        service.save(update_fields=["place_is_secret"])
    audit.note(by=by, verb="edited", subject=service)
    if "place_is_secret" in changed:
        verb = "made secret the place of" if service.place_is_secret else "showed the place of"
        audit.note(by=by, verb=verb, subject=service)
    written(service)
    return service


@transaction.atomic
def say_now(
    *,
    by: Actor,
    service: Service,
    today: datetime.date,
    space: str | None = None,
    waiting: str | None = None,
) -> Service:
    """
    Say whether there is space just now, or how long the wait is.

    :param space: a Space; None leaves it as it is
    :param waiting: in words, such as "about three weeks"; None leaves it as it is
    :raises NotAllowed: if the actor keeps no directory
    :raises EntryRefused: if it cannot be so
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    service = _held(service)
    set_now(service, today=today, space=space, waiting=waiting)
    audit.note(by=by, verb="said space of", subject=service)
    return service


def set_now(
    service: Service, *, today: datetime.date, space: str | None, waiting: str | None
) -> None:
    """
    Set space and waiting of an entry, with the day, and let it be found so.

    :raises EntryRefused: if it cannot be so
    """
    if space is not None:
        if space not in Space.values:
            raise EntryRefused("Choose one of the answers shown.")
        service.space_now = space
    if waiting is not None:
        service.waiting_now = " ".join(waiting.split())
        _insist_short(service, {"waiting_now"})
    service.space_said_on = today
    service.save(update_fields=["space_now", "waiting_now", "space_said_on", "edited_at"])
    publish([service.id])


def written(service: Service) -> None:
    """Let an entry be found as it is now, and look whether it is there twice. After each write."""
    publish([service.id])
    look_for_same([service.id])


def _held(service: Service) -> Service:
    held = Service.objects.select_for_update(of=("self",)).select_related("provider", "offer")
    return held.get(id=service.id)


def _write(
    by: Actor, service: Service, changes: dict[str, Any], before: dict[str, Any]
) -> set[str]:
    """Set the facts, insist that it all makes sense, save, and return which have changed."""
    for name, value in changes.items():
        if name == "provider_name":
            if " ".join(value.split()).casefold() != service.provider.name.casefold():
                service.provider = named_provider(by=by, name=value)
        elif name not in TAGS and name != "areas":
            setattr(service, name, _tidied(value))
    own = [name for name in changes if name not in TAGS and name != "areas"]
    after = facts_of_entry(service, tuple(own))
    changed = {name for name in own if after[name] != before[name]}
    _insist_it_makes_sense(service, changed)
    service.save()
    for name, facet in TAGS.items():
        if name in changes and sorted(changes[name]) != before[name]:
            _set_terms(service, facet, changes[name])
            changed.add(name)
    if "areas" in changes and _tidied(changes["areas"]) != before["areas"]:
        service.service_areas.exclude(name__in=changes["areas"]).delete()
        new = set(_tidied(changes["areas"])) - set(
            service.service_areas.values_list("name", flat=True)
        )
        ServiceArea.objects.bulk_create(ServiceArea(service=service, name=n) for n in sorted(new))
        changed.add("areas")
    return changed


def _set_terms(service: Service, facet: Facet, slugs: list[str]) -> None:
    terms = Term.objects.filter(taxonomy__slug="hub", facet=facet)
    chosen = {term.id: term for term in terms.filter(slug__in=slugs)}
    if len(chosen) != len(set(slugs)):
        raise EntryRefused("Choose from the words shown.")
    mine = service.tagged.filter(term__taxonomy__slug="hub", term__facet=facet)
    mine.exclude(term__in=chosen).delete()
    there = set(mine.values_list("term_id", flat=True))
    Tagged.objects.bulk_create(
        Tagged(service=service, term_id=term_id) for term_id in chosen.keys() - there
    )


def _tidied(value: Any) -> Any:
    """Take the space off the ends of words, and empty and repeated lines out of lists of them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return list(dict.fromkeys(" ".join(str(each).split()) for each in value if str(each)))
    return value


def _insist_it_makes_sense(service: Service, changed: set[str]) -> None:
    """Insist on what has changed only: a list brought in may say odd things, which stand."""
    service.name = " ".join(service.name.split())
    if not service.name:
        raise EntryRefused("An entry needs a name.")
    if "offer" in changed and service.offer.facet != Facet.OFFER:
        raise EntryRefused("Choose what it is from the words shown.")
    if "status" in changed and service.status not in ServiceStatus.values:
        raise EntryRefused("Choose whether it is running from the answers shown.")
    _insist_short(service, changed)
    low, high = service.minimum_age, service.maximum_age
    if any(age is not None and not 0 <= age <= 120 for age in (low, high)):
        raise EntryRefused("An age must be between 0 and 120.")
    if low is not None and high is not None and low > high:
        raise EntryRefused("The youngest age must not be above the oldest.")
    for name in {"phone", "text_number"} & changed:
        insist_phone(getattr(service, name))
    if "email" in changed:
        insist_email(service.email)
    if "url" in changed:
        service.url = registers.website(service.url)


def _insist_short(service: Service, names: set[str]) -> None:
    for name in names:
        value = getattr(service, name, "")
        most = LONGEST.get(name, LONGEST_OTHERWISE)
        if isinstance(value, str) and len(value) > most:
            raise EntryRefused(f"That is too long: {most} characters at most.")
