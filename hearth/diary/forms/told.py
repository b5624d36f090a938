"""A form that shows a refusal beside the part that it is about, and loses nothing typed."""

from django.http import QueryDict

from hearth.design import nhs
from hearth.people.queries.sections import EditedMeanwhile


class ToldForm(nhs.Form):
    """A form that can be told why not."""

    def tell(self, refusal: Exception) -> None:
        """Show a refusal. If somebody else wrote meanwhile, saving again says it was seen."""
        about = getattr(refusal, "about", "")
        self.add_error(about if about in self.fields else None, str(refusal))
        if isinstance(refusal, EditedMeanwhile) and isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["stamp"] = refusal.now.stamp
