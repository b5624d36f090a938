"""Who outside was told: added, told again, taken back with why; nothing is ever written over."""

import pytest
from django.db import DatabaseError, transaction

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.incidents import actions, queries
from hearth.incidents.actions import IncidentRefused
from hearth.incidents.models import IncidentTold
from hearth.incidents.tests.conftest import DAY


@pytest.fixture
def incident(happened, greeter, hub_manager):
    """Written by Ama, owned by Hal."""
    return happened(greeter)


@pytest.fixture
def must(incident, now):
    def say(by, codes, *, drawn=(), why=""):
        with acting_as(by):
            actions.say_must_be_told(
                by=by, incident=incident, must=set(codes), drawn=set(drawn), why=why, now=now
            )

    return say


@pytest.fixture
def tell(incident, now):
    def say(by, body, note=""):
        with acting_as(by):
            actions.say_told(by=by, incident=incident, body=body, note=note, now=now)

    return say


def stand(worker, incident):
    with acting_as(worker):
        return {row.body.code: row for row in queries.told_of(incident) if row.must}


def test_two_who_choose_from_the_same_page_lose_nothing(incident, must, greeter, hub_manager):
    must(hub_manager, ["POLICE"])
    must(greeter, ["ICO"])  # whose page was drawn before Hal's
    must(greeter, ["ICO"])  # sent twice
    assert set(stand(hub_manager, incident)) == {"POLICE", "ICO"}


def test_taken_back_with_why_stays_written_down(incident, must, tell, hub_manager, now):
    must(hub_manager, ["POLICE", "ICO"])
    tell(hub_manager, "POLICE", "No. 123")
    drawn = {"POLICE", "ICO"}
    with pytest.raises(IncidentRefused, match="why"):
        must(hub_manager, [], drawn=drawn)
    assert set(stand(hub_manager, incident)) == drawn

    must(hub_manager, [], drawn=drawn, why="It was another incident")
    assert stand(hub_manager, incident) == {}
    with acting_as(hub_manager):
        kept = {row.body.code: row.taken_back for row in queries.told_of(incident)}
    [police], [ico] = kept["POLICE"], kept["ICO"]
    assert (police.told_by, police.note, police.taken_back_by) == ("Hal", "No. 123", "Hal")
    assert police.why_back == ico.why_back == "It was another incident"
    assert ico.told_at is None

    must(hub_manager, ["POLICE"])
    assert stand(hub_manager, incident)["POLICE"].told_at is None


def test_told_again_keeps_both_times_and_sent_twice_is_one(incident, tell, greeter, hub_manager):
    tell(greeter, "ICO", "Rang, engaged")
    tell(hub_manager, "ICO", "Rang, ref. 77")
    tell(hub_manager, "ICO", "Rang, ref. 77")
    tellings = stand(hub_manager, incident)["ICO"].tellings
    assert {(one.told_by, one.note) for one in tellings} == {
        ("Ama", "Rang, engaged"), ("Hal", "Rang, ref. 77"),
    }  # fmt: skip
    assert len(tellings) == 2


def test_nobody_on_the_web_writes_over_it_or_takes_it_out(incident, must, tell, hub_manager, now):
    tell(hub_manager, "ICO", "No. 1")
    must(hub_manager, [], drawn={"ICO"}, why="Wrong one")
    changes = ({"note_sealed": b""}, {"told_at": now + DAY}, {"why_back_sealed": b""})
    for change in (*changes, {"taken_back_at": None}):
        with acting_as(hub_manager), pytest.raises(DatabaseError), transaction.atomic():
            IncidentTold.objects.update(**change)
    with acting_as(hub_manager), pytest.raises(DatabaseError), transaction.atomic():
        IncidentTold.objects.all()._raw_delete("default")


def test_is_said_on_its_pages_and_what_was_typed_survives_a_refusal(
    page, incident, hub_manager, greeter
):
    page(hub_manager, "tell", incident.id, data={"must": ["POLICE"]}, status=302)
    drawn = page(hub_manager, "tell", incident.id)
    assert 'name="drawn" value="POLICE"' in drawn
    again = page(hub_manager, "tell", incident.id, data={"must": ["ICO"], "drawn": "POLICE"})
    assert "Write why they need not be told" in again
    assert 'value="ICO" checked' in again
    with as_the_owner():
        assert IncidentTold.objects.count() == 1
    data = {"must": ["ICO"], "drawn": "POLICE", "why": "No crime after all"}
    page(hub_manager, "tell", incident.id, data=data, status=302)
    shown = page(hub_manager, "incident", incident.id)
    assert "No crime after all" in shown
    assert "Taken back by Hal" in shown
    page(hub_manager, "told", incident.id, "ICO", data={"note": "Ref. 8"}, status=302)
    assert "Ref. 8" in page(hub_manager, "incident", incident.id)
    assert "They were told again" in page(hub_manager, "incident", incident.id)
