import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone

from hearth.design import nhs
from hearth.sheets.checking import Becomes, becomes
from hearth.sheets.columns import Choice, Column, Matching
from hearth.sheets.naming import Known, same, tidy
from hearth.sheets.queries import Candidates
from hearth.sheets.reading import MOST_MB, Shape
from hearth.sheets.words import Cells, Wrong

ROWS_AT_FIRST, ROWS_MORE, MOST_ROWS = 20, 20, 200
"""Rows of the grid. More than two hundred are typed into a spreadsheet sooner."""

GRID = {"time": 0, "name": 1, "how_many": 2, "what": 3}
"""The columns of the paper sheet's grid, as a file's columns would be matched."""


class ThereAlready(Protocol):
    """Tells what earlier sheets said on some days (queries.there_already)."""

    def __call__(
        self, days: Collection[datetime.date], *, besides: UUID | None
    ) -> Counter[tuple[object, ...]]: ...


def today() -> datetime.date:
    return timezone.localdate()


class FileForm(nhs.Form):
    """A file with a sheet in it."""

    sheet_id = nhs.UUIDField()
    file = nhs.FileField(
        label="Choose the file",
        help_text=f"A spreadsheet (.xlsx) or a .csv file, up to {MOST_MB} MB. "
        "One row for each visit, or for each group",
        kinds=(".xlsx", ".csv", ".xls", ".tsv", ".txt"),
        max_mb=MOST_MB,
    )

    def content(self) -> tuple[str, bytes]:
        """Return the file's name and what is in it."""
        file = self.cleaned_data["file"]
        assert isinstance(file, UploadedFile)
        return file.name or "sheet", file.read()


