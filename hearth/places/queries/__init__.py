"""Questions about places."""

import datetime
import re
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from hearth.design.words import listed
from hearth.foundation.actors import Actor, Permission, require, require_somewhere
from hearth.foundation.statements import ask, listed_columns, read_row
from hearth.places import geo, opening
from hearth.places.models import (
    BankHolidayRule,
    Organisation,
    Site,
    SiteKind,
    SiteQuerySet,
    SiteStatus,
)
from hearth.places.timetables import TimesLine, lines_of, timetable_of, with_times

SITE = f"""
    SELECT {listed_columns(Site, "s")}, {listed_columns(Organisation, "o")}
      FROM places_site s JOIN places_organisation o ON o.id = s.run_by_id WHERE s.slug = %s
"""  # noqa: S608 (names are our own)
DOOR = ["id", "name", "slug", "status", "opened_on", "run_by_id"]
"""What whoever writes down a visit must know of the site."""
DOOR_ASKED = f"""SELECT {", ".join(DOOR)} FROM places_site WHERE slug = %s"""  # noqa: S608


def get_door(slug: str, *, actor: Actor, permission: Permission) -> Site:
    """
    Return the site as get_site() does, with no more of it than its door needs (DOOR).

    It is on the way of every visit. The rest of the site is asked for when it is looked at.

    :raises Site.DoesNotExist: if there is none, or it is out of bounds
    """
    if "\0" in slug:
        raise Site.DoesNotExist(slug)
    row = ask(DOOR_ASKED, [slug]).fetchone()
    if row is None:
        raise Site.DoesNotExist(slug)
    site = Site.from_db("default", DOOR, row)
    if not actor.may(permission, at=site):
        raise Site.DoesNotExist(slug)
    return site


def get_site(slug: str, *, actor: Actor, permission: Permission) -> Site:
    """
    Return the site, if the actor holds the permission there.

    A site that does not exist and a site that is out of bounds look the same
    from outside.

    :raises Site.DoesNotExist: in either case
    """
    if "\0" in slug:  # no database can keep it, so nothing is called that
        raise Site.DoesNotExist(slug)
    row = ask(SITE, [slug]).fetchone()
    if row is None:
        raise Site.DoesNotExist(slug)
    site = read_row(Site, row)
    site.run_by = read_row(Organisation, row[len(Site._meta.concrete_fields) :])
    if not actor.may(permission, at=site):
        raise Site.DoesNotExist(slug)
    return site


def site_to_keep(slug: str, *, actor: Actor) -> Site:
    """
    Return a site, for somebody who keeps what is written of it.

    That there is such a site is no secret among workers: who may not keep it is told so.

    :raises Site.DoesNotExist: if there is no such site
    :raises NotAllowed: if the actor does not keep it
    """
    site = every_site(actor).get(slug=slug)
    require(actor, Permission.KEEP_PLACE, at=site)
    return site


def sites_where(actor: Actor, permission: Permission) -> SiteQuerySet:
    """Return the sites at which the actor holds the permission, by name."""
    held = Site.objects.filter(id__in=actor.places_where(permission))
    return held.select_related("run_by").order_by("name", "id")


def every_site(actor: Actor) -> SiteQuerySet:
    """
    Return every site of the network, by name, for anyone who may see places at one of them.

    Where a site is and when it opens is no secret: somebody at the door of one
    must be able to say where the next is open.

    :raises NotAllowed: if the actor may see places nowhere
    """
    require_somewhere(actor, Permission.SEE_PLACES)
    return Site.objects.select_related("run_by", "part_of").order_by("name", "id")


def public_sites(now: datetime.datetime) -> SiteQuerySet:
    """Return every site with its times, by name, for anybody at all: none of it is a secret."""
    sites = Site.objects.select_related("run_by", "part_of").order_by("name", "id")
    return with_times(sites, now)


def public_site(slug: str, *, now: datetime.datetime) -> Site:
    """
    Return one site with its times, for anybody at all.

    :raises Site.DoesNotExist: if there is no such site
    """
    if "\0" in slug:  # no database can keep it, so nothing is called that
        raise Site.DoesNotExist(slug)
    return public_sites(now).get(slug=slug)


