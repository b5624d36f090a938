"""By when something that was asked is answered."""

import calendar
import datetime

from hearth.places.opening.bank_holidays import bank_holiday_on
from hearth.rights.models import RightsRequest

SATURDAY = 5


def months_on(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of a later month, or the last one of that month if there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def answered_by(
    asked_on: datetime.date, *, identity_asked_on: datetime.date | None = None,
    identity_seen_on: datetime.date | None = None, extended: bool = False,
) -> datetime.date:  # fmt: skip
    """
    Return the day by which something is answered.

    A month from the day on which it was asked; three, if it was extended (UK GDPR, article 12(3)).
    Where it had to be asked who they are, the month begins on the day on which that was shown
    (article 12A, put in by section 76 of the Data (Use and Access) Act 2025). It is the same day
    of the month, or its last one; on a weekend or a bank holiday, the next working day (ICO, Right
    of access: What should we consider when responding to a request?).

    While nothing was shown yet the clock stands still: then it is what it would be today at best,
    as if they had been asked and had answered at once.
    """
    begins = identity_seen_on or identity_asked_on or asked_on
    due = months_on(begins, 3 if extended else 1)
    while due.weekday() >= SATURDAY or bank_holiday_on(due):
        due += datetime.timedelta(days=1)
    return due


def last_day_to_extend(request: RightsRequest) -> datetime.date:
    """Return until when they can be told that it takes longer: within the first month."""
    return answered_by(
        request.asked_on,
        identity_asked_on=request.identity_asked_on,
        identity_seen_on=request.identity_seen_on,
    )


def stands_still(request: RightsRequest) -> bool:
    """Test if the clock waits until they show who they are."""
    return bool(request.identity_asked_on and not request.identity_seen_on)
