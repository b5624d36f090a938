from django.db import migrations

from hearth.foundation.functions import Function

STRETCH = """
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {schema} OR NOT coalesce(
        cardinality(nullif(current_setting('foundation.read_trail', true), '')::uuid[]) > 0, false
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'foundation.read_trail is not held';
    END IF;
    RETURN QUERY
    SELECT (array_agg(l.id ORDER BY l.id))[1],
           coalesce(array_agg(DISTINCT l.subject_id)
                    FILTER (WHERE starts_with(l.subject_type, 'safety.')), '{}')
      FROM (SELECT a.id, a.subject_id, a.subject_type FROM foundation_auditline a
             WHERE earlier_than IS NULL OR a.id < earlier_than
             ORDER BY a.id DESC LIMIT least(most, 1000)) l;
END
"""


class Migration(migrations.Migration):
    """
    Which worries and safety concerns a stretch of the trail is about, so that these alone are asked for.

    The trail shows nothing of somebody's safety before it is said what of it the reader may read.
    """

    dependencies = [
        ("people", "0111_carried_to_linked_records"),
        ("foundation", "0014_nobodys_own_lines"),
    ]

    operations = [
        Function(
            "people_trail_stretch",
            takes="earlier_than uuid, most integer",
            returns="TABLE (first uuid, about uuid[])",
            body=STRETCH,
            for_web=True,
            settings="STABLE",
        ),
    ]
