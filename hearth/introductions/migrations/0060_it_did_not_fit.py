from django.db import migrations

from hearth.foundation.functions import Anew
from hearth.introductions.migrations._incoming import FUNCTIONS as INCOMING
from hearth.introductions.migrations._other_side import FUNCTIONS as OTHER_SIDE

THEIRS = ("introductions_link_made", "introductions_take_answer", "introductions_whose")
OURS = (
    "introductions_say_back",
    "introductions_hub_says",
    "introductions_asked_colleague",
    "introductions_colleague_says",
)


class Migration(migrations.Migration):
    """
    What the other side says of whether it fitted comes back to whoever looks after it, and they can be asked. A
    colleague whom somebody met says it too.
    """

    dependencies = [("introductions", "0051_under_their_own_key")]

    operations = [
        *(Anew(each, digest="8891f3570371") for each in OTHER_SIDE if each.name in THEIRS),
        *(Anew(each, digest="ff76b5cad843") for each in INCOMING if each.name in OURS),
    ]
