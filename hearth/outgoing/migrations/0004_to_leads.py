import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearth.foundation.identifiers
from hearth.foundation.walls import Wall, is_actor

HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""


class Migration(migrations.Migration):
    """Where a lead wants to be told that crisis help is overdue: theirs, and Hearth's to write to."""

    dependencies = [
        ("outgoing", "0003_to_providers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnAddress",
            fields=[
                ("id", models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("address_sealed", models.BinaryField(blank=True, default=b"")),
                ("worker", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="own_address", to=settings.AUTH_USER_MODEL)),
            ],
            options={"abstract": False},
        ),
        Wall(
            "outgoing_ownaddress",
            see=f"{is_actor('worker_id')} OR {HEARTH_ITSELF}",
            add=is_actor("worker_id"),
            change=is_actor("worker_id"),
            remove=is_actor("worker_id"),
        ),
        migrations.AlterField(
            model_name="outgoingmessage",
            name="reasons",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('DIED', 'They have died'), ('OBJECTED', 'They want no messages'), ('ASK_ELSEWHERE', 'Ask them first: they may not want messages, or not this way'), ('NO_WAY', 'No way to contact them is written down'), ('NOT_ASKED', 'They have not been asked whether it is safe'), ('ASK_FIRST', 'It is safe only after asking them'), ('NOT_SAFE', 'It is not safe for them'), ('LARGE_PRINT', 'They need large print'), ('EASY_READ', 'They need Easy Read'), ('BRAILLE', 'They need braille'), ('AUDIO', 'They need audio, not print'), ('READ_ALOUD', 'They need it read aloud'), ('BSL', 'They need British Sign Language'), ('INTERPRETER', 'They need it in their own language'), ('NO_PHONE_CALLS', 'It asks them to ring, and they need no phone calls'), ('NO_MAIL_SERVICE', 'No email service is set up here'), ('NO_TEXT_SERVICE', 'No text service is set up here'), ('NO_LINKS', 'There are no private links here yet'), ('NOT_LISTED', 'The public does not see the entry any more'), ('NOT_NEUTRAL', 'The sender or the subject would give away what it is about'), ('COULD_NOT_SEND', 'The email service did not take it'), ('UNSURE', 'It may have gone: something stopped while it was being sent')]), blank=True, default=list, size=None),
        ),
    ]
