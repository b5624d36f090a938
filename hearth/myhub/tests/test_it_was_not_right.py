"""It was not right for them: they say so themselves, and whoever looks after it hears."""

from hearth.foundation.acting import acting_as
from hearth.foundation.models import Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions as introducing
from hearth.introductions import queries
from hearth.introductions.models import Introduction
from hearth.introductions.tests.factories import IntroductionFactory


def test_what_they_say_comes_back_to_the_owner(as_jo, jo, team_member, hub, shared, now, today):
    row = IntroductionFactory(
        person=jo, held_by=jo.held_by, owner=team_member, from_site=hub, state="MET",
        met_on=today, ended_on=today, next_on=None, answer_by=None,
    )  # fmt: skip
    with as_jo() as (me, _):
        fresh = Introduction.objects.get(id=row.id)
        introducing.say_whether_it_fitted(
            by=me, introduction=fresh, fitted="NO", words="Hated it", other_side=False, now=now,
            stamp=queries.next_step_of(fresh).stamp,
        )  # fmt: skip
    with acting_as(team_member):
        [waits], _ = queries.waiting_on_me(team_member, today=today)
        assert (waits.id, waits.fit_words) == (row.id, "It did not fit")
    with as_the_owner():
        assert Told.objects.get(what="introductions.answered").about_id == row.id
