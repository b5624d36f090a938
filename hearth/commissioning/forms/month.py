"""One month of a hub, all on one page."""

from decimal import Decimal
from typing import Any

from hearth.commissioning.forms.amounts import AmountField
from hearth.commissioning.forms.kept import MoneyForm
from hearth.commissioning.models import FigureSource, Kept, Part
from hearth.commissioning.queries.month import MonthSaid, box, source_box, typed_figures
from hearth.design import nhs
from hearth.places.versions import written_down

SOURCES = [source for source in FigureSource if source != FigureSource.PLAN]


class MonthForm(MoneyForm):
    """What a hub cost in a month. An empty box is "not recorded", and never nought."""

    def __init__(self, *args: Any, said: MonthSaid, filled: dict[str, Decimal], **options: Any):
        facts = said.facts()
        typed = {box(*named): value for named, value in said.figures.items()}
        options["initial"] = facts | typed | filled | {"seen": written_down(facts)}
        super().__init__(*args, **options)
        for part in Part:
            for figure in part.figures:
                self.fields[box(Kept.ACTUAL, figure)] = _amount(part, str(figure.label))
            words = [("", "Choose"), *((one.value, one.label) for one in SOURCES)]
            self.fields[source_box(part)] = nhs.ChoiceField(
                words, label="Where are these from?", as_select=True, required=False,
                called=f"where “{part.label}” is from",
            )  # fmt: skip
        for figure in Part.SPENT.figures:
            self.fields[box(Kept.BUDGET, figure)] = _amount(Part.SPENT, str(figure.label))

    def boxes(self, part: Part) -> list[Any]:
        """Return the boxes of one part, and last where its figures are from."""
        names = [box(Kept.ACTUAL, figure) for figure in part.figures]
        return [self[name] for name in [*names, source_box(part)]]

    def budget_boxes(self) -> list[Any]:
        return [self[box(Kept.BUDGET, figure)] for figure in Part.SPENT.figures]

    def said(self) -> MonthSaid:
        typed = self.cleaned_data
        sources = {part: typed[source_box(part)] for part in Part}
        return MonthSaid(
            {named: typed[box(*named)] for named in typed_figures()},
            {part: FigureSource(code) if code else None for part, code in sources.items()},
        )


def _amount(part: Part, label: str) -> AmountField:
    marks = {"suffix": "hours"} if part == Part.HOURS else {"prefix": "£"}
    return AmountField(label=label, required=False, **marks)
