from django.db import migrations

from hearth.foundation.walls import ANY_ACTOR, Wall, among, overlaps, within

GREET, SEE, FOUND = "people.greet", "people.see", "people.found"
MAY_SEE = f"{overlaps('known_at', SEE)} OR {overlaps('greeted_at', GREET)} OR {among('id', FOUND)}"


class Migration(migrations.Migration):
    """Whoever writes down somebody new says of their own sites alone that they know them."""

    dependencies = [("people", "0007_two_words")]

    operations = [
        Wall(
            "people_person",
            see=MAY_SEE,
            add=f"{within('known_at', GREET, SEE)} AND greeted_at <@ known_at",
            change=MAY_SEE,
            becomes=ANY_ACTOR,
            remove=overlaps("known_at", SEE),
        ),
    ]
