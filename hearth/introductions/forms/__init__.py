"""What was typed of an introduction."""

from hearth.introductions.forms.begun import BeginForm, LookForm
from hearth.introductions.forms.going_on import (
    AnswerForm,
    CouldNotForm,
    FittedForm,
    MetForm,
    NextForm,
    StopForm,
)

__all__ = [
    "AnswerForm",
    "BeginForm",
    "CouldNotForm",
    "FittedForm",
    "LookForm",
    "MetForm",
    "NextForm",
    "StopForm",
]
