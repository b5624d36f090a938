"""What was agreed when support was finished for now, as somebody takes it home on paper."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from hearth.foundation.actors import Actor
from hearth.people.models import Person
from hearth.places import opening
from hearth.places.models import Site
from hearth.places.timetables import timetable_of, with_times
from hearth.support.models import SupportStrand
from hearth.support.queries.hellos import KeepShown, keep_of, keeps_shown
from hearth.support.queries.strands import Ending, StrandRow, changes_of, strand_rows


@dataclass(frozen=True)
class EndingSheet:
    """One sheet: what was agreed, the next hello, and where the door is."""

    strand: StrandRow
    ending: Ending | None
    """None if nothing was agreed yet."""
    agreed_on: datetime.date | None
    keep: KeepShown | None
    site: Site
    usual_week: list[str]


def ending_sheet(
    row: SupportStrand, *, person: Person, actor: Actor, now: datetime.datetime
) -> EndingSheet:
    """Return what was agreed last, with the next hello and where the door is."""
    today = timezone.localdate(now)
    [strand] = strand_rows([row])
    last = next((one for one in changes_of(row, actor=actor) if one.ending), None)
    kept = keep_of(person, actor=actor)
    site = with_times(Site.objects.filter(id=row.site_id), now).get()
    return EndingSheet(
        strand=strand,
        ending=last.ending if last else None,
        agreed_on=last.changed_on if last else None,
        keep=keeps_shown([kept], today=today)[0] if kept and not kept.stopped_on else None,
        site=site,
        usual_week=opening.week_in_words(timetable_of(site), today),
    )
