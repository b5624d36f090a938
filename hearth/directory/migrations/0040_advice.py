import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0010_phones_by_their_digits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AdvicePage',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('title', models.TextField()),
                ('summary', models.TextField()),
                ('body', models.TextField()),
                ('sources', models.JSONField(blank=True, default=list)),
                ('searches', models.JSONField(blank=True, default=list)),
                ('slug', models.SlugField()),
                ('topic', models.TextField(choices=[('CRISIS', 'In a crisis'), ('SELF_HELP', 'Looking after myself'), ('SLEEP', 'Sleep'), ('MONEY', 'Money'), ('HOUSING', 'Somewhere to live'), ('FOOD', 'Food'), ('CARERS', 'Looking after someone'), ('OTHERS', 'Worried about someone'), ('LOSS', 'When somebody has died'), ('SUBSTANCES', 'Drink and drugs'), ('SAFETY', 'Being safe at home')])),
                ('language', models.TextField(default='en-gb')),
                ('edition', models.TextField(choices=[('USUAL', 'Usual'), ('EASY_READ', 'Easy Read')], default='USUAL')),
                ('place', models.PositiveSmallIntegerField(default=100)),
                ('starter', models.TextField(blank=True, default='')),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('reviewed_on', models.DateField(blank=True, null=True)),
                ('review_on', models.DateField(blank=True, null=True)),
                ('edited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AdviceVersion',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('title', models.TextField()),
                ('summary', models.TextField()),
                ('body', models.TextField()),
                ('sources', models.JSONField(blank=True, default=list)),
                ('searches', models.JSONField(blank=True, default=list)),
                ('number', models.PositiveIntegerField()),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='directory.advicepage')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='advicepage',
            name='published',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shown_as', to='directory.adviceversion'),
        ),
        migrations.AddConstraint(
            model_name='adviceversion',
            constraint=models.UniqueConstraint(fields=('page', 'number'), name='directory_advice_version_once'),
        ),
        migrations.AddConstraint(
            model_name='advicepage',
            constraint=models.UniqueConstraint(fields=('slug', 'language', 'edition'), name='directory_advice_page_once'),
        ),
        migrations.AddConstraint(
            model_name='advicepage',
            constraint=models.CheckConstraint(condition=models.Q(('review_on__isnull', True), ('review_on__gt', models.F('reviewed_on')), _connector='OR'), name='directory_advice_reviewed_first'),
        ),
    ]
