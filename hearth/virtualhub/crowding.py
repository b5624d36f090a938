"""
How much the public's pages take from one address.

The limits spare a library's or a hub's router, behind which forty people sit. Each of four
processes counts for itself. What is kept costs next to nothing. Among 50,000 services a page that
is drawn anew takes up to a tenth of a second, and a calendar of a thousand times about one: at most
one address keeps a process busy a quarter of the time with pages, and a sixth with calendars.
"""

from hearth.foundation.crowding import Counter

PAGES_A_MINUTE = 600
DRAWN_A_MINUTE = 150
CALENDARS_A_MINUTE = 10
TOLD_AN_HOUR = 60
SEARCHES_AN_HOUR = 200
"""How many searches from one address are noted: a robot's are not what people look for."""

pages = Counter(PAGES_A_MINUTE, 60)
"""More than anybody could read."""
drawn = Counter(DRAWN_A_MINUTE, 60)
"""Of those, what is not kept from some seconds ago."""
calendars = Counter(CALENDARS_A_MINUTE, 60)
"""Calendars that are not: a phone asks for its own every six hours."""
told = Counter(TOLD_AN_HOUR, 60 * 60)
"""More than people tell us."""
searches = Counter(SEARCHES_AN_HOUR, 60 * 60)
