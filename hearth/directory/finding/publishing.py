"""
Making entries findable: a line for each service at each of its places, and the keys it is found by.

All of it follows from the entries, so it is thrown away and made again whenever one changes.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Prefetch
from django.utils import timezone
from psycopg import sql
from psycopg.types.json import Jsonb

from hearth.directory.finding import lexicon, parts
from hearth.directory.finding.cards import card_of
from hearth.directory.finding.facts import Fact
from hearth.directory.finding.flat import flat
from hearth.directory.finding.told import move_moments
from hearth.directory.finding.words import EMPTY, plain, stem
from hearth.directory.models import (
    Booking,
    Facet,
    Findable,
    FindKey,
    FindWord,
    Location,
    Mode,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceStatus,
    Space,
    Term,
)
from hearth.foundation.schema import schema_in_hand

AT_ONCE = 500
"""Services read and written together, so that any number takes the same memory."""

STRONG, PLAIN, WEAK = 3, 2, 1
"""How much a key says of a service: its kind and name; its tags and provider; its description."""

WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def publish(service_ids: Iterable[UUID]) -> None:
    """
    Make these services findable as they are now, in the caller's transaction.

    Others go with them whose place may not be told any more because of these, or may be again.
    """
    ids = _held_with_neighbours(list(service_ids))
    more = Counter({key: -lines for key, lines in Counter(_keys_of(ids)).items()})
    Findable.objects.filter(service_id__in=ids).delete()
    for some in in_groups(ids):
        more.update(_write(some))
    _count_more(more)
    _forget_words()


def publish_all() -> None:
    """Make everything findable anew, in the caller's transaction: after a load."""
    move_moments(Service.objects.values_list("id", flat=True))
    _one_at_a_time()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {FindKey._meta.db_table}")  # noqa: S608 (a model's own)
        cursor.execute(f"DELETE FROM {Findable._meta.db_table}")  # noqa: S608
    public = Service.objects.public().order_by("id").values_list("id", flat=True)
    for some in in_groups(list(public)):
        _write(some)
    tidy_words()


def _held_with_neighbours(ids: list[UUID]) -> list[UUID]:
    """
    Return these services and whoever is told otherwise because of them, when nobody else publishes.

    Entries are held first: who holds one waits here for whoever publishes. So a neighbour that
    only shows now, as somebody published meanwhile, is held before anybody is kept waiting again.
    """
    held, more = list[UUID](), ids
    while True:
        move_moments(more)
        held += more
        before = transaction.savepoint()
        _one_at_a_time()
        more = _neighbours_told_otherwise(held)
        if not more:
            return held
        transaction.savepoint_rollback(before)  # and others may publish


def _neighbours_told_otherwise(ids: list[UUID]) -> list[UUID]:
    """Return who is in the same houses, and found there though it may not be, or the reverse."""
    found = Findable.objects.filter(at_location=OuterRef("pk"))
    told = ServiceAtLocation.objects.told().filter(pk=OuterRef("pk"))
    otherwise = (
        ServiceAtLocation.objects.filter(service__in=Service.objects.public())
        .alias(is_found=Exists(found), is_told=Exists(told))
        .exclude(is_found=F("is_told"))
        .order_by()
    )
    neighbours: set[UUID] = set()
    for some in in_groups(ids):
        here = Location.objects.filter(services_at__service__in=some)
        marks = {mark for house in here.values_list("house", flat=True) for mark in house}
        around = otherwise.filter(location__house__overlap=sorted(marks))
        neighbours.update(around.values_list("service_id", flat=True))
    return sorted(neighbours.difference(ids))


def all_to_publish() -> list[UUID]:
    """Return the services that are findable or should be, for a night's work in small steps."""
    public = Service.objects.public().values_list("id", flat=True)
    return sorted({*public, *Findable.objects.values_list("service_id", flat=True)})


def tidy_words() -> None:
    """Count again how many lines each word finds, and forget those that find none."""
    _one_at_a_time()
    _count()
    FindWord.objects.filter(offers=0).delete()
    _forget_words()


def _forget_words() -> None:
    """Let words be read again: at once here, and once more when others can see what is saved."""
    lexicon.forget()
    transaction.on_commit(lexicon.forget_in(schema_in_hand()))


def _one_at_a_time() -> None:
    """
    Wait until nobody else in this partnership is publishing, and keep others waiting to the end.

    Two at once would each take the other's lines for gone, or wait for each other for ever.
    """
    with connection.cursor() as cursor:
        words = f"directory.publish {schema_in_hand()}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])


