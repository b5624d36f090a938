"""What was kept of somebody before, in words that a migration opens: run as the tables' owner."""

from uuid import UUID

from hearth.foundation.sealing import FORMAT_OWN, CannotOpen, open_own, ring


def opened(sealed: bytes, about: str, person_id: UUID | None) -> str:
    """
    Return what was sealed; nothing, if nothing was, or its key is destroyed.

    :param about: where it stands: `table.column:pk`
    """
    if not sealed:
        return ""
    try:
        if person_id and bytes(sealed).startswith(FORMAT_OWN):
            return open_own(bytes(sealed), about.encode(), person_id)
        return ring().open(bytes(sealed), about.encode())
    except CannotOpen:
        return ""
