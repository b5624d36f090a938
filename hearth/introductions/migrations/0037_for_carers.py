from django.db import migrations

from hearth.foundation.functions import Function

FOR_CARER = """
    SELECT coalesce(s.name, h.name, u.name), i.state, i.answer_by, i.met_on
      FROM introductions_introduction i
      LEFT JOIN directory_service s ON s.id = i.service_id
      LEFT JOIN places_site h ON h.id = i.site_id
      LEFT JOIN accounts_user u ON u.id = i.colleague_id
     WHERE i.person_id = people_reads_for(which, 'INTRODUCTIONS')
       AND i.state NOT IN ('STOPPED', 'OTHER_WAY') AND NOT coalesce(s.place_is_secret, false)
     ORDER BY i.ended_on DESC NULLS FIRST, i.next_on, i.id LIMIT 50
"""
"""Never one to a place that is kept secret, nor what the person stopped."""


class Migration(migrations.Migration):
    """A carer reads to where somebody is introduced, and how it stands, where both agreed to that."""

    dependencies = [
        ("introductions", "0033_what_the_other_side_was_agreed"), ("people", "0185_carers_views"),
    ]  # fmt: skip

    operations = [
        Function(
            "introductions_for_carer", takes="which uuid", body=FOR_CARER, language="sql",
            returns="TABLE (to_whom text, state text, answer_by date, met_on date)",
            for_web=True, settings="STABLE",
        ),
    ]  # fmt: skip
