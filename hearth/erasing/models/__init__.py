from hearth.erasing.models.erasures import (
    AskedFor,
    Decision,
    ErasedAgain,
    Erasure,
    HolderDecision,
    WentTo,
    WhyErase,
    WhyKeep,
)
from hearth.erasing.models.keeping import DueToLook, HolderRule, LegalHold
from hearth.erasing.models.kinds import Kind, kind_of

__all__ = [
    "AskedFor",
    "Decision",
    "DueToLook",
    "ErasedAgain",
    "Erasure",
    "HolderDecision",
    "HolderRule",
    "Kind",
    "LegalHold",
    "WentTo",
    "WhyErase",
    "WhyKeep",
    "kind_of",
]
