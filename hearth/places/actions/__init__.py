"""Everything that can be done to places. Each function is one whole transaction."""

from hearth.places.actions.organisations import (
    OrganisationRefused,
    add_organisation,
    edit_organisation,
)
from hearth.places.actions.photos import (
    PhotoRefused,
    add_photo,
    change_photo,
    move_photo,
    remove_photo,
)
from hearth.places.actions.sites import SiteRefused, edit_site, open_site
from hearth.places.actions.times import (
    TimesRefused,
    add_exception,
    add_hours,
    change_hours,
    close_for_a_time,
    remove_exception,
    remove_hours,
    reopen,
    set_opening_rule,
)

__all__ = [
    "OrganisationRefused",
    "PhotoRefused",
    "SiteRefused",
    "TimesRefused",
    "add_exception",
    "add_hours",
    "add_organisation",
    "add_photo",
    "change_hours",
    "change_photo",
    "close_for_a_time",
    "edit_organisation",
    "edit_site",
    "move_photo",
    "open_site",
    "remove_exception",
    "remove_hours",
    "remove_photo",
    "reopen",
    "set_opening_rule",
]
