"""
What shifts left each other, at the first site of each hub manager and wherever it is never closed.

By the board's own actions, over the last three days: each night is handed over to, taken over by
name and handed back; a line is done, one is carried on, one is about somebody whose support is
shared with the team, and one, written since this shift took over, is nobody's. Whoever has the
board is on duty until their shift ends. All of it is made up.
"""

import datetime
from collections.abc import Sequence
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.handover import actions
from hearth.handover.models import BoardLine
from hearth.handover.queries import LineSaid
from hearth.handover.turns import USUAL, Shift, shift_at
from hearth.letterbox.actions import go_on_duty
from hearth.people.models import Layer, Openness, Person
from hearth.people.queries import sight_of
from hearth.places.models import Site

A_MINUTE, AN_HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
SHIFTS_BACK = 6


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """Let shifts have handed over where each hub manager works, and by night, as the owner."""
    managers = [one for one in network.workers if one.role == Role.HUB_MANAGER and one.sites]
    slugs = {one.sites[0] for one in managers}
    slugs |= {place.slug for place in network.sites if place.always_open and not place.is_planned}
    for here in standing:
        if here.site.slug in slugs and len(here.day_team) > 1:
            _lay_at(here, now)


def _lay_at(here: Standing, now: datetime.datetime) -> None:
    writes = [one for one in here.day_team if one.may(Permission.CHANGE_PEOPLE, at=here.site)]
    day = next((one for one in writes if one not in here.night_team), here.day_team[0])
    night = next(one for one in (*here.night_team, *writes, *here.day_team) if one != day)
    shift = shift_at(now, USUAL)
    shifts = [shift]
    for _ in range(SHIFTS_BACK):
        shifts.append(shift_at(shifts[-1].begins - A_MINUTE, USUAL))
    first, *rest = reversed(shifts)
    on, off = _on(first, day, night), _on(shift, day, night)
    at = first.ends - AN_HOUR
    _write(on, here.site, "rounds", "BUILDING", "Both back doors, at dusk and at dawn", at)
    for each in rest:
        on, off = _on(each, day, night), on
        if on != off:
            _turn(here.site, off, on, each.begins, now)
    _leave(here, on, off, shift, now)
    if on.may(Permission.READ_LETTERS, at=here.site):
        with acting_as(on):
            go_on_duty(by=on, site=here.site, until_at=shift.ends, now=now)


def _on(shift: Shift, day: User, night: User) -> User:
    return night if shift.is_night else day


def _turn(site: Site, off: User, on: User, at: datetime.datetime, now: datetime.datetime) -> None:
    """One hands over at the turn of the shift, the other takes over, and carries on or does."""
    handed_at, taken_at = at - 3 * A_MINUTE, min(at + 4 * A_MINUTE, now)
    lines = list(BoardLine.objects.filter(site=site, ended_at__isnull=True))
    with acting_as(off):
        actions.hand_over(
            by=off, site=site, to_id=on.id, line_ids=[line.id for line in lines], now=handed_at,
            handed_id=_id(site, f"handed.{at:%Y%m%d%H}"),
        )  # fmt: skip
    with acting_as(on):
        actions.take_over(by=on, site=site, took_id=_id(site, f"took.{at:%Y%m%d%H}"), now=taken_at)
        for line in BoardLine.objects.filter(site=site, ended_at__isnull=True):
            actions.carry_on(
                by=on, line=line, due_at=line.due_at + 12 * AN_HOUR, seen=line.times,
                now=min(taken_at + AN_HOUR, now),
            )  # fmt: skip


def _leave(here: Standing, on: User, off: User, shift: Shift, now: datetime.datetime) -> None:
    """Write what stands on the board just now."""
    site, late = here.site, shift.begins - AN_HOUR
    done = _write(off, site, "bulb", "BUILDING", "The bulb over the front step is out", late)
    milk = _write(off, site, "milk", "TO_DO", "Fetch milk and bread for the morning", late)
    taken = [done, milk]
    if person := _who_shares(site, off, on):
        said = "Likes a text at nine, and not a call. Say that the seat is free"
        taken.append(_write(off, site, "text", "TO_DO", said, late, person=person))
        said = "Said they may come if the night is long. The quiet room is ready"
        taken.append(_write(off, site, "come", "MAY_COME", said, late, person=person))
    with acting_as(on):
        for line in taken:
            actions.take_line(by=on, line=line, seen=1, now=min(shift.begins + 4 * A_MINUTE, now))
        actions.finish_line(by=on, line=done, seen=2, now=min(shift.begins + 20 * A_MINUTE, now))
    since = min(shift.begins + 30 * A_MINUTE, now)
    _write(on, site, "boiler", "BUILDING", "The boiler was reset twice. Ring the engineer", since)


def _write(
    by: User, site: Site, name: str, kind: str, what: str, at: datetime.datetime, *,
    person: Person | None = None,
) -> BoardLine:  # fmt: skip
    """Write a line that nobody has yet, for half a day later."""
    with acting_as(by):
        return actions.write_line(
            by=by, site=site, person=person, line_id=_id(site, name), now=at,
            said=LineSaid(kind, what, at + 13 * AN_HOUR),
        )  # fmt: skip


def _who_shares(site: Site, *shifts: User) -> Person | None:
    """Return somebody whom the site knows, whom a shift may write about and the next may read."""
    if not shifts[0].may(Permission.CHANGE_PEOPLE, at=site):
        return None
    found: list[list[Person]] = []
    for each in shifts:
        with acting_as(each):
            open_ones = Openness.objects.open_to(sight_of(each)).filter(
                layer=Layer.SUPPORT, person__known_at__contains=[site.id], person__listed=True,
                person__died_recorded_at__isnull=True, worker_id__isnull=True,
            )  # fmt: skip
            found.append([one.person for one in open_ones.select_related("person")])
    first, *others = found
    both = [one for one in first if all(one in other for other in others)]
    return min(both, key=lambda one: one.id, default=None)


def _id(site: Site, what: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{what}.{site.slug}.handover.example.org")
