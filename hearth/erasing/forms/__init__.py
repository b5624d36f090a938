"""What is typed about erasing and keeping."""

from hearth.erasing.forms.deciding import (
    AskForm,
    DecideForm,
    HoldForm,
    LiftForm,
    LookForm,
    RuleForm,
    WithdrawForm,
)

__all__ = ["AskForm", "DecideForm", "HoldForm", "LiftForm", "LookForm", "RuleForm", "WithdrawForm"]
