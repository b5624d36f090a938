"""What somebody asks of the standard offer."""

from hearth.design import nhs
from hearth.directory.models import Group
from hearth.directory.standard import When


class TimesForm(nhs.Form):
    """Which group to look at by time."""

    group = nhs.ChoiceField(
        [("", "All of them"), *Group.choices], label="Kind of help", as_select=True, required=False
    )


class BehindForm(nhs.Form):
    """Which number of the standard offer to open."""

    hub = nhs.TextField(label="Hub", required=False, max_length=100)
    group = nhs.ChoiceField([("", ""), *Group.choices], label="Kind of help", required=False)
    promise = nhs.TextField(label="Promise", required=False, max_length=50)
    when = nhs.ChoiceField(
        [("", ""), *((each.value, each.words) for each in When)], label="When", required=False
    )
