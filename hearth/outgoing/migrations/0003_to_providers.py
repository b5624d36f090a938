import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What is sent to somebody at a provider, about an entry of the directory."""

    dependencies = [
        ("directory", "0010_phones_by_their_digits"),
        ("outgoing", "0002_second_wall"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmessage",
            name="contact",
            field=models.ForeignKey(
                blank=True, db_constraint=False, null=True,
                on_delete=django.db.models.deletion.DO_NOTHING, related_name="+",
                to="directory.providercontact",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="entry",
            field=models.ForeignKey(
                blank=True, db_constraint=False, null=True,
                on_delete=django.db.models.deletion.DO_NOTHING, related_name="+",
                to="directory.service",
            ),
        ),
        migrations.RemoveConstraint("outgoingmessage", "outgoing_message_is_not_to_two"),
        migrations.AddConstraint(
            "outgoingmessage",
            models.CheckConstraint(
                name="outgoing_message_is_not_to_two",
                condition=Q(person__isnull=True, worker__isnull=True)
                | Q(person__isnull=True, contact__isnull=True)
                | Q(worker__isnull=True, contact__isnull=True),
            ),
        ),
    ]
