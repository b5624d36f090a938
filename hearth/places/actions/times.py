"""Keeping a site's opening times: the usual week, dates that differ, and closing for a time."""

import datetime
from collections.abc import Collection, Sequence
from itertools import pairwise
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.foundation.errors import Refused
from hearth.places import opening
from hearth.places.actions.sites import require_keeper
from hearth.places.models import BankHolidayRule, Closure, DayException, OpeningSpell, Site
from hearth.places.opening.words import DAYS, spell_in_words
from hearth.places.timetables import hours_of, row_of, times_facts
from hearth.places.versions import insist_unchanged

MOST_LINES = 100
"""Rows in a weekly pattern. More would be a mistake."""


class TimesRefused(Refused):
    """The opening times cannot be as given."""


@transaction.atomic
def set_opening_rule(
    *,
    by: Actor,
    site: Site,
    always_open: bool,
    bank_holidays: opening.BankHolidayRule,
    seen: str | None = None,
) -> None:
    """
    Say whether a site is open day and night, and what it does on bank holidays.

    The weekly pattern of a site that is always open is kept, and counts again
    when it no longer is.

    :param seen: what the page showed, from versions.written_down; None if there was no page
    :raises NotAllowed: if the actor does not keep this site
    :raises ChangedMeanwhile: if somebody else changed the times since the page was drawn
    """
    site = _to_keep(site, by=by, seen=seen)
    site.always_open = always_open
    site.bank_holidays = BankHolidayRule(bank_holidays.kind.value)
    site.spells.filter(weekday=None).delete()
    OpeningSpell.objects.bulk_create(
        OpeningSpell(site=site, weekday=None, opens=spell.opens, closes=spell.closes)
        for spell in bank_holidays.spells
    )
    _changed(site, by=by)


@transaction.atomic
def add_hours(
    *, by: Actor, site: Site, hours: Sequence[opening.Hours], seen: str | None = None
) -> None:
    """
    Add lines to a site's weekly pattern.

    :param seen: what the page showed, from versions.written_down; None if there was no page
    :raises NotAllowed: if the actor does not keep this site
    :raises TimesRefused: if there are none, or one overlaps what is there
    :raises ChangedMeanwhile: if somebody else changed the times since the page was drawn
    """
    site = _to_keep(site, by=by, seen=seen)
    _add(site, hours)
    _changed(site, by=by)


@transaction.atomic
def change_hours(
    *,
    by: Actor,
    site: Site,
    instead_of: Collection[UUID],
    hours: Sequence[opening.Hours],
    seen: str | None = None,
) -> None:
    """
    Put lines of the weekly pattern in the place of others.

    :param instead_of: ids of the rows to take out
    :param seen: what the page showed, from versions.written_down; None if there was no page
    :raises NotAllowed: if the actor does not keep this site
    :raises TimesRefused: if there are none, or one overlaps what is left
    :raises ChangedMeanwhile: if somebody else changed the times since the page was drawn
    """
    site = _to_keep(site, by=by, seen=seen)
    site.spells.filter(id__in=instead_of).delete()
    _add(site, hours)
    _changed(site, by=by)


@transaction.atomic
def remove_hours(*, by: Actor, site: Site, ids: Collection[UUID], seen: str | None = None) -> None:
    """
    Take lines out of a site's weekly pattern.

    :param seen: what the page showed, from versions.written_down; None if there was no page
    :raises NotAllowed: if the actor does not keep this site
    :raises ChangedMeanwhile: if somebody else changed the times since the page was drawn
    """
    site = _to_keep(site, by=by, seen=seen)
    site.spells.filter(id__in=ids).delete()
    _changed(site, by=by)


@transaction.atomic
def add_exception(
    *,
    by: Actor,
    site: Site,
    on: datetime.date,
    spells: Sequence[opening.Spell] = (),
    reason: str = "",
) -> None:
    """
    Say that one date is not as usual: other times, or closed if no spells are given.

    :param reason: how a sentence that begins "Closed" would go on, such as "for training"
    :raises NotAllowed: if the actor does not keep this site
    :raises TimesRefused: if that date already has an exception, or the spells overlap
    """
    site = _to_keep(site, by=by)
    day = f"{DAYS[on.weekday()]} {on.day} {on:%B %Y}"
    if site.exceptions.filter(on=on).exists():
        raise TimesRefused(f"{day} already has times of its own. Take those away first.")
    _insist_apart(spells)
    shared = {"site": site, "on": on, "reason": reason.strip()}
    DayException.objects.bulk_create(
        [DayException(opens=spell.opens, closes=spell.closes, **shared) for spell in spells]
        or [DayException(**shared)]
    )
    _changed(site, by=by, verb="added an exception to")


