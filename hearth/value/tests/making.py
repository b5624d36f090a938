"""Documents for tests: small ones, and the guide's example."""

from decimal import Decimal
from typing import Any

PLAIN = {
    "deadweight": 0,
    "displacement": 0,
    "attribution_to_others": 0,
    "leakage": 0,
    "drop_off": 0,
}


def an_outcome(name: str = "Fewer GP visits", **said: Any) -> dict[str, Any]:
    return {
        "name": name,
        "stakeholder": "People who come in",
        "quantity": {"value": 100, "how": "records"},
        "proxy": {"value": 10, "source": "a study", "price_year": "2024-25"},
        **PLAIN,
        "duration": 1,
    } | said


def money(amount: Any = 500, **said: Any) -> dict[str, Any]:
    return {"name": "Grant", "kind": "cash", "amount": amount} | said


def a_model(*outcomes: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {
        "name": "A hub",
        "price_year": "2024-25",
        "discounting": {"rate": Decimal("0.035"), "first_year_discounted": True},
        "outcomes": list(outcomes) or [an_outcome()],
        "inputs": [money()],
        "draws": {"how_many": 200},
    } | said


def wheels_to_meals() -> dict[str, Any]:
    """
    The example of the SROI guide, rebuilt from memory.

    Every year's total, the present value and the ratio close to the penny; the row of the
    volunteers was first inferred from what was left over. What the rows are called was not held
    against the guide, so these are not to be cited as the guide's figures.
    """
    rows = [
        ("Fewer falls: accident and emergency", 7, "94", "0", "0.05", "0.5", 1),
        ("Fewer falls: geriatric assessment", 7, "4964", "0", "0.05", "0", 1),
        ("Fewer falls: continuing care", 7, "7220", "0", "0.05", "0", 1),
        ("Fewer GP visits", 90, "19", "0", "0.1", "0.1", 5),
        ("Group membership", 16, "48.25", "0.1", "0.35", "0", 1),
        ("Volunteers’ health", 4, "162.50", "0.7", "0.1", "0.35", 1),
        ("Neighbours shop less", 275, "-5", "0.05", "0", "0.05", 3),
    ]
    return a_model(
        *(
            an_outcome(
                name,
                quantity={"value": quantity, "how": "stated", "source": "the guide’s example"},
                proxy={"value": Decimal(proxy), "source": "the example", "price_year": "2008-09"},
                deadweight=Decimal(deadweight),
                attribution_to_others=Decimal(attribution),
                drop_off=Decimal(drop_off),
                duration=years,
            )
            for name, quantity, proxy, deadweight, attribution, drop_off, years in rows
        ),
        name="Wheels-to-Meals",
        price_year="2008-09",
        inputs=[
            money(Decimal(7500) * Decimal("3.25"), name="Meals"),
            {"name": "Volunteers", "kind": "volunteer_time", "hours": 3000, "value_per_hour": 6},
        ],
    )


def a_wellby(**said: Any) -> dict[str, Any]:
    return {
        "name": "Life is better",
        "stakeholder": "People who come in",
        "wellby": {"pairs": 40, "mean_change": Decimal("0.5"), "change_anyway": Decimal("0.1")},
        **PLAIN,
        "duration": 1,
    } | said
