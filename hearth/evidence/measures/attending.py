"""Who came: attendances, people, new people, regularity, and waiting to talk."""

import ibis
import ibis.expr.types as ir

from hearth.evidence import definitions
from hearth.evidence.measures.building import (
    counted,
    different_people,
    how_many,
    middle,
    share,
    until,
    within,
)
from hearth.evidence.measures.defining import (
    HUB,
    MONTH,
    PARTNERSHIP,
    Asked,
    Kind,
    Measure,
    Star,
)

LEFT_OUT = (
    "Who objected to being part of reports, or whose record is kept and not used, counts as "
    "somebody without a name."
)
LINKED = "Records that are linked as one person count once, within one partnership."
BLOCK = 91
WEEK = 7
REGULAR = 6


def _attendances(star: Star, asked: Asked) -> ir.Table:
    columns = [column for column in (PARTNERSHIP, HUB, MONTH) if column in asked.by]
    visits = within(star.visits, asked)
    counts = within(star.headcounts, asked)
    comings = ibis.union(
        how_many(visits, asked).select(*columns, "n"),
        counted(counts, asked, n=counts.people.sum()).select(*columns, "n"),
        distinct=False,
    )
    return counted(comings, asked, n=comings.n.sum())


def _visits_by_name(star: Star, asked: Asked) -> ir.Table:
    visits = within(star.visits, asked)
    return share(visits, asked, met=visits.named)


def _people(star: Star, asked: Asked) -> ir.Table:
    return how_many(different_people(within(star.visits, asked), asked), asked)


def _new_people(star: Star, asked: Asked) -> ir.Table:
    """Whoever came in the days asked about; new where their first visit was in the same cut."""
    visits = until(star.visits, asked)
    named = visits.filter(visits.person.notnull())
    came = named.aggregate(by=[*asked.by, "person"], day=named.day.min(), last=named.day.max())
    is_first = came.day.notnull()
    if MONTH in asked.by:  # somebody stands in several months, and is new in the first alone
        whose = [column for column in asked.by if column != MONTH] + ["person"]
        is_first = came.day == came.day.min().over(ibis.window(group_by=whose))
    cuts = came.mutate(is_first=is_first)
    here = cuts.filter(cuts["last"] >= asked.first)
    return share(here, asked, met=here.is_first & (here.day >= asked.first))


def _regularity(star: Star, asked: Asked) -> ir.Table:
    """Blocks of thirteen weeks back from the last day; a part block at the start is left out."""
    visits = within(star.visits, asked)
    blocks = ((asked.last - asked.first).days + 1) // BLOCK
    back = ibis.literal(asked.last).delta(visits.day, unit="day")
    whose = [*asked.by, "person"]
    named = visits.filter(visits.person.notnull()).select(
        *whose, block=back // BLOCK, week=back % BLOCK // WEEK
    )
    weeks = named.filter(named.block < blocks).distinct()
    spells = weeks.aggregate(
        by=[*whose, "block"], weeks=weeks.count(),
        first=weeks.week.min(), last=weeks.week.max(),
    )  # fmt: skip
    regulars = spells.filter(spells.weeks >= REGULAR)
    span = regulars["last"] - regulars["first"] + 1
    return share(regulars, asked, met=regulars.weeks * 4 >= span * 3)


def _talked(star: Star, asked: Asked) -> ir.Table:
    waits = within(star.waits, asked)
    return share(waits, asked, met=waits.minutes.notnull() & ~waits.left_before)


def _wait(star: Star, asked: Asked) -> ir.Table:
    waits = within(star.waits, asked)
    return middle(waits.filter(~waits.left_before), asked, of="minutes")


MEASURES = (
    Measure(
        name="attendances",
        title="Attendances",
        asks="How often did people come?",
        definition=definitions.ATTENDANCES,
        kind=Kind.COUNT,
        unit="attendances",
        numerator="visits, and people in headcounts",
        denominator="",
        rows=("visits", "headcounts"),
        caveats=(
            "It counts comings, never people: somebody who comes every day makes many.",
            "What was taken back is not counted.",
        ),
        expression=_attendances,
    ),
    Measure(
        name="visits-by-name",
        title="Visits by name",
        asks="How many of the visits are by people known by name?",
        definition=definitions.NAMED,
        kind=Kind.SHARE,
        unit="of visits",
        numerator="visits by somebody known by name",
        denominator="all visits; people in headcounts are in neither",
        rows=("visits",),
        caveats=("A visit needs no name: a low share is not a fault.", LEFT_OUT),
        expression=_visits_by_name,
    ),
    Measure(
        name="people",
        title="Different people",
        asks="How many different people came?",
        definition=definitions.PEOPLE,
        kind=Kind.COUNT,
        unit="people",
        numerator="different people known by name, who came at least once",
        denominator="",
        rows=("visits",),
        caveats=(
            LINKED,
            LEFT_OUT,
            "Hubs, or months, do not add up to the whole: one person may come to several.",
        ),
        expression=_people,
    ),
    Measure(
        name="new-people",
        title="New people",
        asks="How many of those who came were new?",
        definition=definitions.NEW,
        kind=Kind.SHARE,
        unit="of people",
        numerator="people whose first visit by name was in these days",
        denominator="different people known by name, who came in these days",
        rows=("visits",),
        caveats=(
            LINKED,
            "By hub, somebody is new whose first visit to that hub was in these days. By month, "
            "they are new in one month.",
            LEFT_OUT,
        ),
        expression=_new_people,
        reads_before=True,
    ),
    Measure(
        name="regularity",
        title="Regulars who come weekly",
        asks="Of those who come regularly, how many come weekly?",
        definition=definitions.REGULARS,
        kind=Kind.SHARE,
        unit="of regulars",
        numerator="regulars who came in at least 3 of every 4 weeks",
        denominator="people who came in at least 6 of 13 weeks, counted in each block of 13 weeks",
        rows=("visits",),
        caveats=(
            definitions.REGULARS_MORE_THAN_ONCE,
            "Fewer than 91 days hold no block, and so no regulars.",
            LINKED,
            LEFT_OUT,
        ),
        expression=_regularity,
        may_be_cut_by=(PARTNERSHIP, HUB),
    ),
    Measure(
        name="talked-with",
        title="Talked with before they left",
        asks="Of those who would have liked to talk at the door, with how many did somebody talk?",
        definition=(
            "Somebody said when they came that they would like to talk, and somebody of the team "
            "came to them before they left or changed their mind."
        ),
        kind=Kind.SHARE,
        unit="of those who would have liked to talk",
        numerator="times that somebody came to them",
        denominator="times that somebody would have liked to talk",
        rows=("waits",),
        caveats=(
            "What was not written down at the door is in neither.",
            "Of who objected to being part of reports none of it is here.",
        ),
        expression=_talked,
    ),
    Measure(
        name="wait-to-talk",
        title="Wait to talk",
        asks="How long did people wait for somebody to talk with?",
        definition=(
            "Whole minutes from when somebody said that they would like to talk until somebody of "
            "the team came. The middle of them: half waited no longer."
        ),
        kind=Kind.MIDDLE,
        unit="minutes",
        numerator="times that somebody came",
        denominator="",
        rows=("waits",),
        caveats=("Those who left before anybody came are not in it: see talked-with.",),
        expression=_wait,
    ),
)