@transaction.atomic
def remove_exception(*, by: Actor, site: Site, on: datetime.date) -> None:
    """
    Let a date be as usual again.

    :raises NotAllowed: if the actor does not keep this site
    :raises TimesRefused: if the date has no exception
    """
    site = _to_keep(site, by=by)
    removed, _ = site.exceptions.filter(on=on).delete()
    if not removed:
        raise TimesRefused("Somebody has already taken that away.")
    _changed(site, by=by, verb="removed an exception from")


@transaction.atomic
def close_for_a_time(
    *,
    by: Actor,
    site: Site,
    begins_at: datetime.datetime,
    ends_at: datetime.datetime | None = None,
    reason: str = "",
) -> Closure:
    """
    Close a site from a moment until another, or until further notice.

    :param reason: how a sentence that begins "Closed" would go on, such as "for repairs"
    :raises NotAllowed: if the actor does not keep this site
    :raises TimesRefused: if it would end before it begins
    """
    site = _to_keep(site, by=by)
    if ends_at is not None and ends_at <= begins_at:
        raise TimesRefused("It must open again after it closes. Check the days and times.")
    closure = Closure.objects.create(
        site=site, begins_at=begins_at, ends_at=ends_at, reason=reason.strip()
    )
    _changed(site, by=by, verb="closed for a time")
    return closure


@transaction.atomic
def reopen(*, by: Actor, site: Site, closure_id: UUID, now: datetime.datetime) -> None:
    """
    End a closure now. One that has not begun is called off, and leaves no trace but the audit's.

    :raises NotAllowed: if the actor does not keep this site
    :raises TimesRefused: if it is over, or was called off already
    """
    site = _to_keep(site, by=by)
    closure = site.closures.filter(id=closure_id).first()
    if closure is None or (closure.ends_at is not None and closure.ends_at <= now):
        raise TimesRefused("That closure is already over.")
    if closure.begins_at >= now:
        closure.delete()
        _changed(site, by=by, verb="called off a closure of")
    else:
        closure.ends_at = now
        closure.save()
        _changed(site, by=by, verb="reopened")


def _to_keep(site: Site, *, by: Actor, seen: str | None = None) -> Site:
    """Return the site, locked until the act is over, if the actor keeps it."""
    require_keeper(by, site)
    locked = Site.objects.select_for_update().get(id=site.id)
    insist_unchanged(seen, times_facts(locked))
    return locked


def _changed(site: Site, *, by: Actor, verb: str = "changed opening times of") -> None:
    site.save()
    audit.note(by=by, verb=verb, subject=site, place=site)


def _add(site: Site, hours: Sequence[opening.Hours]) -> None:
    if not hours:
        raise TimesRefused("Choose at least one day.")
    standing = [hours_of(row) for row in site.spells.filter(weekday__isnull=False)]
    if len(standing) + len(hours) > MOST_LINES:
        raise TimesRefused("There are too many opening times. Take some away first.")
    for line in hours:
        if line.valid_from and line.valid_until and line.valid_until < line.valid_from:
            raise TimesRefused("The last day must not be before the first day.")
        for other in standing:
            _insist_no_clash(line, other)
        standing.append(line)
    OpeningSpell.objects.bulk_create(row_of(line, site=site) for line in hours)


def _insist_no_clash(line: opening.Hours, other: opening.Hours) -> None:
    """
    Insist that two lines do not say the same time of the same days twice.

    Longer hours in some weeks, over the usual ones, are fine.
    """
    same_days = line.weekday == other.weekday and line.weeks == other.weeks
    if same_days and _both_in_date(line, other) and _overlap(line.spell, other.spell):
        raise TimesRefused(
            f"{DAYS[line.weekday]} already has {spell_in_words(other.spell)}, "
            f"and {spell_in_words(line.spell)} overlaps it. Change that one instead."
        )


def _both_in_date(line: opening.Hours, other: opening.Hours) -> bool:
    begins = max(line.valid_from or datetime.date.min, other.valid_from or datetime.date.min)
    ends = min(line.valid_until or datetime.date.max, other.valid_until or datetime.date.max)
    return begins <= ends


def _overlap(one: opening.Spell, other: opening.Spell) -> bool:
    """Test if two spells of one day overlap. Those that only meet do not."""
    (opens, closes), (other_opens, other_closes) = _minutes(one), _minutes(other)
    return opens < other_closes and other_opens < closes


def _minutes(spell: opening.Spell) -> tuple[int, int]:
    """Return when a spell opens and closes, in minutes after the midnight before it opens."""
    opens = spell.opens.hour * 60 + spell.opens.minute
    closes = spell.closes.hour * 60 + spell.closes.minute
    return opens, closes + 24 * 60 if spell.overnight else closes


def _insist_apart(spells: Sequence[opening.Spell]) -> None:
    in_order = sorted(spells)
    for one, other in pairwise(in_order):
        if _overlap(one, other):
            raise TimesRefused(f"{spell_in_words(one)} and {spell_in_words(other)} overlap.")
