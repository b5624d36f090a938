"""What somebody answered about their background, and what was agreed of their plan, before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.people.models import Layer, LayerBefore, Person, Question, Sight, StayWellPlan
from hearth.people.queries.background import AnswerSection, background
from hearth.people.queries.before import Past, agreed_then, in_words, past_of
from hearth.people.queries.layers import PlanSaid, plan_said


def agreed_before(person_id: UUID, layer: Layer, *, sight: Sight) -> Mapping[str, Past]:
    """
    Return what was answered to each question, or agreed of a plan, before: the newest first.

    It is as far as the layer is open to whoever asks. Four questions, however much it is.

    :returns: by question; what was agreed of a plan stands under ""
    """
    kept = LayerBefore.objects.open_to(sight).filter(person=person_id, layer=layer)
    rows = defaultdict(list)
    for row in kept.order_by("-recorded_at", "-id"):
        rows[row.question].append(row)
    if not rows:
        return {}
    names = workers_named({row.changed_by_id for of_it in rows.values() for row in of_it})
    now = _as_it_stands(person_id, layer, sight=sight)
    return {
        question: past_of(
            Question(question).label if question else "What we agreed", now[question], of_it, names
        )
        for question, of_it in rows.items()
    }


def get_agreed_before(
    before_id: UUID, *, person: Person, layer: Layer, sight: Sight
) -> AnswerSection | PlanSaid:
    """
    Return what was answered, or agreed of a plan, at one time.

    :raises LayerBefore.DoesNotExist: if it is not theirs, or it is not open to who asks
    """
    kept = LayerBefore.objects.open_to(sight).filter(person=person, layer=layer)
    return agreed_then(kept.get(id=before_id))


def all_agreed_before(person: Person) -> Iterator[tuple[str, str, str]]:
    """Yield what it is, what it said and who answers for it, for the person to read."""
    rows = LayerBefore.objects.filter(person=person).select_related("held_by")
    for row in rows.order_by("recorded_at", "id"):
        what = Question(row.question).label if row.question else "My stay-well plan"
        yield (
            f"{what}, until {timezone.localdate(row.recorded_at):%d %B %Y}",
            in_words(agreed_then(row)),
            row.held_by.name,
        )


def _as_it_stands(
    person_id: UUID, layer: Layer, *, sight: Sight
) -> Mapping[str, AnswerSection | PlanSaid | None]:
    if layer == Layer.ABOUT:
        shown = background(person_id, sight=sight)
        return {each.said.question: each.said for each in shown}
    plan = StayWellPlan.objects.open_to(sight).filter(person=person_id).first()
    return {"": plan_said(plan) if plan else None}
