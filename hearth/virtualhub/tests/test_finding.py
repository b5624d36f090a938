"""Finding support: what is typed is understood, and something is always answered."""

import datetime
import json
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.directory.models import Schedule, Search, Service, UnmetNeed
from hearth.foundation.tests.factories import as_the_owner

SUNDAY_NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _on_sunday():
    with time_machine.travel(SUNDAY_NOON, tick=False):
        yield


def text_of(response):
    page = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_ordinary_words_find_what_helps(client, sunday_tea):
    page = text_of(client.get("/find/", {"q": "lonley sunday near YO24 3BZ"}))

    assert "Showing help with feeling alone near YO24 3BZ, on Sundays" in page
    assert "We read “lonley” as “lonely”" in page
    for words in (
        "Sunday tea", "Coffee and company, from", "Next today at 2pm", "Free · Just turn up",
        "01632 960002", "Confirmed today: we rang them", "away",
    ):  # fmt: skip
        assert words in page, words


def test_an_old_word_is_shown_and_says_ring_first(client, add):
    today = datetime.date(2026, 11, 22)
    add(
        "Old chess club", confirmed_on=datetime.date(2026, 5, 3),
        confirm_by=today - datetime.timedelta(days=1),
    )  # fmt: skip

    assert "Not confirmed since Sunday 3 May 2026: ring first" in text_of(
        client.get("/find/", {"q": "chess"})
    )


def test_the_choices_below_the_box_narrow_what_is_found(client, sunday_tea, add):
    add("Costly tea", tags=["lonely"], is_free=False, fees="£9", booking="BOOK")

    both = text_of(client.get("/find/", {"q": "lonely"}))
    free = text_of(client.get("/find/", {"q": "lonely", "free": "on", "come": "TURN_UP"}))
    assert "Costly tea" in both
    assert "Sunday tea" in both
    assert "Only 1 fits all that you asked" in free
    assert "without all that you ticked" in free
    assert "Only what is free" not in free  # for those below it are not
    assert free.index("Sunday tea") < free.find("Costly tea") or "Costly tea" not in free


def test_nothing_is_never_the_whole_answer(client, sunday_tea):
    page = text_of(client.get("/find/", {"q": "lonely", "day": "2", "free": "on"}))

    assert "We know of nothing yet that fits all that you asked. So we looked wider" in page
    assert "Sunday tea" in page
    assert "on Wednesdays" not in page.split("Showing")[1].split("found")[0]


def test_what_means_nothing_to_us_is_said_back_kindly(client, sunday_tea, add):
    add("The Open Kettle", tags=["be-heard"])

    response = client.get("/find/", {"q": "xyzzyqq"})
    page = text_of(response)

    assert "We did not know these words: xyzzyqq" in page
    assert "Sunday tea" not in page
    assert "Or talk to a person" in page
    assert "The Open Kettle" in page.split("Where somebody listens, whatever it is")[1]
    assert 'class="hearth-topics"' in response.content.decode()


def test_the_choices_are_folded_away_and_said(client, sunday_tea):
    page = client.get("/find/", {"q": "lonely", "day": "6", "free": "on", "miles": "1"}).content
    page = page.decode()

    assert "You chose: Sundays, Within 1 mile, Free. Change this" in page
    assert '<details class="hearth-meaning hearth-no-print">' in page


@pytest.mark.parametrize("age", ["ten", "400", "-1"])
def test_an_age_that_is_none_is_said_where_it_was_typed(client, sunday_tea, age):
    page = client.get("/find/", {"q": "lonely", "age": age}).content.decode()

    assert "Type an age from 0 to 120" in page.split('id="age-error"')[1][:200]
    assert '<details class="hearth-meaning hearth-no-print" open>' in page
    assert "Sunday tea" in page


def test_one_mile_is_one(client, sunday_tea):
    page = text_of(client.get("/find/", {"q": "lonely", "near": "YO24 3BZ", "miles": "1"}))

    assert "within 1 mile" in page
    assert "1 miles" not in page


