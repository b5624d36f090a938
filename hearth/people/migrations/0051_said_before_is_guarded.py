from django.db import migrations

from hearth.foundation.walls import Wall, WebMayOnly, among, holds, is_actor, overlaps
from hearth.people.migrations._beside import FUNCTIONS
from hearth.people.migrations._copying import copy_known_at
from hearth.people.migrations._standing import OPENED, guard, not_a_colleagues

GREET, SEE, FOUND, REVIEW = "people.greet", "people.see", "people.found", "people.review_openings"
OF_THE_TEAM = f"({overlaps('known_at', SEE)} OR {among('person_id', FOUND, OPENED)})"
REVIEWS = (
    f"({overlaps('known_at', REVIEW)} OR {holds('foundation.read_trail')})"
    f" AND (worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
)
LOOKS_AT_IT = f"{REVIEWS} AND NOT ({is_actor('opened_by_id')})"


class Migration(migrations.Migration):
    """
    What a record said before is its team's to read; of a circle, theirs with whom it is shared.

    Whoever opened a record never reviews that, nor does whoever's record it is, nor anybody in
    another's name.
    """

    dependencies = [("people", "0050_said_before")]

    operations = [
        *FUNCTIONS,
        migrations.RunSQL(
            "CREATE TRIGGER people_opening_stands_whose"
            " BEFORE INSERT OR UPDATE OF worker_id ON people_opening FOR EACH ROW"
            " EXECUTE FUNCTION people_stand_on_opening_of()",
            "DROP TRIGGER people_opening_stands_whose ON people_opening",
        ),
        migrations.RunSQL(
            "UPDATE people_opening SET worker_id = NULL"
            " WHERE person_id IN (SELECT id FROM people_person WHERE worker_id IS NOT NULL)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "CREATE TRIGGER people_saidbefore_stands"
            " BEFORE INSERT OR UPDATE OF worker_id ON people_saidbefore FOR EACH ROW"
            " EXECUTE FUNCTION people_stand_beside()",
            "DROP TRIGGER people_saidbefore_stands ON people_saidbefore",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER people_person_works_here_beside"
            " AFTER UPDATE OF worker_id ON people_person FOR EACH ROW"
            " WHEN (NEW.worker_id IS DISTINCT FROM OLD.worker_id)"
            " EXECUTE FUNCTION people_worker_noted_beside()",
            "DROP TRIGGER people_person_works_here_beside ON people_person",
        ),
        Wall(
            "people_opening",
            see=f"{is_actor('opened_by_id')} OR ({REVIEWS})",
            add=is_actor("opened_by_id"),
            change=LOOKS_AT_IT,
            becomes=f"{LOOKS_AT_IT} AND {is_actor('seen_by_id')}",
        ),
        Wall(
            "people_saidbefore",
            see=f"{OF_THE_TEAM} AND {not_a_colleagues()}",
            add=f"({overlaps('known_at', GREET, SEE)}) AND {is_actor('changed_by_id')}"
            f" AND {not_a_colleagues()}",
            remove=f"{among('person_id', FOUND)}"
            f" OR (section = 'WAY' AND {overlaps('known_at', SEE)} AND {not_a_colleagues()})",
        ),
        WebMayOnly("people_saidbefore", never="UPDATE, TRUNCATE"),
        *guard("people_circlebefore", "CIRCLE", only_added=True),
        copy_known_at(
            [
                ("people_details", "person_id", "known_at"),
                ("people_othername", "person_id", "known_at"),
                ("people_waytocontact", "person_id", "known_at"),
                ("people_findingkey", "person_id", "known_at"),
                ("people_link", "one_id", "one_known_at"),
                ("people_link", "other_id", "other_known_at"),
                ("people_sharing", "person_id", "known_at"),
                ("people_saidbefore", "person_id", "known_at"),
            ]
        ),
    ]