@dataclass(frozen=True)
class SiteNow:
    """A site, and whether its door is open."""

    site: Site
    is_open: bool
    says: str
    """Such as "Open now until 5pm", or for one that is not open yet "Planned for 2027"."""
    km: float | None = None
    """How far from where was asked, in kilometres; None if nowhere was, or it has no postcode."""


def sites_now(
    *,
    actor: Actor,
    now: datetime.datetime,
    kind: str = "",
    tier: str = "",
    open_now: bool = False,
    near: geo.Spot | None = None,
) -> list[SiteNow]:
    """
    Return the network's sites as they are at a moment, by name, or nearest first.

    :raises NotAllowed: if the actor may see places nowhere
    """
    sites = with_times(every_site(actor), now)
    if kind:
        sites = sites.filter(kind=kind)
    if tier:
        sites = sites.filter(tier=tier)
    found = [site_now(site, now, near=near) for site in sites]
    if open_now:
        found = [each for each in found if each.is_open]
    if near:
        found.sort(key=lambda each: (each.km is None, each.km))
    return found


def site_now(site: Site, now: datetime.datetime, *, near: geo.HasPosition | None = None) -> SiteNow:
    """Return a site as it is at a moment. If fetched through with_times, it asks nothing more."""
    km = None
    if near and site.latitude is not None and site.longitude is not None:
        km = geo.distance_km(near, geo.Spot(site.latitude, site.longitude, geo.Precision.POSTCODE))
    if site.status == SiteStatus.PLANNED:
        return SiteNow(site, False, _planned_in_words(site.target, now), km)
    status = opening.status(timetable_of(site), now)
    return SiteNow(site, isinstance(status, opening.Open), opening.words_for(status, now), km)


def _planned_in_words(target: str, now: datetime.datetime) -> str:
    """Return when a site was to open: "Planned for spring 2027"; "Was planned for 2022" later."""
    if not target:
        return "Planned"
    years = [int(year) for year in re.findall(r"\b2[0-9]{3}\b", target)]
    is_over = bool(years) and max(years) < timezone.localdate(now).year
    return f"{'Was planned' if is_over else 'Planned'} for {target}"


@dataclass(frozen=True)
class ClosureAhead:
    """A closure that is in force or still to come."""

    id: UUID
    begun: bool
    words: str
    """Such as "Closed for repairs from 9am on Monday 4 May until further notice"."""


@dataclass(frozen=True)
class ExceptionAhead:
    """A date, today or later, that is not as usual."""

    day: opening.DayInWords
    reason: str


@dataclass(frozen=True)
class SitePage:
    """Everything that a site's own page says."""

    now: SiteNow
    usual_week: list[str]
    days: list[opening.DayInWords]
    """Today and the six days after, exceptions, bank holidays and closures included."""
    bank_holiday: opening.DayInWords
    """The next one after today."""
    bank_holiday_rule: str
    """What the site does on them: "Open as usual", "Closed" or the times."""
    exceptions: list[ExceptionAhead]
    closures: list[ClosureAhead]
    lines: list[TimesLine]
    spot: geo.Spot | None
    """Where its postcode is, with the ward."""
    access: list[tuple[str, str]]
    """What is known of getting in and what is there, as what it is about and what is so."""
    access_unknown: list[str]
    """What nobody has said yet, to go in a sentence."""
    satellites: list[Site]
    may_keep: bool

    @property
    def site(self) -> Site:
        return self.now.site

    @property
    def exceptions_later(self) -> list[opening.DayInWords]:
        """The dates that are not as usual, after those that the next seven days tell of."""
        return [each.day for each in self.exceptions if each.day.date > self.days[-1].date]


