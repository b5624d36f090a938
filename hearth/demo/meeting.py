"""Whom one may meet at the sites: invented, by network, kind and tier. Nobody is named."""

from collections.abc import Mapping
from zlib import crc32

from hearth.demo.network import DemoSite

HELLO = (
    "Somebody at the door who says hello and puts the kettle on.",
    "Volunteers who say hello and make the tea. Most were new here once.",
    "A volunteer at the door, who shows you round if you like.",
)
BY_TIER: Mapping[str, str] = {
    "UNIVERSAL": "Somebody who listens, and a link worker who knows the groups near here.",
    "TARGETED": (
        "Peer supporters, who have been through hard times themselves. Link workers, who come "
        "along to a first group. Workers who listen, with no rush."
    ),
    "SPECIALIST": (
        "Peer supporters, who have been through hard times themselves. Mental health nurses and "
        "support workers. A doctor or a therapist, if you want to see one."
    ),
}
OUT_AND_ABOUT: Mapping[str, str] = {
    "OUTREACH": "Two of the hub’s people: a volunteer, and a link worker who knows the hub well.",
    "CAFE": "Peer supporters who keep the evening calm, and a worker to talk to on a bad one.",
}
ALSO: Mapping[str, tuple[str, ...]] = {
    "york": ("People from carers’ groups on some days.", "A benefits adviser once a week."),
    "plymouth": (
        "Somebody who knows about money and benefits, once a week.",
        "Family workers on some days.",
        "Somebody who has served in the forces, if that is easier to talk to.",
    ),
    "lincolnshire": (
        "Somebody who knows the farming year, if that is easier to talk to.",
        "Somebody who helps with forms and money, once a week.",
        "A volunteer driver, who knows how to get home.",
    ),
}
"""Who else comes, by what the files of a network's directory begin with."""


def who_may_be_met(place: DemoSite, offers: str) -> str:
    """Return whom one may meet at a site, a line for each."""
    which = crc32(place.slug.encode())
    if there := OUT_AND_ABOUT.get(place.kind):
        return there
    lines = [HELLO[which % len(HELLO)], BY_TIER[place.tier]]
    if also := ALSO.get(offers):
        lines.append(also[which // len(HELLO) % len(also)])
    return "\n".join(lines)
