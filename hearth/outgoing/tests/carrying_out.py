"""What the job does with a message, for tests."""

from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.jobs import send_one
from hearth.outgoing.models import OutgoingMessage


def after(message):
    with as_the_owner():
        return OutgoingMessage.objects.get(id=message.id)


def carry_out(message):
    send_one(schema="york", message_id=str(message.id))
    return after(message)
