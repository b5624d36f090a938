"""Laying a network's directory: what there is, how far it is believed, and what is missing."""

import datetime
from collections.abc import Sequence

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.offers.asking import Asking
from hearth.demo.offers.believing import Believer
from hearth.demo.offers.catalogue import catalogue_of
from hearth.demo.offers.connecting import Connecting
from hearth.demo.offers.entries import Writer
from hearth.demo.offers.shelf import Shelf
from hearth.demo.settling import Standing
from hearth.demo.trail import Trail
from hearth.directory.actions.same import look_for_same
from hearth.directory.finding.publishing import publish_all
from hearth.directory.models import Service
from hearth.places.opening import LONDON


def lay(
    network: Network, standing: Sequence[Standing], *, now: datetime.datetime, seed: str
) -> None:
    """
    Lay a network's directory, as its tables' owner. The same seed and moment make the
    same rows. A network that names no offers has none.
    """
    if not network.offers:
        return
    shelf = Shelf(now=now, seed=seed)
    workers = dict(User.objects.values_list("username", "id"))
    lead = next(worker for worker in network.workers if worker.role == Role.NETWORK_LEAD)
    catalogue = catalogue_of(network.offers)
    writer = Writer(network, standing, catalogue, shelf, today=now.astimezone(LONDON).date())
    entries = writer.write_all()
    connecting = Connecting(shelf, network=network.offers, workers=workers)
    believer = Believer(
        shelf, seed=seed, keepers=connecting.keepers(), leader=workers[lead.username]
    )
    believer.say_all(entries, source=writer.list_name)
    connecting.write_all(entries)
    Asking(shelf, network=network.offers, entries=entries).write_all(standing)
    shelf.copy()
    trail = Trail(f"{seed}/directory")
    for entry in entries:
        trail.note(
            entry.service.recorded_at,
            by=None,
            verb="imported by the demonstration",
            model=Service,
            subject_id=entry.service.pk.hex,
            place_id=None,
        )
    trail.copy()
    publish_all()
    look_for_same(entry.service.pk for entry in entries)
