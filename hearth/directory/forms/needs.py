"""What a worker tells of a need, and what somebody asks to see of them."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from hearth.design import nhs
from hearth.directory.models import Facet, Term, UnmetNeed
from hearth.directory.queries.needs import WhichNeeds
from hearth.places.models import Site

AT_SITE = "site:"
PERIODS = [("30", "The last 30 days"), ("91", "The last 13 weeks"), ("365", "The last year")]
USUAL = "91"


class TellNeedForm(nhs.Form):
    """Something that somebody needed, and that nobody here offers."""

    term = nhs.RecordField(label="What was needed?", empty_label="Something else", required=False)
    note = nhs.LongTextField(
        label="In your own words",
        help_text="What would have helped? Leave out names, and anything that says who it was",
        required=False, rows=2, max_length=500, called="own words",
    )  # fmt: skip
    where = nhs.ChoiceField([], label="Where?", as_select=True, required=False)
    in_the_evening = nhs.CheckField(label="It was wanted in the evening or at night")
    at_the_weekend = nhs.CheckField(label="It was wanted at the weekend")

    def __init__(
        self, *args: Any, sites: Sequence[Site], neighbourhoods: Iterable[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.sites = {each.slug: each for each in sites}
        self.offer(term=Term.objects.filter(facet=Facet.NEED).order_by("name"))
        where = self.fields["where"]
        assert isinstance(where, nhs.ChoiceField)
        where.choices = [
            ("", "Nobody said"),
            *((AT_SITE + slug, f"Round {site.name}") for slug, site in self.sites.items()),
            *((name, name) for name in neighbourhoods),
        ]

    def facts(self) -> dict[str, Any]:
        """Return what to tell, in the words of actions.needs.note_unmet."""
        facts = dict(self.cleaned_data)
        where = facts.pop("where")
        if where.startswith(AT_SITE):
            return facts | {"site": self.sites[where.removeprefix(AT_SITE)]}
        return facts | {"neighbourhood": where}


class NeedsForm(nhs.Form):
    """Which needs to show."""

    days = nhs.ChoiceField(PERIODS, label="When", as_select=True, required=False)
    need = nhs.RecordField(label="What was needed", empty_label="Anything", required=False)
    told = nhs.ChoiceField(
        [("", "Any way"), *UnmetNeed.Told.choices], label="How we know", as_select=True,
        required=False,
    )  # fmt: skip
    where = nhs.TextField(label="Neighbourhood", required=False, max_length=200)
    evening = nhs.CheckField(label="Only evenings")
    weekend = nhs.CheckField(label="Only weekends")

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.offer(
            need=Term.objects.filter(taxonomy__slug="hub")
            .exclude(facet=Facet.LIKE)
            .order_by("facet", "name")
        )

    def which(self) -> WhichNeeds:
        """Return what is asked for; what makes no sense asks for nothing."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        need = asked.get("need")
        return WhichNeeds(
            since=self.today - datetime.timedelta(days=int(asked.get("days") or USUAL)),
            until=self.today,
            term_id=need.id if need else None,
            told=asked.get("told") or "",
            where=asked.get("where") or "",
            evening=bool(asked.get("evening")),
            weekend=bool(asked.get("weekend")),
        )
