"""Something happened where each hub manager works, taught the team, and one agreement stands."""

import pytest

from hearth.accounts.models import User
from hearth.demo.loading import load
from hearth.demo.tests.conftest import NOW
from hearth.demo.tests.test_on_the_desk import MANAGED
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.incidents import queries
from hearth.incidents.models import ComingIn, DoorWords


@pytest.fixture
def cast(db, frozen):
    with as_the_owner():
        load(MANAGED, seed=1, now=NOW, tell=lambda: None)
        return {each.username: each for each in User.objects.all()}


def test_an_incident_is_new_to_the_manager_and_a_near_miss_has_taught_the_team(cast):
    moe, tom = cast["moe"], cast["tom"]
    with acting_as(moe):
        [new], [settled] = queries.incidents_of(moe, today=NOW.date())
        assert (new.is_new, new.owner, new.to_do) == (True, "Moe Rudd", 1)
        assert settled.said.kind_words == "A near miss"
    with acting_as(tom):
        [lesson] = queries.lessons_told(tom)
    assert "list by the kettle" in lesson.said.changed


def test_one_person_comes_in_by_an_agreement_of_which_the_door_reads_a_sentence(cast):
    with acting_as(cast["tom"]):
        agreed = ComingIn.objects.select_related("person", "site").get()
        assert (agreed.owner, agreed.site.slug) == (cast["tom"], "bootham")
    with acting_as(cast["gail"]):
        assert DoorWords.objects.get().person_id == agreed.person_id
        assert not ComingIn.objects.exists()
