from django.db import migrations, models


class Migration(migrations.Migration):
    """Of what answers a search equally well, what was confirmed lately comes first."""

    dependencies = [("directory", "0042_one_line_each")]

    operations = [
        migrations.AddField(
            model_name="findable",
            name="confirmed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunSQL(
            "UPDATE directory_findable SET confirmed_on = (card ->> 'confirmed_on')::date",
            migrations.RunSQL.noop,
        ),
    ]
