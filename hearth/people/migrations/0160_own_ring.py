from django.db import migrations

from hearth.foundation.functions import Function
from hearth.people.migrations._telling import TO_RING
from hearth.people.migrations._themselves import theirs

WHOSE_PLAN = "AND (EXISTS (SELECT FROM people_openness o"
TO_RING_MYSELF = TO_RING.replace(
    WHOSE_PLAN, WHOSE_PLAN.replace("EXISTS", f"{theirs('m.person_id')} OR EXISTS")
)
assert TO_RING_MYSELF.count("people.themselves") == 1


class Migration(migrations.Migration):
    """On their own pages somebody reads whom their plan says to ring."""

    dependencies = [("people", "0152_nothing_new_by_an_address")]

    operations = [
        Function(
            "people_to_ring", takes="whose uuid", body=TO_RING_MYSELF, language="sql", for_web=True,
            returns="TABLE (id uuid, bond text, name_sealed bytea, number_sealed bytea)",
            settings="STABLE",
        ),
    ]
