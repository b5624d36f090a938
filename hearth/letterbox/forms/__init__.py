"""What was typed on the pages of the letterbox."""

from hearth.letterbox.forms.boxes import BoxForm, DutyForm
from hearth.letterbox.forms.letters import AnswerForm, HandOnForm, HowForm, WriteForm

__all__ = [
    "AnswerForm",
    "BoxForm",
    "DutyForm",
    "HandOnForm",
    "HowForm",
    "WriteForm",
]
