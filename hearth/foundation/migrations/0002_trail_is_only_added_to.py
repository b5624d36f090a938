from django.db import migrations

from hearth.foundation.walls import ANY_ACTOR, Wall, WebMayOnly, is_actor

READS_THE_TRAIL = "cardinality(nullif(current_setting('foundation.read_trail', true), '')::uuid[]) > 0"


class Migration(migrations.Migration):
    """
    The web adds to the trail. It cannot change or delete it, and only some may read it.

    Nobody writes in another's name; an audit line of nobody's says that Hearth did it by itself.
    What was told upwards is for whoever will listen as the tables' owner: the web never reads it.
    """

    dependencies = [("foundation", "0001_initial")]

    operations = [
        WebMayOnly("foundation_auditline", may="SELECT, INSERT", never="UPDATE, DELETE, TRUNCATE"),
        WebMayOnly("foundation_accessline", may="SELECT, INSERT", never="UPDATE, DELETE, TRUNCATE"),
        WebMayOnly("foundation_told", may="INSERT", never="SELECT, UPDATE, DELETE, TRUNCATE"),
        Wall(
            "foundation_auditline",
            see=READS_THE_TRAIL,
            add=f"{is_actor('actor_id')} OR (actor_id IS NULL AND {ANY_ACTOR})",
        ),
        Wall("foundation_accessline", see=READS_THE_TRAIL, add=is_actor("actor_id")),
        Wall("foundation_told", see="false", add=ANY_ACTOR),
    ]
