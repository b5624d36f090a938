import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, is_actor
from hearth.people.migrations._standing import TODAY, guard, is_open
from hearth.people.migrations._themselves import own, theirs

STANDS = (
    f"(l.open_to <> '{{}}' OR (l.open_till <> '{{}}' AND l.closes_on >= {TODAY})) AND NOT EXISTS ("
    "SELECT FROM people_person p WHERE p.id = l.person_id"
    " AND (p.died_recorded_at IS NOT NULL OR p.restricted_on IS NOT NULL))"
)
NOT_HERE = "current_setting('app.partnership', true) IS DISTINCT FROM {schema}"
LINK = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN; END IF;
    RETURN QUERY
    SELECT CASE WHEN NOT ({STANDS}) THEN 'OVER' WHEN l.used_at IS NOT NULL THEN 'USED'
                WHEN l.ends_at <= now() THEN 'ENDED' ELSE 'OPEN' END,
           l.id, l.person_id, l.measure, l.site_id
      FROM outcomes_readinglink l WHERE l.token_hash = token;
END
"""
USED = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN false; END IF;
    UPDATE outcomes_readinglink l SET used_at = now()
     WHERE l.token_hash = token AND l.used_at IS NULL AND l.ends_at > now() AND {STANDS}
       AND {among("l.person_id", "people.themselves")} AND {is_actor("l.id")};
    RETURN FOUND;
END
"""
MAY_ADD = f"({is_actor('written_by_id')} OR (written_by_id IS NULL AND how = 'LINK'))"


class Migration(migrations.Migration):
    """Somebody answers by a link, without an account: it opens the questions and nobody's name."""

    dependencies = [
        ("outcomes", "0002_walls"),
        ("people", "0187_known_taken_back"),
        ("places", "0004_wall_before_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadingLink',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('measure', models.TextField()),
                ('token_hash', models.BinaryField(unique=True)),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
            options={
                'abstract': False,
            },
        ),
        *guard("outcomes_readinglink", "SUPPORT"),
        own("outcomes_readinglink"),
        Wall(
            "outcomes_reading",
            see=f"({is_open()}) OR {theirs()}",
            add=f"({is_open()}) OR ({theirs()} AND {MAY_ADD} AND taken_back_at IS NULL)",
            change=f"({is_open()})",
            remove=among("person_id", "people.found"),
        ),
        Function(
            "outcomes_link", takes="token bytea",
            returns="TABLE (state text, link uuid, person uuid, measure text, site uuid)",
            body=LINK, for_web=True,
        ),
        Function("outcomes_link_used", takes="token bytea", returns="boolean", body=USED, for_web=True),
    ]