def site_page(slug: str, *, actor: Actor, now: datetime.datetime) -> SitePage:
    """
    Return a site's page.

    :raises Site.DoesNotExist: if there is no such site
    :raises NotAllowed: if the actor may see places nowhere
    """
    site = with_times(every_site(actor), now).get(slug=slug)
    timetable = timetable_of(site)
    access = {name: _fact_in_words(getattr(site, name)) for name in ACCESS}
    today = timezone.localdate(now)
    ahead = sorted(day for day in timetable.exceptions_by_date if day >= today)
    return SitePage(
        now=site_now(site, now),
        usual_week=opening.week_in_words(timetable, today),
        days=opening.days_in_words(timetable, today),
        bank_holiday=_one_day(timetable, opening.bank_holiday_after(today)),
        bank_holiday_rule=_rule_in_words(timetable.bank_holidays),
        exceptions=[
            ExceptionAhead(_one_day(timetable, day), timetable.exceptions_by_date[day].reason)
            for day in ahead
        ],
        closures=[
            ClosureAhead(
                each.id,
                each.begins_at <= now,
                opening.closure_in_words(each.begins_at, each.ends_at, each.reason),
            )
            for each in site.closures.all()
            if each.ends_at is None or each.ends_at > now
        ],
        lines=lines_of(site),
        spot=geo.find(site.postcode),
        access=[(ACCESS[name][0], said) for name, said in access.items() if said],
        access_unknown=[
            ACCESS[name][1] for name, said in access.items() if not said and ACCESS[name][1]
        ],
        satellites=list(site.satellites.order_by("name", "id")),
        may_keep=actor.may(Permission.KEEP_PLACE, at=site),
    )


ACCESS = {
    "step_free": ("Without steps", "steps"),
    "toilet": ("Toilet", "toilet"),
    "accessible_toilet": ("Accessible toilet", "accessible toilet"),
    "quiet_space": ("Quiet space", "quiet space"),
    "private_rooms": ("Private rooms", "private rooms"),
    "hearing_loop": ("Hearing loop", "hearing loop"),
    "kettle": ("Kettle", "kettle"),
    "wifi": ("Wifi", "wifi"),
    "parking": ("Parking", "parking"),
    "nearest_bus": ("Nearest bus", "nearest bus"),
    "access_note": ("Getting in", ""),
}
"""The facts about getting in and what is there: what a page calls each, and says of it when nobody
has said. A note need not be there."""


def _fact_in_words(fact: bool | int | str | None) -> str:
    """Return what is so, or nothing if nobody has said."""
    if isinstance(fact, bool):
        return "Yes" if fact else "No"
    if fact == 0:
        return "None"
    return str(fact or "")


def _rule_in_words(rule: opening.BankHolidayRule) -> str:
    if rule.kind == opening.BankHolidays.OWN_HOURS:
        return listed([opening.spell_in_words(spell) for spell in rule.spells])
    return BankHolidayRule(rule.kind.value).label


def _one_day(timetable: opening.Timetable, day: datetime.date) -> opening.DayInWords:
    [words] = opening.days_in_words(timetable, day, count=1)
    return words


def hubs() -> SiteQuerySet:
    """Return the hubs, by name: what a satellite, an outreach stop or a café can be part of."""
    return Site.objects.filter(kind=SiteKind.HUB).order_by("name", "id")


def find_line(site: Site, spell_id: UUID) -> TimesLine | None:
    """Return the line of a site's weekly pattern that a row belongs to, if it is still there."""
    return next((line for line in lines_of(site) if spell_id in line.ids), None)


@dataclass(frozen=True)
class OrganisationListed:
    organisation: Organisation
    sites: int
    """How many sites it runs."""


def organisations_listed(*, actor: Actor) -> list[OrganisationListed]:
    """
    Return every organisation of the partnership, by name.

    :raises NotAllowed: if the actor may see places nowhere
    """
    require_somewhere(actor, Permission.SEE_PLACES)
    counted = Organisation.objects.annotate(runs=Count("sites")).order_by("name")
    return [OrganisationListed(organisation, organisation.runs) for organisation in counted]


def organisations() -> QuerySet[Organisation]:
    """Return the organisations there are to choose from, by name."""
    return Organisation.objects.order_by("name")


def get_organisation(organisation_id: UUID, *, actor: Actor) -> Organisation:
    """
    Return an organisation, for somebody who keeps the list of them: whoever keeps a site.

    :raises Organisation.DoesNotExist: if there is none
    :raises NotAllowed: if the actor keeps no site
    """
    require_somewhere(actor, Permission.KEEP_PLACE)
    return Organisation.objects.get(id=organisation_id)
