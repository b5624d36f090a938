"""What every part of reading a sheet shares."""

from hearth.foundation.errors import Refused

Cells = list[str]


class CannotRead(Refused):
    """The file cannot be read. Its message says what to do."""


class Wrong(Exception):
    """Why a row cannot be brought in, in words for whoever has the sheet in front of them."""
