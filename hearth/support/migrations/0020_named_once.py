from django.db import migrations, models


class Migration(migrations.Migration):
    """A contact with no name keeps, when it is known who it was, that it was said: and no words."""

    dependencies = [("support", "0010_contacts_without_a_name")]

    operations = [
        migrations.AddField(
            model_name="namelesscontact",
            name="named_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
