"""The report agrees with the same rules worked out slowly, whatever came."""

import csv
import datetime
import io

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearth.evidence import queries
from hearth.evidence.period import Period
from hearth.evidence.queries import Which
from hearth.evidence.sheet import attendance_sheet
from hearth.evidence.tests.factories import link
from hearth.evidence.tests.oracle import LONDON, Came, Oracle
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Brought, Headcount, HowCame, Otherwise, Visit
from hearth.people.tests.factories import PersonFactory
from hearth.places.models import SiteKind, Tier
from hearth.places.tests.factories import SiteFactory

PEOPLE = range(5)
SITES = range(4)
BEGIN, END = datetime.date(2024, 9, 1), datetime.date(2025, 4, 20)
days = st.dates(BEGIN, END) | st.sampled_from(
    # The edges of months and years, and the days on which the clocks change.
    [
        datetime.date.fromisoformat(day)
        for day in (
            "2024-09-30", "2024-10-01", "2024-10-27", "2024-12-31", "2025-01-01", "2025-02-28",
            "2025-03-01", "2025-03-30", "2025-03-31", "2025-04-01",
        )
    ]
)  # fmt: skip
clocks = st.builds(datetime.time, st.integers(0, 23), st.sampled_from([0, 29, 30, 59]))
moments = st.builds(
    # Made in UTC, so that an hour that is twice or never on the clock is tried as well.
    lambda day, clock: datetime.datetime.combine(day, clock, tzinfo=datetime.UTC),
    days,
    clocks,
)
visits = st.builds(
    Came,
    site=st.sampled_from(SITES),
    at=moments,
    person=st.none() | st.sampled_from(PEOPLE),
    taken_back=st.sampled_from([False] * 7 + [True]),
    brought=st.lists(st.sampled_from(Brought.values[:3]), max_size=3).map(tuple),
    how_came=st.sampled_from(["", *HowCame.values[:2]]),
    otherwise=st.sampled_from(["", *Otherwise.values[:2]]),
)
headcounts = st.builds(
    Came,
    site=st.sampled_from(SITES),
    at=moments,
    how_many=st.integers(1, 40),
    taken_back=st.sampled_from([False] * 4 + [True]),
)


@st.composite
def habits(draw):
    """Somebody who comes on one weekday, and misses some weeks: most chance visits are not that."""
    person, site = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(SITES))
    first = draw(st.dates(BEGIN, END))
    weeks = draw(st.lists(st.booleans(), min_size=6, max_size=26))
    return [
        Came(site, datetime.datetime.combine(day, datetime.time(11), tzinfo=LONDON), person)
        for week, comes in enumerate(weeks)
        if comes and (day := first + datetime.timedelta(weeks=week)) <= END
    ]


everything = st.tuples(
    st.lists(visits, max_size=25), st.lists(habits(), max_size=4), st.lists(headcounts, max_size=4)
).map(lambda parts: [*parts[0], *(c for habit in parts[1] for c in habit), *parts[2]])
links = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda two: two[0] < two[1]),
    max_size=3,
    unique=True,
)
periods = st.tuples(days, days).map(lambda two: Period(min(two), max(two))) | st.just(
    Period(BEGIN, END)
)


@pytest.fixture
def ground(writer):
    kinds = [SiteKind.HUB, SiteKind.HUB, SiteKind.SATELLITE, SiteKind.CAFE]
    tiers = [Tier.UNIVERSAL, Tier.TARGETED, Tier.TARGETED, ""]
    sites = [
        SiteFactory(name=f"Site {n}", slug=f"site-{n}", kind=kinds[n], tier=tiers[n]) for n in SITES
    ]
    return sites, [PersonFactory(sites=sites, known_as=f"Person {n}") for n in PEOPLE]


def write(came, linked, sites, people, by):
    def arrivals(model, of, **fields):
        return [
            model(
                site=sites[c.site], held_by=sites[c.site].run_by, arrived_at=c.at,
                arrived_on=c.day, arrived_hour=c.hour, welcomed_by=by,
                taken_back_at=c.at if c.taken_back else None,
                **{name: value(c) for name, value in fields.items()},
            )
            for c in of
        ]  # fmt: skip

    with as_the_owner():
        Visit.objects.bulk_create(
            arrivals(
                Visit, [c for c in came if not c.how_many],
                person=lambda c: None if c.person is None else people[c.person],
                brought=lambda c: list(c.brought), how_came=lambda c: c.how_came,
                otherwise=lambda c: c.otherwise,
            )
        )  # fmt: skip
        Headcount.objects.bulk_create(
            arrivals(Headcount, [c for c in came if c.how_many], how_many=lambda c: c.how_many)
        )
    for one, other in linked:
        link(people[one], people[other], by=by)


