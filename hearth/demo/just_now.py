"""
What goes on at the very moment of loading, so that a Today board is alive when it is first seen.

It is the one thing that does not follow from how people come: at every site
that is open just now, three people who come there anyway have come in during
the last half hour and would like to talk, and some of the team are signed in.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from hearth.demo.answers import Answers
from hearth.demo.copying import Id, Ids, Rows
from hearth.demo.network import DAY, DemoSite, Network
from hearth.demo.settling import Standing
from hearth.demo.trail import Trail
from hearth.demo.visiting import Coming
from hearth.frontdoor.models import Presence, WorkingHere
from hearth.handover.turns import USUAL, shift_at
from hearth.places.opening import LONDON

WAITED = (4, 13, 31)
"""Minutes for which each has been waiting: one of them for longer than a hub wants."""

SAID = (
    Answers(brought=("TALK",), how_today="NOT_GREAT"),
    Answers(brought=("COMPANY",), how_today="OK", how_came="ALONE"),
    Answers(brought=("TALK", "HARD_TIME"), how_today="WORST_DAY", how_came="WITH_SOMEBODY"),
)
VOLUNTEERS = ("Nora Beck", "Walt Dring", "Sunny Patel", "Ivo Marsh")
SHIFT = 8 * 60


def sites_open(network: Network, now: datetime.datetime) -> Iterator[tuple[int, datetime.datetime]]:
    """Return the sites that are open, each with the moment it opened, or a shift began there."""
    for index, site in enumerate(network.sites):
        if opened_at := _open_since(site, now):
            yield index, opened_at


def _open_since(site: DemoSite, now: datetime.datetime) -> datetime.datetime | None:
    local = now.astimezone(LONDON)
    minute = local.hour * 60 + local.minute
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if site.always_open and site.open_on(local.date()):
        return midnight + datetime.timedelta(minutes=minute - minute % SHIFT)
    for days_ago in (0, 1):
        opening = site.open_on(local.date() - datetime.timedelta(days=days_ago))
        past = minute + days_ago * DAY
        if opening and opening.opens <= past < opening.closes:
            return midnight + datetime.timedelta(minutes=opening.opens - days_ago * DAY)
    return None


def waiting_to_talk(
    site: int, people: Sequence[int], *, opened_at: datetime.datetime, now: datetime.datetime
) -> Iterator[tuple[int, Coming]]:
    """
    Return who has just come in and would like to talk, if the site has been open for so long.

    :param people: the numbers of people who might, the likeliest first
    """
    for number, waited, said in zip(people, WAITED, SAID, strict=False):
        at = now - datetime.timedelta(minutes=waited)
        if at > opened_at:
            never_yet = said._replace(talk_waited=DAY)
            yield number, Coming(site, at, answers=never_yet, chance=waited / 60)


def sign_in_the_team(
    standing: Sequence[Standing],
    open_sites: Iterable[tuple[int, datetime.datetime]],
    *,
    now: datetime.datetime,
    seed: str,
) -> None:
    """Write down the workers and a volunteer in each building that is open, for its fire roll."""
    rows = Rows(
        Presence, "id", "recorded_at", "site_id", "kind", "name", "user_id", "came_at",
        "signed_in_by_id",
    )  # fmt: skip
    ids, random = Ids(f"{seed}/presence"), Random(f"{seed}/presence")  # noqa: S311
    trail = Trail(f"{seed}/presence")
    is_night = shift_at(now, USUAL).is_night

    def sign_in(
        here: Standing, kind: WorkingHere, name: str, user_id: Id | None, at: datetime.datetime
    ) -> None:
        presence_id, by = ids.at(at), user_id or here.greeters[0]
        rows.add(presence_id, at, here.id, kind.value, name, user_id, at, by)
        trail.note(
            at,
            by=by,
            verb="signed in",
            model=Presence,
            subject_id=presence_id,
            place_id=here.id,
        )

    for site, opened_at in open_sites:
        here = standing[site]
        for worker in here.on_duty(by_night=is_night):
            sign_in(here, WorkingHere.STAFF, worker.name, worker.id.hex, opened_at)
        if not is_night:
            name = VOLUNTEERS[int(random.random() * len(VOLUNTEERS))]
            came_at = opened_at + (now - opened_at) * random.random()
            sign_in(here, WorkingHere.VOLUNTEER, name, None, came_at)
    rows.copy()
    trail.copy()
