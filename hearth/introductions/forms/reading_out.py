"""How somebody agreed to what was read out to them, before it goes."""

from hearth.design import nhs
from hearth.people.forms.told import ToldForm
from hearth.people.models import Agreed

HOW = [(Agreed.SAID.value, "They said so"), (Agreed.SIGNED.value, "They signed a paper")]
"""What a worker can write down. On their own page they do it themselves."""


class ReadOutForm(ToldForm):
    """How they agreed to what was read out to them."""

    agreed_how = nhs.ChoiceField(HOW, label="How did they agree to that?")
    read_out = nhs.HiddenField(required=False)
