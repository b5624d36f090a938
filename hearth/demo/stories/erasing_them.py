"""What somebody asked to be erased, what is on hold, and for how long records are kept."""

import datetime
from collections.abc import Sequence

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.demo.stories.laying import Hub, hub_of
from hearth.erasing import actions
from hearth.erasing.actions import Asked
from hearth.foundation.acting import acting_as
from hearth.people.models import Person
from hearth.places.models import Organisation
from hearth.places.opening import LONDON
from hearth.places.timer import OnATimer

DAY = datetime.timedelta(days=1)
ASKED = Asked(
    "TAKEN_BACK", "PERSON",
    "She rang and said: I have moved away, and would like you to take it all off your computer.",
)  # fmt: skip
HOLD = (
    "The coroner wrote to us on the 3rd, and asks for all that we have until the inquest is over."
)
RULES = (
    ("VISITS", 12, "Our board decided so in March: who came is needed for a year", True),
    ("SUPPORT", 240, "Records Management Code of Practice 2023: 20 years after last seen", True),
    ("RECORD", 240, "Records Management Code of Practice 2023: 20 years after last seen", False),
)
HOLDERS = 3


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """Let one erasing wait, one hold stand, and three organisations have chosen, as the owner."""
    hub = hub_of(network, {here.site.slug: here.site for here in standing})
    lead = next(
        (each for each in network.workers if each.role == Role.INFORMATION_GOVERNANCE_LEAD), None
    )
    if hub and lead:
        _ask_and_hold(hub, now=now)
        _choose(User.objects.get(username=lead.username), hub, now=now)


def _ask_and_hold(hub: Hub, *, now: datetime.datetime) -> None:
    known = Person.objects.filter(known_at__contains=[hub.site.id], worker=None)
    asks, on_hold = known.filter(died_recorded_at=None).order_by("id")[:2]
    with acting_as(hub.manager):
        actions.ask_erasing(by=hub.manager, person_id=asks.id, asked=ASKED, now=now - DAY)
        actions.set_hold(
            by=hub.manager, person_id=on_hold.id, holder_id=on_hold.held_by_id, reason=HOLD,
            now=now - 7 * DAY,
        )  # fmt: skip


def _choose(lead: User, hub: Hub, *, now: datetime.datetime) -> None:
    others = Organisation.objects.exclude(id=hub.site.run_by_id).order_by("name", "id")
    with acting_as(lead):
        for holder in [hub.site.run_by, *others[: HOLDERS - 1]]:
            for kind, months, source, confirmed in RULES:
                actions.set_rule(
                    by=lead, holder_id=holder.id, kind=kind, months=months, source=source,
                    confirmed=confirmed, now=now,
                )  # fmt: skip
    timer = OnATimer()
    with acting_as(timer):
        actions.list_what_is_due(by=timer, today=now.astimezone(LONDON).date())
