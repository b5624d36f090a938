"""No index that another one begins with, and none for what nothing is looked up by."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_unmeet"),
    ]

    operations = [
        migrations.AlterField(
            model_name="acquaintance",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="acquaintances",
                to="people.person",
            ),
        ),
    ]
