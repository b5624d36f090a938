"""What a reader of reports asks for, checked."""

import datetime
from collections.abc import Iterable
from typing import Any

from hearth.design import nhs
from hearth.disclosure.policies import all_policies, default_policy
from hearth.evidence.period import Period, this_month
from hearth.evidence.queries import NO_TIER, Which
from hearth.evidence.queries.behind import WHO
from hearth.evidence.queries.cutting import QUESTIONS
from hearth.places.models import Site, SiteKind, Tier

EARLIEST = datetime.date(2000, 1, 1)
"""Before any of these hubs. An earlier date is a slip, and would cut a century into months."""


LAST_PAGE = 1_000_000
"""More pages than any network has visits for, and few enough for the database to count past."""


class ReportForm(nhs.Form):
    """
    Which days, and which sites.

    The names are those of the report's address: ?from=&to=&site=&kind=&tier=. "From" is a word of
    Python's, so the days are added by hand.
    """

    site = nhs.ChoiceField([], label="Site", as_select=True, required=False)
    kind = nhs.ChoiceField(
        [("", "Every kind"), *SiteKind.choices],
        label="Kind of site", as_select=True, required=False,
    )  # fmt: skip
    tier = nhs.ChoiceField(
        [("", "Every tier"), *Tier.choices, (NO_TIER, "No tier given")],
        label="Tier", as_select=True, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, sites: Iterable[Site], today: datetime.date) -> None:
        super().__init__(*args)
        self.today = today
        site = self.fields["site"]
        assert isinstance(site, nhs.ChoiceField)
        site.choices = [("", "All of them"), *((s.slug, s.name) for s in sites)]
        for name, label in [("from", "First day"), ("to", "Last day")]:
            self.fields[name] = nhs.DateField(
                label=label, called=f"the {label.lower()}", required=False, short_years=True,
                earliest=EARLIEST, latest=today,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("from"), values.get("to")
        if first and last and last < first:
            self.add_error(
                "to", nhs.ValidationError("The last day must not be before the first", code="day")
            )
        return values

    @property
    def period(self) -> Period:
        """
        Return the days asked for.

        Without a first day, from the beginning of the last day's month; without a last day, until
        today. Without either, this month so far.
        """
        last = self.cleaned_data.get("to") or self.today
        first = self.cleaned_data.get("from") or this_month(last).first
        return Period(first, last)


class PublishForm(ReportForm):
    """Which days and sites, and by which policy their numbers are protected."""

    policy = nhs.ChoiceField([], label="How small numbers are protected", required=False)

    def __init__(self, *args: Any, sites: Iterable[Site], today: datetime.date) -> None:
        super().__init__(*args, sites=sites, today=today)
        policy = self.fields["policy"]
        assert isinstance(policy, nhs.ChoiceField)
        policy.choices = [(each.name, each.title) for each in all_policies().values()]

    @property
    def chosen(self) -> str:
        """Return the policy asked for, or the public's."""
        return self.cleaned_data["policy"] or default_policy()


class BehindForm(ReportForm):
    """Which of the visits: what a number in the report puts into the address it opens to."""

    who = nhs.ChoiceField(list(WHO.items()), label="Who", required=False)
    weekday = nhs.NumberField(label="Weekday", min_value=0, max_value=6, required=False)
    hour = nhs.NumberField(label="Hour", min_value=0, max_value=23, required=False)
    question = nhs.ChoiceField(
        [("", ""), *((name, title) for name, title, *_ in QUESTIONS)],
        label="Question", required=False,
    )  # fmt: skip
    answer = nhs.TextField(label="Answer", required=False)
    show = nhs.ChoiceField(
        [("", "Visits"), ("headcounts", "Headcounts")], label="Show", required=False
    )
    page = nhs.NumberField(label="Page", min_value=1, max_value=LAST_PAGE, required=False)

    @property
    def which(self) -> Which:
        values = self.cleaned_data
        return Which(
            values["who"], values["weekday"], values["hour"], values["question"], values["answer"]
        )

    @property
    def show_headcounts(self) -> bool:
        return self.which.has_headcounts and self.cleaned_data["show"] == "headcounts"
