"""Sources by the short name under which a file's facts cite them."""

from collections.abc import Mapping

from hearth.outcomes.documents import Place
from hearth.outcomes.measures.measure import Source


class Sources:
    """What a file's facts rest on."""

    def __init__(self, found: Mapping[str, Source]) -> None:
        self._found = found

    def cited(self, place: Place) -> Source:
        """
        Return the source that a fact cites.

        :raises Refused: if it cites none, or one that is not in the file
        """
        name = place.part("source")
        if name.text() not in self._found:
            raise name.refused(f"there is no source “{name.said}” in this file")
        return self._found[name.text()]
