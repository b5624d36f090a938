from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, is_actor

HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""

SEES_HERE = among("site_id", "frontdoor.see_visits")
MINE = is_actor("worker_id")
NOT_TO_ME = f"(about_worker_id IS NULL OR NOT ({is_actor('about_worker_id')}))"
WHERE_THEY_ARE = (
    f"({MINE} OR ({is_actor('buddy_id')} AND (over_at IS NULL OR over_at >= now()))"
    f" OR {among('site_id', 'diary.watch_visits')} OR {among('person_id', 'people.opened')})"
    f" AND {NOT_TO_ME}"
)
LONG_OVER = f"{HEARTH_ITSELF} AND over_at < now() - interval '13 days'"

STAND = """
BEGIN
    NEW.about_worker_id := (SELECT p.worker_id FROM people_person p WHERE p.id = NEW.person_id);
    RETURN NEW;
END
"""

WORKER_NOTED = """
BEGIN
    UPDATE diary_lonevisitdetails SET about_worker_id = NULL WHERE person_id = NEW.id;
    RETURN NULL;
END
"""
"""What is set is not what is written: diary_stand_on_details says it as it is."""

TRIGGERS = {
    "diary_details_stand": (
        "diary_lonevisitdetails",
        "BEFORE INSERT OR UPDATE OF person_id, about_worker_id ON diary_lonevisitdetails"
        " FOR EACH ROW EXECUTE FUNCTION diary_stand_on_details()",
    ),
    "diary_person_works_here": (
        "people_person",
        "AFTER UPDATE OF worker_id ON people_person FOR EACH ROW"
        " WHEN (NEW.worker_id IS DISTINCT FROM OLD.worker_id)"
        " EXECUTE FUNCTION diary_worker_noted()",
    ),
}


class Migration(migrations.Migration):
    """Nobody reads where a worker went alone, and what was agreed, if it is to themselves."""

    dependencies = [
        ("diary", "0010_who_watches_and_what_it_said"),
        ("people", "0072_ones_own_record"),
    ]

    operations = [
        migrations.AddField(
            "lonevisitdetails", "about_worker_id", models.UUIDField(editable=False, null=True)
        ),
        Function("diary_stand_on_details", takes="", returns="trigger", body=STAND, as_owner=True),
        Function("diary_worker_noted", takes="", returns="trigger", body=WORKER_NOTED, as_owner=True),
        *(
            migrations.RunSQL(f"CREATE TRIGGER {name} {rule}", f"DROP TRIGGER {name} ON {table}")
            for name, (table, rule) in TRIGGERS.items()
        ),
        migrations.RunSQL(
            "UPDATE diary_lonevisitdetails SET about_worker_id = NULL"
            " WHERE person_id IN (SELECT id FROM people_person WHERE worker_id IS NOT NULL)",
            migrations.RunSQL.noop,
        ),
        Wall(
            "diary_lonevisitdetails",
            see=f"({WHERE_THEY_ARE}) OR ({LONG_OVER})",
            add=f"{MINE} AND {SEES_HERE}",
            change=WHERE_THEY_ARE,
            remove=f"{among('person_id', 'people.found')} OR ({LONG_OVER})",
        ),
    ]
