"""Django forms that draw themselves with the NHS design system."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Choices, QuerySet
from django.utils.functional import Promise

from hearth.design.drawn import Drawn
from hearth.design.moments import DateField, DateTimeField, Parts, TimeField

__all__ = [
    "CheckField",
    "ChoiceField",
    "DateField",
    "DateTimeField",
    "EnumField",
    "FileField",
    "Form",
    "HiddenField",
    "LongTextField",
    "ManyField",
    "NumberField",
    "Parts",
    "PasswordField",
    "RecordField",
    "TextField",
    "TimeField",
    "UUIDField",
    "ValidationError",
    "YesNoField",
]

Words = Sequence[tuple[Any, str | Promise]]


class Form(forms.Form):
    """A form that checks what was typed. It never saves. design/form.jinja draws it."""

    use_required_attribute = False  # the browser's own messages would come before ours

    def offer(self, **choices: QuerySet[Any]) -> None:
        """Set what each named choice field has to offer."""
        for name, queryset in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset


class TextField(Drawn, forms.CharField):
    """One line of words."""


class LongTextField(Drawn, forms.CharField):
    """Several lines of words."""

    macro: ClassVar[str] = "textarea"

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(**options)
        self.rows = rows


class PasswordField(Drawn, forms.CharField):
    """Words that the screen hides. Spaces at either end belong to it."""

    macro: ClassVar[str] = "password"

    def __init__(self, *, autocomplete: str = "current-password", **options: Any) -> None:
        super().__init__(autocomplete=autocomplete, strip=False, **options)


class NumberField(Drawn, forms.IntegerField):
    """A whole number. "1,200" is read as it was meant."""

    def __init__(self, *, width: str = "5", **options: Any) -> None:
        super().__init__(width=width, inputmode="numeric", **options)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)

    def plain_words(self) -> dict[str, str]:
        whole = f"{self.subject} must be a whole number, like 12"
        return super().plain_words() | {"invalid": whole}


class Choosing(Drawn):
    """
    What fields of choices have in common.

    :param hints: a line of explanation under some choices, by their codes
    :param inline: side by side; only for two or three short words
    """

    asks: ClassVar[str] = "Choose"

    def __init__(
        self,
        *args: Any,
        hints: Mapping[Any, str] | None = None,
        inline: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.hints = {str(code): words for code, words in (hints or {}).items()}
        self.inline = inline

    def plain_words(self) -> dict[str, str]:
        return super().plain_words() | {
            "invalid_choice": "Choose one of the answers shown",
            "invalid_list": "Choose from the answers shown",
        }


class EnumField(Choosing, forms.TypedChoiceField):
    """
    Radios for a TextChoices class; cleans to a member of it, or to None.

    :param no_answer: words for a last choice, chosen at first, that takes an answer back: a radio
        that was tapped cannot be untapped
    """

    macro: ClassVar[str] = "radios"
    widget = forms.RadioSelect

    def __init__(
        self,
        enum: type[Choices],
        *,
        as_select: bool = False,
        no_answer: str = "",
        **options: Any,
    ) -> None:
        if as_select:
            self.macro = "select"  # type: ignore[misc]
        self.no_answer = no_answer
        choices = [*enum.choices, ("", no_answer)] if no_answer else enum.choices
        options = {"empty_value": None} | options
        super().__init__(choices=choices, coerce=enum, **options)


class ChoiceField(Choosing, forms.ChoiceField):
    """Radios, or a select, for pairs of code and words."""

    widget = forms.RadioSelect

    def __init__(self, choices: Words, *, as_select: bool = False, **options: Any) -> None:
        self.macro = "select" if as_select else "radios"  # type: ignore[misc]
        super().__init__(choices=choices, **options)


class ManyField(Choosing, forms.TypedMultipleChoiceField):
    """Checkboxes for a TextChoices class or for pairs; cleans to a list."""

    macro: ClassVar[str] = "checkboxes"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: type[Choices] | Words, **options: Any) -> None:
        if isinstance(choices, type):
            options = {"coerce": choices} | options
            choices = choices.choices
        super().__init__(choices=choices, **options)


class YesNoField(Choosing, forms.TypedChoiceField):
    """Yes or no; cleans to True, False, or None for no answer."""

    macro: ClassVar[str] = "radios"
    widget = forms.RadioSelect

    def __init__(self, *, yes: str = "Yes", no: str = "No", **options: Any) -> None:
        words = [("yes", yes), ("no", no)]
        options = {"inline": True, "empty_value": None} | options
        super().__init__(choices=words, coerce=lambda code: code == "yes", **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


class CheckField(Drawn, forms.BooleanField):
    """One box to tick. It need not be ticked unless the field says so."""

    macro: ClassVar[str] = "check"

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__(required=required, **options)

    def plain_words(self) -> dict[str, str]:
        return super().plain_words() | {"required": f"Tick the box first: “{self.label}”"}


class RecordField(Choosing, forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of one record. The form must offer() the records."""

    macro: ClassVar[str] = "select"

    def __init__(self, *, empty_label: str | None = "Choose", **options: Any) -> None:
        super().__init__(queryset=None, empty_label=empty_label, **options)

    def label_from_instance(self, obj: Any) -> str:
        return str(getattr(obj, "known_as", obj))


class FileField(Drawn, forms.FileField):
    """
    A file from the reader's own machine.

    :param kinds: endings that are read, such as (".csv", ".xlsx"); none means any
    :param max_mb: the largest file, in millions of bytes
    """

    macro: ClassVar[str] = "file"
    asks: ClassVar[str] = "Choose"

    def __init__(self, *, kinds: Sequence[str] = (), max_mb: int = 10, **options: Any) -> None:
        super().__init__(**options)
        self.kinds, self.max_mb = tuple(kinds), max_mb

    def clean(self, data: Any, initial: Any = None) -> Any:
        """:raises ValidationError: if there is no file, or it is not one that we can read"""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile) and data:
            ending = PurePath(file.name or "").suffix.lower()
            if self.kinds and ending not in self.kinds:
                *most, last = self.kinds
                ends = f"{', '.join(most)} or {last}" if most else last
                raise ValidationError(f"The file's name must end with {ends}", code="kind")
            if (file.size or 0) > self.max_mb * 1_000_000:
                raise ValidationError(f"The file must be smaller than {self.max_mb} MB", "size")
        return file

    def plain_words(self) -> dict[str, str]:
        return super().plain_words() | {
            "required": "Choose a file",
            "invalid": "The file did not arrive. Choose it again",
            "missing": "The file did not arrive. Choose it again",
            "empty": "The file has nothing in it",
        }


class UUIDField(Drawn, forms.UUIDField):
    """An identifier that a machine filled in."""

    macro: ClassVar[str] = "hidden"
    widget = forms.HiddenInput

    def plain_words(self) -> dict[str, str]:
        lost = "Part of this page was lost. Open the page again"
        return super().plain_words() | {"required": lost, "invalid": lost}


class HiddenField(Drawn, forms.CharField):
    """Words that the page carries along unseen."""

    macro: ClassVar[str] = "hidden"
    widget = forms.HiddenInput
