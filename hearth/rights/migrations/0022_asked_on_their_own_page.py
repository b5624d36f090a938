from importlib import import_module

from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, overlaps

FIRST = import_module("hearth.rights.migrations.0001_initial")
TOLD = import_module("hearth.rights.migrations.0021_what_they_are_told")
SEES, SHOWN, THEIRS, ASKS = FIRST.SEES, FIRST.SHOWN, FIRST.THEIRS, FIRST.ASKS
WAITS = f"""
    SELECT r.id, r.asked_on, r.due_on, s.name
      FROM rights_rightsrequest r
      JOIN places_site s ON s.id = r.site_id
      JOIN people_person p ON p.id = r.person_id
     WHERE current_setting('app.partnership', true) = {{schema}}
       AND r.person_id = $1 AND r.asks = $2 AND r.closed_on IS NULL
       AND ({overlaps("p.known_at", "people.see", "rights.answer")}
            OR {among("p.id", "people.themselves")})
     ORDER BY r.asked_on, r.id LIMIT 1
"""


class Migration(migrations.Migration):
    """
    Whoever asks for something on their own page takes it back there, and changes nothing else of it. That
    something is erased can be asked like the rest: nothing goes by it. What waits for an answer at one
    hub is not asked again at another.
    """

    dependencies = [("rights", "0021_what_they_are_told")]

    operations = [
        migrations.AlterField(
            model_name="rightsrequest",
            name="asks",
            field=models.TextField(choices=[("ACCESS", "Everything that is kept about them"), ("CORRECTION", "That something is put right"), ("RESTRICTION", "That it is kept, and not used for now"), ("OBJECTION", "That a use of it stops, such as in reports"), ("ERASURE", "That it is erased")]),
        ),
        migrations.AlterField(
            model_name="rightsrequest",
            name="outcome",
            field=models.TextField(blank=True, choices=[("GIVEN", "They were given it"), ("PUT_RIGHT", "It was put right"), ("STATEMENT", "Their own statement stands beside it"), ("STANDS", "It is done, and stands until they say otherwise"), ("DECIDED", "It was decided, and they were told"), ("TAKEN_BACK", "They do not ask for it any more"), ("NOT_DONE", "It was not done, and they were told why")], default=""),
        ),
        Wall(
            "rights_rightsrequest",
            see=f"{SEES} OR {THEIRS}",
            add=f"{SEES} OR {SHOWN} OR {ASKS}",
            change=f"{SEES} OR ({ASKS} AND closed_on IS NULL)",
            becomes=f"{SEES} OR ({ASKS} AND outcome = 'TAKEN_BACK')",
            remove=SHOWN,
        ),
        Wall(
            "rights_rightsline",
            see=f"{SEES} OR ({TOLD.TOLD_THEM})",
            add=f"{SEES} OR {SHOWN} OR (({THEIRS}) AND by_id IS NULL AND kind IN ('ASKED', 'ENDED'))",
            remove=SHOWN,
        ),
        Function(
            "rights_waits",
            takes="uuid, text",
            returns="TABLE (id uuid, asked_on date, due_on date, site text)",
            body=WAITS,
            language="sql",
            for_web=True,
            settings="STABLE",
        ),
    ]
