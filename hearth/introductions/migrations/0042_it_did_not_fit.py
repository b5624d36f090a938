from django.db import migrations

from hearth.foundation.functions import Anew
from hearth.introductions.migrations._incoming import ABOUT_FITTING
from hearth.introductions.migrations._other_side import FUNCTIONS

FITS = {
    "introductions_link_made",
    "introductions_take_answer",
    "introductions_whose",
}


class Migration(migrations.Migration):
    """
    What the other side says of whether it fitted comes back to whoever looks after it, and they can be asked. A
    colleague whom somebody met says it too.
    """

    dependencies = [("introductions", "0041_going_along")]

    operations = [
        *(Anew(each, digest="8f39b27885d1") for each in FUNCTIONS if each.name in FITS),
        *ABOUT_FITTING,
    ]
