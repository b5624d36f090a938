"""What was typed about people, checked as far as a page can. The rules are in actions."""

from hearth.people.forms.circle import MemberForm
from hearth.people.forms.record import (
    DetailsForm,
    DiedForm,
    HelloForm,
    KnownAsForm,
    LinkForm,
    ListingForm,
    LookForm,
    WayForm,
)
from hearth.people.forms.story import BackgroundForm, LookedAtForm, PassageForm
from hearth.people.forms.told import StampedForm

__all__ = [
    "BackgroundForm",
    "DetailsForm",
    "DiedForm",
    "HelloForm",
    "KnownAsForm",
    "LinkForm",
    "ListingForm",
    "LookForm",
    "LookedAtForm",
    "MemberForm",
    "PassageForm",
    "StampedForm",
    "WayForm",
]
