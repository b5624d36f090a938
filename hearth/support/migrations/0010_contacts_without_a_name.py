import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearth.foundation.identifiers
from hearth.foundation.walls import Wall, among, is_actor

OF_THE_TEAM = among("site_id", "people.see")
HOW = [
    ("ONE_TO_ONE", "One to one"),
    ("PHONE", "By phone"),
    ("TEXT", "By text or message"),
    ("GROUP", "In a group"),
    ("AT_HOME", "At their home"),
    ("WALKING", "Walking with them"),
]


class Migration(migrations.Migration):
    """Calls and contacts with somebody who has no name: the team of that hub reads them."""

    dependencies = [
        ("support", "0005_goals"),
        ("places", "0004_wall_before_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NamelessContact",
            fields=[
                ("id", models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("happened_on", models.DateField()),
                ("how", models.TextField(choices=HOW)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("who_sealed", models.BinaryField()),
                ("words_sealed", models.BinaryField(blank=True, default=b"")),
                ("note_sealed", models.BinaryField(blank=True, default=b"")),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("held_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation")),
                ("met_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.site")),
            ],
        ),
        migrations.AddIndex(
            model_name="namelesscontact",
            index=models.Index(models.F("site"), models.OrderBy(models.F("happened_on"), descending=True), models.OrderBy(models.F("id"), descending=True), name="support_nameless_lately"),
        ),
        Wall(
            "support_namelesscontact",
            see=OF_THE_TEAM,
            add=f"{OF_THE_TEAM} AND {is_actor('met_by_id')}",
            change=OF_THE_TEAM,
            remove=OF_THE_TEAM,
        ),
    ]