def in_groups(ids: list[UUID]) -> Iterator[list[UUID]]:
    """Give ids in groups that are written together."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _keys_of(ids: list[UUID]) -> Iterable[int]:
    lines = Findable.objects.filter(service_id__in=ids).values_list("keys", flat=True)
    return (key // 4 for keys in lines for key in keys)


@dataclass(frozen=True)
class Line:
    """A findable on its way into its table."""

    service: Service
    at: ServiceAtLocation | None
    strengths: dict[str, int]
    """How much each word says of it, by FindWord.word."""
    written: dict[str, str]
    when: int
    facts: Fact

    @property
    def spot(self) -> tuple[float, float] | None:
        """Where it is on the flat map; nowhere if it has no place that may be told."""
        location = self.at.location if self.at else None
        if location is None or location.latitude is None:
            return None
        assert location.longitude is not None
        return flat(location.latitude, location.longitude)


def _write(ids: list[UUID]) -> "Counter[int]":
    """Write the lines and keys of some services, and return how many lines have each word."""
    services = (
        Service.objects.public()
        .filter(id__in=ids)
        .select_related("provider", "offer")
        .prefetch_related(
            "tagged__term",
            Prefetch("schedules", Schedule.objects.guarded()),
            Prefetch("at_locations", ServiceAtLocation.objects.told()),
            "at_locations__location__site",
            "cost_options",
            "confirmations",
        )
        .order_by("id")
    )
    today = timezone.localdate()
    lines = [line for service in services for line in lines_of(service, today)]
    numbers = _numbers({word: said for line in lines for word, said in line.written.items()})
    made = _copy_lines(lines, numbers)
    _copy_keys(made, numbers)
    return Counter(numbers[word] for line in lines for word in line.strengths)


def lines_of(service: Service, today: datetime.date) -> Iterator[Line]:
    """Yield the lines of a service: one for each place that may be told, or one for none."""
    strengths, written = _words_of(service)
    places: list[ServiceAtLocation | None] = [*service.at_locations.all()] or [None]
    for at in places:
        said, spoken = dict(strengths), dict(written)
        if at:
            _add(said, spoken, f"{at.location.name} {at.location.neighbourhood}", PLAIN)
            _add(said, spoken, at.location.town, WEAK)
        schedules = [
            each
            for each in service.schedules.all()
            if at is None
            or (
                each.at_location_id in {None, at.id} and not (each.ends_on and each.ends_on < today)
            )
        ]
        when = 0
        for each in schedules:
            when |= when_of(each, today)
        if service.offer.is_crisis and not service.schedules.all():
            when = parts.ALWAYS  # as on the page of help now: a line with no hours answers
        yield Line(service, at, said, spoken, when, facts_of(service, at))


def _words_of(service: Service) -> tuple[dict[str, int], dict[str, str]]:
    strengths: dict[str, int] = {}
    written: dict[str, str] = {}
    for words, strength in [
        (service.name, STRONG),
        (service.provider.name, PLAIN),
        (" ".join(service.languages), PLAIN),
        (service.description, WEAK),
        (service.what_its_like, WEAK),
        (service.first_time, WEAK),
    ]:
        _add(strengths, written, words, strength)
    for always in (lexicon.EVERYTHING, f"group/{service.offer.group}"):
        strengths[always], written[always] = PLAIN, ""
    terms = [(each.term, PLAIN) for each in service.tagged.all() if each.term]
    for term, strength in [*terms, (service.offer, STRONG)]:
        word = term_word(term)
        strengths[word] = max(strength, strengths.get(word, 0))
        written[word] = ""
    return strengths, written


def term_word(term: Term) -> str:
    """Return how a term of a service is filed among the words: "need/debt"."""
    return f"{Facet(term.facet).lower()}/{term.slug}"


def _add(strengths: dict[str, int], written: dict[str, str], text: str, strength: int) -> None:
    for word in plain(text).split():
        if len(word) < 2 or word in EMPTY:
            continue
        key = f"={stem(word)}"
        strengths[key] = max(strength, strengths.get(key, 0))
        written.setdefault(key, word)


def when_of(schedule: Schedule, today: datetime.date) -> int:
    """Return the parts of the week in which a schedule has something, as bits."""
    if schedule.byday:
        days = {WEEKDAYS[each[-2:]] for each in schedule.byday if each[-2:] in WEEKDAYS}
    elif schedule.freq or not schedule.begins_on:
        days = set(range(7))
    else:
        days = {schedule.begins_on.weekday()} if schedule.begins_on >= today else set()
    found = 0
    for weekday in days:
        found |= parts.spell(weekday, schedule.opens, schedule.closes)
    return found


def facts_of(service: Service, at: ServiceAtLocation | None) -> Fact:
    """Return what can be asked for of a service at a place, or at none."""
    location = at.location if at else None
    modes = set(service.modes) or ({Mode.IN_PERSON} if location else set())
    told = {
        Fact.FREE: service.is_free is True,
        Fact.STEP_FREE: bool(location and location.step_free),
        Fact.QUIET: bool(location and location.quiet_space),
        Fact.ONLINE: Mode.ONLINE in modes,
        Fact.IN_PERSON: Mode.IN_PERSON in modes,
        Fact.PHONE: Mode.PHONE in modes,
        Fact.HOME: Mode.HOME in modes,
        Fact.TURN_UP: service.booking in {Booking.TURN_UP, Booking.EITHER},
        Fact.BOOK: service.booking not in {"", Booking.TURN_UP},
        Fact.SPACE: service.space_now != Space.FULL
        and service.status != ServiceStatus.TEMPORARILY_CLOSED,
        Fact.CRISIS: service.offer.is_crisis,
    }
    found = Fact(0)
    for fact, is_so in told.items():
        if is_so:
            found |= fact
    return found


def _numbers(written: dict[str, str]) -> dict[str, int]:
    """Return the number of each word, given to it now if it is new."""
    FindWord.objects.bulk_create(
        (FindWord(word=word, written=said) for word, said in sorted(written.items())),
        ignore_conflicts=True,
    )
    return dict(FindWord.objects.filter(word__in=list(written)).values_list("word", "id"))


def _copy_lines(lines: list[Line], numbers: dict[str, int]) -> list[tuple[int, Line]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Findable._meta.db_table, len(lines)],
        )
        made = [(number, line) for (number,), line in zip(cursor.fetchall(), lines, strict=True)]
    columns = (
        "id", "service_id", "at_location_id", "keys", "east", "north", "when", "facts",
        "age_from", "age_to", "confirmed_on", "confirm_by", "never_drops", "card",
    )  # fmt: skip
    _copy(Findable, columns, (_findable_row(number, line, numbers) for number, line in made))
    return made


def _findable_row(number: int, line: Line, numbers: dict[str, int]) -> list[Any]:
    service, spot = line.service, line.spot or (None, None)
    return [
        number,
        service.id,
        line.at.id if line.at else None,
        sorted(numbers[word] * 4 + strength for word, strength in line.strengths.items()),
        *spot,
        line.when,
        int(line.facts),
        service.minimum_age or 0,
        200 if service.maximum_age is None else service.maximum_age,
        service.confirmed_on,
        service.confirm_by,
        service.offer.is_crisis,
        Jsonb(card_of(service, line.at)),
    ]


def _copy_keys(made: list[tuple[int, Line]], numbers: dict[str, int]) -> None:
    columns = (
        "key", "findable_id", "east", "north", "strength", "when", "facts", "age_from", "age_to",
    )  # fmt: skip
    rows = (
        [
            numbers[word], number, *(line.spot or (None, None)), strength, line.when,
            int(line.facts), line.service.minimum_age or 0,
            200 if line.service.maximum_age is None else line.service.maximum_age,
        ]
        for number, line in made
        for word, strength in line.strengths.items()
    )  # fmt: skip
    _copy(FindKey, columns, rows)


def _copy(model: type[Any], columns: tuple[str, ...], rows: Iterable[list[Any]]) -> None:
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def _count_more(more: "Counter[int]") -> None:
    """Add how many lines more, or fewer, these words find now."""
    changed = sorted((key, lines) for key, lines in more.items() if lines)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE directory_findword w SET offers = greatest(0, w.offers + changed.lines)
              FROM unnest(%s::int[], %s::int[]) AS changed (key, lines) WHERE w.id = changed.key
            """,
            [[key for key, _ in changed], [lines for _, lines in changed]],
        )


def _count() -> None:
    with connection.cursor() as cursor:
        # Materialized: with no statistics yet, as in a load, it would be counted for every word.
        cursor.execute(
            """
            WITH found AS MATERIALIZED (
                SELECT key, count(*) AS lines FROM directory_findkey GROUP BY key
            )
            UPDATE directory_findword w SET offers = coalesce(found.lines, 0)
              FROM directory_findword every LEFT JOIN found ON found.key = every.id
             WHERE every.id = w.id AND w.offers <> coalesce(found.lines, 0)
            """
        )
