from django.db import migrations

from hearth.foundation.walls import Wall, WebMayOnly, among, holds, is_actor, overlaps, within

SEE, ALL = "commissioning.see", "commissioning.see_all"
AUDIENCES = "people.audiences"
COSTS, KEEP = "commissioning.keep_costs", "commissioning.keep"

SEES_SITE = f"({among('site_id', SEE)}) OR (shared AND {holds(SEE)})"
"""One's own hub's, and those of hubs that show their money to the others."""

SEES_SITES = f"({holds(ALL)}) OR ({overlaps('sites', SEE)}) OR (shared AND {holds(SEE)})"
SEES_POT = f"({holds(ALL)}) OR (({overlaps('partners', AUDIENCES)}) AND {holds(SEE)})"
"""Whoever may see all money, and those of the partners in the pot who may see money somewhere."""

SEES_BEFORE = (
    f"({holds(ALL)}) OR ({overlaps('sites', SEE)})"
    f" OR (({overlaps('partners', AUDIENCES)}) AND {holds(SEE)})"
)
TYPES = among("site_id", COSTS)
KEEPS = holds(KEEP)
SHOWS = f"({KEEPS}) OR ({overlaps('sites', COSTS)})"
"""Whoever keeps a hub's costs shows its money to the others, or takes that back."""


class Migration(migrations.Migration):

    dependencies = [("commissioning", "0001_initial")]

    operations = [
        Wall(
            "commissioning_monthfigure",
            see=SEES_SITE, add=f"({TYPES}) AND {is_actor('written_by_id')}", change=TYPES,
        ),
        Wall("commissioning_openmoney", see=holds(SEE), add=TYPES, remove=TYPES),
        Wall(
            "commissioning_hourvalue",
            see=holds(SEE), add=f"{KEEPS} AND {is_actor('written_by_id')}",
        ),
        Wall(
            "commissioning_moneybefore",
            see=SEES_BEFORE,
            add=f"{is_actor('changed_by_id')} AND (({KEEPS}) OR ({within('sites', COSTS)}))",
        ),
        Wall("commissioning_fund", see=SEES_SITES, add=KEEPS, change=SHOWS),
        Wall(
            "commissioning_fundshare",
            see=SEES_SITE, add=KEEPS, change=f"({KEEPS}) OR ({TYPES})", remove=KEEPS,
        ),
        Wall("commissioning_fundreport", see=SEES_SITES, add=KEEPS, change=SHOWS),
        Wall("commissioning_pot", see=SEES_POT, add=KEEPS, change=KEEPS),
        Wall("commissioning_potdecision", see=SEES_POT, add=KEEPS, change=KEEPS),
        Wall("commissioning_milestone", see=holds(SEE), add=KEEPS, change=KEEPS),
        Wall(
            "commissioning_slip", see=holds(SEE), add=f"{KEEPS} AND {is_actor('said_by_id')}"
        ),
        WebMayOnly("commissioning_moneybefore", never="UPDATE, DELETE, TRUNCATE"),
        WebMayOnly("commissioning_hourvalue", never="UPDATE, DELETE, TRUNCATE"),
        WebMayOnly("commissioning_slip", never="UPDATE, DELETE, TRUNCATE"),
    ]
