from django.db import migrations

from hearth.foundation.walls import Wall, WebMayOnly, among, is_actor

SEES = among("site_id", "frontdoor.see_visits")


class Migration(migrations.Migration):
    """
    The second wall: visits, and all that hangs on them, are seen and changed only at sites where
    the actor sees visits. They are added only in the actor's own name, and never deleted by the
    web at all: an undone visit is marked as taken back. What a correction says was there before is
    changed in one way only, when the person it was about is forgotten.
    """

    dependencies = [("frontdoor", "0001_initial")]

    operations = [
        *(
            Wall(table, see=SEES, add=f"{SEES} AND {is_actor('welcomed_by_id')}", change=SEES)
            for table in ("frontdoor_visit", "frontdoor_headcount")
        ),
        *(
            Wall(table, see=SEES, add=SEES, change=SEES)
            for table in ("frontdoor_conversation", "frontdoor_childalert")
        ),
        Wall(
            "frontdoor_correction",
            see=SEES,
            add=f"{SEES} AND {is_actor('corrected_by_id')}",
            change=SEES,
        ),
        WebMayOnly(
            "frontdoor_correction",
            may="SELECT, INSERT, UPDATE (person_was_id, was_sealed)",
            never="UPDATE, DELETE",
        ),
        Wall(
            "frontdoor_presence",
            see=SEES,
            add=f"{SEES} AND {is_actor('signed_in_by_id')}",
            change=SEES,
        ),
    ]
