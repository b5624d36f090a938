from django.db import migrations, models

from hearth.foundation.walls import WebMayOnly

DECIDERS = [
    ("PERSON", "The person"),
    ("YOUNG_PERSON", "A young person who can decide this for themselves"),
    ("PARENT", "Somebody with parental responsibility"),
    ("ATTORNEY", "An attorney for health and welfare"),
    ("DEPUTY", "A deputy of the Court of Protection"),
    ("BEST_INTERESTS", "A best-interests decision (Mental Capacity Act 2005)"),
]


class Migration(migrations.Migration):
    """Who decided that a sharing stops is kept with it. What was stopped before does not say."""

    dependencies = [("people", "0112_a_stretch_of_the_trail")]

    operations = [
        migrations.AddField(
            "sharing",
            "withdrawn_decided_by",
            models.TextField(blank=True, choices=DECIDERS, default=""),
        ),
        migrations.AddField(
            "sharing", "withdrawn_note_sealed", models.BinaryField(blank=True, default=b"")
        ),
        migrations.RunSQL(  # whoever copies sharings in need not know of it
            "ALTER TABLE people_sharing ALTER COLUMN withdrawn_decided_by SET DEFAULT '',"
            " ALTER COLUMN withdrawn_note_sealed SET DEFAULT ''",
            "ALTER TABLE people_sharing ALTER COLUMN withdrawn_decided_by DROP DEFAULT,"
            " ALTER COLUMN withdrawn_note_sealed DROP DEFAULT",
        ),
        WebMayOnly(
            "people_sharing",
            may="UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_how, withdrawn_decided_by,"
            " withdrawn_note_sealed, held_back_until, held_back_by_id, held_back_why_sealed)",
            never="UPDATE, TRUNCATE",
        ),
    ]
