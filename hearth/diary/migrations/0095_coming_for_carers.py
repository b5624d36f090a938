from django.db import migrations

from hearth.foundation.functions import Function

COMING = """
    SELECT b.begins_at, b.ends_at, u.name, m.meet_at, s.name
      FROM diary_meeting m JOIN diary_booking b ON b.id = m.booking_id
      JOIN accounts_user u ON u.id = b.worker_id JOIN places_site s ON s.id = m.site_id
     WHERE m.person_id = people_reads_for(which, 'COMING')
       AND b.called_off_at IS NULL AND b.ends_at > now()
     ORDER BY b.begins_at, m.id LIMIT 50
"""


class Migration(migrations.Migration):
    """A carer reads what is coming to somebody, where both agreed to that."""

    dependencies = [("diary", "0090_forgetting_by_holder"), ("people", "0185_carers_views")]

    operations = [
        Function(
            "diary_coming_for_carer", takes="which uuid", body=COMING, language="sql",
            returns="TABLE (begins timestamptz, ends timestamptz, worker text, meet_at text,"
            " site text)",
            for_web=True, settings="STABLE",
        ),
    ]  # fmt: skip
