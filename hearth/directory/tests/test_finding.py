"""Finding what people mean: a few entries, and what somebody types."""

import datetime

import pytest
from django.db import connection

from hearth.directory.actions.searching import note_search
from hearth.directory.finding import publishing
from hearth.directory.models import (
    Findable,
    FindWord,
    Location,
    Search,
    UnmetNeed,
)
from hearth.directory.tests.factories import (
    term,
)
from hearth.directory.tests.searching import SUNDAY, entry, names, search
from hearth.foundation.acting import acting_as, as_anybody
from hearth.foundation.tests.factories import as_the_owner
from hearth.places import geo
from hearth.places.tests.factories import SiteFactory


@pytest.fixture
def debt(db):
    return entry("Money worries", offer="debt-advice", tags=["debt"], postcode="YO1 8EL")


@pytest.fixture
def sunday_cafe(db):
    return entry(
        "The Open Kettle",
        offer="open-door",
        tags=["lonely", "somewhere-to-go"],
        times=[(["SU"], 17, 21)],
    )


def test_a_need_finds_what_helps_with_it(debt, sunday_cafe):
    assert names(search("debt"))[0] == "Money worries"
    assert search("debt").asked.concepts[0].says == "Debt"


def test_a_slip_is_put_right_and_said(debt, sunday_cafe):
    found = search("dbet")

    assert names(found)[0] == "Money worries"
    assert found.asked.corrected == (("dbet", "debt"),)


def test_a_day_and_an_evening_are_understood(debt, sunday_cafe):
    asked = search("lonely sunday evening").asked

    assert (asked.days, {part.name for part in asked.parts}) == ({6}, {"EVENING"})
    assert names(search("lonely sunday evening"))[0] == "The Open Kettle"


def test_it_widens_by_itself_and_says_so(debt, sunday_cafe):
    found = search("lonely monday evening")

    assert names(found)[0] == "The Open Kettle"
    assert (found.first_total, found.widened) == (0, ("TIME", "DAY"))


def test_the_nearest_is_first(db):
    entry("Far", tags=["lonely"], postcode="YO41 1AA")
    entry("Near", tags=["lonely"], postcode="YO24 4AB")

    found = search("lonely YO24 4AB")

    assert names(found) == ["Near", "Far"]
    assert found.results[0].km == pytest.approx(0, abs=0.01)
    assert found.results[1].km == pytest.approx(
        geo.distance_km(geo.find("YO24 4AB"), geo.find("YO41 1AA")), rel=0.01
    )


def test_a_secret_place_is_nowhere(db):
    entry("A safe house", offer="domestic-abuse", tags=["abuse"], place_is_secret=True)

    [result] = search("abuse at home near YO24 4AB").results

    assert (result.km, result.card.postcode, result.card.latitude) == (None, "", None)


def test_what_is_only_for_the_team_is_never_found(db):
    entry("Rota", tags=["lonely"], internal=True)

    assert search("lonely").total == 0


def test_an_overdue_entry_drops_and_a_crisis_entry_never_does(db):
    old = {"confirm_by": datetime.date(2026, 1, 1)}
    entry("Old word", tags=["lonely"], **old)
    entry("Fresh word", tags=["lonely"])
    entry("Crisis line of old word", offer="crisis-line", tags=["need-now"], postcode=None, **old)
    entry("Fresh crisis line", offer="crisis-line", tags=["need-now"], postcode=None)

    assert names(search("lonely")) == ["Fresh word", "Old word"]
    assert [each.is_old for each in search("lonely").results] == [False, True]
    assert names(search("crisis line")) == ["Crisis line of old word", "Fresh crisis line"]


ODD = ["", "   ", "\0", "%_'\"\\", "\N{SLIGHTLY SMILING FACE}" * 300, "a " * 5000, "1", "of the"]


@pytest.mark.parametrize("odd", ODD)
def test_nothing_typed_is_wrong(odd, debt):
    assert search(odd).total >= 0


