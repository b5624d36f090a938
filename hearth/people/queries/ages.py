"""When somebody is asked anew what is shared, because they have grown."""

import datetime
from uuid import UUID

from hearth.people.models import Details, Person

ASKED_AGAIN_AT = (16, 18)
"""The birthdays on which a young person is asked anew what is shared. At 16 they are presumed able
to decide (Mental Capacity Act 2005, section 1 and 2(5)); at 18 nobody has parental responsibility
(Children Act 1989, sections 3 and 105)."""


def born_on_of(person_id: UUID) -> datetime.date | None:
    """Return the day on which somebody was born, if they have told it and the actor may know."""
    return Details.objects.filter(person=person_id).values_list("born_on", flat=True).first()


def birthday_is_known(person: Person) -> bool:
    """Test if somebody has told when they were born, as far as the actor may know."""
    return born_on_of(person.id) is not None


def age_on(born_on: datetime.date | None, day: datetime.date) -> int | None:
    """Return how old somebody is on a day, in whole years; None if nobody knows."""
    if born_on is None:
        return None
    return day.year - born_on.year - (0 if birthday(born_on, day.year) <= day else 1)


def is_under_sixteen(person: Person, *, today: datetime.date) -> bool:
    """Test if somebody is known to be younger than 16."""
    age = age_on(born_on_of(person.id), today)
    return age is not None and age < ASKED_AGAIN_AT[0]


def asked_again_on(born_on: datetime.date | None, *, after: datetime.date) -> datetime.date | None:
    """Return the sixteenth or eighteenth birthday, whichever is next after a day."""
    if born_on is None:
        return None
    birthdays = (birthday(born_on, born_on.year + age) for age in ASKED_AGAIN_AT)
    return next((day for day in birthdays if day > after), None)


def birthday(born_on: datetime.date, year: int) -> datetime.date:
    """Return somebody's birthday in a year: of 29 February, 1 March where there is none."""
    try:
        return born_on.replace(year=year)
    except ValueError:
        return datetime.date(year, 3, 1)
