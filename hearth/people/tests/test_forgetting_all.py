"""What somebody reads of all that is kept of their story and their sharing, and forgetting it."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, standing
from hearth.people.actions import Decision, Whom, WithoutAgreement
from hearth.people.models import (
    Bond,
    CircleMember,
    Heading,
    HeldBack,
    Opening,
    Openness,
    Passage,
    Person,
    Sharing,
    StayWellPlan,
    Wording,
)
from hearth.people.queries import everything_about
from hearth.people.queries.layers import PassageSection, section_of
from hearth.people.tests.test_pressing import REASON
from hearth.people.tests.test_sharing import agree, say
from hearth.places.timer import OnATimer

ALL = ("ABOUT", "CIRCLE", "PLAN", "SUPPORT")


def member(person, by, now, **more):
    """Write down somebody in a person's circle."""
    one = CircleMember(
        person=person, held_by=person.held_by, edited_by=by, bond=more.pop("bond", Bond.FAMILY)
    )
    one.name, one.number = more.pop("name"), more.pop("number", "")
    one.save()
    return one


@pytest.fixture
def told(team_member, team_elsewhere, other_hub, hub, jo, mind, today, now):
    """Jo, of whom something stands in every table of a story told once."""
    agree(team_member, jo, Whom(site=hub, roles=("TEAM_MEMBER",)), *ALL, today=today)
    agree(
        team_member, jo, Whom(organisation=mind), today=today,
        decision=Decision(by="ATTORNEY", how="SIGNED", note="Dee Marsh, with a paper"),
    )  # fmt: skip
    say(team_member, jo, now, "Being by the sea")
    say(team_member, jo, now, "Ring Dee", Heading.WORST_DAY)
    with acting_as(team_member):
        before = section_of(Passage.objects.get(heading=Heading.MATTERS))
        actions.write_passage(
            by=team_member, person=jo, stamp=before.stamp, now=now,
            said=PassageSection(Heading.MATTERS, "The hills", "She paints"),
        )  # fmt: skip
        first = Wording.objects.filter(heading=Heading.MATTERS).earliest("id")
        now_it_says = section_of(Passage.objects.get(heading=Heading.MATTERS))
        actions.put_back(
            by=team_member, person=jo, heading=Heading.MATTERS, wording_id=first.id,
            stamp=now_it_says.stamp, now=now,
        )  # fmt: skip
        member(jo, team_member, now, name="Dee Marsh", number="01904 555 0100")
        actions.share_without_agreement(
            by=team_member, person=jo, layers=("PLAN",), whom=Whom(worker=team_elsewhere),
            why=WithoutAgreement("LAW", "A court asked", "Told on the day"), today=today,
            until_on=today,
        )  # fmt: skip
    with acting_as(team_elsewhere), standing.reaching(jo.id):
        actions.open_for_a_reason(
            by=team_elsewhere, person=jo, site=other_hub, reason=REASON, now=now
        )
    return jo


def everything(worker, person):
    with acting_as(worker):
        person = Person.objects.get(id=person.id)
        return {(row["what"], row["says"]) for row in everything_about(person)}


def test_all_of_it_is_theirs_to_read(told, team_member):
    rows = everything(team_member, told)
    said = " | ".join(f"{what}: {says}" for what, says in rows)

    assert ("What matters to me", "Being by the sea") in rows
    assert ("What helps on my worst day", "Ring Dee") in rows
    assert "The hills" in said
    assert "She paints" in said
    assert "In my circle: Family: Dee Marsh. 01904 555 0100" in said
    assert "My stay-well plan: Looked at on" in said
    assert "Shared with York Mind" in said
    assert "Dee Marsh, with a paper" in said
    assert "A court asked. You were told: Told on the day" in said
    assert "Who may read now: My circle: the team at Acomb" in said
    assert REASON in said
    assert all(row for pair in rows for row in pair)


def test_a_greeter_reads_none_of_it(told, greeter):
    said = str(everything(greeter, told))

    for secret in ("sea", "Ring Dee", "Dee Marsh", "York Mind", "Clem", REASON):
        assert secret not in said


def test_forgotten_nothing_is_left(told):
    with acting_as(OnATimer()):
        actions.forget_person(by=OnATimer(), person=told)

    with as_the_owner():
        for model in (
            Passage, Wording, StayWellPlan, CircleMember, Sharing, Openness, Opening, HeldBack,
        ):  # fmt: skip
            assert not model.objects.exists(), model
        assert not Person.objects.filter(id=told.id).exists()


def test_forgetting_one_leaves_another_as_they_are(told, team_member, hub, john, today, now):
    agree(team_member, john, Whom(site=hub, roles=("TEAM_MEMBER",)), today=today)
    say(team_member, john, now, "My allotment")

    with acting_as(OnATimer()):
        actions.forget_person(by=OnATimer(), person=told)

    assert ("What matters to me", "My allotment") in everything(team_member, john)


def test_linking_two_records_shares_nothing(told, team_member, john):
    with acting_as(team_member):
        actions.link_people(by=team_member, one=told, other=john, why="They told us")

    said = str(everything(team_member, john))
    for theirs in ("sea", "Ring Dee", "York Mind", "A court asked"):
        assert theirs not in said
