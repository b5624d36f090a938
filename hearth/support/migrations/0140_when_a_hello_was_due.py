import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearth.foundation.identifiers
from hearth.people.migrations._standing import guard


class Migration(migrations.Migration):
    """When a hello was due, and whose it was, until something else was agreed or a slip put right."""

    dependencies = [
        ("support", "0139_left_out_for_good"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DueBefore",
            fields=[
                ("id", models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("open_to", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ("open_till", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                ("held_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation")),
                ("keep", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="due_before", to="support.keepintouch")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="people.person")),
                ("says_hello", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"abstract": False},
        ),
        *guard("support_duebefore", "SUPPORT", only_added=True),
    ]
