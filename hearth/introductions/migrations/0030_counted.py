from django.db import migrations, models


class Migration(migrations.Migration):
    """Introductions are counted by the hub that begins them, and by when."""

    dependencies = [("introductions", "0012_incoming")]

    operations = [
        migrations.AddIndex(
            model_name="introduction",
            index=models.Index(fields=["from_site", "begun_on"], name="introductions_begun_at"),
        ),
    ]
