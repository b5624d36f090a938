"""What a search found, and what it understood, in words."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy, ngettext

from hearth.design.languages import say as _
from hearth.design.words import clock, listed
from hearth.directory.finding import parts
from hearth.directory.finding.asking import Asked
from hearth.directory.finding.cards import Card, Times
from hearth.directory.finding.facts import Fact
from hearth.directory.finding.parts import Part
from hearth.directory.finding.within import Asks
from hearth.directory.labels import cost_in_words
from hearth.directory.models import ServiceStatus
from hearth.directory.occurrences import Occurrence, next_occurrence, occurrences
from hearth.directory.queries.finding import Found, Result
from hearth.virtualhub import wording

A_MONTH = datetime.timedelta(days=35)

PARTS = {
    Part.MORNING: gettext_lazy("in the morning"),
    Part.AFTERNOON: gettext_lazy("in the afternoon"),
    Part.EVENING: gettext_lazy("in the evening"),
    Part.NIGHT: gettext_lazy("at night"),
}
FACTS = {
    Fact.FREE: gettext_lazy("free"),
    Fact.STEP_FREE: gettext_lazy("without steps"),
    Fact.ONLINE: gettext_lazy("online"),
    Fact.IN_PERSON: gettext_lazy("in person"),
    Fact.PHONE: gettext_lazy("by phone"),
    Fact.HOME: gettext_lazy("where they come to you"),
    Fact.TURN_UP: gettext_lazy("where you can just turn up"),
    Fact.BOOK: gettext_lazy("that you book"),
    Fact.SPACE: gettext_lazy("with space"),
    Fact.QUIET: gettext_lazy("quiet"),
    Fact.CRISIS: gettext_lazy("for help at once"),
}
WITHIN = {
    Asks.NOW: gettext_lazy("open now or within the hour"),
    Asks.TONIGHT: gettext_lazy("tonight"),
    Asks.TODAY: gettext_lazy("today"),
    Asks.TOMORROW: gettext_lazy("tomorrow"),
}
WIDER = {
    "NOW": gettext_lazy("later today"),
    "DISTANCE": gettext_lazy("further away"),
    "TIME": gettext_lazy("at other times of day"),
    "DAY": gettext_lazy("on other days"),
    "FACTS": gettext_lazy("without all that you ticked"),
    "PRICE": gettext_lazy("at a higher price"),
    "AGE": gettext_lazy("for other ages"),
    "WORDS": gettext_lazy("for other needs"),
}
AT_A_PRICE = gettext_lazy("at a price")


@dataclass(frozen=True)
class Line:
    """One result, ready to be read."""

    id: UUID
    name: str
    who: str
    summary: str
    where: str
    away: str
    closed: str
    """That it is closed for a time; nothing is then said of when it is on."""
    when: str
    facts: str
    confirmed: str
    is_old: bool
    alert: str
    phone: str


def line_of(result: Result, asked: Asked, *, now: datetime.datetime, today: datetime.date) -> Line:
    """Return one result in words, as an answer to what was asked."""
    card = result.card
    is_closed = card.status != ServiceStatus.ACTIVE
    where = [card.place, card.address.replace("\n", ", "), card.town, card.postcode]
    facts = [
        cost_in_words(card),
        "" if is_closed else wording.booking_of(card.booking, card.modes),
        "" if is_closed else wording.space_of(card.space_now),
    ]
    return Line(
        id=card.service_id,
        name=card.name,
        who=_("%(kind)s, from %(who)s") % {"kind": card.offer_name, "who": card.provider},
        summary=card.summary,
        where=", ".join(dict.fromkeys(each.strip() for each in where if each.strip())),
        away=wording.miles(result.km) if result.km is not None else "",
        closed=wording.closed_for_now() if is_closed else "",
        when="" if is_closed else _when(card, asked, now),
        facts=wording.joined(facts),
        confirmed=wording.confirmed_or_old(
            card.confirmed_on, card.confirmed_how, is_old=result.is_old, today=today
        ),
        is_old=result.is_old,
        alert=card.alert,
        phone=card.phone,
    )


def _when(card: Card, asked: Asked, now: datetime.datetime) -> str:
    """Say that it is on now and until when, or when it is next: then, if a time was asked for."""
    ahead = _as_asked(card, asked, now) or next_occurrence(card.times, now, now + A_MONTH)
    if ahead is None or ahead.all_day:
        return wording.times_of(card.times[0]) if card.times else ""
    if ahead.starts > now:
        return _("Next %(when)s") % {"when": wording.when(ahead.starts, now)}
    if ahead.ends is None:
        return _("On now")
    return _("On now, until %(time)s") % {"time": clock(ahead.ends)}


def _as_asked(card: Card, asked: Asked, now: datetime.datetime) -> Occurrence[Times] | None:
    """Return the first time on a day, and in a part of it, that was asked for; None if none was."""
    if asked.within:
        since = max(now, asked.within.since)
        return next_occurrence(card.times, since, since + A_MONTH)
    if not (asked.days or asked.parts):
        return None
    wanted = parts.asked(asked.days, asked.parts)
    for each in occurrences(card.times, now, now + A_MONTH):
        if parts.spell(each.day.weekday(), each.schedule.opens, each.schedule.closes) & wanted:
            return each
    return None


def understood(asked: Asked) -> str:
    """Say what a search was read as: "Showing help with debt near LN1, on Sundays"."""
    what = listed([each.says.lower() for each in asked.concepts if each.says and not each.extra])
    said = {"what": what, "place": asked.near.name if asked.near else "", "when": _times(asked)}
    sentences = {
        (True, True, True): _("Showing help with %(what)s near %(place)s, %(when)s"),
        (True, True, False): _("Showing help with %(what)s near %(place)s"),
        (True, False, True): _("Showing help with %(what)s, %(when)s"),
        (True, False, False): _("Showing help with %(what)s"),
        (False, True, True): _("Showing what there is near %(place)s, %(when)s"),
        (False, True, False): _("Showing what there is near %(place)s"),
        (False, False, True): _("Showing what there is %(when)s"),
        (False, False, False): _("Showing what there is"),
    }
    return sentences[(bool(said["what"]), bool(said["place"]), bool(said["when"]))] % said


def _times(asked: Asked) -> str:
    days = sorted(asked.days)
    stretch = asked.within
    if stretch and stretch.is_of_the_clock:
        return str(WITHIN[stretch.asks])
    if stretch:
        on = str(WITHIN[stretch.asks])
    elif days == [5, 6]:
        on = _("at the weekend")
    elif days == [0, 1, 2, 3, 4]:
        on = _("Monday to Friday")
    elif days:
        on = _("on %(days)s") % {"days": listed([str(wording.EACH_WEEK[day]) for day in days])}
    else:
        on = ""
    at = listed([str(PARTS[part]) for part in sorted(asked.parts)]) if asked.parts else ""
    return _("%(on)s %(at)s") % {"on": on, "at": at} if on and at else on or at


def only(asked: Asked) -> str:
    """Say what was asked for besides: "free and without steps"."""
    facts = [str(words) for fact, words in FACTS.items() if fact in asked.facts]
    if asked.most is not None:
        facts.append(_("for £%(pounds)s or less") % {"pounds": _pounds(asked.most)})
    if asked.age is not None:
        facts.append(_("for somebody who is %(age)s") % {"age": asked.age})
    if asked.miles and asked.near:
        within = ngettext("within %(n)s mile", "within %(n)s miles", int(asked.miles))
        facts.append(within % {"n": f"{asked.miles:g}"})
    return listed(facts) if facts else ""


def _pounds(amount: Decimal) -> str:
    return f"{amount:.2f}".removesuffix(".00")


def prices_unknown(found: Found) -> str:
    """Say of how many nobody knows the price, if one was asked for."""
    if not found.prices_unknown:
        return ""
    said = ngettext(
        "Of %(n)s of these we do not know what it costs: it comes last.",
        "Of %(n)s of these we do not know what they cost: they come last.",
        found.prices_unknown,
    )
    return said % {"n": found.prices_unknown}


FAR = 10
"""Miles. Whoever named a place is told if all that is shown is further from it than this."""


def far_off(found: Found) -> str:
    """Say how far the nearest of what is shown is from the place that was named, if that is far."""
    away = [each.km for each in found.results if each.km is not None]
    if not away or min(away) <= FAR * wording.KM_IN_A_MILE:
        return ""
    return _("The nearest of these is %(away)s.") % {"away": wording.miles(min(away))}


def wider(found: Found) -> str:
    """Say what else was looked at, because too little was found."""
    return _listed_wider(found.widened, found.asked)


def _listed_wider(widened: Sequence[str], asked: Asked) -> str:
    words = {**WIDER, "FACTS": AT_A_PRICE} if asked.facts == Fact.FREE else WIDER
    return listed([str(words[each]) for each in widened]) if widened else ""


NAMES = 3
"""How many entries a sentence names."""
WHEN = {"NOW", "TIME", "DAY"}


def named(found: Found) -> list[str]:
    """Say what there is of the very things that were named, and that the rest is something else."""
    if not found.named:
        return []
    of, things, sentences = found.named, found.asked.things, []
    if of.missing:
        near = found.asked.near
        none = (
            _("We found no %(what)s near %(place)s yet, and have noted that it is missing.")
            if near
            else _("We found no %(what)s here yet, and have noted that it is missing.")
        )
        missing = {"what": listed(list(of.missing)), "place": near.name if near else ""}
        sentences.append(none % missing)
    there = listed([each.says for each in things if each.says not in of.missing] or [""])
    names = [each.card.name for each in found.results[: min(of.count, NAMES)]]
    if of.widened and found.page == 1:
        only_when = _times(found.asked) if WHEN.issuperset(of.widened) else ""
        none = (
            _("We found no %(what)s %(when)s.")
            if only_when
            else _("We found no %(what)s that fits all that you asked.")
        )
        sentences.append(none % {"what": there, "when": only_when})
        how = {"how": _listed_wider(of.widened, found.asked), "names": listed(names)}
        sentences.append(_("But %(how)s there is: %(names)s.") % how)
    if found.total > of.count:
        rest = {"theme": things[0].good_for.lower(), "how": wider(found)}
        rest_is = {
            (True, True): _("After that comes what there is for %(theme)s, %(how)s too."),
            (True, False): _("After that comes what else there is for %(theme)s."),
            (False, True): _("Here is what there is for %(theme)s, %(how)s too."),
            (False, False): _("Here is what there is for %(theme)s."),
        }
        if of.count and not of.widened:
            sentences.append(_("First comes %(what)s.") % {"what": there})
        sentences.append(rest_is[bool(of.count), bool(rest["how"])] % rest)
    return sentences
