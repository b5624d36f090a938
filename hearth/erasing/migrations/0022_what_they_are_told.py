from django.db import migrations

from hearth.foundation.functions import Function
from hearth.foundation.walls import among

TOLD = f"""
    SELECT e.asked_at, d.id, o.name, d.decision, d.why_keep, d.words_sealed, d.look_again_on,
           d.decided_at
      FROM erasing_erasure e
      JOIN erasing_holderdecision d ON d.erasure_id = e.id
      JOIN places_organisation o ON o.id = d.holder_id
     WHERE current_setting('app.partnership', true) = {{schema}}
       AND ({among("e.person_id", "people.themselves")})
     ORDER BY e.asked_at DESC, o.name, d.id
"""


class Migration(migrations.Migration):
    """Whoever asked that their record be erased reads on their own page what each decided, and why."""

    dependencies = [("erasing", "0004_kept_of_some")]

    operations = [
        Function(
            "erasing_told_them",
            takes="",
            returns="TABLE (asked_at timestamptz, decision_id uuid, holder text, decision text,"
            " why_keep text, words_sealed bytea, look_again_on date, decided_at timestamptz)",
            body=TOLD,
            language="sql",
            for_web=True,
            settings="STABLE",
        ),
    ]
