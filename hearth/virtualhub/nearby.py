"""Where somebody asks from: a postcode, a town, or where their phone says they are."""

from dataclasses import dataclass

from django.http import QueryDict

from hearth.design.languages import say as _
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.finding.whereabouts import Near, find_place
from hearth.places.models import Site

STEP = 0.005
"""To how many degrees a phone's own word is rounded: some 500 m north, 300 m east."""

ASKED_NEAR = ("near", "lat", "lng")
"""What `near_of` reads of an address."""


@dataclass(frozen=True)
class AskedNear:
    """Where somebody asks from, as far as we understood."""

    typed: str = ""
    spot: Near | None = None
    trouble: str = ""
    by_phone: bool = False
    """Their phone said so: the page that answers may be kept nowhere."""

    @property
    def said(self) -> str:
        """What we call it."""
        return self.spot.name if self.spot else ""


def near_of(query: QueryDict) -> AskedNear:
    """Read where somebody asks from, from `near`, or `lat` and `lng`."""
    typed = " ".join(query.get("near", "").replace("\0", "").split())[:60]
    if typed:
        if found := find_place(typed, lexicon=lexicon()):
            return AskedNear(typed, found)
        return AskedNear(typed, trouble=nowhere_known(typed))
    try:
        latitude, longitude = float(query.get("lat", "")), float(query.get("lng", ""))
    except ValueError:
        return AskedNear()
    if not (49 <= latitude <= 61 and -9 <= longitude <= 3):  # the British Isles, generously
        return AskedNear(trouble=_("That seems to be far from here. Type a postcode or a town."))
    near = Near(_("where you are"), _rounded(latitude), _rounded(longitude))
    return AskedNear(spot=near, by_phone=True)


def _rounded(degrees: float) -> float:
    return round(round(degrees / STEP) * STEP, 3)


def nowhere_known(words: str) -> str:
    """Say that nobody here knows where this is, with a postcode of this partnership to go by."""
    ours = Site.objects.exclude(postcode="").order_by("postcode").values_list("postcode", flat=True)
    said = {"words": words, "postcode": ours.first()}
    if said["postcode"]:
        return (
            _("We do not know where “%(words)s” is. Try a postcode, such as %(postcode)s.") % said
        )
    return _("We do not know where “%(words)s” is. Try a postcode.") % said
