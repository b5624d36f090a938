from django.db import migrations

from hearth.foundation.walls import Wall, holds, is_actor, within

MAY = f"{within('site_ids', 'evidence.publish_reports')} AND {is_actor('published_by_id')}"


class Migration(migrations.Migration):
    """The second wall: whoever reads reports sees what was published; nobody changes it."""

    dependencies = [("publishing", "0001_initial")]

    operations = [
        Wall("publishing_publication", see=holds("evidence.read_reports"), add=MAY),
    ]
