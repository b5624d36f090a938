"""How many links one address may open: a hub's own network, and no flood."""

from hearth.foundation.crowding import Counter

links = Counter(120, 60)
