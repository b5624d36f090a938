"""How facts are said on the public's pages: whole sentences, each of which can be translated."""

import datetime
import re
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from hearth.design.languages import say as _
from hearth.design.words import clock, day, listed
from hearth.directory.models import Booking, How, Mode, Space
from hearth.directory.occurrences import ComesRound, next_occurrence, weekdays_of
from hearth.places import opening

LONDON = opening.LONDON
KM_IN_A_MILE = 1.609344
ONE_DAY = datetime.timedelta(days=1)

WEEKDAYS = [
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"), gettext_lazy("Friday"), gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
]  # fmt: skip
EACH_WEEK = [
    gettext_lazy("Mondays"), gettext_lazy("Tuesdays"), gettext_lazy("Wednesdays"),
    gettext_lazy("Thursdays"), gettext_lazy("Fridays"), gettext_lazy("Saturdays"),
    gettext_lazy("Sundays"),
]  # fmt: skip
NTH = {
    1: gettext_lazy("the 1st %(day)s of the month"),
    2: gettext_lazy("the 2nd %(day)s of the month"),
    3: gettext_lazy("the 3rd %(day)s of the month"),
    4: gettext_lazy("the 4th %(day)s of the month"),
    5: gettext_lazy("the 5th %(day)s of the month"),
    -1: gettext_lazy("the last %(day)s of the month"),
    -2: gettext_lazy("the last %(day)s but one of the month"),
}
BOOKING = {
    Booking.TURN_UP: gettext_lazy("Just turn up"),
    Booking.EITHER: gettext_lazy("Turn up or book"),
    Booking.BOOK: gettext_lazy("Book first"),
    Booking.RING: gettext_lazy("Ring first"),
    Booking.INTRODUCED: gettext_lazy("Somebody introduces you. A hub can do that"),
}
SPACE = {
    Space.YES: gettext_lazy("There is space"),
    Space.FEW: gettext_lazy("A few places left"),
    Space.FULL: gettext_lazy("Full just now"),
}
HOW = {
    How.LINK: gettext_lazy("they told us"),
    How.PHONE: gettext_lazy("we rang them"),
    How.EMAIL: gettext_lazy("they wrote to us"),
    How.VISIT: gettext_lazy("we went and saw"),
    How.WEBSITE: gettext_lazy("their website says so"),
    How.SOURCE: gettext_lazy("it came with a list"),
}


def open_or_when(status: opening.Status, now: datetime.datetime) -> str:
    """Say whether a door is open: "Open now until 9pm", "Closed. Opens tomorrow at 9am"."""
    if isinstance(status, opening.Open):
        if status.until is None:
            return _("Open all day and night")
        return _("Open now until %(time)s") % {"time": _until(status.until, now)}
    if status.next_open:
        return _("Closed. Opens %(when)s") % {"when": when(status.next_open, now)}
    if status.until_further_notice:
        return _("Closed until further notice")
    return _("No opening times are listed. Ring before you go")


def opens_today(moment: datetime.datetime) -> str:
    """Say when something opens later on the same day."""
    return _("Opens today at %(time)s") % {"time": clock(timezone.localtime(moment))}


def closed_for_now() -> str:
    """Say that something is closed for a time, whatever its usual times are."""
    return _("Closed for now")


def on_today(schedules: Iterable[ComesRound], now: datetime.datetime) -> str:
    """Say that something is on now, or later today; nothing if it is neither."""
    ahead = next_occurrence(schedules, now, now + ONE_DAY)
    if ahead is None or ahead.all_day:
        return ""
    if ahead.starts <= now:
        if ahead.ends is None:
            return _("On now")
        return _("On now until %(time)s") % {"time": clock(timezone.localtime(ahead.ends))}
    opens = timezone.localtime(ahead.starts)
    if opens.date() != timezone.localdate(now):
        return ""
    return _("Open today at %(time)s") % {"time": clock(opens)}


def not_open_yet(target: str, now: datetime.datetime) -> str:
    """Say that a place is planned, and for when."""
    if not target:
        return _("Not open yet")
    years = [int(year) for year in re.findall(r"\b2[0-9]{3}\b", target)]
    if years and max(years) < timezone.localdate(now).year:
        return _("Not open yet. It was planned for %(when)s") % {"when": target}
    return _("Not open yet. Planned for %(when)s") % {"when": target}


def _until(moment: datetime.datetime, now: datetime.datetime) -> str:
    local = timezone.localtime(moment)
    if moment - now < ONE_DAY:
        return clock(local)
    return _("%(time)s on %(day)s") % {"time": clock(local), "day": day(local.date())}


def when(moment: datetime.datetime, now: datetime.datetime) -> str:
    """Say when something begins: "today at 7pm", "tomorrow at 9am", "on Sunday 3 May at 2pm"."""
    local, today = timezone.localtime(moment), timezone.localdate(now)
    said = {"time": clock(local), "day": day_near(local.date(), today)}
    if local.date() == today:
        return _("today at %(time)s") % said
    if local.date() == today + ONE_DAY:
        return _("tomorrow at %(time)s") % said
    return _("on %(day)s at %(time)s") % said


def day_near(date: datetime.date, today: datetime.date) -> str:
    """Say a day: by its name alone within the week, else in full."""
    if today < date < today + 7 * ONE_DAY:
        return str(WEEKDAYS[date.weekday()])
    return day(date)


