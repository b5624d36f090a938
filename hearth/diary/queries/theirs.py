"""What is coming, as a person reads it on their own pages."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hearth.design.words import clock, day_of_year
from hearth.diary.models import MeetAt, Meeting
from hearth.foundation.statements import ask


@dataclass(frozen=True)
class ComingToThem:
    """A meeting of theirs that is to come."""

    begins: datetime.datetime
    ends: datetime.datetime
    worker: str
    meet_at: str
    site: str

    @property
    def when(self) -> str:
        begins, ends = timezone.localtime(self.begins), timezone.localtime(self.ends)
        return f"{day_of_year(begins)}, {clock(begins)} to {clock(ends)}"


def coming_for_carer(view_id: UUID) -> list[ComingToThem]:
    """Return what is coming to somebody, the soonest first, as far as a carer may read it."""
    rows = ask(
        "SELECT begins, ends, worker, meet_at, site FROM diary_coming_for_carer(%s)", [view_id]
    ).fetchall()
    return [
        ComingToThem(begins, ends, worker, str(MeetAt(meet_at).label), site)
        for begins, ends, worker, meet_at, site in rows
    ]


def coming_to_them() -> list[ComingToThem]:
    """Return what is coming to the person who acts, on their own pages: the soonest first."""
    rows = ask("SELECT meeting_id, begins, ends, worker FROM diary_coming_to_them()", []).fetchall()
    meetings = Meeting.objects.select_related("site").in_bulk([row[0] for row in rows])
    return [
        ComingToThem(
            begins, ends, worker, str(MeetAt(meeting.meet_at).label), meeting.site.name
        )
        for meeting_id, begins, ends, worker in rows
        if (meeting := meetings.get(meeting_id))
    ]  # fmt: skip
