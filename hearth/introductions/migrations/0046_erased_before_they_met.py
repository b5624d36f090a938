from django.db import migrations, models


class Migration(migrations.Migration):
    """An introduction that went on when it was erased is counted as begun, and as no end."""

    dependencies = [("introductions", "0044_sharing_stops")]

    operations = [
        migrations.AlterField(
            model_name="countedintroduction",
            name="state",
            field=models.TextField(choices=[('MET', 'They have met'), ('STOPPED', 'The person stopped it'), ('OTHER_WAY', 'Another way was found'), ('ERASED', 'Erased before they met')]),
        ),
        migrations.RemoveConstraint(
            model_name="countedintroduction",
            name="introductions_counted_has_ended",
        ),
        migrations.AddConstraint(
            model_name="countedintroduction",
            constraint=models.CheckConstraint(condition=models.Q(("state__in", ("MET", "STOPPED", "OTHER_WAY", "ERASED"))), name="introductions_counted_has_ended"),
        ),
    ]
