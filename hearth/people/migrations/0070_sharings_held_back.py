import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.walls import Wall, WebMayOnly, among, is_actor, overlaps
from hearth.people.migrations._standing import AUDIENCES, OPENED, TODAY, not_a_colleagues

SEE, FOUND, HOLD_BACK = "people.see", "people.found", "people.hold_back"
OF_THE_TEAM = f"({overlaps('known_at', SEE)} OR {among('person_id', FOUND, OPENED)})"
TOLD_THE_TEAM = f"{OF_THE_TEAM} AND {not_a_colleagues()}"
IS_SHOWN = (
    f"(held_back_until IS NULL OR held_back_until < {TODAY} OR {is_actor('recorded_by_id')}"
    f" OR {among('person_id', FOUND)})"
)
HOLDS_BACK = (
    f"basis <> '' AND ({overlaps('known_at', HOLD_BACK)})"
    f" AND (worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
)


class Migration(migrations.Migration):
    """
    What is shared without agreement can be held back from the person until a day.

    Until then the team does not see it either: they read it with the person. Those see it who
    shared it, with whom it is shared, and who hold things back for somebody's safety.
    """

    dependencies = [
        ("people", "0052_held_back_with_its_hour"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "sharing",
            "held_back_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "sharing", "held_back_until", models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            "sharing", "held_back_why_sealed", models.BinaryField(blank=True, default=b"")
        ),
        migrations.RunSQL(  # whoever copies sharings in need not know of it
            "ALTER TABLE people_sharing ALTER COLUMN held_back_why_sealed SET DEFAULT ''",
            "ALTER TABLE people_sharing ALTER COLUMN held_back_why_sealed DROP DEFAULT",
        ),
        migrations.AddConstraint(
            "sharing",
            models.CheckConstraint(
                name="people_sharing_is_held_back_for_a_reason",
                condition=models.Q(
                    held_back_until=None, held_back_by=None, held_back_why_sealed=b""
                )
                | (
                    models.Q(held_back_until__isnull=False, held_back_by__isnull=False)
                    & ~models.Q(basis="")
                    & ~models.Q(held_back_why_sealed=b"")
                ),
            ),
        ),
        Wall(
            "people_sharing",
            see=f"({TOLD_THE_TEAM} AND {IS_SHOWN}) OR ({HOLDS_BACK})"
            f" OR (({overlaps('audiences', AUDIENCES)}) AND {not_a_colleagues()})",
            add=f"{TOLD_THE_TEAM} AND {is_actor('recorded_by_id')} AND withdrawn_at IS NULL",
            change=f"({TOLD_THE_TEAM}) OR ({HOLDS_BACK})",
            remove=among("person_id", FOUND),
        ),
        WebMayOnly(
            "people_sharing",
            may="UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_how, held_back_until,"
            " held_back_by_id, held_back_why_sealed)",
            never="UPDATE, TRUNCATE",
        ),
    ]
