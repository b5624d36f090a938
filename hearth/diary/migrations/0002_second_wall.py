from typing import Any

from django.db import migrations, router
from django.db.migrations.operations.base import Operation

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, WebMayOnly, among, holds, is_actor
from hearth.people.migrations._standing import StandsOnRow, is_open, not_a_colleagues

SEES_HERE = among("site_id", "frontdoor.see_visits")
OF_THE_TEAM = among("site_id", "people.see")
MINE = is_actor("worker_id")
HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""

READS_MEETING = f"({is_open()}) OR (of_team AND {OF_THE_TEAM} AND {not_a_colleagues()})"
WATCHES = among("site_id", "diary.watch_visits")
OUT_OR_WATCHING = f"{MINE} OR {is_actor('buddy_id')} OR {WATCHES}"
WHERE_THEY_ARE = (
    f"{MINE} OR ({is_actor('buddy_id')} AND (over_at IS NULL OR over_at >= now())) OR {WATCHES}"
    f" OR {among('person_id', 'people.opened')}"
)

LEAVES_THE_TEAM = """
BEGIN
    IF NEW.person_id IS NOT NULL AND (NEW.open_to <> '{}' OR NEW.open_till <> '{}') THEN
        NEW.of_team := false;
    END IF;
    RETURN NEW;
END
"""
"""Said after people_stands_on_row (triggers go by name): what somebody comes to share is theirs."""


class LeavesTheTeam(Operation):
    """Let the database take a meeting from the team when the person shares their support."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know the trigger."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute(
                "CREATE TRIGGER then_leaves_the_team BEFORE INSERT OR UPDATE ON diary_meeting"
                " FOR EACH ROW EXECUTE FUNCTION diary_leaves_the_team()"
            )

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute("DROP TRIGGER then_leaves_the_team ON diary_meeting")

    def describe(self) -> str:
        return "Take meetings from the team when they are shared"


class Migration(migrations.Migration):
    """
    The second wall. When a worker is in, and when they are taken, is seen by whoever sees visits:
    it says nothing of anybody. A meeting is read by those with whom the person shares their
    support; by the hub's team where there is no name, or nothing is shared yet. Where somebody
    went alone is read by them, by their buddy as long as it lasts, and by whoever runs the hub.
    """

    dependencies = [("diary", "0001_initial"), ("people", "0010_layers_are_guarded")]

    operations = [
        *(
            Wall(
                table,
                see=f"{SEES_HERE} OR {MINE}",
                add=f"{MINE} AND {OF_THE_TEAM}",
                remove=MINE,
            )
            for table in ("diary_weeklytime", "diary_daytime")
        ),
        Wall("diary_dayoff", see=holds("frontdoor.see_visits"), add=MINE, remove=MINE),
        Wall(
            "diary_booking",
            see=f"{holds('frontdoor.see_visits')} OR {MINE}",
            add=f"{OF_THE_TEAM} AND {is_actor('booked_by_id')} AND called_off_at IS NULL",
            change=OF_THE_TEAM,
        ),
        WebMayOnly("diary_booking", never="DELETE, TRUNCATE"),
        Function("diary_leaves_the_team", takes="", returns="trigger", body=LEAVES_THE_TEAM),
        StandsOnRow("diary_meeting", layer="SUPPORT"),
        LeavesTheTeam(),
        Wall(
            "diary_meeting",
            see=READS_MEETING,
            add=f"({READS_MEETING}) AND {OF_THE_TEAM} AND {is_actor('written_by_id')}",
            change=READS_MEETING,
            remove=among("person_id", "people.found"),
        ),
        Wall(
            "diary_lonevisit",
            see=f"{SEES_HERE} OR {OUT_OR_WATCHING} OR {HEARTH_ITSELF}",
            add=f"{MINE} AND {SEES_HERE}",
            change=f"{OUT_OR_WATCHING} OR {HEARTH_ITSELF}",
        ),
        WebMayOnly("diary_lonevisit", never="DELETE, TRUNCATE"),
        Wall(
            "diary_lonevisitdetails",
            see=WHERE_THEY_ARE,
            add=f"{MINE} AND {SEES_HERE}",
            change=WHERE_THEY_ARE,
            remove=among("person_id", "people.found"),
        ),
    ]
