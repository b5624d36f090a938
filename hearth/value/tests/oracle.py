"""The arithmetic once more, in plain floats, by loops alone: what ours is held against."""


def present_value(outcome, rate, first_year_discounted=True):
    """Of an outcome of a document whose numbers are all plain, and of the price year already."""
    impact = float(outcome["quantity"]["value"]) * float(outcome["proxy"]["value"])
    for share in ("deadweight", "displacement", "attribution_to_others", "leakage"):
        impact -= impact * float(outcome[share])
    total, left, year = 0.0, float(outcome["duration"]), 1
    while left > 0:
        power = year if first_year_discounted else year - 1
        total += min(left, 1.0) * impact / (1.0 + float(rate)) ** power
        impact -= impact * float(outcome["drop_off"])
        left, year = left - 1.0, year + 1
    return total


def put_in(inputs):
    return sum(
        float(each["amount"]) if "amount" in each
        else float(each["hours"]) * float(each["value_per_hour"])
        for each in inputs
    )  # fmt: skip


def ratio(document):
    rate = document["discounting"]["rate"]
    first = document["discounting"].get("first_year_discounted", True)
    came = sum(present_value(each, rate, first) for each in document["outcomes"])
    return came / put_in(document["inputs"])
