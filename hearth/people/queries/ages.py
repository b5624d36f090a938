"""When somebody is asked anew what is shared, because they have grown."""

import datetime
from uuid import UUID

from hearth.people.models import Details

ASKED_AGAIN_AT = (16, 18)
"""The birthdays on which a young person is asked anew what is shared. At 16 they are presumed able
to decide (Mental Capacity Act 2005, section 1 and 2(5)); at 18 nobody has parental responsibility
(Children Act 1989, sections 3 and 105)."""


def born_on_of(person_id: UUID) -> datetime.date | None:
    """Return the day on which somebody was born, if they have told it and the actor may know."""
    return Details.objects.filter(person=person_id).values_list("born_on", flat=True).first()


def asked_again_on(born_on: datetime.date | None, *, after: datetime.date) -> datetime.date | None:
    """Return the sixteenth or eighteenth birthday, whichever is next after a day."""
    if born_on is None:
        return None
    birthdays = (_birthday(born_on, age) for age in ASKED_AGAIN_AT)
    return next((day for day in birthdays if day > after), None)


def _birthday(born_on: datetime.date, age: int) -> datetime.date:
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:  # born on 29 February
        return datetime.date(born_on.year + age, 3, 1)
