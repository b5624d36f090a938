"""The pages of introductions: looked for, agreed, gone on with, met; and never read by others."""

import pytest

from hearth.directory.models import UnmetNeed
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.models import Introduction
from hearth.introductions.tests.conftest import DAY, hidden


def day(name, on):
    return {f"{name}-{part}": getattr(on, part) for part in ("day", "month", "year")}


@pytest.fixture
def begun(page, shared, team_member, jo, knitting, today):
    """Begin one on its page, and return it."""
    said = {
        "hope": "Something warm", "shared": ["name"],
        "next_step": "Ring Ada", "owner": str(team_member.id), "introduction_id": uuid7(),
    } | day("next_on", today + 7 * DAY) | day("answer_by", today + 5 * DAY)  # fmt: skip
    at = {"query": f"?service={knitting.id}&way=IN_TOUCH"}
    drawn = page(team_member, "begin", jo.id, data=said, **at)
    agreed = {"read_out": hidden(drawn, "read_out"), "agreed_how": "SAID"}
    page(team_member, "begin", jo.id, data=said | agreed, status=302, **at)
    with acting_as(team_member):
        return Introduction.objects.get()


def stamp_of(drawn):
    return hidden(drawn, "stamp")


def test_is_begun_from_what_was_looked_for(page, shared, team_member, jo, knitting, hub):
    shown = page(team_member, "look", jo.id)
    assert f"?hub={hub.id}" in shown
    drawn = page(team_member, "begin", jo.id, query=f"?service={knitting.id}&way=IN_TOUCH")
    assert "Knit and natter" in drawn
    assert "The name they like: Jo" in drawn
    page(team_member, "begin", jo.id, status=302)
    for nothing in ("?service=none", f"?service={uuid7()}", f"?worker={uuid7()}"):
        page(team_member, "begin", jo.id, query=nothing, status=404)


def test_says_what_is_next_what_left_and_what_happened(page, begun, team_member, jo):
    shown = page(team_member, "introduction", jo.id, begun.id)
    for words in ("Ring Ada", "Something warm", "What has left cannot be called back", "Begun"):
        assert words in shown
    assert "Knit and natter" in page(team_member, "introductions")
    assert "Knit and natter" in page(team_member, "of_person", jo.id)


def test_goes_on_with_an_answer_and_what_is_typed_is_never_lost(
    page, begun, team_member, jo, today
):
    drawn = page(team_member, "answer", jo.id, begun.id)
    said = {"answer": "ASKS", "words": "", "next_step": "Ask Jo", "stamp": stamp_of(drawn)}
    refused = page(team_member, "answer", jo.id, begun.id, data=said | day("next_on", today + DAY))
    assert "what they need to know" in refused
    assert "Ask Jo" in refused
    said["words"] = "Is there a step?"
    page(
        team_member, "answer", jo.id, begun.id, status=302, data=said | day("next_on", today + DAY)
    )
    stale = page(
        team_member, "answer", jo.id, begun.id,
        data=said | day("next_on", today + DAY) | {"next_step": "Ring Bo"},
    )  # fmt: skip
    assert "Somebody else went on with it" in stale
    assert "Ring Bo" in stale


def test_comes_to_an_end_when_they_met_and_both_say_if_it_fitted(
    page, begun, team_member, jo, today
):
    page(team_member, "met", jo.id, begun.id, data=day("met_on", today), status=302)
    for of in ("", "?of=other"):
        drawn = page(team_member, "fitted", jo.id, begun.id, query=of)
        said = {"fitted": "YES", "words": f"Lovely{of}", "stamp": stamp_of(drawn)}
        page(team_member, "fitted", jo.id, begun.id, query=of, data=said, status=302)
    shown = page(team_member, "introduction", jo.id, begun.id)
    assert "They have met" in shown
    assert "Lovely?of=other" in shown


def test_what_could_not_happen_is_on_the_map_and_stays_its_owners(
    page, begun, team_member, jo, today
):
    drawn = page(team_member, "could_not", jo.id, begun.id)
    said = {
        "why": "FULL", "words": "Full until June", "needed": "Company in the evening",
        "next_step": "Ask at the library", "stamp": stamp_of(drawn),
    } | day("next_on", today)  # fmt: skip
    page(team_member, "could_not", jo.id, begun.id, data=said, status=302)
    with as_the_owner():
        assert UnmetNeed.objects.get().told == "INTRODUCTION"
    assert "Look for another way" in page(team_member, "introduction", jo.id, begun.id)
    waiting = page(team_member, "introductions").partition("All else that you look after")[0]
    assert "Ask at the library" in waiting


def test_is_stopped_by_the_person_and_read_by_nobody_else(
    page, begun, team_member, greeter, team_elsewhere, jo
):
    drawn = page(team_member, "stop", jo.id, begun.id)
    page(
        team_member, "stop", jo.id, begun.id, data={"words": "", "stamp": stamp_of(drawn)},
        status=302,
    )  # fmt: skip
    page(greeter, "introduction", jo.id, begun.id, status=403)
    page(team_elsewhere, "introduction", jo.id, begun.id, status=404)
    page(greeter, "introductions", status=403)
