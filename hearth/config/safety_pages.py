"""The pages of worries and safety concerns, and for whom those of others open (see pages.py)."""

from hearth.accounts.roles import ROLES, Role
from hearth.foundation.actors import Permission as May


def _who_may(permission: May) -> frozenset[Role | None]:
    return frozenset(role for role in Role if permission in ROLES[role].allows)


TELLS, SEES_WORRIES = _who_may(May.TELL_SAFETY), _who_may(May.SEE_WORRIES)
KEEPS_WORRIES, KEEPS_CONCERNS = _who_may(May.KEEP_WORRIES), _who_may(May.KEEP_CONCERNS)
SEES_CONCERNS = _who_may(May.SEE_CONCERNS)

SAFETY: dict[str, frozenset[Role | None]] = {
    "safety:worries": TELLS | SEES_CONCERNS,
    "safety:over": TELLS | SEES_CONCERNS,
    "safety:unanswered": _who_may(May.SEE_UNANSWERED),
    "safety:add_worry": TELLS,
    "safety:worry": SEES_WORRIES,
    "safety:add_check": SEES_WORRIES,
    "safety:whom_worry": KEEPS_WORRIES,
    "safety:worry_not_them": KEEPS_WORRIES,
    "safety:keep_worry_from": KEEPS_WORRIES,
    "safety:confidence": KEEPS_WORRIES,
    "safety:hand_over_worry": KEEPS_WORRIES,
    "safety:settle_worry": KEEPS_WORRIES,
    "safety:take_up_worry": KEEPS_WORRIES,
    "safety:add_concern": TELLS,
    "safety:concern": SEES_CONCERNS,
    "safety:add_entry": KEEPS_CONCERNS,
    "safety:change_concern": KEEPS_CONCERNS,
    "safety:whom_concern": KEEPS_CONCERNS,
    "safety:concern_not_them": KEEPS_CONCERNS,
    "safety:keep_concern_from": KEEPS_CONCERNS,
    "safety:hand_over_concern": KEEPS_CONCERNS,
    "safety:finish_concern": KEEPS_CONCERNS,
    "safety:take_up_concern": KEEPS_CONCERNS,
}
SAFETY_POSTS = {"safety:take_up_worry"}
"""That which is only posted to."""
