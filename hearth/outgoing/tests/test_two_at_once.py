"""Two timers at the same moment, each over a connection of its own."""

import datetime

from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.tests.factories import ServiceFactory, term
from hearth.foundation.acting import acting_as
from hearth.outgoing import actions
from hearth.outgoing.models import OutgoingMessage
from hearth.places.tests.factories import SiteFactory
from hearth.places.timer import OnATimer
from hearth.tests.two_at_once import at_once


def late_line_and_a_lead_who_hears_of_it():
    hub = SiteFactory(name="Acomb", slug="acomb")
    late = timezone.localdate() - datetime.timedelta(days=2)
    ServiceFactory(name="Night line", site=hub, offer=term("crisis-line"), confirm_by=late)
    lead = GrantFactory(site=None, role=Role.NETWORK_LEAD).user
    with acting_as(lead):
        actions.keep_own_address(by=lead, address="lena@example.org")


def test_a_lead_hears_once_of_crisis_help_that_is_overdue(committed):
    committed(late_line_and_a_lead_who_hears_of_it)
    first, second = OnATimer(), OnATimer()
    now = timezone.now()

    told = at_once(
        (first, lambda: actions.tell_leads(by=first, now=now)),
        (second, lambda: actions.tell_leads(by=second, now=now)),
    )

    assert told == (1, 0)
    assert committed(OutgoingMessage.objects.count) == 1
