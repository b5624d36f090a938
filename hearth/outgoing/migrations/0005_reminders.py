import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outgoing', '0004_to_leads'),
    ]

    operations = [
        migrations.AddField(
            model_name='outgoingmessage',
            name='go_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='outgoingmessage',
            name='no_use_after',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='outgoingmessage',
            name='reasons',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('DIED', 'They have died'), ('OBJECTED', 'They want no messages'), ('ASK_ELSEWHERE', 'Ask them first: they may not want messages, or not this way'), ('NO_WAY', 'No way to contact them is written down'), ('NOT_ASKED', 'They have not been asked whether it is safe'), ('ASK_FIRST', 'It is safe only after asking them'), ('NOT_SAFE', 'It is not safe for them'), ('LARGE_PRINT', 'They need large print'), ('EASY_READ', 'They need Easy Read'), ('BRAILLE', 'They need braille'), ('AUDIO', 'They need audio, not print'), ('READ_ALOUD', 'They need it read aloud'), ('BSL', 'They need British Sign Language'), ('INTERPRETER', 'They need it in their own language'), ('NO_PHONE_CALLS', 'It asks them to ring, and they need no phone calls'), ('NO_MAIL_SERVICE', 'No email service is set up here'), ('NO_TEXT_SERVICE', 'No text service is set up here'), ('NO_LINKS', 'There are no private links here yet'), ('NOT_LISTED', 'The public does not see the entry any more'), ('NOT_NEUTRAL', 'The sender or the subject would give away what it is about'), ('COULD_NOT_SEND', 'The email service did not take it'), ('NOT_NEEDED', 'It is not needed any more'), ('UNSURE', 'It may have gone: something stopped while it was being sent')]), blank=True, default=list, size=None),
        ),
    ]
