"""Forms that others may be filling in at the same time, and that say why something was refused."""

from hearth.places.forms.kept import KeptForm


class MoneyForm(KeptForm):
    """A form that shows a refusal beside the box that it is about, or above the form."""

    def tell(self, refusal: Exception) -> None:
        about = getattr(refusal, "about", "")
        if about in self.fields:
            self.add_error(about, str(refusal))
        else:
            super().tell(refusal)
