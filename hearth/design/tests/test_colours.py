"""Every pair of colours that is used can be told apart (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "source" / "_colours.scss"
COLOURS = dict(re.findall(r"^\$([a-z0-9-]+): #([0-9a-f]{6});", SOURCE.read_text(), re.M))

WORDS_ON = {
    "cream": ["ink", "soft-ink", "brick", "brick-deep", "berry", "pine"],
    "white": ["ink", "soft-ink", "brick", "brick-deep", "berry", "pine-deep", "honey-deep"],
    "linen": ["ink", "soft-ink", "brick", "brick-deep", "berry"],
    "brick": ["cream", "white"],
    "brick-deep": ["cream", "white"],
    "pine": ["white"],
    "pine-deep": ["white"],
    "berry": ["white"],
    "berry-pale": ["ink", "berry"],
    "pine-pale": ["ink", "soft-ink", "pine", "pine-deep"],
    "slate-pale": ["ink", "slate"],
    "honey-pale": ["ink", "soft-ink", "honey-deep", "brick", "brick-deep"],
    "focus": ["ink"],
    "heat-1": ["ink"],
    "heat-2": ["ink"],
    "heat-3": ["ink"],
    "heat-4": ["white"],
    "heat-5": ["white"],
}
EDGES_ON = {"cream": ["bark", "brick", "pine", "berry"], "white": ["bark"], "linen": ["bark"]}


def light(colour):
    """Return relative luminance. Source: WCAG 2.2, definition of "relative luminance"."""
    channels = [int(COLOURS[colour][i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip([0.2126, 0.7152, 0.0722], linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted([light(one), light(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(table):
    return [(ground, ink) for ground, inks in table.items() for ink in inks]


@pytest.mark.parametrize(("ground", "ink"), pairs(WORDS_ON))
def test_words_can_be_read(ground, ink):
    assert contrast(ground, ink) >= 4.5


@pytest.mark.parametrize(("ground", "edge"), pairs(EDGES_ON))
def test_the_edges_of_boxes_can_be_seen(ground, edge):
    assert contrast(ground, edge) >= 3


def test_the_measure_measures():
    assert contrast("white", "white") == 1
    assert contrast("white", "honey") < 4.5
