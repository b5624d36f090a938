"""How much the pages without an account take from one address: a surgery's, and no flood."""

from hearth.foundation.crowding import Counter

opened = Counter(240, 60)
"""A surgery's router, behind which many sit."""
brought = Counter(20, 60 * 60)
"""More than anybody introduces in an hour."""
