"""All that this app holds about somebody, in words, for them to read."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from hearth.design.words import sentences
from hearth.people.models import (
    Acquaintance,
    BackgroundAnswer,
    Details,
    FindingKey,
    Link,
    OtherName,
    OwnKey,
    OwnPages,
    Person,
    Question,
    WayToContact,
)
from hearth.people.queries.agreed_before import all_agreed_before
from hearth.people.queries.all_shared import sharing_of
from hearth.people.queries.all_told import story_of
from hearth.people.queries.background import questions
from hearth.people.queries.before import all_said_before
from hearth.people.queries.caring import all_carers_views
from hearth.people.queries.sections import details_of, hello_of, way_section

Row = tuple[str, str, str]


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    Each row says what it is, what is written, and the name of the organisation
    that answers for it (held_by).
    """
    rows = [
        *_hello(person), *_told(person), *_background(person), *_ways(person), *_known(person),
        *_own_pages(person), *_joined(person), *story_of(person), *all_said_before(person),
        *all_agreed_before(person), *sharing_of(person), *all_carers_views(person),
    ]  # fmt: skip
    return [
        {"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows if says
    ]


def _hello(person: Person) -> Iterator[Row]:
    hello, held_by = hello_of(person), person.held_by.name
    yield "Name you like to be called", hello.known_as, held_by
    yield "Pronouns", hello.pronouns, held_by
    yield "How you like to be welcomed", hello.welcome, held_by
    yield "What you need", ", ".join(hello.need_words), held_by
    yield "More about what you need", hello.needs_note, held_by
    yield "May be found by part of your name", "Yes" if person.listed else "No", held_by
    if person.wants_no_messages:
        yield "Messages", "You asked us to send none", held_by
    if person.restricted_on:
        says = f"You asked us to, on {person.restricted_on:%d %B %Y}"
        yield "Kept, and not used", says, held_by
    if person.not_counted:
        yield "Reports", "You asked us to leave you out of them", held_by
    if person.has_died:
        on = f"{person.died_on:%d %B %Y}" if person.died_on else "on a day we do not know"
        yield "Died", f"{on}, told by: {person.died_source}", held_by


def _told(person: Person) -> Iterator[Row]:
    row = Details.objects.filter(person=person).select_related("held_by").first()
    if row:
        details, held_by = details_of(person), row.held_by.name
        yield "Full name", details.full_name, held_by
        born = f"{details.born_on:%d %B %Y}" if details.born_on else ""
        yield "Date of birth", born, held_by
        place = "No fixed place to stay" if details.no_fixed_place else details.postcode
        yield "Where you live", place, held_by
        yield "Languages", ", ".join(details.languages), held_by
        yield "NHS number", details.nhs_number_spaced, held_by
    for other in OtherName.objects.filter(person=person).select_related("held_by").order_by("name"):
        yield "Another name", other.name, other.held_by.name


def _background(person: Person) -> Iterator[Row]:
    answers = BackgroundAnswer.objects.filter(person=person).select_related("held_by")
    for row in answers.order_by("question"):
        asked = questions()[Question(row.question)]
        says = "; ".join(words for code, words in asked.offered if code in row.codes)
        yield f"{asked.question.label}, as you answered", says, row.held_by.name


def _own_pages(person: Person) -> Iterator[Row]:
    for row in OwnPages.objects.filter(person=person).select_related("held_by"):
        says = f"Until {_day(row.ended_at)}" if row.ended_at else "You have them"
        yield "Your own pages", says, row.held_by.name
    keys = OwnKey.objects.filter(person=person).exclude(kind=OwnKey.Kind.LINK)
    for key in keys.select_related("held_by").order_by("kind", "id"):
        says = ": ".join(part for part in (str(OwnKey.Kind(key.kind).label), key.value) if part)
        ended = f", until {_day(key.ended_at)}" if key.ended_at else ""
        yield "How you sign in to your own pages", says + ended, key.held_by.name


def _ways(person: Person) -> Iterator[Row]:
    ways = WayToContact.objects.filter(person=person).select_related("held_by")
    for row in ways.order_by("kind", "id"):
        way = way_section(row)
        says = sentences([way.value, f"Safe to use? {way.safe_words}", way.note])
        yield way.kind_words, says, row.held_by.name


def _known(person: Person) -> Iterator[Row]:
    known = Acquaintance.objects.filter(person=person).select_related("site__run_by")
    for row in known.order_by("since", "id"):
        until = f" until {row.until:%d %B %Y}" if row.until else ""
        last = f", last welcomed {row.last_welcomed_on:%d %B %Y}" if row.last_welcomed_on else ""
        says = f"{row.site.name}, since {row.since:%d %B %Y}{until}{last}"
        yield "Known at", says, row.site.run_by.name


def _joined(person: Person) -> Iterator[Row]:
    links = Link.objects.filter(Q(one=person) | Q(other=person)).select_related("held_by")
    for link in links.order_by("recorded_at", "id"):
        taken_apart = f" to {_day(link.unlinked_at)}" if link.unlinked_at else ""
        says = sentences([f"From {_day(link.recorded_at)}{taken_apart}", link.why])
        yield "Linked with another record of yours", says, link.held_by.name
    for key in FindingKey.objects.filter(person=person, kind=FindingKey.Kind.CARD):
        says = f"Made on {_day(key.recorded_at)}"
        yield "A card by which you are found", says, person.held_by.name


def _day(at: datetime.datetime) -> str:
    return f"{timezone.localdate(at):%d %B %Y}"
