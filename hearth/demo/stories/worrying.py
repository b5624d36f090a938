"""What neighbours and a worker are worried about at one hub, written down by the apps' actions."""

import datetime
from collections.abc import Sequence
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.demo.stories.laying import Hub, hub_of
from hearth.foundation.acting import acting_as
from hearth.places.opening import LONDON
from hearth.safety import actions
from hearth.safety.actions import Checked, ConcernSaid, Entry, WorryTold
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.queries import ConcernSection

HOUR = datetime.timedelta(hours=1)
OPEN = WorryTold(
    about="A young man with a blue sleeping bag, by the bus station",
    words="He was there all of last week and now his things are there and he is not.",
    teller="A bus driver", confidential=False,
)  # fmt: skip
IN_CONFIDENCE = WorryTold(
    about="The lady at number 14, with the small white dog",
    words="She has not opened her curtains since Friday. She would be cross if she knew I rang.",
    teller="Her neighbour", reach="01632 960123", wants_word=True,
)  # fmt: skip
CONCERN = ConcernSection(
    ("MONEY", "EMOTIONAL"), "To keep my own bank card. I do not want him to be in trouble.", "YES",
    "We read this together. She knows that we may ring the council.",
)  # fmt: skip


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """Let two people be worried about, and one be kept safe, at the hub of the stories."""
    if hub := hub_of(network, {here.site.slug: here.site for here in standing}):
        _worries(hub, now=now)
        _concern(hub, now=now)


def id_of(name: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{name}.worries.example.org")


def _worries(hub: Hub, *, now: datetime.datetime) -> None:
    for name, told, owner in (("open", OPEN, hub.worker), ("confidence", IN_CONFIDENCE, None)):
        with acting_as(hub.greeter):
            actions.tell_worry(
                by=hub.greeter, site=hub.site, told=told, person=None,
                owner_id=owner.id if owner else None, worry_id=id_of(name), now=now - 5 * HOUR,
            )  # fmt: skip
    check = Checked("ASKED", now - 2 * HOUR, "The kiosk at the bus station", "Saw him on Tuesday.")
    with acting_as(hub.worker):
        actions.add_check(
            by=hub.worker, worry=Worry(id=id_of("open")), check=check, check_id=id_of("check"),
            now=now,
        )  # fmt: skip


def _concern(hub: Hub, *, now: datetime.datetime) -> None:
    said = ConcernSaid(
        seen="Her nephew came in with her, spoke for her, and had her bank card in his wallet.",
        words="He only lets me have ten pounds.", about="Mrs Lark", section=CONCERN,
        noticed_at=now - 26 * HOUR,
    )  # fmt: skip
    told = Entry(
        "TOLD", now - 3 * HOUR, "The duty worker", "The council’s adult social care",
        "They will ring her on Thursday at two, when he is at work.",
    )  # fmt: skip
    today = now.astimezone(LONDON).date()
    with acting_as(hub.worker):
        actions.write_concern(
            by=hub.worker, site=hub.site, said=said, person=None, owner_id=hub.manager.id,
            look_on=today + datetime.timedelta(days=1), concern_id=id_of("concern"), now=now,
        )  # fmt: skip
    with acting_as(hub.manager):
        actions.write_entry(
            by=hub.manager, concern=SafetyConcern(id=id_of("concern")), entry=told,
            look_on=today + datetime.timedelta(days=3), entry_id=id_of("entry"), now=now,
        )  # fmt: skip