class TestWhatIsWrittenDown:
    def test_is_the_words_and_terms_and_never_a_postcode(self, debt, network_lead):
        note("debt YO24 4AB ring 07700 900123")

        [kept] = searches(network_lead)
        assert (kept.words, kept.terms, kept.found) == ("debt ring", [term("debt").id], 1)
        assert kept.neighbourhood == "Micklegate"

    def test_is_a_need_when_it_was_in_vain(self, debt, network_lead):
        note("lonely sunday evening in micklegate")

        with acting_as(network_lead):
            [need] = UnmetNeed.objects.all()
        assert (need.told, need.term, need.neighbourhood) == (
            "SEARCH",
            term("lonely"),
            "Micklegate",
        )
        assert (need.in_the_evening, need.at_the_weekend) == (True, True)

    def test_is_nothing_when_nothing_was_asked(self, debt, network_lead):
        note("  ")

        assert searches(network_lead) == []

    def test_nobody_outside_sees_it_again(self, debt):
        note("debt")

        with as_anybody():
            assert list(Search.objects.all()) == []


def note(words):
    with as_anybody():
        note_search(search(words), now=SUNDAY)


def searches(actor):
    with acting_as(actor):
        return list(Search.objects.all())


class TestPlaces:
    @pytest.fixture
    def entries(self, db):
        with as_the_owner():
            SiteFactory(
                name="West", latitude=53.95, longitude=-1.12,
                neighbourhoods=["Acomb, Holgate and Westfield", "Haxby & Wigginton"],
            )  # fmt: skip
        return entry("Acomb chess club", offer="games-group", postcode="YO24 4AB")

    @pytest.mark.parametrize(
        ("words", "place"),
        [
            ("chess acomb", "Acomb"),
            ("chess in holgate", "Holgate"),
            ("chess wigginton", "Wigginton"),
            ("chess acomb holgate and westfield", "Acomb, Holgate and Westfield"),
            ("chess near YO24 4AB", "YO24 4AB"),
            ("chess yo24", "YO24"),
        ],
    )
    def test_are_known_by_each_name_in_a_name(self, entries, words, place):
        asked = search(words).asked

        assert asked.near.name == place
        assert [each.says for each in asked.concepts if not each.extra] == ["Something to do"]

    def test_a_place_that_is_asked_for_by_its_name_is_not_a_word_as_well(self, entries):
        assert search("acomb").asked.concepts == ()


class TestWhatNobodyKnows:
    def test_is_said_and_finds_nothing_and_is_a_need(self, debt, network_lead):
        found = search("xyzzyqq")

        assert (found.first_total, found.asked.not_understood) == (0, ("xyzzyqq",))
        note("xyzzyqq")
        with acting_as(network_lead):
            assert UnmetNeed.objects.count() == 1

    def test_with_digits_in_it_is_kept_nowhere(self, debt, network_lead):
        note("debt yo99zzz9")

        [kept] = searches(network_lead)
        assert (kept.words, kept.not_understood) == ("debt", [])


class TestSecretPlaces:
    def test_are_no_places_to_be_near(self, db):
        service = entry("A safe house", offer="domestic-abuse", place_is_secret=True)
        with as_the_owner():
            Location.objects.update(neighbourhood="Hidden Glen")
        publishing.publish([service.id])

        assert search("tea in hidden glen").asked.near is None

    def test_that_are_only_the_teams_are_none_either(self, db):
        service = entry("Rota", internal=True)
        with as_the_owner():
            Location.objects.update(neighbourhood="Hidden Glen")
        publishing.publish([service.id])

        assert search("tea in hidden glen").asked.near is None


class TestPublishing:
    def test_again_leaves_one_line_and_true_counts(self, debt):
        before = {each.word: each.offers for each in FindWord.objects.all()}
        publishing.publish([debt.id])

        assert Findable.objects.filter(service=debt).count() == 1
        assert {each.word: each.offers for each in FindWord.objects.all()} == before

    def test_counts_what_it_would_find(self, debt, sunday_cafe):
        with as_the_owner():
            publishing.tidy_words()
        counted = {each.word: each.offers for each in FindWord.objects.all()}
        with as_the_owner():
            publishing.publish_all()

        assert {each.word: each.offers for each in FindWord.objects.all()} == counted

    def test_one_waits_for_the_other(self, debt):
        publishing.publish([debt.id])
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")
            assert cursor.fetchone()[0] >= 1


def test_who_wants_to_die_is_shown_help_for_anybody_first(db):
    entry("For under 19", offer="crisis-line", postcode=None, maximum_age=18)
    entry("For anybody", offer="crisis-line", postcode=None)
    entry("Left behind by suicide", offer="bereavement", description="After a suicide.")

    assert names(search("suicidal")) == ["For anybody", "For under 19"]


def test_an_age_with_nothing_else_is_an_age(debt):
    assert search("my son is 14").first_total == 1
