"""What a field of a form has to offer, once that is known."""

from collections.abc import Iterable

from hearth.design import nhs


def offer_words(form: nhs.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Set what a field of one or many choices has to offer."""
    field = form.fields[name]
    assert isinstance(field, nhs.ChoiceField | nhs.ManyField)
    field.choices = list(choices)
