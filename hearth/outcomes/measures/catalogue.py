"""The measures that come with Hearth, and those that a partnership makes of its own."""

import re
from functools import cache
from importlib.resources import files

from hearth.outcomes.documents import Place
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.measures.reading import from_toml


@cache
def shipped() -> tuple[Measure, ...]:
    """Return every measure that comes with Hearth, by name and version."""
    folder = files("hearth.outcomes.measures") / "shipped"
    found = [
        from_toml(file.read_text(encoding="utf-8"), file.name)
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda one: (one.slug, _newness(one))))


class Catalogue:
    """Measures by name: those that come with Hearth, and any others that are given."""

    def __init__(self, *others: Measure) -> None:
        self.measures = (*shipped(), *others)

    @property
    def names(self) -> set[str]:
        """Every name under which a measure is found, folded."""
        return {folded(name) for one in self.measures for name in (one.slug, *one.also)}

    def named(self, place: Place, version: Place | None = None) -> Measure:
        """
        Return the measure of a name, in a version or the newest; PHQ9 and phq-9 are one name.

        :raises Refused: if there is none
        """
        asked = folded(place.name())
        found = [
            one for one in self.measures if asked in {folded(one.slug), *map(folded, one.also)}
        ]
        if not found:
            known = ", ".join(sorted({one.slug for one in self.measures}))
            raise place.refused(f"there is no measure “{place.said}”; there are {known}")
        if version is None or version.said is None:
            return max(found, key=_newness)
        for one in found:
            if one.version == version.name():
                return one
        known = ", ".join(one.version for one in found)
        raise version.refused(f"{found[0].slug} has no version {version.said}; it has {known}")


def _newness(measure: Measure) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", measure.version))


def folded(name: str) -> str:
    """Return a name without what people write differently: capitals, spaces, hyphens."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
