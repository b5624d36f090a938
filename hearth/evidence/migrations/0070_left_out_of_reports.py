from django.db import migrations

from hearth.evidence.migrations._counting import COUNTING
from hearth.evidence.migrations._support import COUNTED
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """No count of people has somebody in it who objected, or whose record is kept and not used."""

    dependencies = [
        ("evidence", "0020_not_asked_out_of_colleagues"),
        ("people", "0170_kept_and_not_used"),
    ]

    operations = [
        *(Anew(function, digest="5b07bfed81ff") for function in COUNTING),
        Anew(COUNTED, digest="c06f35e06da2"),
    ]
