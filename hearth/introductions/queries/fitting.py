"""Who at the other side can be asked whether it fitted, once they have met."""

from dataclasses import dataclass

from hearth.directory.models import ProviderContact
from hearth.foundation.actors import Actor, Permission
from hearth.introductions.models import Introduction, OtherSide
from hearth.introductions.queries.begin import contacts_of
from hearth.outgoing.models import OutgoingMessage


@dataclass(frozen=True)
class Asked:
    """How the other side is asked."""

    contact: ProviderContact | None = None
    """To whom the link went; None where it stands in their inbox alone."""


def who_is_asked_of(introduction: Introduction, *, actor: Actor) -> Asked | None:
    """Return how the other side can be asked whether it fitted; None if it was asked by no link."""
    side = OtherSide.objects.filter(introduction=introduction, over=False).first()
    if side is None or introduction.service is None:
        return None
    if side.message_id is None:
        return Asked() if side.organisation_id else None
    if not actor.may(Permission.CHANGE_PEOPLE, at=introduction.from_site):
        return None
    sent = OutgoingMessage.objects.filter(id=side.message_id)
    contact_id = sent.values_list("contact_id", flat=True).first()
    contacts = contacts_of(introduction.service)
    found = next((each for each in contacts if each.id == contact_id), None)
    return Asked(found) if found else None
