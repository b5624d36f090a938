"""Nobody reads what names nobody: pronouns, a yes or a no, a visit of which only choices stand."""

import pytest
from django.utils import timezone

from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.rights.queries.naming import who_names
from hearth.rights.queries.plain_facts import is_plain_fact, is_plain_visit
from hearth.rights.tests.conftest import gather
from hearth.rights.tests.test_gathering import lines_of


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("Pronouns", "she/her"), ("Pronouns", "they / them"),
        ("May be found by part of your name", "Yes"), ("Date of birth", "3 March 1961"),
        ("Where you live", "YO24 3BZ"), ("Where you live", "No fixed place to stay"),
        ("NHS number", "943 476 5919"), ("Known at", "Acomb, since 1 May 2026"),
        ("What you need", "A quiet place"), ("Your own pages", "You have them"),
        ("My stay-well plan",
         "Looked at on 1 May 2026, to be looked at again on 3 June 2026"),
    ],
)  # fmt: skip
def test_a_fact_names_nobody(what, says):
    assert is_plain_fact(what, says)


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("Pronouns", "ask my sister Dee"), ("Pronouns", "she"), ("Where you live", "With Dee"),
        ("May be found by part of your name", "Yes. Dee knows"),
        ("Name you like to be called", "Jo"), ("What matters to me", "Yes"),
        ("My stay-well plan",
         "Looked at on 1 May 2026, to be looked at again on 3 June 2026, because: Dee left"),
    ],
)  # fmt: skip
def test_anything_else_is_read(what, says):
    assert not is_plain_fact(what, says)


def test_a_visit_is_read_where_anybody_wrote_or_it_was_undone():
    assert is_plain_visit(["When", "Where", "How you were"])
    for more in ("A note for the team", "Who you came with", "Undone"):
        assert not is_plain_visit(["When", "Where", more])


def test_a_friend_in_the_name_of_a_group_is_no_person():
    names = who_names([])
    says = "We wrote to A friend on the phone, by a link and a code"
    assert not names(says, "A friend on the phone")
    assert names(says)
    assert names(f"{says}. Her friend came along", "A friend on the phone")
    assert who_names(["Al"])("Al sits there", "Al")


def test_gathered_they_wait_for_nobody(ask, jo, shared, hub, team_member):
    with as_the_owner():
        type(jo).objects.filter(id=jo.id).update(pronouns="she/her")
        IntroductionFactory(
            person=jo, held_by=jo.held_by, owner=team_member, from_site=hub,
            service__name="A friend on the phone",
        )  # fmt: skip
        VisitFactory(person=jo, site=hub, welcomed_by=team_member, arrived_at=timezone.now())
    lines = lines_of(gather(ask()))
    flags = {what: flag for what, _, flag in lines}
    assert flags["Pronouns"] == flags["A time that you came in"] == ""
    assert {flag for what, _, flag in lines if "A friend on the phone" in what} == {"READ"}
