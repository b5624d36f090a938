"""All that the page of a site says."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hearth.design.words import listed
from hearth.foundation.actors import Actor, Permission
from hearth.places import geo, opening
from hearth.places.models import BankHolidayRule, Site
from hearth.places.queries.doors import SiteNow, site_now
from hearth.places.queries.sites import every_site
from hearth.places.timetables import TimesLine, lines_of, timetable_of, with_times


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


def find_line(site: Site, spell_id: UUID) -> TimesLine | None:
    """Return the line of a site's weekly pattern that a row belongs to, if it is still there."""
    return next((line for line in lines_of(site) if spell_id in line.ids), None)
