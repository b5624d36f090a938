"""What a list brings that may be here already: the two are shown side by side to a connector."""

from django.db.models import Q

from hearth.directory.actions.same import look_for_same
from hearth.directory.models import SameAs
from hearth.exchange.actions.bringing.outcomes import Outcome, Verdict

COMPARED = 200
"""New entries that are compared at once. Of a longer list, the night compares the rest."""


def look_for_twins(outcomes: list[Outcome]) -> None:
    """Write down which new entries may be one with another, and say so of each."""
    new = {each.service_id: each for each in outcomes if each.verdict == Verdict.NEW}
    some = [service_id for service_id in new if service_id][:COMPARED]
    if not look_for_same(some):
        return
    pairs = SameAs.objects.filter(Q(one__in=some) | Q(other__in=some))
    for pair in pairs.select_related("one", "other").order_by("id"):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if one.id in new:
                words = f"Looks like “{other.name}” ({pair.because}). See “There twice?”"
                new[one.id].remarks.append(words)
