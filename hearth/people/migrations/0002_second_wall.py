from django.db import migrations

from hearth.foundation.walls import ANY_ACTOR, Wall, among, is_actor, overlaps

GREET, SEE, FOUND = "people.greet", "people.see", "people.found"
TOLD_THE_TEAM = f"{overlaps('known_at', SEE)} OR {among('person_id', FOUND)}"
KNOWS_THE_KEY = "key = decode(nullif(current_setting('people.key', true), ''), 'hex')"


class Migration(migrations.Migration):
    """
    The second wall: even a query that forgets to ask shows only people the actor may see.

    A greeter's sites are in people.greet, a team's in people.see; people.found
    holds those whom this request has proven it may open, by full name with
    birth date or by card. What a person told the team (details, other names,
    ways to contact) is not behind the greeter's door at all.
    """

    dependencies = [("people", "0001_initial")]

    operations = [
        Wall(
            "people_person",
            see=f"{overlaps('known_at', SEE)} OR {overlaps('greeted_at', GREET)}"
            f" OR {among('id', FOUND)}",
            add=overlaps("known_at", GREET, SEE),
            change=f"{overlaps('known_at', SEE)} OR {overlaps('greeted_at', GREET)}"
            f" OR {among('id', FOUND)}",
            becomes=ANY_ACTOR,
        ),
        *(
            Wall(
                table,
                see=TOLD_THE_TEAM,
                add=overlaps("known_at", GREET, SEE),
                change=f"{TOLD_THE_TEAM} OR {overlaps('known_at', GREET)}",
                becomes=ANY_ACTOR,
                remove=overlaps("known_at", SEE),
            )
            for table in ("people_details", "people_othername", "people_waytocontact")
        ),
        Wall(
            "people_acquaintance",
            see=f"{among('site_id', GREET, SEE)} OR {among('person_id', FOUND)}",
            add=among("site_id", GREET, SEE),
            change=among("site_id", GREET, SEE),
        ),
        Wall(
            "people_findingkey",
            see=f"{KNOWS_THE_KEY} OR {TOLD_THE_TEAM}",
            add=overlaps("known_at", GREET, SEE),
            change=f"{TOLD_THE_TEAM} OR {overlaps('known_at', GREET)}",
            becomes=ANY_ACTOR,
            remove=overlaps("known_at", SEE),
        ),
        Wall(
            "people_link",
            see=f"({overlaps('one_known_at', SEE)}) AND ({overlaps('other_known_at', SEE)})",
            add=f"({overlaps('one_known_at', SEE)}) AND ({overlaps('other_known_at', SEE)})"
            f" AND {is_actor('linked_by_id')}",
            change=ANY_ACTOR,
        ),
    ]
