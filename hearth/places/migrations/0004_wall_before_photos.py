from django.db import migrations

from hearth.foundation.walls import EVERYBODY, Wall, among

KEPT = among("site_id", "places.keep")


class Migration(migrations.Migration):
    """Everybody may see a photo; whoever keeps its site may put one there, or take it away."""

    dependencies = [("places", "0003_photos")]

    operations = [
        Wall("places_sitephoto", see=EVERYBODY, add=KEPT, change=KEPT, remove=KEPT),
    ]
