from django.db import migrations, models


class Migration(migrations.Migration):
    """Since when a record is kept and not used, and that somebody is left out of reports."""

    dependencies = [("people", "0160_own_ring")]

    operations = [
        migrations.AddField("person", "restricted_on", models.DateField(blank=True, null=True)),
        migrations.AddField("person", "not_counted", models.BooleanField(default=False)),
        migrations.AddIndex(
            "person",
            models.Index(
                condition=models.Q(("not_counted", True), ("restricted_on__isnull", False), _connector="OR"),
                fields=["id"], name="people_person_left_out",
            ),
        ),
        migrations.RunSQL(  # whoever copies people in need not know of it
            "ALTER TABLE people_person ALTER COLUMN not_counted SET DEFAULT false",
            "ALTER TABLE people_person ALTER COLUMN not_counted DROP DEFAULT",
        ),
    ]
