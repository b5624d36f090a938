
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sheets', '0002_second_wall'),
    ]

    operations = [
        migrations.AddField(
            model_name='sheet',
            name='decided_sealed',
            field=models.BinaryField(blank=True, default=b''),
        ),
        migrations.AddField(
            model_name='sheet',
            name='unclear_sealed',
            field=models.BinaryField(blank=True, default=b''),
        ),
    ]
