"""Functions that count."""

from hearth.foundation.functions import Function

PLANNED = "STABLE SET plan_cache_mode = force_custom_plan SET work_mem = '64MB'"
"""For the values in hand: a month of one site and ten years of forty want different plans."""


def counting(
    name: str, *, takes: str, returns: str, body: str, language: str = "plpgsql",
    for_web: bool = False,
) -> Function:  # fmt: skip
    """Return the operation that makes a function that counts."""
    return Function(
        name, takes=takes, returns=returns, body=body, language=language, for_web=for_web,
        settings=PLANNED if for_web else "STABLE",
    )  # fmt: skip
