"""How many answer links one address may open: a whole network's, and no flood."""

from hearth.foundation.crowding import Counter

links = Counter(120, 60)
"""A hospital's mail scanner may open a good many at once."""
