"""The second look leads to what is read, and asks what a health professional said by a choice."""

import pytest
from django.urls import reverse

from hearth.foundation.tests.factories import as_the_owner
from hearth.rights.actions import RightsRefused
from hearth.rights.models import PackRow, PackState
from hearth.rights.tests.conftest import latest, read_through, release


@pytest.fixture
def read(gathered, hub_manager, now):
    read_through(gathered, by=hub_manager, now=now)
    return gathered


def test_leads_to_the_copy_and_to_what_is_not_given(read, client, governance):
    ids = [read.person_id, read.request_id]
    client.force_login(governance)
    html = client.get(reverse("rights:act", args=[*ids, "release"])).content.decode()
    review = reverse("rights:review", args=ids)
    for address in (reverse("rights:paper", args=ids), f"{review}?show=withheld"):
        assert f'href="{address}"' in html
        assert client.get(address).status_code == 200
    other = client.get(reverse("rights:act", args=[*ids, "longer"])).content.decode()
    assert "What is not given, or in part" not in other


def test_what_would_do_harm_and_stands_in_it_is_not_released(read, governance, now):
    with pytest.raises(RightsRefused, match="is not given"):
        release(read, by=governance, now=now, answer="STILL_IN")
    assert latest(read.request).state == PackState.REVIEW


def test_that_some_is_left_out_is_so_only_if_it_is(read, governance, now, today):
    with pytest.raises(RightsRefused, match="Nothing is left out on that ground"):
        release(read, by=governance, now=now, answer="LEFT_OUT")
    with as_the_owner():
        row = PackRow.objects.filter(pack=read, decided="GIVE").first()
        row.decided, row.why, row.professional = "WITHHOLD", "SERIOUS_HARM", "Dr Osei"
        row.asked_professional_on = today
        row.save()
    release(read, by=governance, now=now, answer="LEFT_OUT", said="Leave out line 4")
    with as_the_owner():
        line = read.request.lines.get(kind="RELEASED")
    assert "Some of it would, and that is left out. Leave out line 4" in line.words
