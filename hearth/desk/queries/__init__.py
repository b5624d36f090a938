"""Questions whose answers span apps."""

from hearth.desk.queries.went import went_out

__all__ = ["went_out"]
