"""What was typed of an introduction."""

from hearth.introductions.forms.asking import AskForm
from hearth.introductions.forms.beginning import BEGIN, AlongForm, UrgentForm
from hearth.introductions.forms.begun import BeginForm, LookForm
from hearth.introductions.forms.going_on import (
    AnswerForm,
    CouldNotForm,
    FittedForm,
    KnowForm,
    MetForm,
    NextForm,
    StopForm,
)
from hearth.introductions.forms.incoming import (
    BringInForm,
    HearForm,
    SendOnForm,
    TakeForm,
    WentOnForm,
)
from hearth.introductions.forms.reading_out import ReadOutForm
from hearth.introductions.forms.replying import CodeForm, FittedReplyForm, ReplyForm

__all__ = [
    "BEGIN",
    "AlongForm",
    "AnswerForm",
    "AskForm",
    "BeginForm",
    "BringInForm",
    "CodeForm",
    "CouldNotForm",
    "FittedForm",
    "FittedReplyForm",
    "HearForm",
    "KnowForm",
    "LookForm",
    "MetForm",
    "NextForm",
    "ReadOutForm",
    "ReplyForm",
    "SendOnForm",
    "StopForm",
    "TakeForm",
    "UrgentForm",
    "WentOnForm",
]
