"""What a list says otherwise of organisations and places: claims, shown with an entry of theirs."""

from typing import Any
from uuid import UUID

from hearth.directory.models import Claim, Location, Provider, Service
from hearth.directory.queries.claimed import fact_of
from hearth.exchange.actions.bringing.ground import BROUGHT_IN, Ground
from hearth.exchange.actions.bringing.outcomes import Differs, Outcome, Verdict
from hearth.exchange.lists.saying import value_in_words


def claim_of_others(ground: Ground) -> list[Outcome]:
    """Write down what was not claimed before, and return it as what it came to."""
    outcomes = []
    for row, says in ground.disputed:
        entry = _entry_of(row)
        if entry is None:
            continue
        claims = [_claim(row, name, value, entry, ground) for name, value in says.items()]
        there = Claim.objects.filter(service=entry, source=ground.source)
        before = set(there.values_list("fact", "says"))
        fresh = {each.fact: each for each in claims if (each.fact, each.says) not in before}
        Claim.objects.bulk_create(fresh.values())
        ground.wrote(BROUGHT_IN, fresh.values())
        if fresh:
            outcomes.append(_outcome(row, list(fresh.values())))
    return outcomes


def _entry_of(row: Provider | Location) -> UUID | None:
    """Return the entry with which a connector sees it: the first that there was."""
    theirs = {"provider": row} if isinstance(row, Provider) else {"at_locations__location": row}
    first = Service.objects.filter(**theirs).order_by("recorded_at", "id")
    return first.values_list("id", flat=True).first()


def _claim(row: Provider | Location, name: str, value: Any, entry: UUID, ground: Ground) -> Claim:
    return Claim(
        service_id=entry,
        fact=fact_of(row, name),
        says=value_in_words(value),
        source=ground.source,
        on=ground.today,
    )


def _outcome(row: Provider | Location, claims: list[Claim]) -> Outcome:
    differs = []
    for claim in claims:
        name = claim.fact.rpartition(".")[2]
        differs.append(Differs(name, value_in_words(getattr(row, name)) or "nothing", claim.says))
    what = "An organisation" if isinstance(row, Provider) else "A place"
    why = [each.fact for each in differs]
    return Outcome(what, row.name, Verdict.CLAIMS, why, differs=differs)
