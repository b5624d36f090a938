"""By when is chosen once: what was typed beside another choice is not asked for any more."""

import pytest
from django.utils import timezone

from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover.models import BoardLine
from hearth.handover.turns import USUAL, as_asked, shift_at


@pytest.mark.parametrize("day", ["40", "1"])
def test_a_time_that_is_no_longer_chosen_is_not_looked_at(page, greeter, day):
    ends = shift_at(timezone.now(), USUAL).ends
    typed = {
        "kind": "TO_DO", "what": "Ring the plumber", "when": "other", "due_at-day": "40",
        "owner": "", "line_id": uuid7(),
    }  # fmt: skip
    assert "There is a problem" in page(greeter, "handover:write", data=typed)

    chosen = typed | {"when": as_asked(ends), "due_at-day": day}
    page(greeter, "handover:write", data=chosen, status=302)
    with as_the_owner():
        assert BoardLine.objects.get().due_at == ends
