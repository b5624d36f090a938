"""What anybody may tell us, with no account: that an entry is wrong, or one is missing."""

import datetime

from django.db import transaction

from hearth.directory.models import Service, Term, Tip, TipKind, UnmetNeed
from hearth.foundation.acting import as_anybody
from hearth.foundation.errors import Refused
from hearth.foundation.statements import insert

LONGEST = 2000
"""Characters. Enough for anything; a connector reads it all."""
ANYBODYS = frozenset({TipKind.WRONG, TipKind.GONE, TipKind.MISSING})


class TipRefused(Refused):
    """What was told cannot be kept as it is."""


@transaction.atomic
def tell(
    *, by: None, kind: TipKind, words: str, service: Service | None = None, reply_to: str = ""
) -> Tip:
    """
    Keep what somebody outside told us, for a connector to look into.

    There is nobody for the trail to name: the row itself says when.

    :param by: nobody: whoever tells is not known to us
    :param reply_to: an email address for the answer, if they left one; erased once it is sent
    :raises TipRefused: if there is nothing in it, or too much
    """
    words = words.strip()
    if kind not in ANYBODYS:
        raise TipRefused("Choose what is the matter.")
    if not words and kind != TipKind.GONE:
        raise TipRefused("Tell us in a few words what is the matter.")
    if len(words) > LONGEST:
        raise TipRefused(f"That is too long for us to keep. Use {LONGEST} characters or fewer.")
    tip = Tip(kind=kind, service=service)
    tip.words = words
    tip.reply_to = reply_to.strip()
    with as_anybody():
        insert(tip)
    return tip


@transaction.atomic
def not_this(*, by: None, on: datetime.date, term: Term | None, neighbourhood: str) -> UnmetNeed:
    """
    Keep that what somebody found was not what they need: what they looked for, and about where.

    There is nobody for the trail to name: the row itself says when.

    :param by: nobody: whoever tells is not known to us
    """
    need = UnmetNeed(
        on=on, told=UnmetNeed.Told.NOT_THIS, term=term, neighbourhood=neighbourhood[:80]
    )
    with as_anybody():
        insert(need)
    return need
