from django.db import migrations

from hearth.foundation.walls import Wall, WebMayOnly, holds


class Migration(migrations.Migration):
    """What is counted of somebody whom reports leave out goes with their record."""

    dependencies = [("support", "0131_sharing_stops")]

    operations = [
        Wall(
            "support_counted",
            see=holds("erasing.decide"),
            add=holds("erasing.decide"),
            change=holds("erasing.decide"),
            remove=holds("erasing.decide"),
        ),
        WebMayOnly("support_counted", may="DELETE", never="TRUNCATE"),
    ]
