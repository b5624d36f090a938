"""What is typed about what somebody asks."""

from hearth.rights.forms.acts import (
    AgainForm,
    BackForm,
    DecidedForm,
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
    StandsForm,
    StatementForm,
    TakeAwayForm,
)
from hearth.rights.forms.asking import AskForm
from hearth.rights.forms.finding import PaperForm, WhoAsksForm

__all__ = [
    "AgainForm",
    "AskForm",
    "BackForm",
    "DecideForm",
    "DecidedForm",
    "EndForm",
    "GiveForm",
    "IdentityForm",
    "LiftForm",
    "LongerForm",
    "PaperForm",
    "PutRightForm",
    "ReleaseForm",
    "SameForm",
    "SeenForm",
    "StandsForm",
    "StatementForm",
    "TakeAwayForm",
    "WhoAsksForm",
]
