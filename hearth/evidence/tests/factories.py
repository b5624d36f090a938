"""Two records that are one person."""

from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Link


def link(one, other, *, by, unlinked_at=None):
    """Say that two records are the same person, or that they were thought to be."""
    with as_the_owner():
        return Link.objects.create(
            one=one, other=other, one_known_at=one.known_at, other_known_at=other.known_at,
            linked_by=by, unlinked_at=unlinked_at, held_by_id=one.held_by_id,
        )  # fmt: skip
