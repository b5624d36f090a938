"""What every field of ours knows about how it is drawn, and how its errors are worded."""

from typing import Any, ClassVar

from django.forms import Field


class Drawn(Field):
    """
    A form field that form.jinja knows how to draw.

    Browsers must not remember what a worker typed about one person and offer it beside the
    next one, so autocomplete is off unless a field says otherwise.

    :param width: "2", "3", "4", "5", "10", "20", "30" characters, or "full"
    :param called: what error messages call it, such as "date of birth"; the label unless said
    :param prefix: words before the box, such as "£"
    :param suffix: words after the box, such as "minutes"
    :param kind: the type of an input: "text", "tel", "email", "search"
    """

    macro: ClassVar[str] = "input"
    asks: ClassVar[str] = "Enter"
    """How an error asks for an answer: "Enter …" or "Choose …"."""

    def __init__(
        self,
        *args: Any,
        width: str = "20",
        autocomplete: str = "off",
        inputmode: str = "",
        spellcheck: bool | None = None,
        prefix: str = "",
        suffix: str = "",
        called: str = "",
        kind: str = "text",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.width, self.kind = width, kind
        self.autocomplete, self.inputmode, self.spellcheck = autocomplete, inputmode, spellcheck
        self.prefix, self.suffix, self.called = prefix, suffix, called
        said = options.get("error_messages") or {}
        self.error_messages |= {
            code: words for code, words in self.plain_words().items() if code not in said
        }

    @property
    def subject(self) -> str:
        """How an error message begins: "Date of birth …", "This …"."""
        label = str(self.label or "")
        if self.called:
            return self.called[:1].upper() + self.called[1:]
        return "This" if not label or label.endswith("?") else label

    def plain_words(self) -> dict[str, str]:
        """Return plain words for each error code, in place of Django's."""
        label = str(self.label or "")
        if self.called:
            required = f"{self.asks} {self.called}"
        elif not label or label.endswith("?"):
            required = f"Answer “{label}”" if label else "This needs an answer"
        else:
            required = f"{self.asks} {_within_a_sentence(label)}"
        return {
            "required": required,
            "max_length": f"{self.subject} must be %(limit_value)d characters or fewer",
            "min_length": f"{self.subject} must be %(limit_value)d characters or more",
            "min_value": f"{self.subject} must be %(limit_value)s or more",
            "max_value": f"{self.subject} must be %(limit_value)s or less",
            "null_characters_not_allowed": f"{self.subject} has a character in it we can't keep",
        }


def _within_a_sentence(label: str) -> str:
    """Turn "Your name" into "your name". "NHS number" stays as it is."""
    shouted = len(label) > 1 and label[1].isupper()
    return label if shouted else label[:1].lower() + label[1:]
