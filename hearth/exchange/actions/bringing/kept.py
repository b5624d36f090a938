"""How each source wrote its entries, kept beside what we made of them."""

from typing import Any

from hearth.directory.models import CostOption, Schedule, Service, ServiceArea, ServiceAtLocation
from hearth.exchange.actions.bringing.ground import Ground, in_groups
from hearth.exchange.lists.said import ServiceSaid
from hearth.exchange.oruk import parts
from hearth.exchange.oruk.keeping import Said, difference
from hearth.exchange.oruk.whole import CONTACTS, Whole
from hearth.exchange.queries.lists import every_service, writer_for

AT_ONCE = 200


def keep(rewritten: list[tuple[Service, ServiceSaid]], ground: Ground) -> None:
    """Keep how the source wrote entries, so that they go out again as they came."""
    said_of = {row.id: said for row, said in rewritten}
    for some in in_groups(list(said_of), AT_ONCE):
        rows = list(every_service(actor=ground.by).filter(id__in=some))
        whole = writer_for(rows)
        _keep_parts(rows, whole, ground)
        for row in rows:
            row.also = {**row.also, **_of_service(row, said_of[row.id], whole, ground)}
        Service.objects.bulk_update(rows, ["also"])


def _keep_parts(rows: list[Service], whole: Whole, ground: Ground) -> None:
    kinds: list[tuple[Any, str, Any]] = [
        (Schedule, "schedules", whole.our_schedule),
        (CostOption, "cost_options", parts.cost_option),
        (ServiceArea, "service_areas", parts.service_area),
        (ServiceAtLocation, "at_locations", whole.our_at_location),
    ]
    for model, manager, ours in kinds:
        changed = []
        for part in (each for row in rows for each in getattr(row, manager).all()):
            if part.id in ground.raw:
                part.also = difference(ours(part), ground.raw[part.id])
                changed.append(part)
        model.objects.bulk_update(changed, ["also"], batch_size=500)


def _of_service(row: Service, said: ServiceSaid, whole: Whole, ground: Ground) -> Said:
    """
    Return the difference of one entry.

    Contacts are left out of it: they are people, and kept sealed, not in plain words. So is what
    an entry is, where only whoever brought it in knew.
    """
    theirs = {key: value for key, value in (said.raw or {}).items() if key != CONTACTS}
    inside = theirs.get("organization")
    if isinstance(inside, dict):
        theirs["organization"] = {key: value for key, value in inside.items() if key != CONTACTS}
    without = {CONTACTS, *said.passed_over}
    if said.source_id in ground.by_default:
        without.add("hearth")
    ours = {key: value for key, value in whole.our_service(row).items() if key not in without}
    theirs = {key: value for key, value in theirs.items() if key not in said.passed_over}
    return {"more": {}, "said": {}, "out": {}} | difference(ours, theirs)
