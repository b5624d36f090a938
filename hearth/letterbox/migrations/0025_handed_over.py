from importlib import import_module

from django.db import migrations

from hearth.foundation.functions import Function

IN_THE_BUILDING = "p.came_at <= moment AND p.came_at > moment - interval '16 hours'"
HANDED_OVER = """
    EXISTS (
        SELECT FROM handover_handedover h
         WHERE h.site_id = where_at AND h.by_id = u.id AND h.at > p.came_at AND h.at <= moment
           AND NOT EXISTS (
               SELECT FROM handover_tookover t
                WHERE t.site_id = where_at AND t.by_id = u.id AND t.at >= h.at AND t.at <= moment))
"""
BEFORE = import_module("hearth.letterbox.migrations.0024_read_by_somebody").WHO_IS_THERE
WHO_IS_THERE = BEFORE.replace(IN_THE_BUILDING, f"{IN_THE_BUILDING} AND NOT {HANDED_OVER}")


class Migration(migrations.Migration):
    """Whoever handed the board over has gone, for all that anybody knows: they are not here now."""

    dependencies = [
        ("letterbox", "0024_read_by_somebody"),
        ("handover", "0001_initial"),
    ]

    operations = [
        Function(
            "letterbox_who_is_there",
            takes="where_at uuid, named text[], moment timestamptz, but_not uuid",
            returns="TABLE (readers boolean, on_duty boolean, inside boolean)",
            body=WHO_IS_THERE, language="sql", for_web=True, settings="STABLE",
        ),
    ]  # fmt: skip
