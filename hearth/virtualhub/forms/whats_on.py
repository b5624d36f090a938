"""Which of what is on to show."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hearth.design import nhs
from hearth.directory.models import Group
from hearth.directory.queries.public import PARTS, Wanted
from hearth.places.models import Site
from hearth.virtualhub.queries.hubs import site_choices

GROUPS = [
    (Group.SOCIAL, _("Company, arts, crafts and peer support")),
    (Group.MIND, _("Counselling, befriending and mental health")),
    (Group.HEALTHY, _("Healthy living and wellbeing")),
    (Group.ADVICE, _("Advice on housing, money and care")),
    (Group.CONDITIONS, _("Living with a long-term condition")),
    (Group.LEARNING, _("Work, learning, volunteering and getting online")),
]
PART_WORDS = [
    ("", _("Any time")),
    ("MORNING", _("In the morning")),
    ("AFTERNOON", _("In the afternoon")),
    ("EVENING", _("In the evening or at night")),
]


class WhatsOnForm(nhs.Form):
    """What cannot be read is passed over: a link that was shared always shows something."""

    hub = nhs.ChoiceField([], label=_("At"), as_select=True, required=False)
    kind = nhs.ChoiceField(
        [("", _("Anything")), *GROUPS], label=_("What kind of thing"), as_select=True,
        required=False,
    )  # fmt: skip
    part = nhs.ChoiceField(PART_WORDS, label=_("When in the day"), as_select=True, required=False)
    free = nhs.CheckField(label=_("Free"))
    step_free = nhs.CheckField(label=_("No steps"))
    turn_up = nhs.CheckField(label=_("You can just turn up"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sites: dict[str, Site] = {site.slug: site for site in site_choices()}
        field = self.fields["hub"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [
            ("", _("Everywhere")),
            *((slug, site.name) for slug, site in self._sites.items()),
        ]

    def _read(self) -> dict[str, Any]:
        self.is_valid()
        read: dict[str, Any] = self.cleaned_data
        self._errors = type(self.errors)()  # what cannot be read is passed over
        return read

    def wanted(self) -> Wanted:
        """Return what was asked for."""
        read = self._read()
        site = self._sites.get(read.get("hub") or "")
        part = read.get("part") or ""
        return Wanted(
            site=site.id if site else None,
            group=read.get("kind") or "",
            free=bool(read.get("free")),
            step_free=bool(read.get("step_free")),
            turn_up=bool(read.get("turn_up")),
            part=part if part in PARTS else "",
        )

    def said(self) -> dict[str, str]:
        """Return what was asked for, to go in an address."""
        read = {name: value for name, value in self._read().items() if value}
        return {name: "on" if value is True else str(value) for name, value in read.items()}
