"""What every act of this app begins with: words as they are kept, and who may answer."""

import datetime
from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.db import connection
from django.db.models import Model

from hearth.foundation.actors import Actor, NotAllowed, Permission, require
from hearth.foundation.errors import PartRefused
from hearth.foundation.sealing import blind_index
from hearth.foundation.statements import insert_once
from hearth.people.actions.editing import SavedAlready, refuse_other_words
from hearth.people.actions.twice import is_said_again, somebody_did
from hearth.people.actions.written import written
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.places.models import Site
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.queries.owners import Owner, answers_by_itself, owners_at

BESIDE = (
    "This was written down already, in other words. Nothing you wrote is lost: leave what is new, "
    "save again, and it is written down beside the first"
)
ABOUT_THEM = "Hand this to somebody else first: it would be about whoever looks after it"


class SafetyRefused(PartRefused):
    """It cannot be written like that."""


checked = partial(written, refused=SafetyRefused)


def past(moment: datetime.datetime, *, now: datetime.datetime, about: str) -> datetime.datetime:
    """
    Return a moment that is not to come.

    :raises SafetyRefused: if it is
    """
    if moment > now + datetime.timedelta(minutes=5):  # a clock in a hub may run a little fast
        raise SafetyRefused("That is still to come. Write what has happened", about=about)
    return moment


def chosen_owner(
    owner_id: UUID | None, *, site: Site, but_not: Collection[UUID | None], today: datetime.date
) -> Owner:
    """
    Return who will answer for it: whoever was chosen, or else the manager of the site.

    :param but_not: sign-ins: whom it is about, if they work here, and those for whom it is not
    :raises SafetyRefused: if they do not work there, or nobody does who can
    """
    owners = owners_at(site, today=today, but_not=but_not)
    if owner_id is None:
        by_itself = answers_by_itself(owners)
        if by_itself is None:
            raise SafetyRefused(
                "No manager of this site can look after it today. Choose who does", about="owner"
            )
        return by_itself
    for owner in owners:
        if owner.id == owner_id:
            return owner
    raise SafetyRefused("Choose somebody of the team here, and not whom it is about", about="owner")


def said_twice(*, by: Actor, who: UUID | None, kept: str, words: str, what: str) -> None:
    """
    Pass over what was sent twice, and lose no word of somebody who was second.

    :param who: who did it first
    :param kept: what they wrote
    :param what: what they did, as in "settled this"
    :raises SafetyRefused: if the words are others: they stay in the form, and can go elsewhere
    """
    if is_said_again(by=by, who=who, kept=kept, words=words):
        return
    said = somebody_did(what, who=who, kept=kept)
    raise SafetyRefused(f"{said}. Nothing you wrote is lost: take it up again to add to it")


def write_once(row: Worry | SafetyConcern, *said: object) -> UUID | None:
    """
    Write down a worry or a concern unless its page was sent before; return who looks after it then.

    Whoever wrote it may not read it any more, so the database compares what they sent.

    :param said: all that the page says
    :returns: None if it is new
    :raises SavedAlready: if something else was sent before: the page can be saved as another
    """
    row.as_sent = blind_index("safety.as_sent", repr(said))
    if insert_once(row):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT safety_sent_before(%s, %s)", [row.id, row.as_sent])
        owner: UUID | None = (cursor.fetchone() or [None])[0]
    if owner is None:
        raise SavedAlready(BESIDE)
    return owner


def refuse_if_other(there: Model | None, row: Model, *parts: str) -> None:
    """
    Pass over what was sent twice, and lose no word of what was sent again in other words.

    :param there: what is written down under the same id, as far as the actor sees it
    :param parts: the names of the parts that were sent
    :raises SavedAlready: if they are others
    """
    if there:
        refuse_other_words(
            [getattr(there, part) for part in parts], [getattr(row, part) for part in parts]
        )


def require_to_tell(by: Actor, *, at: Site, about: Person | None) -> None:
    """
    Insist that the actor writes such things down at the site, and sees whom it is about.

    :raises NotAllowed: if they do not
    """
    require(by, Permission.TELL_SAFETY, at=at)
    if about is not None:
        try:
            get_person(about.id, by)
        except Person.DoesNotExist as missing:
            raise NotAllowed(f"{by.label} does not see {about.id}") from missing
