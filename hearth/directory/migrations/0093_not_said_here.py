from django.db import migrations, models


class Migration(migrations.Migration):
    """A connector may say of one of Hearth's phrases that it does not mean that here."""

    dependencies = [("directory", "0092_all_is_looked_at")]

    operations = [
        migrations.AddField("synonym", "not_here", models.BooleanField(default=False)),
    ]
