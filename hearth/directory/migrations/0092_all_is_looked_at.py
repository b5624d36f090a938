"""The first change of an entry's times or places after 0061 would move no moment otherwise."""

from django.db import migrations

from hearth.directory.finding.told import LOOK_AT_ALL


class Migration(migrations.Migration):
    dependencies = [("directory", "0091_mail_is_no_website")]

    operations = [migrations.RunSQL(LOOK_AT_ALL, migrations.RunSQL.noop)]
