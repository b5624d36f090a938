from django.db import migrations, models


class Migration(migrations.Migration):
    """A connector may say of one of Hearth's phrases that it does not mean that here."""

    dependencies = [("directory", "0095_cut_off_from_friends")]

    operations = [
        migrations.AddField("synonym", "not_here", models.BooleanField(default=False)),
    ]
