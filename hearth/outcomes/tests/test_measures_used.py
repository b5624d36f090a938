"""Which measures a partnership uses, and with what words."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.outcomes import actions, queries
from hearth.outcomes.actions.deciding import DecisionRefused
from hearth.outcomes.models import MeasureUsed

WORDS = """
measure = "ucla-3"
version = "1"
licence = "L-1, of today"
items = ["First asked", "Second asked", "Third asked"]

[answers]
1 = "Never"
2 = "At times"
3 = "Often"
"""


def used():
    return {one.slug for one in queries.measures_used()}


def named(slug):
    return next(row.measure for row in queries.measures_known() if row.measure.slug == slug)


def test_usual_is_what_comes_with_its_words(db):
    assert {"phq-9", "gad-7", "ons4", "ucla-3", "gbo"} <= used()
    assert not {"reqol-10", "core-10", "swemwbs"} & used()


def test_a_lead_chooses_others_and_lets_some_go(network_lead):
    with acting_as(network_lead):
        actions.use_measure(by=network_lead, measure=named("reqol-10"), is_used=True)
        actions.use_measure(by=network_lead, measure=named("phq-9"), is_used=False)

    assert "reqol-10" in used()
    assert "phq-9" not in used()


def test_nobody_else_decides(hub_manager, team_member):
    for worker in (hub_manager, team_member):
        with acting_as(worker), pytest.raises(NotAllowed):
            actions.use_measure(by=worker, measure=named("reqol-10"), is_used=True)


def test_words_are_laid_over_a_measure_and_taken_off_again(network_lead):
    with acting_as(network_lead):
        actions.load_words(by=network_lead, measure=named("ucla-3"), words=WORDS)
        assert named("ucla-3").words.items[1] == "First asked"
        actions.load_words(by=network_lead, measure=named("ucla-3"), words="")
        assert named("ucla-3").words.items[1] != "First asked"


def test_words_of_another_measure_change_nothing(network_lead):
    with acting_as(network_lead), pytest.raises(DecisionRefused, match="ucla-3"):
        actions.load_words(by=network_lead, measure=named("phq-9"), words=WORDS)

    with as_the_owner():
        assert not MeasureUsed.objects.exists()


def test_words_that_no_longer_fit_leave_it_asked_as_before(network_lead):
    with as_the_owner():
        MeasureUsed.objects.create(
            slug="ucla-3", words=WORDS.replace('version = "1"', 'version = "0"'),
            edited_by=network_lead,
        )  # fmt: skip

    assert named("ucla-3").words.items[1] != "First asked"


def test_the_pages_say_what_is_in_use_and_what_each_figure_rests_on(page, network_lead):
    assert "Not in use" in page(network_lead, "measures")
    words = page(network_lead, "measure", query="?measure=reqol-10")
    assert "to be confirmed" in words
    page(network_lead, "measure", data={"use": "yes"}, status=302, query="?measure=reqol-10")

    assert "reqol-10" in used()


def test_a_wrong_file_keeps_what_was_pasted(page, network_lead):
    words = page(
        network_lead, "measure", data={"words": "measure = nonsense"}, query="?measure=phq-9"
    )

    assert "Nothing was changed" in words
    assert "measure = nonsense" in words
