from django.db import migrations

from hearth.foundation.walls import (
    ANY_ACTOR,
    Wall,
    WebMayOnly,
    among,
    holds,
    is_actor,
    overlaps,
    within,
)
from hearth.people.migrations._copying import copy_known_at
from hearth.people.migrations._standing import (
    AUDIENCES,
    OPENED,
    SHARED_WITH_ME,
    Standing,
    guard,
    is_open,
    not_a_colleagues,
)

GREET, SEE, FOUND, REVIEW = "people.greet", "people.see", "people.found", "people.review_openings"
MAY_SEE = (
    f"({overlaps('known_at', SEE)} OR {overlaps('greeted_at', GREET)} OR {among('id', FOUND)}"
    f" OR {SHARED_WITH_ME} OR {among('id', OPENED)})"
    f" AND (worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
)
OF_THE_TEAM = f"({overlaps('known_at', SEE)} OR {among('person_id', FOUND, OPENED)})"
TOLD_THE_TEAM = f"{OF_THE_TEAM} AND {not_a_colleagues()}"
MAY_TELL = f"({overlaps('known_at', GREET, SEE)}) AND {not_a_colleagues()}"
REVIEWS = f"({overlaps('known_at', REVIEW)} OR {holds('foundation.read_trail')})"


class Migration(migrations.Migration):
    """
    Layers that people share, or do not: to whom each is open stands on its rows.

    A sharing is written or taken back, and the database makes every row of those layers say so in
    the same moment (see _standing.py). Nobody opens a record of their own as a worker; a
    colleague's opens for a reason, and so does anybody's to whoever has no right to it.
    """

    dependencies = [("people", "0009_layers")]

    operations = [
        Standing(),
        Wall(
            "people_person",
            see=MAY_SEE,
            add=f"{within('known_at', GREET, SEE)} AND greeted_at <@ known_at",
            change=MAY_SEE,
            becomes=ANY_ACTOR,
            remove=overlaps("known_at", SEE),
        ),
        *(
            Wall(
                table,
                see=TOLD_THE_TEAM,
                add=MAY_TELL,
                change=f"({OF_THE_TEAM} OR {overlaps('known_at', GREET)}) AND {not_a_colleagues()}",
                becomes=ANY_ACTOR,
                remove=f"{overlaps('known_at', SEE)} AND {not_a_colleagues()}",
            )
            for table in ("people_details", "people_othername", "people_waytocontact")
        ),
        Wall("people_openness", see=is_open()),
        WebMayOnly("people_openness", may="SELECT", never="INSERT, UPDATE, DELETE, TRUNCATE"),
        Wall(
            "people_sharing",
            see=f"({OF_THE_TEAM} OR {overlaps('audiences', AUDIENCES)}) AND {not_a_colleagues()}",
            add=f"{TOLD_THE_TEAM} AND {is_actor('recorded_by_id')} AND withdrawn_at IS NULL",
            change=TOLD_THE_TEAM,
            remove=among("person_id", FOUND),
        ),
        WebMayOnly(
            "people_sharing",
            may="UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_how)",
            never="UPDATE, TRUNCATE",
        ),
        Wall(
            "people_opening",
            see=f"{is_actor('opened_by_id')} OR {REVIEWS}",
            add=is_actor("opened_by_id"),
            change=f"{REVIEWS} AND NOT ({is_actor('opened_by_id')})",
        ),
        WebMayOnly(
            "people_opening",
            may="UPDATE (seen_at, seen_by_id, seen_note_sealed)",
            never="UPDATE, DELETE, TRUNCATE",
        ),
        *guard("people_passage"),
        *guard("people_wording", only_added=True),
        *guard("people_staywellplan", "PLAN"),
        *guard("people_circlemember", "CIRCLE"),
        copy_known_at(
            [
                ("people_details", "person_id", "known_at"),
                ("people_othername", "person_id", "known_at"),
                ("people_waytocontact", "person_id", "known_at"),
                ("people_findingkey", "person_id", "known_at"),
                ("people_link", "one_id", "one_known_at"),
                ("people_link", "other_id", "other_known_at"),
                ("people_sharing", "person_id", "known_at"),
            ]
        ),
    ]
