"""How much was taken back out of a worker's hands, by those who stopped sharing it."""

from hearth.foundation.statements import ask


def how_many_taken_back() -> int:
    """
    Return how much of what the actor had in hand they may not see any more, until they know it.

    A number, and nothing about whom. One question.
    """
    row = ask("SELECT introductions_taken_back() + support_taken_back()", []).fetchone()
    return int(row[0]) if row else 0
