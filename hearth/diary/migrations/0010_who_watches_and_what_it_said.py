from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, is_actor
from hearth.people.migrations._standing import TODAY

HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""

MAY_WATCH = "'GREETER', 'TEAM_MEMBER', 'CONNECTOR', 'HUB_MANAGER'"
SEES_HERE = among("site_id", "frontdoor.see_visits")
WATCHES = among("site_id", "diary.watch_visits")
MINE = is_actor("worker_id")
OUT_OR_WATCHING = f"{MINE} OR {is_actor('buddy_id')} OR {WATCHES}"
WHERE_THEY_ARE = (
    f"{MINE} OR ({is_actor('buddy_id')} AND (over_at IS NULL OR over_at >= now())) OR {WATCHES}"
    f" OR {among('person_id', 'people.opened')}"
)
LONG_OVER = f"{HEARTH_ITSELF} AND over_at < now() - interval '13 days'"
"""What is kept no longer: Hearth forgets it by night, after 14 days and in no time zone too early."""

WORKS_HERE = f"""
BEGIN
    IF NOT EXISTS (
        SELECT FROM accounts_grant g JOIN accounts_user u ON u.id = g.user_id
         WHERE g.user_id = NEW.buddy_id AND u.is_active AND g.role IN ({MAY_WATCH})
           AND (g.site_id = NEW.site_id OR g.site_id IS NULL)
           AND (g.from_on IS NULL OR g.from_on <= {TODAY})
           AND (g.until_on IS NULL OR g.until_on >= {TODAY})
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'whoever watches works in that team';
    END IF;
    RETURN NEW;
END
"""

FOLLOW = """
BEGIN
    UPDATE diary_lonevisitdetails SET buddy_id = NEW.buddy_id, over_at = NEW.over_at
     WHERE visit_id = NEW.id;
    DELETE FROM diary_lonevisitdetails
     WHERE visit_id = NEW.id AND over_at IS NOT NULL AND person_id IS NULL AND whom_sealed = '';
    RETURN NULL;
END
"""
"""Whoever gives the watch to another reads where they are no more, which a policy would refuse. Where somebody
was forgotten while a worker was out with them, the rest goes once the worker is back."""


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


FORGET = f"""
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}}
       OR NOT coalesce(whose = ANY ({ids("people.found")}), false)
       OR EXISTS (SELECT FROM places_site s
                   WHERE NOT coalesce(s.id = ANY ({ids("people.see")}), false)) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'only who keeps records at every site forgets somebody';
    END IF;
    UPDATE diary_booking SET called_off_at = coalesce(called_off_at, now()), reminder_id = NULL
     WHERE ends_at > now() AND id IN (SELECT booking_id FROM diary_meeting WHERE person_id = whose);
    DELETE FROM diary_meeting WHERE person_id = whose;
    DELETE FROM diary_lonevisitdetails WHERE person_id = whose AND over_at IS NOT NULL;
    UPDATE diary_lonevisitdetails SET person_id = NULL, whom_sealed = '' WHERE person_id = whose;
END
"""
"""A worker who is out with them is still looked for: where they are stays until they are back."""

TRIGGERS = {
    "diary_buddy_works_here": (
        "BEFORE UPDATE OF buddy_id ON diary_lonevisit FOR EACH ROW"
        " WHEN (NEW.buddy_id IS DISTINCT FROM OLD.buddy_id) EXECUTE FUNCTION diary_buddy_works_here()"
    ),
    "diary_watch_changes": (
        "AFTER UPDATE OF buddy_id, over_at ON diary_lonevisit FOR EACH ROW"
        " EXECUTE FUNCTION diary_watch_changes()"
    ),
}


class Migration(migrations.Migration):
    """
    Another can take over the watch over somebody who is out alone; where they went is forgotten two weeks
    after they are back; and a meeting says what it was before it was moved.
    """

    dependencies = [("diary", "0002_second_wall")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="before_sealed",
            field=models.BinaryField(blank=True, default=b""),
        ),
        Function("diary_buddy_works_here", takes="", returns="trigger", body=WORKS_HERE),
        Function("diary_watch_changes", takes="", returns="trigger", body=FOLLOW, as_owner=True),
        Function("diary_forget_person", takes="whose uuid", returns="void", body=FORGET, for_web=True),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {name} {rule}", f"DROP TRIGGER {name} ON diary_lonevisit"
            )
            for name, rule in TRIGGERS.items()
        ),
        Wall(
            "diary_lonevisit",
            see=f"{SEES_HERE} OR {OUT_OR_WATCHING} OR {HEARTH_ITSELF}",
            add=f"{MINE} AND {SEES_HERE}",
            change=f"{OUT_OR_WATCHING} OR {HEARTH_ITSELF}",
            becomes=f"{SEES_HERE} OR {OUT_OR_WATCHING} OR {HEARTH_ITSELF}",
        ),
        Wall(
            "diary_lonevisitdetails",
            see=f"{WHERE_THEY_ARE} OR {LONG_OVER}",
            add=f"{MINE} AND {SEES_HERE}",
            change=WHERE_THEY_ARE,
            remove=f"{among('person_id', 'people.found')} OR {LONG_OVER}",
        ),
    ]
