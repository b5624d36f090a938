"""What every act of this app begins with: words as they are kept, and who may answer."""

import datetime
from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.db.models import Model

from hearth.foundation.actors import Actor, NotAllowed, Permission, require
from hearth.foundation.errors import PartRefused
from hearth.people.actions.editing import refuse_other_words
from hearth.people.actions.twice import is_said_again, somebody_did
from hearth.people.actions.written import written
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.places.models import Site
from hearth.safety.queries.owners import Owner, answers_by_itself, owners_at

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
