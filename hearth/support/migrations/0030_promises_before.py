import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearth.foundation.identifiers
from hearth.people.migrations._standing import guard


class Migration(migrations.Migration):
    """How a promise stood before somebody carried it on, handed it on or settled it."""

    dependencies = [
        ("support", "0022_steps_put_right"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PromiseBefore",
            fields=[
                ("id", models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("open_to", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ("open_till", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                ("due_on", models.DateField()),
                ("times_carried", models.PositiveSmallIntegerField(default=0)),
                ("state", models.TextField(choices=[("OPEN", "To do"), ("DONE", "Done"), ("LET_GO", "We agreed to leave it")])),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("held_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="people.person")),
                ("promise", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="before", to="support.promise")),
                ("promised_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"abstract": False},
        ),
        *guard("support_promisebefore", "SUPPORT", only_added=True),
    ]
