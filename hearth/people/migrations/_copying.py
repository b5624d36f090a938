"""Copying who knows a person to every row about them."""

from hearth.foundation.functions import Function


def copy_known_at(copies: list[tuple[str, str, str]]) -> Function:
    """
    Return the operation that makes people_copy_known_at(people uuid[]).

    Whoever welcomes a person at a new site may not see all that is written
    about them elsewhere (a greeter sees no details, and a link is seen only by
    who sees both sides), and yet that site must stand on every row. The
    function can do no harm: it copies what the person's own row says, tells
    nothing, and widens nothing.

    :param copies: every table that repeats a person's known_at: (table, whose, where)
    """
    copying = "".join(
        f"UPDATE {table} t SET {where} = p.known_at FROM people_person p"  # noqa: S608 (ours)
        f" WHERE p.id = ANY (people) AND t.{whose} = p.id"
        f" AND t.{where} IS DISTINCT FROM p.known_at; "
        for table, whose, where in copies
    )
    return Function(
        "people_copy_known_at", takes="people uuid[]", returns="void",
        body=f"BEGIN {copying}END", for_web=True,
    )  # fmt: skip
