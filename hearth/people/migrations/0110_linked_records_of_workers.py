import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.people.migrations._linked import CarryWorker

HOLD_BACK = "people.hold_back"
ACTOR = "nullif(current_setting('app.user', true), '')::uuid"


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


LOOKED = f"""
#variable_conflict use_column
DECLARE
    whom uuid[];
    holds_back boolean;
BEGIN
    SELECT array_agg(p.id), bool_and(coalesce(p.known_at && {ids(HOLD_BACK)}, false)
                 AND p.worker_id IS DISTINCT FROM {ACTOR})
      INTO whom, holds_back
      FROM people_person p
     WHERE current_setting('app.partnership', true) = {{schema}}
       AND CASE WHEN whose IS NULL THEN p.worker_id = {ACTOR}
           ELSE p.id = whose AND p.worker_id IS DISTINCT FROM {ACTOR} AND (
                p.known_at && {ids(HOLD_BACK)}
                OR p.id = ANY ({ids("people.opened")})
                OR (p.worker_id IS NULL AND p.known_at && {ids("people.see")}))
           END;
    IF whom IS NULL OR (with_held AND NOT holds_back) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT looks.* FROM unnest(whom) AS record, LATERAL (
    SELECT l.id, l.at, l.actor_id, l.page, l.place_id, o.id, o.reason_sealed, h.until_on
      FROM foundation_accessline l
      LEFT JOIN LATERAL (
            SELECT o.id, o.reason_sealed, o.opened_at, o.ends_at FROM people_opening o
             WHERE o.person_id = record AND o.opened_by_id = l.actor_id
               AND l.at BETWEEN o.opened_at AND o.ends_at
             ORDER BY o.opened_at DESC LIMIT 1) o ON true
      LEFT JOIN LATERAL (
            SELECT max(h.until_on) AS until_on FROM people_heldback h
             WHERE h.person_id = record
               AND h.until_on >= (now() AT TIME ZONE 'Europe/London')::date
               AND (h.line_id = l.id OR EXISTS (
                    SELECT FROM foundation_accessline k
                     WHERE k.id = h.line_id AND k.actor_id = l.actor_id
                       AND k.at BETWEEN o.opened_at AND o.ends_at))) h ON true
     WHERE l.person_id = record AND (earlier_than IS NULL OR l.id < earlier_than)
       AND (h.until_on IS NULL OR with_held)
     ORDER BY l.id DESC LIMIT least(most, 1000)
    ) AS looks (line_id, at, actor_id, page, place_id, opening_id, reason_sealed, held_until)
    ORDER BY looks.line_id DESC LIMIT least(most, 1000);
END
"""


class Migration(migrations.Migration):
    """
    Somebody who works here may have several records, and none of them is open to themselves.

    Whose sign-in it is stands on every record that is linked with one of which it was noted.
    """

    dependencies = [
        ("people", "0080_agreed_before"),
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
        Function(
            "people_who_looked",
            takes="whose uuid, earlier_than uuid, most integer, with_held boolean",
            returns="TABLE (line_id uuid, at timestamptz, actor_id uuid, page text, place_id uuid,"
            " opening_id uuid, reason_sealed bytea, held_until date)",
            body=LOOKED,
            for_web=True,
            settings="STABLE",
        ),
        CarryWorker(),
    ]  # fmt: skip
