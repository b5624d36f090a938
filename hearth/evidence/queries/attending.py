"""Who came, where and when: the attendance report."""

from hearth.evidence import definitions
from hearth.evidence.period import Period
from hearth.evidence.queries.counting import count
from hearth.evidence.queries.cutting import Opening, also, by_answer, by_hour, by_month, by_place
from hearth.evidence.queries.figures import Attendance, Figure, Regularity
from hearth.evidence.queries.scope import Scope
from hearth.foundation.actors import Actor, Permission, require


def attendance(scope: Scope, period: Period, *, actor: Actor) -> Attendance:
    """
    Return the attendance report of some sites: exact, and as it is at this moment.

    A number opens to the visits behind it for those who may see visits at every site it counts.

    :raises NotAllowed: if the actor may not read reports at one of the sites
    """
    for site in scope.sites:
        require(actor, Permission.READ_REPORTS, at=site)
    counted = count(scope, period)
    comings = counted.altogether
    people, new = counted.people("people"), counted.people("new")
    opening = Opening(period, actor.places_where(Permission.SEE_VISITS))
    behind = opening.at(scope.sites, scope.address)

    named = Figure(
        "visits_by_name", "visits by people known by name", comings.named,
        definitions.NAMED, behind=also(behind, who="named"),
    )  # fmt: skip
    unnamed = Figure(
        "visits_without_a_name", "visits without a name", comings.unnamed,
        definitions.UNNAMED, behind=also(behind, who="unnamed"),
    )  # fmt: skip
    in_headcounts = Figure(
        "people_in_headcounts", "people in headcounts", comings.counted,
        definitions.COUNTED, behind=also(behind, show="headcounts"),
    )  # fmt: skip
    weekly = Figure(
        "regulars_weekly", "of regulars came weekly", counted.people("weekly"),
        definitions.REGULARS, of=counted.people("regular"), behind=also(behind, who="weekly"),
    )  # fmt: skip
    return Attendance(
        scope=scope,
        period=period,
        counts=comings,
        comings=(named, unnamed, in_headcounts),
        attendances=Figure(
            "attendances", "attendances", comings.attendances,
            definitions.ATTENDANCES, behind=behind,
        ),
        people=Figure(
            "different_people", "different people known by name", people,
            definitions.PEOPLE, behind=also(behind, who="named"),
        ),
        new=Figure(
            "new_people", "new people", new,
            definitions.NEW, of=people, behind=also(behind, who="new"),
        ),
        returning=Figure(
            "returning_people", "returning people", people - new,
            definitions.RETURNING, of=people, behind=also(behind, who="returning"),
        ),
        regularity=Regularity(weekly, period.blocks, also(behind, who="regular")),
        cuts=(by_month(period, counted, behind), *by_place(scope, counted, opening)),
        hours=tuple(by_hour(counted, behind)),
        questions=tuple(by_answer(counted, behind)),
    )  # fmt: skip
