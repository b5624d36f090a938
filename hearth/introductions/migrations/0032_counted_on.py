import django.db.models.deletion
import hearth.foundation.identifiers
from django.db import migrations, models

from hearth.foundation.walls import Wall, WebMayOnly, holds


class Migration(migrations.Migration):
    """What was introduced stays counted once it is erased, as nobody's."""

    dependencies = [
        ('directory', '0100_houses'),
        ('introductions', '0031_own_pages'),
        ('places', '0004_wall_before_photos'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountedIntroduction',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('way', models.TextField(choices=[('TOLD', 'Told about it: they go by themselves'), ('IN_TOUCH', 'Put in touch: we ask the other side first'), ('ALONG', 'Going along: somebody goes with them')])),
                ('state', models.TextField(choices=[('TO_GO', 'They are to meet'), ('WAITING', 'We wait for an answer'), ('YES', 'They said yes'), ('NOT_NOW', 'Not now: we try again'), ('ASKS', 'They need to know something'), ('SILENT', 'No answer came'), ('COULD_NOT', 'It could not happen like that'), ('MET', 'They have met'), ('STOPPED', 'The person stopped it'), ('OTHER_WAY', 'Another way was found')])),
                ('begun_on', models.DateField()),
                ('met_on', models.DateField(blank=True, null=True)),
                ('fitted', models.TextField(blank=True, choices=[('YES', 'Yes'), ('PARTLY', 'Partly'), ('NO', 'No')], default='')),
                ('from_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.term')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
            options={
                'indexes': [models.Index(fields=['from_site', 'begun_on'], name='introductions_counted_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('MET', 'STOPPED', 'OTHER_WAY'))), name='introductions_counted_has_ended')],
            },
        ),
        Wall(
            "introductions_countedintroduction",
            see=holds("erasing.decide"),
            add=holds("erasing.decide"),
        ),
        WebMayOnly("introductions_countedintroduction", never="UPDATE, DELETE, TRUNCATE"),
    ]
