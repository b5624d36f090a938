"""What forms share that change something which others may be changing at the same time."""

from datetime import date
from typing import Any

from django.http import QueryDict

from hearth.design import nhs
from hearth.places.versions import ChangedMeanwhile, is_what_was_seen, written_down


class KeptForm(nhs.Form):
    """A form that carries, unseen, what it was drawn from."""

    seen = nhs.HiddenField(required=False)

    def facts(self) -> dict[str, Any]:
        """Return what was typed, without what was carried."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def tell(self, refusal: Exception) -> None:
        """
        Show a refusal above the form, and beside each field that somebody else has changed.

        What was typed stays in its boxes. A box that was left as it was takes
        on what somebody else wrote, so that saving again does not undo it.
        """
        self.add_error(None, str(refusal).rstrip("."))
        if not isinstance(refusal, ChangedMeanwhile):
            return
        assert isinstance(self.data, QueryDict)
        typed, self.data = self.cleaned_data.copy(), self.data.copy()
        self.data["seen"] = written_down(refusal.facts)
        for name in refusal.changed:
            if name not in self.fields:
                continue
            field, theirs = self.fields[name], refusal.facts[name]
            words = f"Somebody else has changed “{field.label}” to: {_in_words(field, theirs)}"
            if is_what_was_seen(name, typed.get(name), refusal.seen):
                self.data[name] = _as_typed(field, theirs)
                self.add_error(name, f"{words}. That is what the form has now")
            else:
                self.add_error(name, f"{words}. The form still has yours")


def _as_typed(field: Any, value: Any) -> str:
    """Return a value as a browser would send it."""
    shown = value.isoformat() if isinstance(value, date) else field.prepare_value(value)
    return "" if shown is None else str(shown)


def _in_words(field: Any, value: Any) -> str:
    """Return a value as the page would show it."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if isinstance(field, nhs.RecordField):
        offered = field.queryset
        return str(offered.filter(pk=value).first() if offered is not None else value)
    shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    for code, words in getattr(field, "choices", ()):
        if str(code) == str(shown):
            return str(words)
    return str(value)


class LinesField(nhs.LongTextField):
    """Several short texts, each on a line of its own; cleans to a list."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        typed = super().clean(value)
        return [line.strip() for line in typed.splitlines() if line.strip()]


class YesNoUnknownField(nhs.ChoiceField):
    """Yes, no, or not known yet; cleans to True, False or None."""

    def __init__(self, **options: Any) -> None:
        words = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known yet")]
        super().__init__(words, inline=True, initial="unknown", **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: "unknown"}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))
