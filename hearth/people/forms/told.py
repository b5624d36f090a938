"""Forms that say why something was refused, and lose nothing typed: a record's, and others' too."""

from django.http import QueryDict

from hearth.design import nhs
from hearth.people.queries.sections import EditedMeanwhile


class ToldForm(nhs.Form):
    """A form that shows a refusal beside the part that it is about, or above the form."""

    def tell(self, refusal: Exception) -> object:
        """
        Show a refusal, losing nothing typed.

        If somebody else wrote here meanwhile, return what they wrote: saving
        again says that it has been seen.
        """
        about = getattr(refusal, "about", "")
        self.add_error(about if about in self.fields else None, str(refusal))
        if not isinstance(refusal, EditedMeanwhile):
            return None
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["stamp"] = refusal.now.stamp
        return refusal.now


class StampedForm(ToldForm):
    """A form that carries, unseen, the stamp of what it was drawn from."""

    stamp = nhs.HiddenField(required=False)
