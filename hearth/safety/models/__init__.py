from hearth.safety.models.concerns import ConcernEntry, EntryKind, Knows, SafetyConcern
from hearth.safety.models.worries import CheckKind, Worry, WorryCheck

__all__ = [
    "CheckKind",
    "ConcernEntry",
    "EntryKind",
    "Knows",
    "SafetyConcern",
    "Worry",
    "WorryCheck",
]
