from django.db import migrations

from hearth.foundation.walls import ANY_ACTOR, Wall, among, holds, is_actor

READS_THE_TRAIL = holds("foundation.read_trail")
OWN, SAFETY = "people.own", "safety.seen"


class Migration(migrations.Migration):
    """
    Nobody reads in the trail who looked at their own record, or what was done to it.

    Whoever reads the trail says first which record is their own (people_own_records): until then
    it shows nothing. Of somebody's safety it shows what they may read of it, and no more.
    """

    dependencies = [("foundation", "0003_hearth_hears_what_is_told")]

    operations = [
        Wall(
            "foundation_auditline",
            see=f"{READS_THE_TRAIL} AND NOT ({among('subject_id', OWN)})"
            f" AND (NOT starts_with(subject_type, 'safety.') OR {among('subject_id', SAFETY)})",
            add=f"{is_actor('actor_id')} OR (actor_id IS NULL AND {ANY_ACTOR})",
        ),
        Wall(
            "foundation_accessline",
            see=f"{READS_THE_TRAIL} AND NOT ({among('person_id', OWN)})",
            add=is_actor("actor_id"),
        ),
    ]
