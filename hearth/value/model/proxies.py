"""Reading what one of an outcome is worth, and bringing it to the model's price year."""

from collections.abc import Mapping
from decimal import Decimal

from hearth.value.gathering import Gathering
from hearth.value.model.assumed import ranged
from hearth.value.model.parts import Assumed, Proxy
from hearth.value.prices.lists import Price
from hearth.value.reading import Part

NAMES = (
    *("price", "value", "central", "low", "high", "source", "why", "price_year", "per"),
    *("wellbeing", "counts", "family", "index", "shared"),
)


def read_proxy(part: Part, gathering: Gathering) -> Proxy:
    """
    Return the proxy of an outcome, in pounds of the model's price year.

    :raises Refused: if it has no value, source or price year, or cannot be brought to that year
    """
    if not isinstance(part.needed("proxy"), Mapping):
        raise part.refused(
            "proxy",
            'must say where it is from: {"value": 19, "source": "…", "price_year": "2024-25"}',
        )
    own = part.part("proxy")
    own.only(*NAMES)
    if "price" in own:
        price, number = _from_list(own, gathering)
    else:
        price, number = _own(own)
    return in_price_year(own, gathering, price, number)


def in_price_year(
    own: Part,
    gathering: Gathering,
    price: Price,
    number: Assumed,
    *,
    also: Decimal = Decimal(1),
    index: str = "",
) -> Proxy:
    """
    Return a price as the proxy of an outcome.

    :param also: by what it is dearer once more
    :param index: the series, where the rule that the price is of names one

    :raises Refused: if it cannot be brought to the model's price year
    """
    family = own.text("family", otherwise=price.family)
    index = index or own.text("index", otherwise=gathering.index)
    how = gathering.uprated(price.price_year, index=index, family=family, place=own.place)
    return Proxy(
        assumed=number.times(how.factor * also),
        as_given=number.value,
        price_year=price.price_year,
        uprating=how,
        source=price.source,
        family=family,
        per=own.text("per", otherwise=price.per),
        wellbeing=own.yes("wellbeing", otherwise=price.wellbeing),
        counts=own.texts("counts") or price.counts,
        shared=own.text("shared", otherwise=price.code),
        price=price.code,
        caution=price.caution,
        status=price.status,
    )


def _own(own: Part) -> tuple[Price, Assumed]:
    number = ranged(own)
    price = Price(
        code="",
        name="",
        per="",
        value=number.value,
        low=number.low,
        high=number.high,
        price_year=own.year("price_year"),
        source=own.text("source"),
        status="",
        family="general",
    )
    return price, number


def _from_list(own: Part, gathering: Gathering) -> tuple[Price, Assumed]:
    for name in ("value", "central", "price_year", "source"):
        if name in own:
            raise own.refused(name, f"is told by the price “{own.text('price')}” already")
    price = gathering.price(own.text("price"), place=own.place)
    return price, Assumed(
        price.value,
        own.number("low", most=price.value) if "low" in own else price.low,
        own.number("high", least=price.value) if "high" in own else price.high,
        price.source,
        own.text("why", otherwise=""),
    )
