"""What is on, by day."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from hearth.design.languages import say as _
from hearth.design.public import draw
from hearth.directory.queries.public import on_day
from hearth.virtualhub import wording
from hearth.virtualhub.forms.whats_on import WhatsOnForm
from hearth.virtualhub.on import time_on
from hearth.virtualhub.paging import page_number, pages_of
from hearth.virtualhub.public import asks, public_page

DAYS_SHOWN = 14
EACH_PAGE = 40
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class DayLink:
    words: str
    href: str
    here: bool


@public_page
@asks(*WhatsOnForm.base_fields, "on", "page")
def whats_on(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    chosen = _day(request.GET.get("on", ""), today)
    form = WhatsOnForm(request.GET)
    wanted = form.wanted()
    number = page_number(request.GET.get("page", ""))
    found, count = on_day(chosen, wanted, now=now, page=number, each_page=EACH_PAGE)
    here = reverse("virtualhub:whats_on")
    sieve = form.said()
    page = {
        "form": form,
        "filtered": bool(sieve),
        "chosen": chosen,
        "chosen_words": wording.day_heading(chosen, today),
        "days": [
            DayLink(
                _short(today + ahead * ONE_DAY, today),
                _address(here, {"on": (today + ahead * ONE_DAY).isoformat(), **sieve}),
                chosen == today + ahead * ONE_DAY,
            )
            for ahead in range(DAYS_SHOWN)
        ],
        "count": count,
        "shown": [time_on(occurrence, entry, today=today) for occurrence, entry in found],
        "pages": pages_of(number, count, EACH_PAGE, here, {"on": chosen.isoformat(), **sieve}),
        "calendar": _address(reverse("virtualhub:calendar"), sieve),
    }
    return draw(request, "virtualhub/whats_on.jinja", page)


def _day(typed: str, today: datetime.date) -> datetime.date:
    """Return the day asked for; today for what is no day, or is far off."""
    try:
        asked = datetime.date.fromisoformat(typed)
    except ValueError:
        return today
    return asked if today <= asked <= today + 366 * ONE_DAY else today


def _short(day: datetime.date, today: datetime.date) -> str:
    if day == today:
        return _("Today")
    if day == today + ONE_DAY:
        return _("Tomorrow")
    name = str(wording.WEEKDAYS[day.weekday()])
    if day < today + 7 * ONE_DAY:
        return name
    return _("%(day)s %(n)s") % {"day": name, "n": day.day}


def _address(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
