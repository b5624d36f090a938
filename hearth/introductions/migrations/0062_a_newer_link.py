import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from hearth.foundation.functions import Anew
from hearth.introductions.migrations._other_side import FUNCTIONS


class Migration(migrations.Migration):
    """A link that a newer one ended says so, and one of those who met asks whether it fitted."""

    dependencies = [("introductions", "0061_how_it_ended_there")]

    operations = [
        migrations.AddField(
            model_name="otherside",
            name="ended_hashes",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BinaryField(), blank=True, default=list, editable=False, size=None),
        ),
        migrations.AddIndex(
            model_name="otherside",
            index=django.contrib.postgres.indexes.GinIndex(fields=["ended_hashes"], name="introductions_link_ended"),
        ),
        *(Anew(each, digest="addfbc3fbf59") for each in FUNCTIONS if each.name == "introductions_link"),
    ]
