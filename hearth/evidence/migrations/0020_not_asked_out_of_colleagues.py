from django.db import migrations

from hearth.evidence.migrations._counting import COUNTING
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """No list of visits is chosen by what a colleague answered, or the reader."""

    dependencies = [
        ("evidence", "0010_support_rounded"),
        ("people", "0071_whose_answers_are_closed"),
    ]

    operations = [Anew(function, digest="70a03bc9f52a") for function in COUNTING]
