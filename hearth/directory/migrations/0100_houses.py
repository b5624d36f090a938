import re
import unicodedata

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

AT_ONCE = 500


def plain(text):
    folded = unicodedata.normalize("NFKD", re.sub("['\u2019\u2018`]", "", text))
    words = folded.encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9&]+", " ", words).split())


def lines_of(text):
    lines = [each for line in text.replace(",", "\n").splitlines() if (each := plain(line))]
    return {*lines[:1], *(line for line in lines if line[0].isdigit() and " " in line)}


def house_of(place):
    lines = lines_of(place.address)
    found = {str(place.id)}
    postcode = re.sub(r"[\s.\-]", "", place.postcode).upper()
    if postcode:
        known = f"{postcode[:-3]} {postcode[-3:]}"
        found |= {f"{known} {line}" for line in lines | lines_of(place.name)}
    if place.town:
        found |= {f"{plain(place.town)} {line}" for line in lines if line[0].isdigit()}
    return sorted(found)


def say_which_house(apps, schema_editor):
    Location = apps.get_model("directory", "Location")
    places = list(Location.objects.all())
    for place in places:
        place.house = house_of(place)
    Location.objects.bulk_update(places, ["house"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    """
    A place says which house it is, so that a refuge's is withheld under any other name too.

    What is told of an entry is made of the same as before: only neighbours of a refuge move. A
    spot on the map counts for a house from when its place is next written.
    """

    dependencies = [("directory", "0093_not_said_here")]

    operations = [
        migrations.AddField(
            "location",
            "house",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, editable=False, size=None
            ),
        ),
        migrations.AddIndex(
            "location",
            django.contrib.postgres.indexes.GinIndex(
                fields=["house"], name="directory_location_house"
            ),
        ),
        migrations.AddIndex(
            "service",
            models.Index(
                fields=["id"],
                condition=models.Q(place_is_secret=True),
                name="directory_service_secret",
            ),
        ),
        migrations.RunPython(say_which_house, migrations.RunPython.noop),
    ]
