"""Places of the directory that are sites of ours: whoever wrote them down may not have said so."""

from collections import defaultdict
from collections.abc import Iterable

from hearth.directory.finding.words import plain
from hearth.directory.models import Location, LocationKind
from hearth.places import geo
from hearth.places.models import Site


def is_at(place: Location, site: Site) -> bool:
    """Test if a place has a site's postcode, and its name or the first line of its address."""
    postcode = _postcode(site.postcode)
    if not postcode or _postcode(place.postcode) != postcode:
        return False
    return bool(_said(place.name, place.address) & _said(site.name, site.address))


def say_which_are_ours(places: Iterable[Location]) -> list[Location]:
    """Say of each place which site it is, where nobody has; return those, not yet saved."""
    by_postcode = defaultdict(list)
    for site in Site.objects.order_by("name", "id"):
        by_postcode[_postcode(site.postcode)].append(site)
    found = []
    for place in places:
        if place.site_id is None and place.kind == LocationKind.PHYSICAL:
            near = by_postcode[_postcode(place.postcode)]
            place.site = next((site for site in near if is_at(place, site)), None)
            if place.site:
                found.append(place)
    return found


def _postcode(text: str) -> str:
    return geo.parse_postcode(text) or ""


def _said(name: str, address: str) -> set[str]:
    first = (address.replace(",", "\n").strip().splitlines() or [""])[0]
    return {plain(name), plain(first)} - {""}
