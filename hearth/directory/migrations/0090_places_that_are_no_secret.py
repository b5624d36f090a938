from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0080_words_people_say")]

    operations = [
        migrations.AddField("location", "is_no_secret", models.BooleanField(default=False)),
    ]
