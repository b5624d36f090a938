"""Reading what is put into a hub: money, things given, and volunteers' time."""

from collections.abc import Mapping

from hearth.foundation.errors import Refused
from hearth.value.gathering import Gathering
from hearth.value.impact import LONGEST
from hearth.value.model.assumed import NAMES as NUMBER
from hearth.value.model.assumed import assumed
from hearth.value.model.parts import Assumed, Input, InputKind
from hearth.value.prices.indices import Uprating
from hearth.value.reading import Part

NAMES = (
    *("name", "kind", "amount", "hours", "value_per_hour", "price_year", "family", "index"),
    *("year", "stakeholder", "source", "why"),
)


def read_input(part: Part, gathering: Gathering) -> Input:
    """
    Return one input: an amount, or hours and what one of them is worth.

    :raises Refused: if it is neither, or both
    """
    part.only(*NAMES)
    name, kind = part.text("name"), InputKind(part.one_of("kind", *InputKind))
    by_hours = "hours" in part or "value_per_hour" in part
    if by_hours == ("amount" in part):
        raise Refused(
            f"{part.place} needs “amount”, or “hours” and “value_per_hour”; one of the two ways."
        )
    if by_hours:
        amount, hours = None, assumed(part, "hours", least=0)
        value, how = _value_per_hour(part, gathering)
    else:
        hours, value = None, None
        amount, how = _brought(part, gathering, assumed(part, "amount", least=0))
    return Input(
        name=name,
        kind=kind,
        amount=amount,
        hours=hours,
        value_per_hour=value,
        year=part.whole("year", least=0, most=LONGEST, otherwise=0),
        stakeholder=part.text("stakeholder", otherwise=""),
        source=part.text("source", otherwise=""),
        uprating=how,
    )


def _brought(part: Part, gathering: Gathering, number: Assumed) -> tuple[Assumed, Uprating]:
    how = _uprated(part, gathering, part.year("price_year", otherwise=gathering.price_year))
    return number.times(how.factor), how


def _value_per_hour(part: Part, gathering: Gathering) -> tuple[Assumed, Uprating]:
    said = part.needed("value_per_hour")
    if not (isinstance(said, Mapping) and "price" in said):
        return _brought(part, gathering, assumed(part, "value_per_hour", least=0))
    own = part.part("value_per_hour")
    own.only("price", *NUMBER[2:])
    if "price_year" in part:
        raise part.refused("price_year", "is told by the price already")
    price = gathering.price(own.text("price"), place=own.place)
    number = Assumed(
        price.value,
        own.number("low", least=0, most=price.value) if "low" in own else price.low,
        own.number("high", least=price.value) if "high" in own else price.high,
        price.source,
        own.text("why", otherwise=""),
    )
    how = _uprated(part, gathering, price.price_year, family=price.family)
    return number.times(how.factor), how


def _uprated(
    part: Part, gathering: Gathering, price_year: str, *, family: str = "general"
) -> Uprating:
    return gathering.uprated(
        price_year,
        index=part.text("index", otherwise=gathering.index),
        family=part.text("family", otherwise=family),
        place=part.place,
    )
