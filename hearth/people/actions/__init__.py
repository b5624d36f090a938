"""Everything that can be done to the people hubs know. Each act is one whole transaction."""

from hearth.people.actions.meeting import (
    PersonRefused,
    meet_person,
    note_welcome,
    note_welcomes,
)

__all__ = ["PersonRefused", "meet_person", "note_welcome", "note_welcomes"]
