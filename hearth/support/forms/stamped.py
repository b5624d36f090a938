"""Forms that carry, unseen, the stamp of what they were drawn from, and lose nothing typed."""

from django.http import QueryDict

from hearth.design import nhs
from hearth.people.queries.sections import EditedMeanwhile


class StampedForm(nhs.Form):
    """A form that carries the stamp of what it was drawn from."""

    stamp = nhs.HiddenField(required=False)

    def tell(self, refusal: Exception) -> object:
        """
        Show a refusal beside the part that it is about, or above the form, losing nothing typed.

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
