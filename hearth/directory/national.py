"""
Whom anybody in England can ring, text or write to now.

Facts with their sources. `WRITTEN_ON` is the day on which they were written down here: whoever
holds them against their sources again changes it. The words are ours, and go through translation.
"""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WRITTEN_ON = datetime.date(2026, 11, 22)


@dataclass(frozen=True)
class Line:
    """One number, and for whom it is."""

    name: str | Promise
    call: str
    """As it is dialled, spaced to be read."""
    says: str | Promise
    hours: str | Promise
    source: str
    how: str = "tel"
    """`tel` to ring, `sms` to text; nothing for what is only to be read."""
    button: str | Promise = ""
    """What the button says, where it is not "Ring" and the number."""

    @property
    def href(self) -> str:
        return f"{self.how}:{self.call.replace(' ', '')}" if self.how else self.source


DAY_AND_NIGHT = _("Day and night, every day. Free")

EMERGENCY = Line(
    _("999"), "999",
    _("If somebody may die, is badly hurt, or cannot be kept safe. Or go to A&E."),
    DAY_AND_NIGHT, "https://www.nhs.uk/nhs-services/urgent-and-emergency-care-services/",
)  # fmt: skip
NHS_111 = Line(
    _("NHS 111, then press 2"), "111",
    _("When you or somebody else cannot cope. Press 2 for mental health. You talk to the NHS."),
    DAY_AND_NIGHT,
    "https://www.nhs.uk/nhs-services/mental-health-services/"
    "where-to-get-urgent-help-for-mental-health/",
)  # fmt: skip
SAMARITANS = Line(
    _("Samaritans"), "116 123",
    _("To talk about anything that is too much. They listen, and do not judge."),
    DAY_AND_NIGHT, "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
)  # fmt: skip
SHOUT = Line(
    _("Shout"), "85258",
    _("If you cannot talk out loud. Text the word SHOUT and somebody texts back."),
    DAY_AND_NIGHT, "https://giveusashout.org/get-help/",
    how="sms", button=_("Text SHOUT to 85258"),
)  # fmt: skip

FIRST = (EMERGENCY, NHS_111, SAMARITANS, SHOUT)
"""What stands first, for everybody."""

FOR_SOME = (
    Line(
        _("Childline"), "0800 1111", _("For anybody under 19."), DAY_AND_NIGHT,
        "https://www.childline.org.uk/get-support/",
    ),
    Line(
        _("HOPELINE247, from Papyrus"), "0800 068 4141",
        _("For anybody under 35 with thoughts of suicide, and anybody worried about them."),
        DAY_AND_NIGHT, "https://www.papyrus-uk.org/papyrus-hopeline247/",
    ),
    Line(
        _("National Domestic Abuse Helpline"), "0808 2000 247",
        _("If somebody close hurts or frightens you. For women and children, run by Refuge."),
        DAY_AND_NIGHT, "https://www.nationaldahelpline.org.uk/",
    ),
    Line(
        _("CALM"), "0800 58 58 58", _("For anybody who is struggling or in crisis."),
        _("5pm to midnight, every day. Free"),
        "https://www.thecalmzone.net/get-support",
    ),
    Line(
        _("999 for Deaf people"), "18000",
        _(
            "In British Sign Language, by video at 999bsl.co.uk or in the 999 BSL app. By text, "
            "dial 18000 with Relay UK."
        ),
        DAY_AND_NIGHT, "https://999bsl.co.uk/",
        how="", button=_("Call 999 in sign language"),
    ),
)  # fmt: skip
"""What is for some."""


def is_national(*numbers: str) -> bool:
    """Test if one of these numbers is here already, so that no page says it twice."""
    known = {line.call.replace(" ", "") for line in (*FIRST, *FOR_SOME)}
    return any(number.replace(" ", "") in known for number in numbers)
