"""What a provider types who puts its own entry right. It is a page of the public's."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from hearth.design import nhs
from hearth.directory.labels import spaces, statuses
from hearth.places.forms.kept import YesNoUnknownField


class CorrectionForm(nhs.Form):
    """What has changed. Each box has what stands there now."""

    space_now = nhs.ChoiceField([], required=False)
    waiting_now = nhs.TextField(required=False, max_length=100)
    times = nhs.LongTextField(required=False, max_length=1000, rows=4)
    phone = nhs.TextField(required=False, kind="tel", max_length=40)
    text_number = nhs.TextField(required=False, kind="tel", max_length=40)
    email = nhs.TextField(
        required=False, kind="email", width="full", max_length=200, spellcheck=False
    )
    url = nhs.TextField(required=False, width="full", max_length=300, spellcheck=False)
    is_free = YesNoUnknownField(required=False)
    fees = nhs.LongTextField(required=False, max_length=500, rows=2)
    status = nhs.ChoiceField([], required=False)
    more = nhs.LongTextField(required=False, max_length=1000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, (label, hint) in _words().items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
        space = self.fields["space_now"]
        status = self.fields["status"]
        free = self.fields["is_free"]
        assert isinstance(free, nhs.ChoiceField)
        free.choices = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("I'd rather not say"))]
        assert isinstance(space, nhs.ChoiceField)
        assert isinstance(status, nhs.ChoiceField)
        space.choices = list(spaces().items())
        space.no_answer = True  # type: ignore[attr-defined]
        status.choices = list(statuses().items())

    def show_beside(self, names: list[str], was: dict[str, Any], stands: dict[str, Any]) -> None:
        """
        Show what somebody else wrote meanwhile beside what was typed here.

        A box that was left as it was takes on theirs, so that sending again does not undo it.
        """
        assert isinstance(self.data, QueryDict)
        typed, self.data = self.cleaned_data.copy(), self.data.copy()
        for name, value in stands.items():
            field = self.fields[name]
            shown = field.prepare_value(value) or ""
            if name in names:
                says = dict(getattr(field, "choices", ())).get(shown) or shown or _("nothing")
                words = _("Somebody else changed this meanwhile. It now says: %(says)s")
                self.add_error(name, words % {"says": says})
            elif typed[name] == was.get(name):
                self.data[name] = shown


def _words() -> dict[str, tuple[str, str]]:
    return {
        "space_now": (_("Is there space just now?"), _("This shows at once")),
        "waiting_now": (
            _("How long do people wait?"),
            _("Such as: about three weeks. This shows at once"),
        ),
        "times": (_("When is it on?"), _("Write it as you would say it")),
        "phone": (_("Phone number"), ""),
        "text_number": (_("Number for texts"), ""),
        "email": (_("Email address that anybody may see"), ""),
        "url": (_("Website"), ""),
        "is_free": (_("Is it free?"), ""),
        "fees": (_("What does it cost?"), ""),
        "status": (_("Is it running?"), ""),
        "more": (_("What else has changed?"), _("In your own words")),
    }
