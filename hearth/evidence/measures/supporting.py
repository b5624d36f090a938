"""What was done together: conversations, contacts, introductions, hellos, and what was missing."""

import ibis.expr.types as ir

from hearth.evidence.measures.building import how_many, middle, share, until, within
from hearth.evidence.measures.defining import Asked, Kind, Measure, Star

NOT_THEIRS = "Of who objected to being part of reports none of it is here."
ERASED = "What was erased is counted still, as nobody’s."


def _first_conversation(star: Star, asked: Asked) -> ir.Table:
    begun = within(star.conversations, asked)
    visits = until(star.visits, asked)
    named = visits.filter(visits.person.notnull())
    came = named.aggregate(by=["person"], came=named.day.min())
    both = begun.filter(begun.person.notnull()).join(came, ["person"])
    both = both.mutate(days=both.day.delta(both.came, unit="day"))
    return middle(both.filter(both.days >= 0), asked, of="days")


def _contacts(star: Star, asked: Asked) -> ir.Table:
    return how_many(within(star.contacts, asked), asked)


def _met(star: Star, asked: Asked) -> ir.Table:
    begun = within(star.introductions, asked)
    return share(begun, asked, met=begun.became == "MET")


def _days_to_meet(star: Star, asked: Asked) -> ir.Table:
    return middle(within(star.introductions, asked), asked, of="days_to_meet")


def _fitted(star: Star, asked: Asked) -> ir.Table:
    begun = within(star.introductions, asked)
    return share(begun.filter(begun.fitted != ""), asked, met=begun.fitted == "YES")


def _unmet(star: Star, asked: Asked) -> ir.Table:
    return how_many(within(star.unmet_needs, asked), asked)


def _kept(star: Star, asked: Asked) -> ir.Table:
    due = within(star.hellos, asked)
    return share(due, asked, met=due.days_late.notnull() & (due.days_late <= 0).fill_null(False))


def _answered(star: Star, asked: Asked) -> ir.Table:
    due = within(star.hellos, asked)
    return share(due.filter(due.days_late.notnull()), asked, met=due.answered)


MEASURES = (
    Measure(
        name="first-conversation",
        title="Time to the first conversation",
        asks="How long is it from a first visit to a first welcoming conversation?",
        definition=(
            "Days from somebody’s first visit by name until the first words of their first "
            "welcoming conversation were written, for conversations in these days. The middle of "
            "them: half took no longer."
        ),
        kind=Kind.MIDDLE,
        unit="days",
        numerator="people who had their first welcoming conversation in these days",
        denominator="",
        rows=("conversations", "visits"),
        caveats=(
            "Who had no conversation is not in it, however long they have come.",
            "Nor is who talked first and came later, or never came by name.",
            "It is of the hub that knew the person first, of those that knew them that day.",
            NOT_THEIRS,
        ),
        expression=_first_conversation,
        reads_before=True,
    ),
    Measure(
        name="contacts",
        title="Contacts",
        asks="How often was somebody supported?",
        definition=(
            "One piece of support that happened, wherever it was, also with somebody whose name "
            "nobody knows. What was taken back is not counted."
        ),
        kind=Kind.COUNT,
        unit="contacts",
        numerator="contacts",
        denominator="",
        rows=("contacts",),
        caveats=(
            "Only what was written down counts.",
            "What was erased is not counted.",
            NOT_THEIRS,
        ),
        expression=_contacts,
    ),
    Measure(
        name="introductions-met",
        title="Introductions that met",
        asks="Of the warm introductions that were begun, how many have met?",
        definition=(
            "Warm introductions that were begun in these days, as they stand now: the person and "
            "the service have met, and not only been told of each other."
        ),
        kind=Kind.SHARE,
        unit="of introductions",
        numerator="introductions in which they have met",
        denominator="all that were begun in these days, those too that go on or were stopped",
        rows=("introductions",),
        caveats=("Those begun lately have had less time to meet.", ERASED, NOT_THEIRS),
        expression=_met,
    ),
    Measure(
        name="days-to-meet",
        title="Days until they met",
        asks="How long does it take until people have met?",
        definition=(
            "Days from the day an introduction was begun until they met, for those begun in these "
            "days that have met. The middle of them: half took no longer."
        ),
        kind=Kind.MIDDLE,
        unit="days",
        numerator="introductions in which they have met",
        denominator="",
        rows=("introductions",),
        caveats=("Those that go on are not in it.", ERASED, NOT_THEIRS),
        expression=_days_to_meet,
    ),
    Measure(
        name="introductions-fitted",
        title="Introductions that fitted",
        asks="Of those who said whether it fitted, how many said yes?",
        definition="The person said whether what they were put in touch with fitted them.",
        kind=Kind.SHARE,
        unit="of those who said",
        numerator="introductions of which the person said that it fitted",
        denominator="introductions of which the person said whether it fitted",
        rows=("introductions",),
        caveats=("Who was not asked, or did not say, is in neither.", ERASED, NOT_THEIRS),
        expression=_fitted,
    ),
    Measure(
        name="unmet-needs",
        title="Unmet needs",
        asks="How often was something asked for that nobody here offers?",
        definition=(
            "Something asked for that nobody here offers or could offer in time: a search that "
            "found nothing good, or what a worker was told."
        ),
        kind=Kind.COUNT,
        unit="unmet needs",
        numerator="unmet needs",
        denominator="",
        rows=("unmet_needs",),
        caveats=(
            "They name nobody: one person may have asked more than once.",
            "What the public searches for is at no hub.",
        ),
        expression=_unmet,
    ),
    Measure(
        name="hellos-kept",
        title="Keep-in-touch kept",
        asks="Of the hellos that were agreed, how many were said by their day?",
        definition=(
            "Hellos that were agreed for one of these days, and said on it or before. A hello that "
            "nobody answered was said."
        ),
        kind=Kind.SHARE,
        unit="of hellos",
        numerator="hellos that were said by their day",
        denominator="hellos that were agreed for one of these days",
        rows=("hellos",),
        caveats=(
            "Days that are still to come count as not said yet: end the period before today.",
            "It is of the hub that knew the person first, of those that knew them that day.",
            NOT_THEIRS,
        ),
        expression=_kept,
    ),
    Measure(
        name="hellos-answered",
        title="Hellos answered",
        asks="Of the hellos that were said, how many were answered?",
        definition="Hellos for one of these days that were said, and that the person answered.",
        kind=Kind.SHARE,
        unit="of hellos said",
        numerator="hellos that were answered",
        denominator="hellos for one of these days that were said",
        rows=("hellos",),
        caveats=("Nobody is marked for not answering.", NOT_THEIRS),
        expression=_answered,
    ),
)
