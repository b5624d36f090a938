import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearth.foundation.identifiers
from hearth.people.migrations._standing import guard


def a_worker():
    return models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)


class Migration(migrations.Migration):
    """What was agreed about keeping in touch before; who took a hello back, or saw to no answer."""

    dependencies = [
        ("support", "0020_named_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeepBefore",
            fields=[
                ("id", models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("open_to", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ("open_till", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                ("was_sealed", models.BinaryField()),
                ("stopped_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("held_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation")),
                ("keep", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="before", to="support.keepintouch")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="people.person")),
            ],
            options={"abstract": False},
        ),
        migrations.AddField("hello", "taken_back_by", a_worker()),
        migrations.AddField("hello", "seen_to_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("hello", "seen_to_by", a_worker()),
        *guard("support_keepbefore", "SUPPORT", only_added=True),
    ]
