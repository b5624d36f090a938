from django.db import migrations, models

from hearth.foundation.functions import Anew
from hearth.introductions.migrations._incoming import FUNCTIONS as INCOMING
from hearth.introductions.migrations._other_side import DID_NOT_GO, RESTRICTED, TRIGGERS
from hearth.introductions.migrations._other_side import FUNCTIONS as OTHER_SIDE

OF_OTHER_SIDE = (
    "introductions_follows",
    "introductions_died",
    "introductions_not_gone",
    "introductions_prove",
    "introductions_take_answer",
    "introductions_read_inbox",
)
OF_INCOMING = (
    "introductions_looked",
    "introductions_say_back",
    "introductions_asked_colleague",
    "introductions_colleague_says",
)
KEPT = [*((name, *made) for name, made in TRIGGERS.items()), RESTRICTED]


class Migration(migrations.Migration):
    """
    What is needed today ends the link; an email that did not go is told; a look within the house is
    written down, and a colleague who left reads nothing; the introduction is always held first.
    """

    dependencies = [
        ("introductions", "0046_erased_before_they_met"),
        ("outgoing", "0080_not_while_restricted"),
    ]

    operations = [
        migrations.AlterField(
            model_name="introductionline",
            name="kind",
            field=models.TextField(choices=[('BEGUN', 'Begun'), ('SHARED', 'What was shared'), ('RANG', 'We rang them'), ('ALONG', 'Who goes along, and when'), ('TODAY', 'It is needed today'), ('SENT', 'We asked them in writing'), ('NOT_GONE', 'Our email did not go, as far as we know'), ('READ', 'They opened what was shared'), ('YES', 'They said yes'), ('NOT_NOW', 'They said: not now'), ('ASKS', 'They asked something'), ('SILENT', 'No answer came in time'), ('COULD_NOT', 'It could not happen'), ('CAME', 'They said that they have been there'), ('NEXT', 'What is next'), ('HANDED_OVER', 'Handed over'), ('MET', 'They met'), ('STOPPED', 'The person stopped it'), ('OTHER_WAY', 'Another way was found'), ('FITTED', 'Whether it fitted')]),
        ),
        *(
            migrations.RunSQL(f"DROP TRIGGER {name} ON {table}", migrations.RunSQL.noop)
            for name, table, _ in KEPT
        ),
        *(
            Anew(function, digest="796ac76fca80")
            for function in OTHER_SIDE if function.name in OF_OTHER_SIDE
        ),
        *(
            Anew(function, digest="f46831f937bd")
            for function in INCOMING if function.name in OF_INCOMING
        ),
        *(
            migrations.RunSQL(f"CREATE TRIGGER {name} {rule}", f"DROP TRIGGER {name} ON {table}")
            for name, table, rule in [*KEPT, DID_NOT_GO]
        ),
        migrations.RunSQL(  # as each stands, by the rule that is new
            "UPDATE introductions_otherside o SET over = true FROM introductions_introduction i"
            " WHERE i.id = o.introduction_id AND i.needed_today AND i.state <> 'MET'",
            migrations.RunSQL.noop,
        ),
    ]  # fmt: skip
