from django.db import migrations

from hearth.foundation.walls import Wall, among, is_actor

MAY = among("site_id", "frontdoor.import_sheet")


class Migration(migrations.Migration):
    """The second wall: sheets are seen only where the actor may bring in sheets."""

    dependencies = [("sheets", "0001_initial")]

    operations = [
        Wall("sheets_sheet", see=MAY, add=f"{MAY} AND {is_actor('brought_by_id')}", change=MAY),
        Wall("sheets_sheetpart", see=MAY, add=MAY, remove=MAY),
        Wall("sheets_sheetrow", see=MAY, add=MAY, change=MAY, remove=MAY),
    ]
