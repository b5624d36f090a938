"""A sheet that was kept on paper or in a spreadsheet, on its way to becoming visits."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.frontdoor.models import Source
from hearth.places.models import Organisation, Site


class State(models.TextChoices):
    """How far a sheet has come. Until somebody confirms it, nobody has come in by it."""

    MATCHING = "MATCHING", "Its columns are to be matched"
    READING = "READING", "Being read"
    READ = "READ", "To be looked over and confirmed"
    BRINGING_IN = "BRINGING_IN", "Being brought in"
    BROUGHT_IN = "BROUGHT_IN", "Brought in"
    SET_ASIDE = "SET_ASIDE", "Set aside, nothing of it was brought in"
    UNREADABLE = "UNREADABLE", "It could not be read"
    TAKING_BACK = "TAKING_BACK", "Being taken back"
    TAKEN_BACK = "TAKEN_BACK", "Taken back, its visits no longer count"


class Sheet(Record):
    """One sheet, typed up or brought in as a file."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="sheets")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.TextField(choices=Source, default=Source.FILE)
    name_sealed = models.BinaryField(blank=True, default=b"")
    name = Sealed("name_sealed")
    """The file's name, or what day a paper sheet was of."""
    shape_sealed = models.BinaryField(blank=True, default=b"")
    shape = Sealed("shape_sealed")
    """What the file looks like (reading.Shape), in JSON; it holds the first rows."""
    unclear_sealed = models.BinaryField(blank=True, default=b"")
    unclear = Sealed("unclear_sealed")
    """The names about which a person must decide, and on how many rows each stands, in JSON."""
    decided_sealed = models.BinaryField(blank=True, default=b"")
    decided = Sealed("decided_sealed")
    """What was decided about names (naming.Decided), in JSON."""
    fingerprint = models.TextField(blank=True, default="")
    """A keyed hash of what the rows say: the same sheet twice is known to be the same."""
    matching = models.JSONField(default=dict)
    """Which of our columns stands in which of the sheet's: {"date": 0, "name": 2}."""
    only_day = models.DateField(null=True, blank=True)
    """The day of every row that says none."""
    state = models.TextField(choices=State, default=State.MATCHING)
    trouble = models.TextField(blank=True, default="")
    """Why it could not be read, in words; they hold nothing of what it says."""

    rows = models.PositiveIntegerField(default=0)
    """About how many it has, until it has been read; from then on exactly."""
    rows_read = models.PositiveIntegerField(default=0)
    rows_wrong = models.PositiveIntegerField(default=0)
    rows_there = models.PositiveIntegerField(default=0)
    """Good rows that say the same as a visit brought in before by another sheet."""
    rows_done = models.PositiveIntegerField(default=0)
    done_to = models.PositiveIntegerField(default=0)
    """The last row that was brought in: where to go on."""
    leaves_there = models.BooleanField(default=True)
    """Whether rows that are there already are left out."""
    counts = models.JSONField(default=dict)
    """What its good rows come to (queries.Preview): numbers alone."""

    put_off_at = models.DateTimeField(null=True, blank=True)
    """Since when it waits for its turn."""
    run = models.UUIDField(null=True, blank=True)
    """Who works on it: of two jobs, only the one that took it last goes on."""
    moved_at = models.DateTimeField(null=True, blank=True)
    """When work on it last went forward."""

    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    """When it was brought in; once it is taken back, when that was."""

    class Privacy:
        personal = ["decided_sealed", "name_sealed", "shape_sealed", "unclear_sealed"]
        plain = [
            "brought_by", "confirmed_at", "confirmed_by", "counts", "done_at", "done_to",
            "fingerprint", "held_by", "leaves_there", "matching", "moved_at", "only_day",
            "put_off_at", "read_at", "rows", "rows_done", "rows_read", "rows_there", "rows_wrong",
            "run", "site", "source", "state", "trouble",
        ]  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["site", "-recorded_at"], name="sheets_sheet_latest"),
            models.Index(fields=["site", "fingerprint"], name="sheets_sheet_same"),
        ]

    @property
    def rows_to_do(self) -> int:
        """How many rows are to be brought in, once it is confirmed."""
        return self.rows_read - self.rows_wrong - (self.rows_there if self.leaves_there else 0)

    def __str__(self) -> str:
        return f"Sheet {self.pk}"


class SheetPart(Record):
    """A piece of the file itself, until it has been brought in or set aside."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="parts", db_index=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    content_sealed = models.BinaryField(blank=True, default=b"")
    content = Sealed("content_sealed")
    """The piece, packed (zlib) and in base 64."""

    class Privacy:
        personal = ["content_sealed"]
        plain = ["number", "sheet", "site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheets_part_once"),
        ]

    def __str__(self) -> str:
        return f"Part {self.number} of sheet {self.sheet_id}"


class SheetRow(Record):
    """One row of a sheet as it was read: what it would become, or why it cannot."""

    sheet = models.ForeignKey(
        Sheet, on_delete=models.CASCADE, related_name="read_rows", db_index=False
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    """As a spreadsheet counts: the very first row is row 1."""
    is_wrong = models.BooleanField(default=False)
    is_there = models.BooleanField(default=False)
    """A good row that says the same as a visit brought in before by another sheet."""
    is_first_of_name = models.BooleanField(default=False)
    """A good row, the first in the sheet that names somebody new."""
    said_sealed = models.BinaryField(blank=True, default=b"")
    said = Sealed("said_sealed")
    """What the row becomes, in JSON; for a wrong row, its cells as they were."""
    why_sealed = models.BinaryField(blank=True, default=b"")
    why = Sealed("why_sealed")
    """Why a wrong row cannot be brought in. It may name somebody."""

    class Privacy:
        personal = ["said_sealed", "why_sealed"]
        plain = ["is_first_of_name", "is_there", "is_wrong", "number", "sheet", "site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheets_row_once"),
        ]
        indexes = [
            models.Index(
                fields=["sheet", "number"],
                name="sheets_row_wrong",
                condition=models.Q(is_wrong=True),
            ),
            models.Index(
                fields=["sheet", "number"],
                name="sheets_row_new_name",
                condition=models.Q(is_first_of_name=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Row {self.number} of sheet {self.sheet_id}"
