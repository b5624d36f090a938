"""
How much the public's pages take from one address.

The limits spare a library's or a hub's router, behind which many people sit; even four times as
wide, as each of four processes counts for itself, they are far below what hurts.
"""

from hearth.foundation.crowding import Counter

PAGES_A_MINUTE = 600
TOLD_AN_HOUR = 60
SEARCHES_AN_HOUR = 200
"""How many searches from one address are noted: a robot's are not what people look for."""

pages = Counter(PAGES_A_MINUTE, 60)
"""More than anybody could read."""
told = Counter(TOLD_AN_HOUR, 60 * 60)
"""More than people tell us."""
searches = Counter(SEARCHES_AN_HOUR, 60 * 60)
