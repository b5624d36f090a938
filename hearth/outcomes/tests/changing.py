"""Readings over time as tests ask for them, and what is answered about them."""

from hearth.outcomes.change import answering


def over_time(*people, first_on="2025-01-06", latest_on="2025-07-07", named="person"):
    """Return readings of people, each a list of totals in order, half a year or a day apart."""
    days = [first_on, latest_on, "2025-08-04", "2025-09-01"]
    return [
        {"person": f"{named} {number}", "on": day, "total": total}
        for number, totals in enumerate(people, start=1)
        for day, total in zip(days, totals, strict=False)
    ]


def changed(slug, *people, **document):
    """Answer about people's totals by one measure; return its only result."""
    answer = answering.answer({"measure": slug, "readings": over_time(*people), **document})
    return answer["results"][0]


def rule(result, name, threshold=None):
    """Return what one rule says, by its name and the value of its threshold."""
    return next(
        one
        for one in result["rules"]
        if one["rule"] == name and threshold in {None, one.get("threshold", {}).get("value")}
    )
