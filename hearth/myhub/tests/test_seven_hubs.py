"""On a worst day the hub where somebody is there stands first, however many know the person."""

import datetime

from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox.models import OnDuty
from hearth.myhub import saying
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import SiteFactory

HOUR = datetime.timedelta(hours=1)


def test_the_seventh_hub_where_somebody_is_on_duty_is_the_first(db, network_lead):
    now = timezone.now()
    hubs = [SiteFactory(name=f"{letter} hub", slug=f"hub-{letter.lower()}") for letter in "ABCDEFG"]
    workers = [GrantFactory(site=hub, role=Role.TEAM_MEMBER).user for hub in hubs]
    jo = PersonFactory(known_as="Jo", sites=hubs)
    with as_the_owner():
        OnDuty.objects.create(
            site=hubs[-1], worker=workers[-1], from_at=now - HOUR, until_at=now + HOUR,
            put_down_by=workers[-1],
        )  # fmt: skip
    with acting_as(network_lead):
        found = saying.hubs_of_theirs(jo, now=now)
    assert found[0].site == hubs[-1]
    assert len(found) == saying.MOST_HUBS
