"""Pounds and hours, as people type them."""

from decimal import Decimal
from typing import Any

from django import forms

from hearth.design.drawn import Drawn

PENNY = Decimal("0.01")


class AmountField(Drawn, forms.DecimalField):
    """An amount of pounds or hours. "£1,234.50" is read as it was meant."""

    def __init__(self, *, width: str = "10", **options: Any) -> None:
        usual = {"max_digits": 12, "decimal_places": 2, "min_value": 0}
        super().__init__(width=width, inputmode="decimal", **(usual | options))

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = tidied_amount(value)
        return super().to_python(value)

    def clean(self, value: Any) -> Decimal | None:
        """Return it to the penny, so that £12 and £12.00 are one amount."""
        amount: Decimal | None = super().clean(value)
        return None if amount is None else amount.quantize(PENNY)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".removesuffix(".00") if isinstance(value, Decimal) else value

    def plain_words(self) -> dict[str, str]:
        amount = f"{self.subject} must be an amount, like 1,234.50"
        places = f"{self.subject} must have two figures after the point at most"
        said = dict.fromkeys(("invalid", "max_digits", "max_whole_digits"), amount)
        return super().plain_words() | said | {"max_decimal_places": places}


def tidied_amount(words: str) -> str:
    """Return an amount without what people put round it: "£1,234.50" is 1234.50."""
    return "".join(words.replace("£", "").replace(",", "").split())
