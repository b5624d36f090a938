"""The pages of the letterbox, and for whom each opens (see pages.py)."""

from hearth.accounts.roles import ROLES, Role
from hearth.foundation.actors import Permission as May

READS = frozenset(role for role in Role if May.READ_LETTERS in ROLES[role].allows)
KEEPS = frozenset(role for role in Role if May.KEEP_LETTERS in ROLES[role].allows)

LETTERBOX: dict[str, frozenset[Role | None]] = {
    **{
        f"letterbox:{name}": READS
        for name in (
            "letters", "letter", "take", "hand_on", "write", "how", "duty", "end_duty",
        )
    },
    "letterbox:box": KEEPS,
}  # fmt: skip
LETTERBOX_POSTS = {"letterbox:take", "letterbox:duty", "letterbox:end_duty"}
"""That which is only posted to."""
