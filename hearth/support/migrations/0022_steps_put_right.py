import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """How far along somebody was is put right by a row that stands instead of the first."""

    dependencies = [("support", "0021_what_was_agreed_before")]

    operations = [
        migrations.AddField(
            model_name="goalstep",
            name="instead_of",
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="put_right", to="support.goalstep"),
        ),
        migrations.AlterField(
            model_name="goalstep",
            name="how_far",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
