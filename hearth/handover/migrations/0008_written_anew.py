from django.db import migrations, models

CAME = [
    ("WRITTEN", "Written"),
    ("TAKEN", "Taken over"),
    ("GIVEN", "Handed over"),
    ("NOBODY", "Put down: nobody has it"),
    ("CARRIED", "Carried on"),
    ("CHANGED", "Put right"),
    ("DONE", "Done"),
    ("AGAIN", "Not done after all"),
    ("ANEW", "Written anew, about somebody"),
]


class Migration(migrations.Migration):
    """A line about nobody may give way to one about somebody. Nothing changes in the tables."""

    dependencies = [("handover", "0007_looks_at_the_board")]

    operations = [
        migrations.AlterField(
            model_name="boardline",
            name="came",
            field=models.TextField(choices=CAME, default="WRITTEN"),
        ),
        migrations.AlterField(
            model_name="boardlineonce", name="came", field=models.TextField(choices=CAME)
        ),
    ]
