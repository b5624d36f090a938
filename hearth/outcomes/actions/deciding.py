"""What a partnership decides about measures: which it uses, and with what words."""

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.foundation.errors import PartRefused, Refused
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.measures.words import with_words
from hearth.outcomes.models import MeasureUsed


class DecisionRefused(PartRefused):
    """It cannot be decided like that."""


@transaction.atomic
def use_measure(*, by: Actor, measure: Measure, is_used: bool) -> None:
    """
    Use a measure from now on, or no more. What was given by it before stays.

    :raises NotAllowed: if the actor does not decide that for the partnership
    """
    _decide(by, measure, is_used=is_used)


@transaction.atomic
def load_words(*, by: Actor, measure: Measure, words: str) -> None:
    """
    Lay words over a measure, under a licence of the partnership's own; or take them off it again.

    :param words: of a TOML file, as docs/reference/score.md has it; none, if empty
    :raises NotAllowed: if the actor does not decide that for the partnership
    :raises DecisionRefused: if it is not such a file, or for another measure
    """
    if words.strip():
        try:
            with_words(measure, words, "the file")
        except Refused as refusal:
            raise DecisionRefused(f"{refusal}. Nothing was changed", about="words") from refusal
    _decide(by, measure, words=words.strip())


def _decide(by: Actor, measure: Measure, **said: object) -> None:
    require_everywhere(by, Permission.CHOOSE_MEASURES)
    usual = {"is_used": measure.words is not None}
    row, _ = MeasureUsed.objects.update_or_create(
        slug=measure.slug,
        defaults={**said, "edited_by_id": by.id},
        create_defaults={**usual, **said, "edited_by_id": by.id},
    )
    audit.note(by=by, verb="decided about", subject=row)