def test_nobody_turns_up_at_a_phone_line(client, add):
    line = add("Lonely line", tags=["lonely"], modes=["PHONE"], booking="TURN_UP", place=False)
    for path in ("/find/?q=lonely", f"/find/{line.id}/"):
        page = text_of(client.get(path)).split("Lonely line")[-1]
        assert "Just turn up" not in page.split("Not quite")[0]
        assert "Ring" in page


def test_who_asks_for_what_cannot_wait_sees_whom_to_ring_first(client, sunday_tea):
    page = client.get("/find/", {"q": "i want to hurt myself"}).content.decode()

    assert page.index("If it cannot wait") < page.index('id="list"')
    assert "If it cannot wait" not in client.get("/find/", {"q": "chess"}).content.decode()


def searches():
    with as_the_owner():
        return list(Search.objects.all())


def test_a_search_is_noted_without_anybody(client, sunday_tea):
    client.get("/find/", {"q": "lonely near YO24 3BZ"})

    [search] = searches()
    assert "lonely" in search.words
    assert "3bz" not in search.words
    assert search.found >= 1


def test_where_a_phone_says_it_is_is_written_nowhere(client, sunday_tea):
    client.get("/find/", {"lat": "53.9555", "lng": "-1.1269"})
    assert searches() == []
    client.get("/find/", {"q": "gambling", "lat": "53.9555", "lng": "-1.1269"})

    [search] = searches()
    assert (search.words, search.neighbourhood) == ("gambling", "")
    with as_the_owner():
        [need] = UnmetNeed.objects.all()
    assert (need.term.slug, need.neighbourhood) == ("gambling", "")


def test_of_a_search_only_the_day_is_kept(client, sunday_tea):
    client.get("/find/", {"q": "gambling"})

    with as_the_owner():
        rows = [*Search.objects.all(), *UnmetNeed.objects.all()]
    assert len(rows) == 2
    for row in rows:
        assert row.id.version == 4
        kinds = {field.get_internal_type() for field in row._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "TimeField"}


def test_a_search_in_vain_is_an_unmet_need(client, sunday_tea):
    client.get("/find/", {"q": "gambling"})

    with as_the_owner():
        assert [each.told for each in UnmetNeed.objects.all()] == ["SEARCH"]


def test_a_phone_s_own_word_is_rounded(client, sunday_tea):
    from hearth.virtualhub.nearby import near_of

    near = near_of({"lat": "53.956789", "lng": "-1.123456"})
    assert (near.spot.latitude, near.spot.longitude) == (53.955, -1.125)


def test_more_pages_of_what_was_found(client, add, charity):
    for number in range(13):
        add(f"Lonely club {number}", tags=["lonely"])
    first = client.get("/find/", {"q": "lonely"}).content.decode()
    second = client.get("/find/", {"q": "lonely", "page": "2"}).content.decode()

    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert first.count('class="hearth-found"') == 10
    assert second.count('class="hearth-found"') == 3


def test_as_many_questions_for_twenty_results_as_for_one(client, add, sunday_tea):
    def questions(**query):
        client.get("/find/", query)
        with CaptureQueriesContext(connection) as asked:
            client.get("/find/", query)
        return len(asked)

    before = questions(q="lonely")
    for number in range(20):
        add(f"Lonely club {number}", tags=["lonely"])
    assert questions(q="lonely") == before


