"""The pages of the handover board: for those who hand over at a site (see pages.py)."""

from hearth.foundation.actors import Permission as May

HANDOVER = {
    "desk:handover": May.HAND_OVER,
    "desk:night_pack": May.HAND_OVER,
    "handover:write": May.HAND_OVER,
    "handover:line": May.HAND_OVER,
    "handover:hand_over": May.HAND_OVER,
    "handover:take_over": May.HAND_OVER,
    "handover:shifts": May.KEEP_PLACE,
}
HANDOVER_POSTS = {"handover:take_over"}
"""Those that are only posted to."""
