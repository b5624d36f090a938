"""What was typed of an introduction."""

from hearth.introductions.forms.begun import BeginForm, LookForm
from hearth.introductions.forms.going_on import (
    AnswerForm,
    AskForm,
    CouldNotForm,
    FittedForm,
    MetForm,
    NextForm,
    StopForm,
)
from hearth.introductions.forms.incoming import BringInForm, WentOnForm
from hearth.introductions.forms.replying import CodeForm, FittedReplyForm, ReplyForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "BeginForm",
    "BringInForm",
    "CodeForm",
    "CouldNotForm",
    "FittedForm",
    "FittedReplyForm",
    "LookForm",
    "MetForm",
    "NextForm",
    "ReplyForm",
    "StopForm",
    "WentOnForm",
]
