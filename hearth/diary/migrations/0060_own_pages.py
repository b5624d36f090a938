from django.db import migrations

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, is_actor
from hearth.people.migrations._standing import is_open, not_a_colleagues
from hearth.people.migrations._themselves import THEMSELVES, theirs

OF_THE_TEAM = among("site_id", "people.see")
READS_MEETING = f"({is_open()}) OR (of_team AND {OF_THE_TEAM} AND {not_a_colleagues()})"

COMING = f"""
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}} THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT m.id, b.begins_at, b.ends_at, u.name
      FROM diary_meeting m JOIN diary_booking b ON b.id = m.booking_id
      JOIN accounts_user u ON u.id = b.worker_id
     WHERE m.person_id = ANY (nullif(current_setting('{THEMSELVES}', true), '')::uuid[])
       AND b.called_off_at IS NULL AND b.ends_at > now()
     ORDER BY b.begins_at, m.id LIMIT 50;
END
"""


class Migration(migrations.Migration):
    """
    On their own pages somebody reads what is coming.

    The time of a meeting stands on the booking, which says nothing of anybody: so a function tells
    it, of their own meetings alone.
    """

    dependencies = [("diary", "0030_only_what_was_agreed"), ("people", "0150_own_pages")]

    operations = [
        Wall(
            "diary_meeting",
            see=f"({READS_MEETING}) OR {theirs()}",
            add=f"({READS_MEETING}) AND {OF_THE_TEAM} AND {is_actor('written_by_id')}",
            change=READS_MEETING,
            remove=among("person_id", "people.found"),
        ),
        Function(
            "diary_coming_to_them", takes="",
            returns="TABLE (meeting_id uuid, begins timestamptz, ends timestamptz, worker text)",
            body=COMING, for_web=True, settings="STABLE",
        ),
    ]  # fmt: skip
