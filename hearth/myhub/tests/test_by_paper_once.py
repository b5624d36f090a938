"""A code on paper opens a page that says once what nobody can look after."""

from hearth.foundation.acting import acting_as
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.myhub.tests.asking import page
from hearth.people.actions import withdraw_sharing


def test_that_nobody_can_look_after_them_is_said_once(
    pages, shared, jo, hub, team_member, browser_of, now
):
    for name in ("Knit and natter", "Coffee morning"):
        IntroductionFactory(
            person=jo, held_by=jo.held_by, owner=team_member, from_site=hub, service__name=name
        )
    by_paper = browser_of(pages, by="PAPER")
    assert "Nobody can look after" not in page(by_paper, "/me/")

    with acting_as(team_member):
        withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
    shown = page(by_paper, "/me/")
    assert "2 introductions going on. Nobody can look after them now." in shown
    assert shown.count("Nobody can look after") == 1
