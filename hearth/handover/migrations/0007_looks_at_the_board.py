from django.db import migrations

from hearth.foundation.functions import Function
from hearth.foundation.walls import among, is_actor

THIS_DAY = "(date_trunc('day', now() AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London')"

NOTE_LOOKS = f"""
    INSERT INTO foundation_accessline (id, at, actor_id, person_id, page, place_id)
    SELECT gen_random_uuid(), now(), current_setting('app.user')::uuid, p.id, 'handover', s.id
      FROM places_site s, unnest(people) AS p (id)
     WHERE s.id = board AND current_setting('app.partnership', true) = {{schema}}
       AND ({among("s.id", "handover.hand_over")})
       AND EXISTS (SELECT FROM handover_boardline b
                    WHERE b.site_id = s.id AND b.person_id = p.id)
       AND NOT EXISTS (SELECT FROM foundation_accessline l
                        WHERE l.person_id = p.id AND l.at >= {THIS_DAY}
                          AND ({is_actor("l.actor_id")})
                          AND l.page = 'handover' AND l.place_id = s.id)
"""
"""Nobody who hands over reads the trail: so whether it stands there today is looked up here."""


class Migration(migrations.Migration):
    """Of whom a worker read on a board stands in who has looked, once a day."""

    dependencies = [
        ("handover", "0003_who_has_died"),
        ("foundation", "0014_nobodys_own_lines"),
    ]

    operations = [
        Function(
            "handover_note_looks", takes="board uuid, people uuid[]", returns="void",
            body=NOTE_LOOKS, language="sql", for_web=True,
        ),
    ]  # fmt: skip
