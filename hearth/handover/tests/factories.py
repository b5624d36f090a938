"""Lines of a handover board as tests need them."""

import datetime

import factory
from django.utils import timezone

from hearth.foundation.tests.factories import RecordFactory
from hearth.handover import models


class BoardLineFactory(RecordFactory):
    """Written an hour ago by `written_by`, for the next shift; nobody has it unless said."""

    class Meta:
        model = models.BoardLine
        skip_postgeneration_save = True

    kind = "TO_DO"
    what = "Ring the plumber"
    written_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(hours=1))
    came_at = factory.SelfAttribute("written_at")
    person = None
    owner = None
    taken_at = factory.LazyAttribute(lambda row: row.written_at if row.owner else None)
    due_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(hours=8))
    held_by = factory.LazyAttribute(
        lambda row: row.person.held_by if row.person else row.site.run_by
    )

    @factory.post_generation
    def kept(self, create, extracted, **kwargs):
        OnceFactory(
            line=self, person=self.person, held_by=self.held_by, site=self.site, what=self.what,
            at=self.written_at, by=self.written_by, due_at=self.due_at, owner=self.owner,
            taken_at=self.taken_at,
        )  # fmt: skip


class OnceFactory(RecordFactory):
    class Meta:
        model = models.BoardLineOnce

    number = 1
    came = "WRITTEN"


def handover_sample(site, worker):
    """Return a sample of each parameter of the handover board's addresses."""
    return {"line_id": BoardLineFactory(site=site, written_by=worker).id}
