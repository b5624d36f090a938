from django.db import migrations

from hearth.foundation.walls import Wall, WebMayOnly, among, holds, is_actor, overlaps

ASKS = overlaps("known_at", "erasing.ask")
DECIDES = holds("erasing.decide")
FOUND = among("person_id", "people.found")


class Migration(migrations.Migration):
    """What was asked to be erased is seen by who decides, and by those who may ask where they knew them."""

    dependencies = [("erasing", "0001_initial")]

    operations = [
        Wall(
            "erasing_erasure",
            see=f"({DECIDES}) OR ({is_actor('asked_by_id')}) OR ({ASKS})",
            add=f"({ASKS}) AND {is_actor('asked_by_id')}",
            change=DECIDES,
        ),
        WebMayOnly("erasing_erasure", never="DELETE, TRUNCATE"),
        Wall(
            "erasing_holderdecision",
            see=f"({DECIDES}) OR ({ASKS})",
            add=f"(({ASKS}) OR ({DECIDES})) AND decision = 'WAITING'",
            change=DECIDES,
        ),
        WebMayOnly("erasing_holderdecision", never="DELETE, TRUNCATE"),
        Wall("erasing_wentto", see=DECIDES, add=DECIDES),
        WebMayOnly("erasing_wentto", never="UPDATE, DELETE, TRUNCATE"),
        Wall(
            "erasing_legalhold",
            see=f"({DECIDES}) OR ({ASKS})",
            add=f"(({ASKS}) OR ({DECIDES})) AND {is_actor('set_by_id')}",
            change=DECIDES,
            remove=f"({DECIDES}) AND ({FOUND})",
        ),
        Wall("erasing_duetolook", see=DECIDES, add=DECIDES, change=DECIDES, remove=DECIDES),
    ]
