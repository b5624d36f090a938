"""Handing a message to the service that carries it. Only the gate may do it."""

from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from hearth.outgoing.gate import Services
from hearth.outgoing.neutral import is_neutral
from hearth.outgoing.wording import Words

PATIENCE = 20  # seconds for the mail server to answer


class CouldNotSend(Exception):
    """The service did not take the message: it has not gone."""


@dataclass(frozen=True)
class Envelope:
    """What goes, and to where."""

    to: str
    words: Words


def sender() -> str:
    """Return the name and address that mail comes from, as the settings say."""
    return str(getattr(settings, "OUTGOING_MAIL_FROM", "Hearth <hello@localhost>"))


def services() -> Services:
    """
    Return what this installation can send by.

    There is mail where a server is named, and in demonstrations, where it goes
    nowhere. There is no text service: none has been chosen.
    """
    mail = getattr(settings, "OUTGOING_MAIL_IS_SET_UP", settings.DEMONSTRATION)
    return Services(mail=bool(mail))


def gives_nothing_away(words: Words) -> bool:
    """Test if the sender, the subject and the first lines are neutral to a stranger's eye."""
    return all(is_neutral(part) for part in (sender(), words.subject, words.body))


def post(envelope: Envelope) -> None:
    """
    Send one email, to one address.

    :raises CouldNotSend: if the mail server did not take it
    """
    try:
        with get_connection(timeout=PATIENCE) as server:
            EmailMessage(
                subject=envelope.words.subject,
                body=envelope.words.body,
                from_email=sender(),
                to=[envelope.to],
                headers={"Auto-Submitted": "auto-generated"},  # no machine should answer (RFC 3834)
                connection=server,
            ).send()
    except (SMTPException, OSError) as trouble:
        raise CouldNotSend from trouble
