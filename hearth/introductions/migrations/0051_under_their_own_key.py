from django.db import migrations

from hearth.foundation.functions import Anew
from hearth.introductions.migrations._incoming import FUNCTIONS as INCOMING
from hearth.introductions.migrations._other_side import FUNCTIONS as OTHER_SIDE

OURS = ("introductions_whose_we_answer", "introductions_asked_colleague")


class Migration(migrations.Migration):
    """What was shared, and what is answered to it, is under the person's own key."""

    dependencies = [("introductions", "0048_about_whom"), ("people", "0186_many_keys_at_once")]

    operations = [
        *(Anew(each, digest="0e890cda3352") for each in OTHER_SIDE if each.name == "introductions_read"),
        *(Anew(each, digest="dc6cc2a2c7b4") for each in INCOMING if each.name in OURS),
    ]
