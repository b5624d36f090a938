from django.db import migrations

from hearth.foundation.walls import ANY_ACTOR, Wall, WebMayOnly

HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""


class Migration(migrations.Migration):
    """What was told upwards is heard by Hearth itself, on its timer, and by no worker."""

    dependencies = [("foundation", "0002_trail_is_only_added_to")]

    operations = [
        WebMayOnly("foundation_told", may="SELECT, INSERT, UPDATE", never="DELETE, TRUNCATE"),
        Wall("foundation_told", see=HEARTH_ITSELF, add=ANY_ACTOR, change=HEARTH_ITSELF),
    ]
