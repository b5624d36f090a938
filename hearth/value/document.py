"""Reading a whole document: one hub's model, or a programme of several, and their rules."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.case import RATES
from hearth.value.discounting import Discounting, Series, bands_of
from hearth.value.draws import MOST as MOST_DRAWS
from hearth.value.exact import in_full
from hearth.value.gathering import Gathering
from hearth.value.model.assumed import assumed
from hearth.value.model.hub import NAMES as OF_HUB
from hearth.value.model.hub import read_model
from hearth.value.model.parts import (
    Assumed,
    Document,
    DrawsAsked,
    External,
    Model,
    Rules,
    Shape,
    Vary,
)
from hearth.value.prices.indices import GDP, indices
from hearth.value.prices.lists import as_bytes, digest_of, price_lists
from hearth.value.prices.shipping import OTHERS, PRICES, shipped_prices
from hearth.value.reading import Part

SHARED = (
    *("name", "price_year", "index", "indices", "price_lists", "editions", "discounting"),
    *("draws", "vary", "usual_ratio_up_to", "external", "journey", "journeys"),
)
DRAWS, SEED = 10_000, 1


def gathering_for(part: Part) -> Gathering:
    """
    Return what a document can look up: the prices and series of Hearth, and its own.

    :raises Refused: if one of its own is incomplete, or an edition it asks for is not here
    """
    wanted = _wanted(part.part("editions"))
    series = indices(part.parts("indices", one="index"), wanted)
    theirs = shipped_prices(wanted)
    ours = price_lists(part.parts("price_lists", one="price list"), theirs)
    index = part.text("index", otherwise=GDP)
    if index not in series:
        raise part.refused("index", f"is “{index}”, which is not there ({', '.join(series)})")
    return Gathering(part.year("price_year"), series, {**theirs, **ours}, index, wanted)


def _wanted(part: Part) -> dict[str, str]:
    """Return the edition of each list that a document names."""
    part.only(*PRICES, *OTHERS)
    return {name: part.text(name) for name in (*PRICES, *OTHERS) if name in part}


@in_full
def read(says: Mapping[str, Any]) -> Document:
    """
    Return all that a document says.

    :raises Refused: if it does not say what is needed, in words that name the place
    """
    part = Part(says)
    is_programme = "hubs" in part
    part.only(*SHARED, *(("hubs",) if is_programme else OF_HUB[1:]))
    gathering = gathering_for(part)
    rules = _rules(part, gathering)
    name = part.text("name", otherwise="This model")
    rates = RATES if rules.discounting.series is Series.FLAT else ()
    return Document(
        name=name,
        rules=rules,
        models=_hubs(part, gathering, rates)
        if is_programme
        else (read_model(part, gathering, name=name, rates=rates),),
        is_programme=is_programme,
        external=tuple(_external(each) for each in part.parts("external", one="external ratio")),
        origins=tuple(gathering.origins[each] for each in sorted(gathering.origins)),
        digest=digest_of(as_bytes(says)),
        families=dict(sorted(gathering.families.items())),
    )


def _hubs(part: Part, gathering: Gathering, rates: tuple[str, ...]) -> tuple[Model, ...]:
    found: list[Model] = []
    for hub in part.parts("hubs", one="hub"):
        hub.only(*OF_HUB)
        name = hub.text("name")
        if name in [each.name for each in found]:
            raise Refused(f"Two hubs are called “{name}”. Give each a name of its own.")
        found.append(read_model(hub, gathering, name=name, rates=rates))
    if not found:
        raise part.refused("hubs", "names no hub")
    return tuple(found)


def _rules(part: Part, gathering: Gathering) -> Rules:
    settings = gathering.shipped("settings")
    rate, health, discounting, said = _discounting(part.part("discounting"), gathering)
    usual = settings["usual_ratio_up_to"]
    own_usual = "usual_ratio_up_to" in part
    return Rules(
        price_year=gathering.price_year,
        discounting=discounting,
        rate=rate,
        health_rate=health,
        index=gathering.indices[gathering.index],
        usual_ratio_up_to=(
            part.number("usual_ratio_up_to", least=0) if own_usual else Decimal(usual["value"])
        ),
        usual_ratio_source="the document" if own_usual else usual["source"],
        draws=_draws(part.part("draws")),
        vary=_vary(part.part("vary"), settings["vary"]),
        said_by_default=said,
    )


def _discounting(
    part: Part, gathering: Gathering
) -> tuple[Assumed, Assumed | None, Discounting, tuple[str, ...]]:
    part.only("rate", "health_rate", "first_year_discounted", "series", "source")
    book, settings = gathering.shipped("green_book"), gathering.shipped("settings")
    series = Series(part.one_of("series", *Series, otherwise=Series.FLAT))
    said = []
    if series is Series.GREEN_BOOK:
        for name in ("rate", "health_rate"):
            if name in part:
                raise part.refused(name, "is not used with the Green Book’s rates: leave it out")
        said.append(f"Discounted by the Green Book’s rates by year, {book['edition']}.")
    if "rate" in part:
        rate = assumed(part, "rate", least=0, most=1)
    else:
        rate = Assumed(Decimal(book["standard"][0]["rate"]), source=book["source"])
        if series is Series.FLAT:
            said.append(f"Nobody said by which rate to discount: {rate.value * 100:.1f}% a year.")
    if "first_year_discounted" not in part:
        said.append("Nobody said whether the first year is discounted: it is, once.")
    health = assumed(part, "health_rate", least=0, most=1) if "health_rate" in part else None
    default = settings["first_year_discounted"]["value"]
    discounting = Discounting(
        rate.value,
        None if health is None else health.value,
        part.yes("first_year_discounted", otherwise=default),
        series,
        bands_of(book),
    )
    return rate, health, discounting, tuple(said)


def _draws(part: Part) -> DrawsAsked:
    part.only("how_many", "seed", "shape")
    return DrawsAsked(
        part.whole("how_many", least=0, most=MOST_DRAWS, otherwise=DRAWS),
        part.whole("seed", least=0, most=2**63 - 1, otherwise=SEED),
        Shape(part.one_of("shape", *Shape, otherwise=Shape.TRIANGULAR)),
    )


def _vary(part: Part, usual: Mapping[str, Any]) -> Vary:
    part.only("shares", "amounts", "years", "rate")

    def by(name: str, most: int) -> Decimal:
        return part.number(name, least=0, most=most) if name in part else Decimal(usual[name])

    return Vary(by("shares", 1), by("amounts", 1), by("years", 100), by("rate", 1))


def _external(part: Part) -> External:
    part.only("name", "ratio", "low", "high", "who", "method", "date", "source")
    ratio = part.number("ratio")
    return External(
        name=part.text("name"),
        ratio=ratio,
        low=part.number("low", most=ratio) if "low" in part else None,
        high=part.number("high", least=ratio) if "high" in part else None,
        who=part.text("who"),
        method=part.text("method"),
        date=part.text("date"),
        source=part.text("source", otherwise=""),
    )
