from uuid import uuid4

from django.db import migrations, models

ID = models.UUIDField(default=uuid4, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    """
    Of a search, and of a need, only the day is kept: no moment, and none in their ids either.

    The ids of needs that workers told stay: their notes are sealed with them.
    """

    dependencies = [("directory", "0050_confirmed_lately_first")]

    operations = [
        migrations.RemoveField(model_name="search", name="recorded_at"),
        migrations.RemoveField(model_name="unmetneed", name="recorded_at"),
        migrations.AlterField(model_name="search", name="id", field=ID),
        migrations.AlterField(model_name="unmetneed", name="id", field=ID.clone()),
        migrations.RunSQL(
            "UPDATE directory_search SET id = gen_random_uuid()", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            "UPDATE directory_unmetneed SET id = gen_random_uuid()"
            " WHERE told IN ('SEARCH', 'NOT_THIS')",
            migrations.RunSQL.noop,
        ),
    ]
