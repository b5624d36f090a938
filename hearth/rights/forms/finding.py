"""By what somebody who asks about their record is found."""

from django.utils import timezone

from hearth.design import nhs
from hearth.people.forms.told import ToldForm


class WhoAsksForm(ToldForm):
    """Their full name and date of birth."""

    full_name = nhs.TextField(
        label="Full name", help_text="First name and family name", max_length=200, width="full",
        called="their full name",
    )  # fmt: skip
    born_on = nhs.DateField(
        label="Date of birth", called="their date of birth", latest=timezone.localdate
    )


class PaperForm(ToldForm):
    """What stands on a paper that they have."""

    code = nhs.TextField(
        label="The code on their card, or the number of their record", max_length=60, width="full",
        called="the code or the number",
    )  # fmt: skip