def hours(opens: datetime.datetime, closes: datetime.datetime | None) -> str:
    """Say from when until when: "10am to midday"."""
    if closes is None:
        return _("from %(time)s") % {"time": clock(opens)}
    return _("%(start)s to %(end)s") % {"start": clock(opens), "end": clock(closes)}


def times_of(schedule: ComesRound) -> str:
    """Say when something comes round: "Tuesdays, 10am to midday"."""
    parts = [days_in_words(schedule)]
    if schedule.opens and schedule.closes:
        span = {"start": clock(schedule.opens), "end": clock(schedule.closes)}
        parts.append(_("%(start)s to %(end)s") % span)
    elif schedule.opens:
        parts.append(_("from %(time)s") % {"time": clock(schedule.opens)})
    elif not schedule.closes:
        parts.append(_("all day"))
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def days_in_words(schedule: ComesRound) -> str:
    """Say on which days."""
    if not schedule.freq:
        return day(schedule.begins_on) if schedule.begins_on else ""
    found = weekdays_of(schedule.byday)
    if schedule.freq == "WEEKLY":
        weekdays = sorted({weekday for __, weekday in found})
        if not weekdays and schedule.begins_on:
            weekdays = [schedule.begins_on.weekday()]
        if schedule.interval > 1:
            names = listed([str(WEEKDAYS[each]) for each in weekdays])
            if schedule.interval == 2:
                return _("every other %(day)s") % {"day": names}
            weeks = {"day": names, "n": schedule.interval}
            return _("%(day)s, every %(n)s weeks") % weeks
        if len(weekdays) == 7:
            return _("every day")
        if weekdays == [0, 1, 2, 3, 4]:
            return _("Monday to Friday")
        return listed([str(EACH_WEEK[each]) for each in weekdays])
    said = [
        str(NTH[nth]) % {"day": WEEKDAYS[weekday]} if nth in NTH else str(EACH_WEEK[weekday])
        for nth, weekday in found
    ]
    said += [_("day %(n)s of the month") % {"n": each} for each in schedule.bymonthday]
    if schedule.interval > 1:
        month = {"days": listed(said), "n": schedule.interval}
        return _("%(days)s, every %(n)s months") % month
    return listed(said)


def miles(km: float) -> str:
    """Say how far as the crow flies, no nearer than anybody needs."""
    away = km / KM_IN_A_MILE
    if away < 0.25:
        return _("a few minutes’ walk away")
    if away < 0.75:
        return _("about half a mile away")
    whole = round(away)
    return ngettext("about %(n)s mile away", "about %(n)s miles away", whole) % {"n": whole}


def space_of(space_now: str) -> str:
    """Say whether there is space, as it was last said."""
    return str(SPACE[Space(space_now)]) if space_now else ""


def booking_of(booking: str, modes: Sequence[str] = ()) -> str:
    """Say whether one just turns up. Nobody turns up at a phone line."""
    if list(modes) == [Mode.PHONE] and booking in {Booking.TURN_UP, Booking.EITHER}:
        return _("Ring")
    return str(BOOKING[Booking(booking)]) if booking else ""


def day_heading(date: datetime.date, today: datetime.date) -> str:
    """Say a day at the head of what is on: "Today, Sunday 22 November 2026"."""
    said = {"day": day(date)}
    if date == today:
        return _("Today, %(day)s") % said
    return _("Tomorrow, %(day)s") % said if date == today + ONE_DAY else said["day"]


def confirmed(
    on: datetime.date | None, how: str, *, confirm_by: datetime.date, today: datetime.date
) -> str:
    """Say who said that an entry is so, and when; and that one should ring, if its word is old."""
    return confirmed_or_old(on, how, is_old=confirm_by < today, today=today)


def confirmed_or_old(
    on: datetime.date | None, how: str, *, is_old: bool, today: datetime.date
) -> str:
    """Say the same, where it is known already whether its word is old."""
    if on is None:
        return _("Nobody has confirmed this yet: ring first")
    said = {"ago": ago(on, today), "day": day(on), "how": str(HOW.get(How(how), "")) if how else ""}
    if is_old:
        return _("Not confirmed since %(day)s: ring first") % said
    if said["how"]:
        return _("Confirmed %(ago)s: %(how)s") % said
    return _("Confirmed %(ago)s") % said


def ago(on: datetime.date, today: datetime.date) -> str:
    """Say how long ago a day was."""
    days = (today - on).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 60:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    months = days // 30
    return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}


def next_seven_days(
    timetable: opening.Timetable, today: datetime.date, zone: ZoneInfo = LONDON
) -> list[tuple[str, str]]:
    """Return each of seven days from today and when a door is open on it, as it really will be."""
    week = []
    for ahead in range(7):
        date = today + ahead * ONE_DAY
        openings = opening.openings_on(timetable, date)
        spans = [_span(each, date, zone) for each in openings]
        weekday = str(WEEKDAYS[date.weekday()])
        name = weekday if ahead else _("Today, %(day)s") % {"day": weekday}
        week.append((name, listed(spans) if spans else _("Closed")))
    return week


def _span(each: opening.Opening, date: datetime.date, zone: ZoneInfo) -> str:
    start, end = each.opens.astimezone(zone), each.closes.astimezone(zone)
    midnight = datetime.time(0)
    whole = start.time() == end.time() == midnight and end.date() == date + ONE_DAY
    return _("Open all day and night") if whole else hours(start, end)


def joined(words: Sequence[str]) -> str:
    """Return short facts on one line."""
    return " · ".join(word for word in words if word)
