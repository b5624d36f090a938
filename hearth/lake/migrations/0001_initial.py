import hearth.foundation.identifiers
from django.db import migrations, models

from hearth.foundation.functions import Anew
from hearth.foundation.walls import WebMayOnly
from hearth.lake.migrations._marking import MARKING, TRIGGERS
from hearth.lake.migrations._reading import READING


class Migration(migrations.Migration):
    """What fills the lake, and how it is known which months changed."""

    initial = True

    dependencies = [
        ("directory", "0100_houses"),
        ("evidence", "0092_erased_and_left_out"),
        ("frontdoor", "0004_fewer_indexes"),
        ("introductions", "0062_a_newer_link"),
        ("people", "0187_known_taken_back"),
        ("places", "0004_wall_before_photos"),
        ("support", "0141_when_those_were_due_before"),
    ]

    operations = [
        migrations.CreateModel(
            name="Filling",
            fields=[
                ("id", models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("month", models.DateField()),
            ],
        ),
        WebMayOnly("lake_mark", never="INSERT, UPDATE, TRUNCATE"),
        WebMayOnly("lake_filling", never="UPDATE, TRUNCATE"),
        *(Anew(function, digest="33fae19dba2e") for function in READING),
        *(Anew(function, digest="ad0cad2252ed") for function in MARKING),
        *(
            migrations.RunSQL(f"CREATE TRIGGER {name} {rule}", f"DROP TRIGGER {name} ON {table}")
            for name, (table, rule) in TRIGGERS.items()
        ),
    ]
