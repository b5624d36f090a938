"""Visits and headcounts written as the owner, at any site and at any moment."""

import factory
from django.utils.timezone import localtime

from hearth.accounts.tests.factories import UserFactory
from hearth.foundation.tests.factories import RecordFactory, as_the_owner
from hearth.frontdoor.models import Headcount, Visit
from hearth.people.models import Link


class ArrivalFactory(RecordFactory):
    class Meta:
        abstract = True

    held_by = factory.LazyAttribute(lambda o: o.site.run_by)
    arrived_on = factory.LazyAttribute(lambda o: localtime(o.arrived_at).date())
    arrived_hour = factory.LazyAttribute(lambda o: localtime(o.arrived_at).hour)
    welcomed_by = factory.SubFactory(UserFactory)


class VisitFactory(ArrivalFactory):
    class Meta:
        model = Visit


class HeadcountFactory(ArrivalFactory):
    class Meta:
        model = Headcount

    how_many = 5


def link(one, other, *, by, unlinked_at=None):
    """Say that two records are the same person."""
    with as_the_owner():
        return Link.objects.create(
            one=one, other=other, one_known_at=one.known_at, other_known_at=other.known_at,
            linked_by=by, unlinked_at=unlinked_at, held_by_id=one.held_by_id,
        )  # fmt: skip
