import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Going along with somebody has a name and an hour."""

    dependencies = [
        ("introductions", "0040_incoming_follows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="introduction",
            name="goes_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="introduction",
            name="goes_with",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name="introductionline",
            name="kind",
            field=models.TextField(choices=[('BEGUN', 'Begun'), ('SHARED', 'What was shared'), ('RANG', 'We rang them'), ('ALONG', 'Who goes along, and when'), ('TODAY', 'It is needed today'), ('SENT', 'We asked them in writing'), ('READ', 'They opened what was shared'), ('YES', 'They said yes'), ('NOT_NOW', 'They said: not now'), ('ASKS', 'They asked something'), ('SILENT', 'No answer came in time'), ('COULD_NOT', 'It could not happen'), ('CAME', 'They said that they have been there'), ('NEXT', 'What is next'), ('HANDED_OVER', 'Handed over'), ('MET', 'They met'), ('STOPPED', 'The person stopped it'), ('OTHER_WAY', 'Another way was found'), ('FITTED', 'Whether it fitted')]),
        ),
    ]
