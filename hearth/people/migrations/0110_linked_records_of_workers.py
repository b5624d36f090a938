import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hearth.people.migrations._linked import CarryWorker


class Migration(migrations.Migration):
    """
    Somebody who works here may have several records, and none of them is open to themselves.

    Whose sign-in it is stands on every record that is linked with one of which it was noted.
    """

    dependencies = [
        ("people", "0091_holding_back_is_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "person", "worker_by_link", models.BooleanField(default=False, editable=False)
        ),
        migrations.AlterField(
            "person",
            "worker",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to=settings.AUTH_USER_MODEL,
            ),
        ),
        CarryWorker(),
    ]  # fmt: skip