class TestAnEntry:
    def test_says_all_that_is_known(self, client, add, acomb):
        service = add(
            "Debt clinic", tags=["debt", "carers"], is_free=True, booking="BOOK",
            how_to_book="Ring Jo's desk.", minimum_age=16, languages=["Polish"],
            what_its_like="Quiet.", first_time="Blue door.", waiting_now="Two weeks",
            space_now="FEW", space_said_on=datetime.date(2026, 11, 21), url="https://example.org",
        )  # fmt: skip
        page = text_of(client.get(f"/find/{service.id}/"))

        for words in (
            "Debt clinic", "Tuesdays, 10am to midday", "Book first", "Ring Jo&#39;s desk.",
            "16 years old or older", "Polish", "Quiet.", "Blue door.", "Two weeks",
            "A few places left", "said yesterday", "Debt", "Carers", "Confirmed today",
        ):  # fmt: skip
            assert words in page, words

    def test_says_first_that_it_is_on_today(self, client, sunday_tea):
        def page_at(hours):
            with time_machine.travel(SUNDAY_NOON + datetime.timedelta(hours=hours), tick=False):
                return text_of(client.get(f"/find/{sunday_tea.id}/"))

        assert "When Open today at 2pm Sundays" in page_at(0)
        assert "When On now until 4pm Sundays" in page_at(3)
        assert "When Sundays" in page_at(5)

    def test_of_a_refuge_never_says_where(self, client, add):
        service = add("Refuge", place_is_secret=True, tags=["abuse"])
        for path in (f"/find/{service.id}/", "/find/?q=refuge", "/now/", "/whats-on/"):
            page = client.get(path).content.decode()
            assert "YO24 4AB" not in page
            assert "Hall " not in page

    def test_that_is_only_for_the_team_is_not_there(self, client, add):
        service = add("Rota", internal=True)
        response = client.get(f"/find/{service.id}/")

        assert response.status_code == 404
        assert "This is not here any more" in response.content.decode()

    def test_that_is_the_same_as_another_leads_to_it(self, client, add):
        one, other = add("One"), add("Other")
        with as_the_owner():
            Service.objects.filter(id=other.id).update(same_as=one)

        assert client.get(f"/find/{other.id}/")["Location"] == f"/find/{one.id}/"

    def test_says_the_days_that_are_called_off(self, client, sunday_tea):
        with as_the_owner():
            Schedule.objects.update(not_on=[datetime.date(2026, 12, 27), datetime.date(2026, 1, 4)])
        page = text_of(client.get(f"/find/{sunday_tea.id}/"))

        assert "Not on Sunday 27 December 2026" in page
        assert "4 January" not in page

    def test_is_said_to_machines_too(self, client, sunday_tea):
        page = client.get(f"/find/{sunday_tea.id}/").content.decode()
        [said] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        facts = json.loads(said)

        assert facts["@type"] == "Service"
        assert facts["isAccessibleForFree"] is True
        assert facts["hoursAvailable"][0]["dayOfWeek"] == ["Sunday"]
        assert facts["availableChannel"]["servicePhone"]["telephone"] == "01632 960002"


class TestWhatsOn:
    def test_by_day(self, client, sunday_tea):
        assert "Sunday tea" in text_of(client.get("/whats-on/"))
        assert "Sunday tea" not in text_of(client.get("/whats-on/?on=2026-11-23"))
        assert "Sunday tea" in text_of(client.get("/whats-on/?on=2026-11-29"))

    def test_what_is_over_is_not_on(self, client, sunday_tea):
        with time_machine.travel(SUNDAY_NOON + datetime.timedelta(hours=3), tick=False):
            assert "Sunday tea" in text_of(client.get("/whats-on/"))
        with time_machine.travel(SUNDAY_NOON + datetime.timedelta(hours=5), tick=False):
            assert "Sunday tea" not in text_of(client.get("/whats-on/"))

    def test_what_is_called_off_is_not_on(self, client, sunday_tea):
        with as_the_owner():
            Schedule.objects.update(not_on=[datetime.date(2026, 11, 22)])

        assert "Sunday tea" not in text_of(client.get("/whats-on/"))

    @pytest.mark.parametrize(
        ("query", "is_there"),
        [
            ("hub=acomb", True), ("hub=clifton", False), ("kind=SOCIAL", True),
            ("kind=ADVICE", False), ("part=AFTERNOON", True), ("part=MORNING", False),
            ("free=on", True), ("turn_up=on", True), ("step_free=on", False), ("kind=XX", True),
        ],
    )  # fmt: skip
    def test_only_some_of_it(self, client, sunday_tea, other_hub, query, is_there):
        assert ("Sunday tea" in text_of(client.get(f"/whats-on/?{query}"))) is is_there

    def test_as_many_questions_for_twenty_as_for_one(self, client, sunday_tea, add):
        def questions():
            client.get("/whats-on/")
            with CaptureQueriesContext(connection) as asked:
                client.get("/whats-on/")
            return len(asked)

        before = questions()
        for number in range(20):
            add(
                f"Club {number}",
                times=[{"byday": ["SU"], "opens": datetime.time(18), "closes": None}],
            )
        assert questions() == before
