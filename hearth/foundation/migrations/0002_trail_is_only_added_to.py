from django.db import migrations

from hearth.foundation.walls import ANY_ACTOR, Wall, WebMayOnly

READS_THE_TRAIL = "cardinality(nullif(current_setting('foundation.read_trail', true), '')::uuid[]) > 0"


class Migration(migrations.Migration):
    """The web adds to the trail. It cannot change or delete it, and only some may read it."""

    dependencies = [("foundation", "0001_initial")]

    operations = [
        WebMayOnly("foundation_auditline", may="SELECT, INSERT", never="UPDATE, DELETE, TRUNCATE"),
        WebMayOnly("foundation_accessline", may="SELECT, INSERT", never="UPDATE, DELETE, TRUNCATE"),
        WebMayOnly("foundation_told", may="SELECT, INSERT, UPDATE", never="DELETE, TRUNCATE"),
        Wall("foundation_auditline", see=READS_THE_TRAIL, add=ANY_ACTOR),
        Wall("foundation_accessline", see=READS_THE_TRAIL, add=ANY_ACTOR),
    ]