class PartForm(nhs.Form):
    """Which worksheet of a file is meant, and which row holds its headings."""

    worksheet = nhs.ChoiceField([], label="Which worksheet?", as_select=True, required=False)
    heading_row = nhs.ChoiceField(
        [], label="Which row holds the headings?", as_select=True, required=False
    )

    def __init__(self, *args: Any, shape: Shape, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"worksheet": shape.worksheet, "heading_row": str(shape.heading_row)}
        self.shape = shape
        self._choose("worksheet", [(name, name) for name in shape.worksheets])
        rows = [(str(number), f"Row {number}: {_gist(cells)}") for number, cells in shape.first]
        self._choose("heading_row", [*rows, ("0", "None: every row is a visit or a group")])
        if not shape.worksheets:
            del self.fields["worksheet"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = choices

    def chosen(self) -> tuple[str, int | None]:
        """Return the worksheet, and the row of headings; in another worksheet the likeliest."""
        worksheet = self.cleaned_data.get("worksheet") or self.shape.worksheet
        row = self.cleaned_data.get("heading_row")
        same = worksheet == self.shape.worksheet
        return worksheet, int(row) if row and same else None


class MatchForm(nhs.Form):
    """Which column says what."""

    only_day = nhs.DateField(
        label="The day of rows without a date (optional)",
        help_text="Only if the sheet has no date, or leaves it out where it is the same",
        required=False,
        short_years=True,
        latest=today,
        called="the day",
    )

    def __init__(self, *args: Any, choices: list[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [("", "Not in this sheet")] + [
            (str(choice.number), _words(choice)) for choice in choices
        ]
        for column in Column:
            self.fields[column.value] = nhs.ChoiceField(
                label=column.label, choices=offered, as_select=True, required=False
            )
        self.order_fields([Column.DATE.value, "only_day", *Column.values[1:]])

    def matching(self) -> Matching:
        """Return which column stands where."""
        given = {column: self.cleaned_data.get(column) for column in Column.values}
        return {column: int(number) for column, number in given.items() if number not in ("", None)}


class ConfirmForm(nhs.Form):
    """Whether rows that are there already are left out."""

    there = nhs.ChoiceField(
        [
            ("leave", "Leave them out: they are the same visits"),
            ("bring", "Bring them in too: they are other visits"),
        ],
        label="What about the rows that are there already?",
        initial="leave",
        required=False,
    )

    @property
    def leaves_there(self) -> bool:
        return self.data.get("there") != "bring"


def decided_in(data: QueryDict) -> dict[str, str]:
    """Return who was chosen for each name, of as many names as a page had."""
    return dict(zip(data.getlist("name"), data.getlist("who"), strict=False))


class GridForm(nhs.Form):
    """
    A paper sheet, typed row by row. Empty rows are nobody.

    :param known: the names by which the site knows people
    :param whom: whom names may be that fit several people
    :param there: what earlier sheets said on some days, so that a row typed twice is noticed
    """

    sheet_id = nhs.UUIDField()
    day = nhs.DateField(label="Which day was it?", latest=today, short_years=True, called="the day")
    others_too = nhs.CheckField(
        label="They are other visits: save them too",
        help_text="Tick this if the rows marked below are not the ones saved before",
    )

    def __init__(
        self,
        *args: Any,
        known: Known,
        whom: Callable[[Iterable[str], Known], dict[str, Candidates]],
        there: ThereAlready,
        now: datetime.datetime,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.known, self.whom, self.there, self.now = known, whom, there, now
        self.good: list[tuple[int, Becomes]] = []
        self.wrong: dict[int, str] = {}
        self.there_already: set[int] = set()
        self.candidates: dict[int, Candidates] = {}
        """For the rows whose name fits several people: whom it may be."""

    @property
    def how_many_rows(self) -> int:
        """How many rows the grid has: those it was sent with, and more if more were asked for."""
        sent = self.data.get("rows", "")
        there = int(sent) if sent.isdecimal() and len(sent) < 4 else ROWS_AT_FIRST
        more = ROWS_MORE if "more" in self.data else 0
        return min(max(there, 1) + more, MOST_ROWS)

    @property
    def can_have_more(self) -> bool:
        return self.how_many_rows < MOST_ROWS

    @property
    def first_empty(self) -> int:
        """Where to go on typing: the row after the last that says something."""
        said = [number for number, cells in enumerate(self.rows()) if any(cells)]
        return min(said[-1] + 1 if said else 0, self.how_many_rows - 1)

    def rows(self) -> list[Cells]:
        """Return the rows as they were typed, and the empty ones after them."""
        return [
            [str(self.data.get(f"{name}-{number}", "")).strip() for name in GRID]
            for number in range(self.how_many_rows)
        ]

    def chosen(self, number: int) -> str:
        """Return who a row was said to be, of the several whom its name fits."""
        return str(self.data.get(f"who-{number}", ""))

    def hints(self) -> dict[int, str]:
        """Return, for the rows that can be saved, what each becomes, in words."""
        return {number - 1: words(says) for number, says in self.good}

    def is_valid(self) -> bool:
        return super().is_valid() and not self.wrong

    def clean(self) -> dict[str, Any]:
        day = self.cleaned_data.get("day")
        yesterday = timezone.localdate(self.now) - datetime.timedelta(days=1)
        for number, cells in enumerate(self.rows()):
            if not any(cells):
                continue
            decided = {same(tidy(cells[GRID["name"]])): self.chosen(number)}
            try:
                said = becomes(
                    cells,
                    GRID,
                    only_day=day or yesterday,  # all that is wrong is said at once, not in turn
                    now=self.now,
                    known=self.known,
                    decided=decided,
                )
            except Wrong as why:
                self.wrong[number] = str(why)
            else:
                self.good.append((number + 1, said))
        self._offer_candidates()
        if day is None:
            self.good = []
            return self.cleaned_data
        self._notice_what_is_there(day)
        if self.there_already and not self.cleaned_data.get("others_too"):
            self.add_error("others_too", "Some rows were saved before, from another sheet")
        if not self.good and not self.wrong:
            self.add_error(None, "Type at least one row")
        return self.cleaned_data

    def _offer_candidates(self) -> None:
        names = {number: cells[GRID["name"]] for number, cells in enumerate(self.rows())}
        several = {n: name for n, name in names.items() if len(self.known.by(tidy(name))) > 1}
        whom = self.whom(set(several.values()), self.known) if several else {}
        self.candidates = {number: whom[name] for number, name in several.items()}

    def _notice_what_is_there(self, day: datetime.date) -> None:
        there = self.there([day], besides=self.cleaned_data.get("sheet_id"))
        for number, says in self.good:
            if there[says.says] > 0:
                there[says.says] -= 1
                self.there_already.add(number - 1)


def words(says: Becomes) -> str:
    """Say on a page what a row becomes."""
    if says.how_many:
        counted = "1 person counted" if says.how_many == 1 else f"{says.how_many:,} people counted"
        return f"{counted}: {says.what}" if says.what else counted
    if not says.name:
        return "Somebody without a name"
    return f"{says.name}, new name" if says.is_new else f"{says.name}, known here"


def _words(choice: Choice) -> str:
    such = " or ".join(f"“{example[:30]}”" for example in choice.examples)
    return f"{choice.heading[:60]} (such as {such})" if such else choice.heading[:60]


def _gist(cells: Cells) -> str:
    said = ", ".join(cell for cell in cells if cell)
    return said[:60] + ("…" if len(said) > 60 else "")