def as_tuple(counts):
    return counts.named, counts.unnamed, counts.headcounts, counts.counted


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(came=everything, linked=links, period=periods, asked=st.sampled_from(
    [{}, {"site": "site-1"}, {"kind": "HUB"}, {"tier": "TARGETED"}, {"tier": "NONE"}]
))  # fmt: skip
def test_report_and_all_it_opens_to_agree_with_the_rules(
    ground, network_lead, hub, other_hub, came, linked, period, asked
):
    sites, people = ground
    in_scope = {
        n
        for n, site in enumerate(sites)
        if asked in ({}, {"site": site.slug}, {"kind": site.kind}, {"tier": site.tier or "NONE"})
    }
    truth = Oracle(came, linked, PEOPLE, sites=in_scope, first=period.first, last=period.last)
    vars(network_lead).pop("all_sites", None)
    with transaction.atomic():
        write(came, linked, sites, people, network_lead)
        with acting_as(network_lead):
            scope = queries.scope_for(network_lead, **asked)
            report = queries.attendance(scope, period, actor=network_lead)
            check_the_report(report, truth, sites)
            check_the_sheet(report)
            check_what_it_opens_to(report, truth, network_lead)
        transaction.set_rollback(True)


def check_the_report(report, truth, sites):
    assert as_tuple(report.counts) == truth.counts()
    assert [figure.value for figure in report.comings] == [
        report.counts.named, report.counts.unnamed, report.counts.counted
    ]  # fmt: skip
    assert report.attendances.value == sum(c.how_many or 1 for c in truth.within)
    assert report.people.value == len(truth.people())
    assert report.new.value == len(truth.new())
    assert report.returning.value == len(truth.people() - truth.new())
    regular, weekly = truth.regulars()
    assert (report.regularity.weekly.value, report.regularity.weekly.of) == (
        len(weekly), len(regular)
    )  # fmt: skip
    cuts = {cut.name: cut.rows for cut in report.cuts}
    for row in cuts["month"]:
        first = datetime.date.fromisoformat(row.behind["from"])
        this_month = [c for c in truth.within if (c.day.year, c.day.month)
                      == (first.year, first.month)]  # fmt: skip
        assert as_tuple(row.counts) == truth.counts(this_month.__contains__)
        assert row.people == len(truth.people(this_month.__contains__))
        assert row.new == truth.new_in_month()[first.replace(day=1)]
    for name, of in [("site", lambda s: s.slug), ("kind", lambda s: s.kind),
                     ("tier", lambda s: s.tier or "NONE")]:  # fmt: skip
        for row in cuts.get(name, ()):
            there = {n for n, site in enumerate(sites) if of(site) == row.behind[name]}
            assert as_tuple(row.counts) == truth.counts(lambda c, there=there: c.site in there)
            assert row.people == len(truth.people(lambda c, there=there: c.site in there))
    assert {(h.weekday, h.hour): h.attendances for h in report.hours} == truth.hours()
    for question in report.questions:
        given_answers = truth.answers(question.name)
        for answer in question.answers:
            assert answer.visits == given_answers[answer.behind["answer"]]
    for rows in cuts.values():
        for part in ("named", "unnamed", "headcounts", "counted"):
            assert sum(getattr(row.counts, part) for row in rows) == getattr(report.counts, part)


def check_the_sheet(report):
    made_at = datetime.datetime(2025, 5, 1, 9, tzinfo=LONDON)
    rows = list(csv.reader(io.StringIO(attendance_sheet(report, made_by="Nell", made_at=made_at))))
    whole = next(row for row in rows if row[:1] == ["Whole period"])
    assert [int(cell) for cell in whole[2:]] == [
        *(figure.value for figure in report.comings), report.attendances.value,
        report.people.value, report.new.value, report.returning.value,
    ]  # fmt: skip
    for cut in report.cuts:
        there = [row for row in rows if row and row[0] == cut.each]
        assert [int(row[5]) for row in there] == [row.counts.attendances for row in cut.rows]
    answers = [row for row in rows if row and row[0] == "How people came"]
    assert [int(row[2]) for row in answers] == [a.visits for a in report.questions[1].answers]


def check_what_it_opens_to(report, truth, actor):
    def opens(which=Which(), show_headcounts=False):  # noqa: B008 (frozen)
        return queries.visits_behind(
            report.scope, report.period, which, page=1, actor=actor,
            show_headcounts=show_headcounts,
        )  # fmt: skip

    everything = opens()
    assert everything.visits == report.counts.visits
    assert everything.counted == report.counts.counted
    assert len(everything.rows) == min(queries.PAGE, report.counts.visits)
    assert len(opens(show_headcounts=True).headcount_rows) == report.counts.headcounts
    regular, weekly = truth.regulars()
    for who, number, behind in [
        ("named", len(truth.people()), truth.known),
        ("new", len(truth.new()), truth.visits_by(truth.new())),
        ("returning", report.returning.value, truth.visits_by(truth.people() - truth.new())),
        ("regular", len({person for person, _ in regular}), truth.visits_in_blocks(regular)),
        ("weekly", len({person for person, _ in weekly}), truth.visits_in_blocks(weekly)),
    ]:
        opened = opens(Which(who))
        assert (opened.visits, opened.people) == (len(behind), number), who
    assert opens(Which("unnamed")).visits == report.counts.unnamed
    for hour in report.hours[:3]:
        opened = opens(Which(weekday=hour.weekday, hour=hour.hour))
        assert opened.visits + opened.counted == hour.attendances
    for question in report.questions:
        for answer in question.answers:
            which = Which(question=question.name, answer=answer.behind["answer"])
            assert opens(which).visits == answer.visits
