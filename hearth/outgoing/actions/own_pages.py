"""A link to somebody's own pages, which goes because they asked for it."""

import datetime

from django.conf import settings
from django.urls import reverse
from procrastinate.contrib.django import app

from hearth.foundation.schema import address_in_hand, schema_in_hand
from hearth.outgoing.transport import Envelope, gives_nothing_away, services
from hearth.outgoing.waiting import goes_nowhere
from hearth.outgoing.wording import own_link_in_words
from hearth.people.actions.own_pages import make_own_link
from hearth.people.models import OwnKey
from hearth.people.own_pages import key_of


def ask_for_own_link(*, address: str) -> None:
    """
    Leave it to a job to send a link to an address, if somebody's own pages open by it.

    Whether they do is asked there: here the same is done, and takes as long, for any address. The
    job carries a keyed hash of it.
    """
    key = key_of(OwnKey.Kind.ADDRESS, address)
    job = app.configure_task("outgoing.send_own_link")
    job.defer(schema=schema_in_hand(), key=key.hex())


def own_link_to_send(*, key: bytes, now: datetime.datetime) -> Envelope | None:
    """
    Make a link, and return what goes where; None if nobody's own pages open by that address.

    It is theirs, they asked for it, and to this address: so no other question is asked. What is
    in it is kept nowhere.
    """
    if not services().mail or not gives_nothing_away(own_link_in_words("")):
        return None
    made = _made(key, now)
    if made is None:
        return None
    to, path = made
    return Envelope(to, own_link_in_words(address_in_hand() + path))


def pretended_own_link(*, address: str, now: datetime.datetime) -> str:
    """
    Return the path of the link that would have gone, in a demonstration from which no email goes:
    the page shows it. Empty everywhere else, and where nobody's own pages open by that address.
    """
    if not (settings.DEMONSTRATION and goes_nowhere()):
        return ""
    made = _made(key_of(OwnKey.Kind.ADDRESS, address), now)
    return made[1] if made else ""


def _made(key: bytes, now: datetime.datetime) -> tuple[str, str] | None:
    """Make a link; return to which address it goes, and the link's path."""
    made = make_own_link(key=key, now=now)
    if made is None:
        return None
    to, secret = made
    return to, reverse("myhub:enter", args=[secret])
