"""Reading the outcomes of a model."""

from collections.abc import Mapping
from decimal import Decimal

from hearth.foundation.errors import Refused
from hearth.value.discounting import Kind
from hearth.value.gathering import Gathering
from hearth.value.impact import LONGEST
from hearth.value.model.assumed import assumed, ranged
from hearth.value.model.parts import SHARES, Assumed, How, Outcome, Quantity
from hearth.value.model.proxies import read_proxy
from hearth.value.model.wellbys import read_wellby
from hearth.value.reading import Part

NAMES = (
    *("name", "stakeholder", "about", "quantity", "wellby", "proxy"),
    *SHARES,
    *("duration", "discount_as"),
)


def read_outcome(part: Part, gathering: Gathering) -> Outcome:
    """
    Return one outcome.

    :raises Refused: if something is missing, or is not what it should be
    """
    part.only(*NAMES)
    name, stakeholder = part.text("name"), part.text("stakeholder")
    if "wellby" in part:
        if "proxy" in part or "quantity" in part:
            raise Refused(
                f"{part.place}: a WELLBY brings its own quantity and its own proxy."
                " Give “wellby”, or “quantity” and “proxy”."
            )
        wellby, quantity, proxy = read_wellby(part.part("wellby"), gathering)
    else:
        wellby, quantity, proxy = None, _quantity(part), read_proxy(part, gathering)
    shares = _shares(part, gathering)
    usual = Kind.HEALTH if wellby else Kind.STANDARD
    return Outcome(
        name=name,
        stakeholder=stakeholder,
        about=part.text("about", otherwise=""),
        quantity=quantity,
        proxy=proxy,
        duration=_duration(part, gathering),
        discount_as=Kind(part.one_of("discount_as", *Kind, otherwise=usual)),
        wellby=wellby,
        **shares,
    )


def _quantity(part: Part) -> Quantity:
    said = part.needed("quantity")
    if not isinstance(said, Mapping):
        raise part.refused(
            "quantity", 'must say where it is from: {"value": 90, "how": "records", "source": "…"}'
        )
    own = part.part("quantity")
    own.only("value", "central", "low", "high", "how", "source", "why")
    how = How(own.one_of("how", *How))
    number = ranged(own)
    if number.lowest < 0:
        raise own.refused(
            "value", "must be 0 or more: what is lost is a quantity with a negative proxy"
        )
    if how is How.STATED and not number.source:
        raise own.refused("source", "is missing: a quantity that is stated says who states it")
    return Quantity(number, how, number.source)


def _shares(part: Part, gathering: Gathering) -> dict[str, Assumed]:
    found: dict[str, Assumed] = {}
    silent, unfounded = [], []
    for name in SHARES:
        words = name.replace("_", " ")
        if name not in part:
            found[name] = Assumed(Decimal(0))
            silent.append(words)
            continue
        found[name] = assumed(part, name, least=0, most=1)
        if not found[name].source and not found[name].why:
            unfounded.append(words)
    if silent:
        gathering.notice(
            "taken_as_none", part.place, f"Nobody said, so taken as none: {', '.join(silent)}."
        )
    if unfounded:
        gathering.notice(
            "no_reason",
            part.place,
            f"No source and no reason is given for: {', '.join(unfounded)}.",
        )
    return found


def _duration(part: Part, gathering: Gathering) -> Assumed:
    if "duration" in part:
        return assumed(part, "duration", least=0, most=LONGEST)
    gathering.notice("taken_as_none", part.place, "Nobody said for how long: taken as one year.")
    return Assumed(Decimal(1))
