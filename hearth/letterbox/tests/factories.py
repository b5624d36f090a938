"""What people write to a hub, as tests need it."""

import datetime

import factory
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.audiences import role_at
from hearth.foundation.tests.factories import RecordFactory
from hearth.letterbox import models

READERS = (Role.TEAM_MEMBER, Role.CONNECTOR, Role.HUB_MANAGER)
HOUR = datetime.timedelta(hours=1)


class LetterFactory(RecordFactory):
    """Somebody asks for a word; they were told that somebody reads it within the hour."""

    class Meta:
        model = models.Letter

    kind = "MESSAGE"
    held_by = factory.SelfAttribute("site.run_by")
    for_roles = factory.LazyAttribute(lambda row: [role_at(row.site.id, one) for one in READERS])
    called = "Jo"
    words = "Could somebody ring me about Thursday?"
    written_at = factory.LazyFunction(timezone.now)
    look_by = factory.LazyFunction(lambda: timezone.now() + HOUR)


class OnDutyFactory(RecordFactory):
    """On duty from an hour ago, for another."""

    class Meta:
        model = models.OnDuty

    from_at = factory.LazyFunction(lambda: timezone.now() - HOUR)
    until_at = factory.LazyFunction(lambda: timezone.now() + HOUR)
    put_down_by = factory.SelfAttribute("worker")


def letterbox_sample(person, hub):
    """Return a sample of each parameter of this app's addresses."""
    worker = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Uma").user
    return {
        "letter_id": LetterFactory(person=person, site=hub, written_by=worker).id,
        "duty_id": OnDutyFactory(site=hub, worker=worker).id,
    }
