"""What somebody tells us, checked without a puzzle."""

from typing import Any

from django.core.validators import validate_email
from django.utils.translation import gettext_lazy

from hearth.design import nhs
from hearth.design.languages import say as _
from hearth.directory.models import TipKind
from hearth.virtualhub.drawn import still_drawn_at, was_read, when_drawn

LONGEST = 2000


class TellForm(nhs.Form):
    """
    That something is wrong or missing.

    `website` is a field that people do not see and programs fill in. `drawn` says when the page was
    drawn: what comes back at once was written by no hand.
    """

    what = nhs.ChoiceField(
        [
            (TipKind.WRONG, gettext_lazy("Something here is wrong")),
            (TipKind.GONE, gettext_lazy("It is not there any more")),
            (TipKind.MISSING, gettext_lazy("Something is missing")),
        ],
        label=gettext_lazy("What is the matter?"),
        error_messages={
            "required": gettext_lazy("Choose what is the matter"),
            "invalid_choice": gettext_lazy("Choose one of the answers shown"),
        },
    )
    words = nhs.LongTextField(
        label=gettext_lazy("Tell us in your own words"),
        help_text=gettext_lazy("Please leave out names and anything private, yours or others’."),
        max_length=LONGEST,
        required=False,
        rows=5,
        error_messages={
            "max_length": gettext_lazy("That is too long. Use %(limit_value)d characters or fewer"),
            "null_characters_not_allowed": gettext_lazy(
                "There is a character in it that we cannot keep. Type it again in plain letters"
            ),
        },
    )
    reply_to = nhs.TextField(
        label=gettext_lazy("Your email address, if you want to know what happened"),
        help_text=gettext_lazy(
            "You can leave this empty. We write once, then erase the address, "
            "after 90 days at the latest."
        ),
        required=False,
        width="full",
        kind="email",
        spellcheck=False,
        autocomplete="email",
        max_length=254,  # RFC 5321
        error_messages={
            "max_length": gettext_lazy("That is too long for an email address"),
            "null_characters_not_allowed": gettext_lazy(
                "An email address looks like name@example.org"
            ),
        },
    )
    website = nhs.HiddenField(required=False)
    drawn = nhs.HiddenField(required=False)

    def clean_reply_to(self) -> str:
        typed: str = self.cleaned_data["reply_to"]
        if typed:
            try:
                validate_email(typed)
            except nhs.ValidationError:
                raise nhs.ValidationError(
                    _("An email address looks like name@example.org")
                ) from None
        return typed

    @property
    def drawn_at(self) -> str:
        """What the page carries: when it was first drawn, if it says so in a way that we know."""
        return still_drawn_at(str(self.data.get("drawn", "")))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = self.cleaned_data
        needs_words = typed.get("what") in (TipKind.WRONG, TipKind.MISSING)
        if needs_words and not typed.get("words") and "words" not in self.errors:
            self.add_error("words", _("Tell us in a few words what is the matter"))
        if doubt := self._doubt(typed):
            self.add_error(None, doubt)
        return typed

    def _doubt(self, typed: dict[str, Any]) -> str:
        """Return why we are not sure that a person sent it, and what to do; nothing if we are."""
        said = typed.get("drawn") or ""
        if typed.get("website"):
            return _(
                "A box that people do not see was filled in, perhaps by your browser. It is empty "
                "again, and all that you wrote is still here. Please send it once more."
            )
        if when_drawn(said) is None:
            return _(
                "We could not tell when this page was opened. All that you wrote is still here. "
                "Wait a few seconds, then please send it once more."
            )
        if not was_read(said):
            return _(
                "That came back within three seconds, and we could not tell if a person sent it. "
                "All that you wrote is still here. Wait a moment, then please send it once more."
            )
        return ""
