"""The advice that a network shows the public: what Hearth starts with, checked and published."""

import datetime

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.directory.actions.advice import publish_advice
from hearth.directory.models import AdvicePage
from hearth.foundation.acting import acting_as

LONG_AGO, OVERDUE_FOR = datetime.timedelta(days=386), datetime.timedelta(days=21)


def lay(network: Network, *, today: datetime.date) -> None:
    """Publish every page as the network's lead, as the tables' owner. One is due to be checked."""
    lead = next(worker for worker in network.workers if worker.role == Role.NETWORK_LEAD)
    leader = User.objects.get(username=lead.username)
    with acting_as(leader):
        for page in AdvicePage.objects.order_by("slug", "edition"):
            publish_advice(by=leader, page=page)
    AdvicePage.objects.filter(slug="benefits").update(
        reviewed_on=today - LONG_AGO, review_on=today - OVERDUE_FOR
    )
