from django.db import migrations, models

from hearth.foundation.functions import Function

ACTOR = "nullif(current_setting('app.user', true), '')::uuid"

SENT_BEFORE = f"""
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}} OR {ACTOR} IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody acts here';
    END IF;
    RETURN (
        SELECT owner_id FROM safety_worry
         WHERE id = which AND written_by_id = {ACTOR} AND as_sent = sent
        UNION ALL
        SELECT owner_id FROM safety_safetyconcern
         WHERE id = which AND written_by_id = {ACTOR} AND as_sent = sent
    );
END
"""


def sent() -> models.Field:
    return models.BinaryField(blank=True, default=b"")


class Migration(migrations.Migration):
    """A page that is sent twice is known again, also where whoever sent it may not read it."""

    dependencies = [("safety", "0030_owners_who_know")]

    operations = [
        migrations.AddField("worry", "as_sent", sent()),
        migrations.AddField("safetyconcern", "as_sent", sent()),
        Function(
            "safety_sent_before", takes="which uuid, sent bytea", returns="uuid",
            body=SENT_BEFORE, for_web=True,
        ),  # fmt: skip
    ]
