
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('source', models.TextField(choices=[('DOOR', 'At the door'), ('PAPER', 'From a paper sheet'), ('FILE', 'From a file'), ('DEMONSTRATION', 'Invented, for the demonstration')], default='FILE')),
                ('name_sealed', models.BinaryField(blank=True, default=b'')),
                ('shape_sealed', models.BinaryField(blank=True, default=b'')),
                ('fingerprint', models.TextField(blank=True, default='')),
                ('matching', models.JSONField(default=dict)),
                ('only_day', models.DateField(blank=True, null=True)),
                ('state', models.TextField(choices=[('MATCHING', 'Its columns are to be matched'), ('READING', 'Being read'), ('READ', 'To be looked over and confirmed'), ('BRINGING_IN', 'Being brought in'), ('BROUGHT_IN', 'Brought in'), ('SET_ASIDE', 'Set aside, nothing of it was brought in'), ('UNREADABLE', 'It could not be read'), ('TAKING_BACK', 'Being taken back'), ('TAKEN_BACK', 'Taken back, its visits no longer count')], default='MATCHING')),
                ('trouble', models.TextField(blank=True, default='')),
                ('rows', models.PositiveIntegerField(default=0)),
                ('rows_read', models.PositiveIntegerField(default=0)),
                ('rows_wrong', models.PositiveIntegerField(default=0)),
                ('rows_there', models.PositiveIntegerField(default=0)),
                ('rows_done', models.PositiveIntegerField(default=0)),
                ('done_to', models.PositiveIntegerField(default=0)),
                ('leaves_there', models.BooleanField(default=True)),
                ('counts', models.JSONField(default=dict)),
                ('put_off_at', models.DateTimeField(blank=True, null=True)),
                ('run', models.UUIDField(blank=True, null=True)),
                ('moved_at', models.DateTimeField(blank=True, null=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('brought_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='SheetPart',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('number', models.PositiveIntegerField()),
                ('content_sealed', models.BinaryField(blank=True, default=b'')),
                ('sheet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='sheets.sheet')),
                ('site', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='SheetRow',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('number', models.PositiveIntegerField()),
                ('is_wrong', models.BooleanField(default=False)),
                ('is_there', models.BooleanField(default=False)),
                ('is_first_of_name', models.BooleanField(default=False)),
                ('said_sealed', models.BinaryField(blank=True, default=b'')),
                ('why_sealed', models.BinaryField(blank=True, default=b'')),
                ('sheet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='read_rows', to='sheets.sheet')),
                ('site', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
        ),
        migrations.AddIndex(
            model_name='sheet',
            index=models.Index(fields=['site', '-recorded_at'], name='sheets_sheet_latest'),
        ),
        migrations.AddIndex(
            model_name='sheet',
            index=models.Index(fields=['site', 'fingerprint'], name='sheets_sheet_same'),
        ),
        migrations.AddConstraint(
            model_name='sheetpart',
            constraint=models.UniqueConstraint(fields=('sheet', 'number'), name='sheets_part_once'),
        ),
        migrations.AddIndex(
            model_name='sheetrow',
            index=models.Index(condition=models.Q(('is_wrong', True)), fields=['sheet', 'number'], name='sheets_row_wrong'),
        ),
        migrations.AddIndex(
            model_name='sheetrow',
            index=models.Index(condition=models.Q(('is_first_of_name', True)), fields=['sheet', 'number'], name='sheets_row_new_name'),
        ),
        migrations.AddConstraint(
            model_name='sheetrow',
            constraint=models.UniqueConstraint(fields=('sheet', 'number'), name='sheets_row_once'),
        ),
    ]
