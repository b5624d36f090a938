"""By when something that was asked is answered."""

import datetime

from hearth.places.opening.deadlines import months_on, working_day_from
from hearth.rights.models import RightsRequest


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
    return working_day_from(months_on(begins, 3 if extended else 1))


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
