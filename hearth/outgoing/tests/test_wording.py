"""What messages say: nothing that gives anybody away."""

import datetime

import pytest

from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.neutral import is_neutral
from hearth.outgoing.transport import sender
from hearth.outgoing.wording import TEMPLATES, compose, opening_in_words
from hearth.places.models import OpeningSpell, Site
from hearth.places.tests.factories import SiteFactory


class TestWording:
    @pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
    @pytest.mark.parametrize("name", ["Acomb", "Acomb Wellbeing Hub"])
    def test_of_every_template_is_neutral(self, db, template, name, now):
        words = compose(template, name="Jo", site=SiteFactory(name=name), now=now)

        assert is_neutral(f"{words.subject} {words.body} {sender()}")
        assert "None" not in words.body
        assert "  " not in words.body

    def test_says_the_day_of_the_next_opening(self, hub, now):
        with as_the_owner():
            OpeningSpell.objects.create(
                site=hub, weekday=2, opens=datetime.time(9), closes=datetime.time(16, 30)
            )
        said = opening_in_words(hub, now)
        assert said == "We are next open on Wednesday 4 March 2026 from 9am to 4:30pm."

    def test_says_nothing_of_an_opening_that_is_not_known(self, hub, now):
        assert opening_in_words(hub, now) == ""

    def test_says_when_a_place_never_closes(self, now):
        site = Site(always_open=True)
        assert opening_in_words(site, now) == "We are open day and night."
