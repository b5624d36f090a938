"""
What goes to somebody outside whom no record knows: a provider about its entry or an introduction,
or who told us.

Neither is in anybody's care here, so the gate asks less of them than of a person: that a provider
has said that links may go to it, that there is an address, and that there is a mail service.
"""

from hearth.directory.models import ProviderContact
from hearth.outgoing.models import OutgoingMessage, Why
from hearth.outgoing.transport import services
from hearth.outgoing.wording import ANSWER, ASK, CODE, DID_IT_FIT, INTRODUCE

OUTSIDE = frozenset({ASK, ANSWER, CODE, DID_IT_FIT, INTRODUCE})
TO_CONTACTS = frozenset({ASK, CODE, DID_IT_FIT, INTRODUCE})
"""What goes to a provider, to an address that it gave us for that."""


def is_outside(message: OutgoingMessage) -> bool:
    """Test if a message goes to no person and no worker."""
    return message.template in OUTSIDE


def where_to(message: OutgoingMessage) -> tuple[str, tuple[Why, ...]]:
    """Return where a message to somebody outside goes as things stand now, and why not, if so."""
    to = message.to
    if message.template in TO_CONTACTS:
        asked = None
        if message.contact_id:
            asked = ProviderContact.objects.filter(id=message.contact_id).first()
        if message.template == ASK and (message.entry is None or not message.entry.is_public):
            return "", (Why.NOT_LISTED,)
        if asked and not asked.confirms:
            return "", (Why.OBJECTED,)
        to = asked.email if asked else ""
    if not to:
        return "", (Why.NO_WAY,)
    return to, () if services().mail else (Why.NO_MAIL_SERVICE,)
