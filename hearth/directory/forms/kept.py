"""What the directory's forms share: they carry what they were drawn from, lists included."""

from typing import Any

from django.http import QueryDict

from hearth.design import nhs
from hearth.places.forms.kept import KeptForm
from hearth.places.versions import ChangedMeanwhile, is_what_was_seen


class EntryForm(KeptForm):
    """A form that carries, unseen, what it was drawn from, and has lists of boxes to tick."""

    def tell(self, refusal: Exception) -> None:
        """Show a refusal, as KeptForm does, and leave lists of boxes lists."""
        many = {name for name, field in self.fields.items() if isinstance(field, nhs.ManyField)}
        typed = {name: self.cleaned_data.get(name) for name in many}
        super().tell(refusal)
        if not isinstance(refusal, ChangedMeanwhile):
            return
        assert isinstance(self.data, QueryDict)
        for name in many & set(refusal.changed):
            theirs = list(map(str, refusal.facts[name]))
            mine = list(map(str, typed[name] or []))
            left = is_what_was_seen(name, sorted(mine), refusal.seen)
            self.data.setlist(name, theirs if left else mine)

    def facts(self) -> dict[str, Any]:
        """Return what was typed, without what was carried. Lists of ticked boxes are in order."""
        facts = super().facts()
        for name, field in self.fields.items():
            if isinstance(field, nhs.ManyField):
                facts[name] = sorted(map(str, facts[name] or []))
        return facts
