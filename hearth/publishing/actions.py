"""Letting numbers out of the building."""

import datetime
from collections.abc import Sequence

from django.db import connection, transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.errors import Refused
from hearth.places.models import Site
from hearth.publishing.drafts import Draft, counted
from hearth.publishing.models import Publication
from hearth.publishing.queries import protected

ONE_AT_A_TIME = (
    "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' publishes', 0))"
)


@transaction.atomic
def publish(
    *, by: Actor, draft: Draft, about: str, sites: Sequence[Site],
    first: datetime.date, last: datetime.date,
) -> Publication:  # fmt: skip
    """
    Publish tables as a policy prints them, held against all that was published before.

    :param about: which sites and days, in words.
    :raises NotAllowed: if they may not, at one of the sites
    :raises Refused: if nothing of it can be printed, or one of that name was published before
    """
    for site in sites:
        require(by, Permission.PUBLISH_REPORTS, at=site)
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    answer, before = protected(draft)
    if not answer["audit"]["shown"]:
        raise Refused(
            "Nothing of this can be printed: whatever were hidden, a small number could be worked "
            "out. Choose more sites, or more months."
        )
    ledger = answer.pop("ledger")
    published = Publication.objects.create(
        name=draft.name, about=about, site_ids=[site.id for site in sites], first=first, last=last,
        policy=draft.policy, printed=answer, ledger=ledger, counted=counted(draft, before),
        published_by_id=by.id,
    )  # fmt: skip
    audit.note(by=by, verb="published numbers", subject=published)
    return published
