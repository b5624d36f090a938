from django.db import migrations

from hearth.foundation.walls import Wall, among, is_actor, overlaps
from hearth.people.migrations._standing import OPENED, not_a_colleagues

SEE, FOUND = "people.see", "people.found"
TOLD_THE_TEAM = (
    f"({overlaps('known_at', SEE)} OR {among('person_id', FOUND, OPENED)}) AND {not_a_colleagues()}"
)
KNOWS_THE_KEY = "key = decode(nullif(current_setting('people.key', true), ''), 'hex')"
MINE = is_actor("sign_in_id")
HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""
LONG_OVER = f"({HEARTH_ITSELF} AND kind = 'LINK' AND ends_at < now() - interval '1 day')"


class Migration(migrations.Migration):
    """Links to sign in with are let go of by night, once they are over."""

    dependencies = [("people", "0150_own_pages")]

    operations = [
        Wall(
            "people_ownkey",
            see=f"({TOLD_THE_TEAM}) OR {MINE} OR {KNOWS_THE_KEY} OR {LONG_OVER}",
            add=f"({TOLD_THE_TEAM}) OR {MINE}",
            change=f"({TOLD_THE_TEAM}) OR {MINE}",
            remove=f"{among('person_id', FOUND)} OR {LONG_OVER}",
        ),
    ]
