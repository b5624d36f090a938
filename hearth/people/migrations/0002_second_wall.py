from django.db import migrations

from hearth.foundation.walls import ANY_ACTOR, Wall, WebMayOnly, among, is_actor, overlaps
from hearth.people.migrations._copying import copy_known_at
from hearth.people.migrations._widening import WidenTruly

GREET, SEE, FOUND = "people.greet", "people.see", "people.found"
TOLD_THE_TEAM = f"{overlaps('known_at', SEE)} OR {among('person_id', FOUND)}"
KNOWS_THE_KEY = "key = decode(nullif(current_setting('people.key', true), ''), 'hex')"
BOTH_ENDS = f"({overlaps('one_known_at', SEE)}) AND ({overlaps('other_known_at', SEE)})"
READS_THE_TRAIL = "cardinality(nullif(current_setting('foundation.read_trail', true), '')::uuid[]) > 0"


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
            remove=overlaps("known_at", SEE),
        ),
        WidenTruly(),
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
            remove=f"{among('site_id', SEE)} OR {among('person_id', FOUND)}",
        ),
        Wall(
            "people_findingkey",
            see=f"{KNOWS_THE_KEY} OR {TOLD_THE_TEAM}",
            add=overlaps("known_at", GREET, SEE),
            change=f"{TOLD_THE_TEAM} OR {overlaps('known_at', GREET)}",
            becomes=ANY_ACTOR,
            remove=TOLD_THE_TEAM,
        ),
        Wall(
            "people_link",
            see=BOTH_ENDS,
            add=f"{BOTH_ENDS} AND {is_actor('linked_by_id')}",
            change=BOTH_ENDS,
            remove=BOTH_ENDS,
        ),
        Wall(
            "people_findingattempt",
            see=f"{is_actor('actor_id')} OR {READS_THE_TRAIL}",
            add=is_actor("actor_id"),
        ),
        WebMayOnly(
            "people_findingattempt", may="SELECT, INSERT", never="UPDATE, DELETE, TRUNCATE"
        ),
        copy_known_at(
            [
                ("people_details", "person_id", "known_at"),
                ("people_othername", "person_id", "known_at"),
                ("people_waytocontact", "person_id", "known_at"),
                ("people_findingkey", "person_id", "known_at"),
                ("people_link", "one_id", "one_known_at"),
                ("people_link", "other_id", "other_known_at"),
            ]
        ),
    ]
