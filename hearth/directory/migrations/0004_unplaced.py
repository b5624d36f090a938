from django.db import migrations


class Migration(migrations.Migration):
    """What has no place is found without walking past all that has one."""

    dependencies = [("directory", "0003_words")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX directory_findkey_unplaced ON directory_findkey"
            " (key, strength DESC, findable_id) WHERE east IS NULL",
            "DROP INDEX directory_findkey_unplaced",
        ),
    ]
