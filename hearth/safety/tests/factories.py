"""Worries and safety concerns, written as the owner of the tables."""

import datetime

import factory
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.tests.factories import RecordFactory
from hearth.safety import models


class WorryFactory(RecordFactory):
    """Told by a neighbour, not in confidence, to `owner`."""

    class Meta:
        model = models.Worry

    held_by = factory.SelfAttribute("site.run_by")
    about = "Tall man above the chip shop"
    words = "His curtains have not moved for three days"
    confidential = False
    told_at = factory.LazyFunction(timezone.now)
    written_by = factory.SelfAttribute("owner")


class ConcernFactory(RecordFactory):
    """Written down by `owner`, to be looked at tomorrow."""

    class Meta:
        model = models.SafetyConcern

    held_by = factory.SelfAttribute("site.run_by")
    about = "Jo"
    seen = "A bruise on the arm"
    noticed_at = factory.LazyFunction(timezone.now)
    look_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=1))
    written_by = factory.SelfAttribute("owner")


def safety_sample(hub):
    """Return a sample of each parameter of this app's addresses."""
    owner = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Olu").user
    return {
        "worry_id": WorryFactory(site=hub, owner=owner).id,
        "concern_id": ConcernFactory(site=hub, owner=owner).id,
    }
