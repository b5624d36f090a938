from hearth.incidents.models.agreements import (
    ABOUT_SOMEONE,
    Came,
    ComingIn,
    ComingInOnce,
    DoorWords,
    HowIn,
)
from hearth.incidents.models.happened import (
    OF_AN_INCIDENT,
    Incident,
    IncidentBefore,
    IncidentKind,
    IncidentPerson,
    IncidentStep,
    IncidentTold,
    Lesson,
)

__all__ = [
    "ABOUT_SOMEONE",
    "OF_AN_INCIDENT",
    "Came",
    "ComingIn",
    "ComingInOnce",
    "DoorWords",
    "HowIn",
    "Incident",
    "IncidentBefore",
    "IncidentKind",
    "IncidentPerson",
    "IncidentStep",
    "IncidentTold",
    "Lesson",
]
