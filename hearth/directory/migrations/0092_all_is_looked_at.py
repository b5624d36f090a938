"""
What is told of every entry now is taken for known, and no moment moves.

The first change of an entry's times or places after 0061 would be told to nobody otherwise. It is
what finding/told.py asks, as it was then.
"""

from django.db import migrations

PARTS = ", ".join(
    f"(SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id) FROM directory_{table} x WHERE x.service_id = s.id)"
    for table in ("schedule", "costoption", "servicearea", "serviceatlocation", "tagged")
)
LOOK_AT_ALL = f"""
    WITH now_told AS (
        SELECT s.id, md5(jsonb_build_array(
            to_jsonb(s) - ARRAY['edited_at', 'told', 'kept_by_id', 'recorded_at'],
            {PARTS},
            (SELECT jsonb_agg(to_jsonb(l) - 'edited_at' || jsonb_build_object('secret', EXISTS (
                    SELECT FROM directory_serviceatlocation o
                      JOIN directory_service x ON x.id = o.service_id AND x.place_is_secret
                     WHERE o.location_id = l.id)) ORDER BY l.id)
               FROM directory_location l
               JOIN directory_serviceatlocation a ON a.location_id = l.id WHERE a.service_id = s.id),
            (SELECT to_jsonb(p) - 'edited_at' FROM directory_provider p WHERE p.id = s.provider_id)
        )::text) AS said FROM directory_service s
    )
    UPDATE directory_service s SET told = said FROM now_told WHERE now_told.id = s.id
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0091_mail_is_no_website")]

    operations = [migrations.RunSQL(LOOK_AT_ALL, migrations.RunSQL.noop)]
