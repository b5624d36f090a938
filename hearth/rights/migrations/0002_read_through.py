import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rights', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='pack',
            name='same_person',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='packrow',
            name='of_record',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='packrow',
            name='flag',
            field=models.TextField(blank=True, choices=[('NAMES', 'It may name somebody else'), ('COLLEAGUE', 'A worker’s own words'), ('SAFETY', 'A worry, or a concern for somebody’s safety'), ('INCIDENT', 'Something that happened, perhaps to others too'), ('HELD_BACK', 'Held back for somebody’s safety'), ('UNTOLD', 'It is not told them anywhere else'), ('READ', 'To be read: anybody may be named in it')], default=''),
        ),
        migrations.AlterField(
            model_name='rightsline',
            name='kind',
            field=models.TextField(choices=[('ASKED', 'Asked'), ('IDENTITY_ASKED', 'We asked who they are: the clock stands still'), ('IDENTITY_SEEN', 'We know who they are: the clock goes on'), ('EXTENDED', 'It takes longer, and they were told why'), ('GATHERED', 'Everything was gathered'), ('COULD_NOT', 'Not everything could be gathered'), ('SAME', 'A linked record is the same person'), ('RELEASED', 'Looked at a second time, and free to be given'), ('GIVEN', 'Given to them'), ('TAKEN_OUT', 'Taken out as a file'), ('PUT_RIGHT', 'Put right'), ('NOT_AGREED', 'We did not agree, and said why'), ('STATEMENT', 'Their own statement was put beside it'), ('TAKEN_AWAY', 'Their own statement was taken away again'), ('TOLD', 'Told to whoever it was shared with'), ('BEGUN', 'It stands from today'), ('LIFTED', 'Lifted'), ('ENDED', 'Ended'), ('NOTE', 'Note')]),
        ),
        migrations.AddIndex(
            model_name='packrow',
            index=models.Index(condition=models.Q(('of_record__isnull', False)), fields=['of_record'], name='rights_row_of_linked'),
        ),
        # What is being read through was gathered when most of it was read by nobody: gather it again.
        migrations.RunSQL(
            "UPDATE rights_pack SET state = 'FAILED' WHERE state = 'REVIEW'", migrations.RunSQL.noop
        ),
    ]
