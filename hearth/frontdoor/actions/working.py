"""Those who work in the building sign in and out for the fire roll. They are never visits."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.foundation.once import insert_once
from hearth.frontdoor.actions.arriving import check_line
from hearth.frontdoor.models import Presence, WorkingHere
from hearth.places.models import Site


class PresenceRefused(Refused):
    """The worker cannot be signed in as given."""


@transaction.atomic
def sign_in_worker(
    *,
    by: Actor,
    site: Site,
    kind: WorkingHere,
    name: str,
    now: datetime.datetime,
    presence_id: UUID | None = None,
) -> Presence:
    """
    Sign in a member of staff, a volunteer or a contractor whom somebody at the door sees come in.

    :param presence_id: made when the form was drawn: sent twice, it is one signing in
    :raises NotAllowed: if the actor may not record who comes in at this site
    :raises PresenceRefused: if there is no name, or the presence_id is taken at another site
    """
    require(by, Permission.RECORD_VISIT, at=site)
    line = check_line(name, "their name")
    if not line:
        raise PresenceRefused("Write the name of whoever is signing in")
    return _sign_in(
        by,
        Presence(
            id=presence_id or uuid7(), site=site, kind=kind, name=line, came_at=now,
            signed_in_by_id=by.id,
        ),
    )  # fmt: skip


@transaction.atomic
def sign_in_myself(
    *, by: Actor, site: Site, now: datetime.datetime, kind: WorkingHere = WorkingHere.STAFF
) -> Presence:
    """
    Sign in the worker who is acting. Signing in again while signed in changes nothing.

    :raises NotAllowed: if the actor sees nobody come in at this site
    """
    require(by, Permission.SEE_VISITS, at=site)
    return _sign_in(
        by,
        Presence(
            site=site, kind=kind, name=by.label, user_id=by.id, came_at=now, signed_in_by_id=by.id
        ),
    )


@transaction.atomic
def sign_out_worker(*, by: Actor, presence: Presence, now: datetime.datetime) -> Presence:
    """
    Sign somebody out: oneself, or whoever somebody at the door sees go. Again changes nothing.

    :raises NotAllowed: if the actor may do neither
    """
    if presence.user_id != by.id:
        require(by, Permission.RECORD_VISIT, at=presence.site)
    if Presence.objects.filter(pk=presence.pk, left_at__isnull=True).update(left_at=now):
        audit.note(by=by, verb="signed out", subject=presence, place=presence.site)
    presence.refresh_from_db(fields=["left_at"])
    return presence


def _sign_in(by: Actor, presence: Presence) -> Presence:
    if insert_once(presence):
        audit.note(by=by, verb="signed in", subject=presence, place=presence.site)
        return presence
    here = Presence.objects.filter(site_id=presence.site_id)
    myself = Q(user__isnull=False, user_id=presence.user_id, left_at__isnull=True)
    first = here.filter(Q(pk=presence.pk) | myself).first()
    if first is None:
        raise PresenceRefused("This page was used before, at another site. Open it again")
    return first
