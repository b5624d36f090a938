from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0060_whole_web_addresses")]

    operations = [
        migrations.AddField(
            "service", "told", models.TextField(blank=True, default="", editable=False)
        ),
    ]
