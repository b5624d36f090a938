"""Each way out says to whom something went, by name; and what stayed is said with its number."""

import datetime

import pytest

from hearth.erasing.asked import rooms
from hearth.erasing.models import WentTo
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine, AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.models import Incoming
from hearth.introductions.tests.factories import IncomingFactory, IntroductionFactory
from hearth.people.models import Sharing
from hearth.places.tests.factories import OrganisationFactory
from hearth.rights.models import RightsLine, RightsRequest
from hearth.support.models import Goal


@pytest.fixture
def erased(ask, jo, decider, decide):
    def done():
        row = decide(decider, ask(), jo.held_by)
        with acting_as(decider):
            return row, {(each.what, each.to_id) for each in WentTo.objects.filter(erasure=row)}

    return done


def test_every_way_out_is_asked():
    asked = {label for label, room in rooms("queries") if hasattr(room, "went_out")}
    assert {"people", "rights", "introductions", "erasing", "desk"} <= asked


def test_with_whom_it_was_shared_by_name(jo, team_member, erased, page, decider):
    reader = OrganisationFactory(name="Harbour Practice")
    with as_the_owner():
        Sharing.objects.create(
            person=jo, held_by=jo.held_by, known_at=jo.known_at, layers=["ABOUT"],
            with_organisation=reader, audiences=[reader.id], how="SAID", decided_by="PERSON",
            recorded_by=team_member,
        )  # fmt: skip
    row, went = erased()
    assert ("people.Sharing", reader.id) in went
    shown = page(decider, "erasure", row.id)
    assert "Parts of the record, shared, to Harbour Practice" in shown
    assert str(reader.id) not in shown


def test_copies_that_were_given(jo, hub, now, today, erased, page, decider):
    with as_the_owner():
        request = RightsRequest.objects.create(
            person=jo, held_by=jo.held_by, site=hub, asks="ACCESS", asked_on=today,
            asked_by="PERSON", asked_how="SAID", due_on=today,
        )  # fmt: skip
        RightsLine.objects.create(
            person=jo, held_by=jo.held_by, site=hub, request=request, kind="GIVEN", at=now
        )
    row, went = erased()
    assert ("rights.Pack", None) in went
    assert "A copy of everything, to them, or whoever asked" in page(decider, "erasure", row.id)


def test_what_whoever_introduced_them_heard(jo, hub, team_member, erased):
    IncomingFactory(site=hub, person=jo, held_by=jo.held_by, may_hear=["WELCOMED"])
    with as_the_owner():
        assert Incoming.objects.exclude(may_hear=[]).exists()
    assert ("introductions.Incoming", None) in erased()[1]


def test_a_plan_that_was_printed_for_the_night(jo, hub, team_member, erased, page, decider):
    with as_the_owner():
        for _ in range(2):
            AccessLine.objects.create(
                actor_id=team_member.id, person_id=jo.id, page="stay-well plan, night pack",
                place_id=hub.id,
            )  # fmt: skip
    row, went = erased()
    assert ("foundation.AccessLine", hub.id) in went
    shown = page(decider, "erasure", row.id)
    assert shown.count(f"printed in a night pack, to {hub.name}") == 1


def test_that_a_partner_took_out_all_that_it_held(jo, decider, now, erased, page):
    with as_the_owner():
        for at in (now, now - datetime.timedelta(days=4000)):
            line = AuditLine.objects.create(
                actor_id=decider.id, verb="took out what is held by",
                subject_type="places.Organisation", subject_id=jo.held_by_id,
            )  # fmt: skip
            AuditLine.objects.filter(id=line.id).update(at=at)
    row, went = erased()
    assert ("places.Organisation", jo.held_by_id) in went
    said = f"All that the organisation held, taken out, to {jo.held_by.name}"
    assert page(decider, "erasure", row.id).count(said) == 1, "not what was before they were known"


def test_to_what_they_were_introduced_by_name(jo, hub, team_member, erased, page, decider, today):
    introduced = IntroductionFactory(
        person=jo, held_by=jo.held_by, owner=team_member, from_site=hub
    )
    with as_the_owner():
        WentTo.objects.all().delete()
    row, _ = erased()
    with as_the_owner():
        WentTo.objects.create(
            erasure=row, what="introductions.SharedWithThem", to_id=introduced.service_id, on=today
        )
        name = introduced.service.name
    assert name in page(decider, "erasure", row.id)


def test_erased_but_for_what_another_hangs_on(
    ask, jo, trust, of_the_trust, decider, decide, today, page
):
    row = ask()
    keep = today + datetime.timedelta(days=9)
    decide(decider, row, trust, erase=False, why_keep="CLAIM", words="A claim", look_again_on=keep)
    decide(decider, row, jo.held_by)
    with as_the_owner():
        assert list(Goal.objects.all()) == [of_the_trust.goal]
    assert "Erased but for 1 line, on which" in page(decider, "erasure", row.id)
