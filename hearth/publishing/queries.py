"""What was published, and what would be."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hearth.disclosure.protecting import protect
from hearth.disclosure.publishing import publication
from hearth.disclosure.reading import read_release
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.publishing.drafts import Draft, document
from hearth.publishing.models import Publication


def publications(actor: Actor) -> QuerySet[Publication]:
    """
    Return all that was published, the latest first.

    :raises NotAllowed: if the actor reads no reports anywhere
    """
    require_somewhere(actor, Permission.READ_REPORTS)
    return Publication.objects.order_by("-recorded_at", "-id").select_related("published_by")


def get_publication(publication_id: UUID, *, actor: Actor) -> Publication:
    """
    Return one.

    :raises NotAllowed: if the actor reads no reports anywhere
    :raises Publication.DoesNotExist: if there is none
    """
    return publications(actor).get(id=publication_id)


def would_print(draft: Draft) -> dict[str, Any]:
    """
    Return what would be printed of a draft, as disclosure.publishing.publication has it.

    :raises Refused: if one of that name was published before, or a table cannot be made out
    """
    answer, _ = protected(draft)
    return answer


def protected(draft: Draft) -> tuple[dict[str, Any], dict[str, Any]]:
    """
    Return what would be printed, and what was counted before by key.

    :raises Refused: as would_print
    """
    if Publication.objects.filter(name=draft.name).exists():
        raise Refused("This was published before. It stands under “What was published”.")
    before: dict[str, Any] = {}
    earlier = []
    said = Publication.objects.order_by("recorded_at", "id").values_list("ledger", "counted")
    keys = {key for *_, key in draft.cells()}
    for entry, counted in said:
        before |= counted
        if keys & counted.keys():
            earlier.append(entry)
    return publication(protect(read_release(document(draft, before, earlier)))), before
