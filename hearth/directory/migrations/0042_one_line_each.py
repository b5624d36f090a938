from django.db import migrations, models


class Migration(migrations.Migration):
    """A service is found once at each of its places, whoever publishes it at the same moment."""

    dependencies = [("directory", "0041_starter_advice")]

    operations = [
        migrations.AddConstraint(
            model_name="findable",
            constraint=models.UniqueConstraint(
                fields=("service", "at_location"), name="directory_findable_once",
                nulls_distinct=False,
            ),
        ),
    ]
