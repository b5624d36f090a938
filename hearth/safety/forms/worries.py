"""What was typed of a worry."""

from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.people.forms.told import ToldForm
from hearth.safety.forms.shared import OwnedForm
from hearth.safety.models import CheckKind
from hearth.safety.models.worries import BY_THEMSELVES
from hearth.safety.queries.owners import Owner

CONFIDENCE = (("yes", "Yes, or they did not say"), ("no", "No: the person may know"))


class WorryForm(OwnedForm):
    """What somebody said who is worried."""

    words = nhs.LongTextField(
        label="What are they worried about?",
        called="what they are worried about",
        help_text="In their own words",
        rows=4,
    )
    about = nhs.TextField(
        label="Whom is it about?",
        called="whom it is about",
        help_text="A name, or how to know them: tall man, lives above the chip shop",
        width="full",
    )
    confidential = nhs.ChoiceField(
        CONFIDENCE,
        label="Should it be kept in confidence?",
        called="if it should be kept in confidence",
        help_text="Then the person never sees that anybody told us. Only whoever looks after it "
        "and the hub manager can read it",
        initial="yes",
    )
    teller = nhs.TextField(
        label="Who is telling us? They need not say",
        called="who is telling us",
        required=False,
        width="full",
    )
    reach = nhs.TextField(
        label="How can we reach them back? They need not say",
        called="how to reach them back",
        required=False,
        width="full",
    )
    wants_word = nhs.CheckField(
        label="They would like to hear what came of it",
        help_text="Tell them that we cannot always say much",
    )
    owner = nhs.ChoiceField(
        [], label="Who looks after it?", called="who looks after it", as_select=True,
        required=False,
    )  # fmt: skip
    worry_id = nhs.UUIDField(required=False)

    field_order = (
        "words", "about", "confidential", "teller", "reach", "wants_word", "owner", "not_for",
        "worry_id",
    )  # fmt: skip

    def __init__(
        self, *args: Any, owners: list[Owner], readers: list[tuple[UUID, str]], is_known: bool,
        **options: Any,
    ) -> None:  # fmt: skip
        """:param is_known: whom it is about was chosen on the list already"""
        super().__init__(*args, **options)
        self.offer_owners(owners)
        self.offer_readers(readers)
        if is_known:
            del self.fields["about"]

    def told(self) -> dict[str, Any]:
        """Return the parts of actions.WorryTold."""
        typed = self.cleaned_data
        return {
            "words": typed["words"],
            "about": typed.get("about", ""),
            "teller": typed["teller"],
            "reach": typed["reach"],
            "wants_word": typed["wants_word"],
            "confidential": typed["confidential"] != "no",
            "not_for": self.kept_from(),
        }


class CheckForm(ToldForm):
    """What was done to see that somebody is all right."""

    kind = nhs.ChoiceField(
        [(kind.value, kind.label) for kind in CheckKind if kind not in BY_THEMSELVES],
        label="What did you do?",
        called="what you did",
    )
    whom = nhs.TextField(label="With whom?", called="with whom", required=False, width="full")
    said = nhs.LongTextField(
        label="What did you find, or what did they say?", called="what you found", rows=3
    )
    done_at = nhs.DateTimeField(label="When?", called="when it was", short_years=True)
    check_id = nhs.UUIDField(required=False)

    def check(self) -> dict[str, Any]:
        """Return the parts of actions.Checked."""
        typed = self.cleaned_data
        return {name: typed[name] for name in ("kind", "whom", "said", "done_at")}


class SettleForm(ToldForm):
    """That it is settled for now."""

    done = nhs.LongTextField(
        label="What was done?",
        called="what was done",
        help_text="So that whoever reads it later knows",
        rows=3,
    )
    teller_told = nhs.YesNoField(
        label="Have you told them what came of it?",
        called="if you have told them",
        required=False,
        no="No, they could not be reached, or it is not ours to say",
        inline=False,
    )

    def __init__(self, *args: Any, wants_word: bool, **options: Any) -> None:
        """:param wants_word: whoever said so would like to hear what came of it"""
        super().__init__(*args, **options)
        if not wants_word:
            del self.fields["teller_told"]


class HandOverForm(ToldForm):
    """To whom it is handed over."""

    owner = nhs.ChoiceField(
        [], label="Who looks after it from now on?", called="who looks after it", as_select=True
    )
    why = nhs.LongTextField(
        label="What should they know?", called="what they should know", required=False, rows=2
    )

    def __init__(self, *args: Any, owners: list[Owner], now_owner: str, **options: Any) -> None:
        """:param now_owner: the id of whoever looks after it now"""
        super().__init__(*args, **options)
        field: Any = self.fields["owner"]
        others = [(str(one.id), one.words) for one in owners if str(one.id) != now_owner]
        field.choices = [("", "Choose"), *others]


class LookForm(nhs.Form):
    """Part of a name, to look for whom it is about."""

    q = nhs.TextField(label="Find them on the list", kind="search", required=False)
    person = nhs.UUIDField(required=False)
