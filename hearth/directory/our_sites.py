"""Places of the directory that are sites of ours: whoever wrote them down may not have said so."""

from collections.abc import Iterable

from hearth.directory.houses import marks_of
from hearth.directory.models import Location, LocationKind
from hearth.places.models import Site


def is_at(place: Location, site: Site) -> bool:
    """Test if a place has a site's postcode, and its name or a line of its address."""
    return bool(_marks(place) & _marks(site))


def say_which_are_ours(places: Iterable[Location]) -> list[Location]:
    """Say of each place which site it is, where nobody has; return those, not yet saved."""
    site_of: dict[str, Site] = {}
    for site in Site.objects.order_by("name", "id"):
        for mark in _marks(site):
            site_of.setdefault(mark, site)
    found = []
    for place in places:
        if place.site_id is None and place.kind == LocationKind.PHYSICAL:
            marks = sorted(_marks(place) & site_of.keys())
            if marks:
                place.site = site_of[marks[0]]
                found.append(place)
    return found


def _marks(place: Location | Site) -> set[str]:
    return marks_of(name=place.name, address=place.address, postcode=place.postcode)
