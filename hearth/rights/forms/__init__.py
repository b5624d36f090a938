"""What is typed about what somebody asks."""

from hearth.rights.forms.acts import (
    AgainForm,
    BackForm,
    DecideForm,
    EndForm,
    GiveForm,
    IdentityForm,
    LiftForm,
    LongerForm,
    PutRightForm,
    ReleaseForm,
    SameForm,
    SeenForm,
    StatementForm,
    TakeAwayForm,
)
from hearth.rights.forms.asking import AskForm

__all__ = [
    "AgainForm",
    "AskForm",
    "BackForm",
    "DecideForm",
    "EndForm",
    "GiveForm",
    "IdentityForm",
    "LiftForm",
    "LongerForm",
    "PutRightForm",
    "ReleaseForm",
    "SameForm",
    "SeenForm",
    "StatementForm",
    "TakeAwayForm",
]
