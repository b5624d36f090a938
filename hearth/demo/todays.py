"""What a network says that people can use and create, for each way to be, as it is published."""

import json
from pathlib import Path

from hearth.frontdoor.models import HowToday
from hearth.myhub.models import Gives

PUBLISHED = Path(__file__).with_name("networks.json")


def ideas_of(slug: str) -> dict[tuple[str, str], list[str]]:
    """Return it by how somebody is and what it gives; nothing, where nothing is published."""
    networks = json.loads(PUBLISHED.read_text())["networks"]
    said: list[dict[str, list[str]]] = next(
        (one.get("how_i_am", []) for one in networks if one.get("slug") == slug), []
    )
    return {
        (how.value, gives.value): each[gives.value.lower()]
        for how, each in zip(HowToday, said, strict=False)
        for gives in Gives
    }
