from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.outgoing.models import Kind
from hearth.outgoing.queries import Which

ANY = "ANY"


class SendForm(nhs.Form):
    """What to send to a person, and by what."""

    template = nhs.ChoiceField([], label="What would you like to send?")
    kind = nhs.ChoiceField(
        [(ANY, "Whichever is safe for them"), *Kind.choices[:2]],
        label="By what?",
        required=False,
    )
    message_id = nhs.UUIDField()

    def __init__(self, *args: Any, templates: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["template"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = templates

    def sent(self) -> dict[str, Any]:
        """Return what an act needs of it."""
        typed = self.cleaned_data
        message_id: UUID = typed["message_id"]
        return {
            "template": typed["template"],
            "kind": None if typed["kind"] in ("", ANY) else Kind(typed["kind"]),
            "message_id": message_id,
        }


class OwnAddressForm(nhs.Form):
    """Where a lead wants to be written to."""

    address = nhs.TextField(
        label="Your email address",
        help_text="Leave this empty, and we write to you no more",
        required=False,
        kind="email",
        width="full",
        max_length=254,  # RFC 5321
        autocomplete="email",
        spellcheck=False,
    )


class ListForm(nhs.Form):
    """Which messages, and which page of them."""

    which = nhs.ChoiceField([(which.value, which.value) for which in Which], required=False)
    page = nhs.NumberField(required=False, min_value=1, max_value=100_000)

    def chosen(self) -> tuple[Which, int]:
        """Return what was chosen; what makes no sense is what was not chosen."""
        typed = self.cleaned_data if self.is_valid() else {}
        return Which(typed.get("which") or Which.TO_DO), typed.get("page") or 1
