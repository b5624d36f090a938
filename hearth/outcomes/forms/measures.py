"""What was typed of a measure: the words that a partnership has a licence for."""

from hearth.design import nhs
from hearth.people.forms.told import ToldForm


class WordsForm(ToldForm):
    """A file of words, laid over a measure. It can change no figure."""

    words = nhs.LongTextField(
        label="The file of its words",
        help_text="Paste all of it. Leave the box empty to take the words off again",
        required=False,
        rows=12,
    )
