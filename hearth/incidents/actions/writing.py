"""What every act about incidents and coming in begins with: the row held, the rule asked."""

from dataclasses import fields, replace
from functools import partial
from typing import TypeVar

from hearth.foundation.actors import Actor
from hearth.foundation.errors import PartRefused
from hearth.incidents.models import OF_AN_INCIDENT, Incident
from hearth.incidents.queries.happened import seen_by
from hearth.people.actions.written import written

LOST = "Part of this page was lost. Open the page again"

Said = TypeVar("Said")


class IncidentRefused(PartRefused):
    """It cannot be written like that."""


checked = partial(written, refused=IncidentRefused)


def hold_incident(by: Actor, incident: Incident) -> Incident:
    """
    Return an incident afresh, held so that no other request changes it before we are done.

    :raises Incident.DoesNotExist: if the actor does not see it (any more)
    """
    return seen_by(by).select_for_update(of=("self",)).get(id=incident.id)


def beside(incident: Incident) -> dict[str, object]:
    """Return what every row of an incident says first: of which, where, and who sees it."""
    return {"incident": incident, "site_id": incident.site_id, "readers": incident.readers}


def let_read(incident: Incident) -> None:
    """Let those who see an incident see all that belongs to it, and nobody else."""
    for model in OF_AN_INCIDENT:
        model._default_manager.filter(incident=incident).update(readers=incident.readers)


def all_checked(said: Said, needed: dict[str, str]) -> Said:
    """
    Return what was said with all of its words as they are kept.

    :param needed: what to say if a part has no words, by its name
    :raises IncidentRefused: if one part is too long, or missing
    """
    parts = {
        field.name: checked(value, about=field.name, needed=needed.get(field.name, ""))
        for field in fields(said)  # type: ignore[arg-type]
        if isinstance(value := getattr(said, field.name), str)
    }
    return replace(said, **parts)  # type: ignore[type-var]
