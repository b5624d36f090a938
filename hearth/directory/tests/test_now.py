"""Now, tonight, today: what is really there on this very day, and in what order equals stand."""

import datetime

import pytest
from django.utils import timezone

from hearth.directory.finding import parts, publishing
from hearth.directory.finding.asking import understand
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.finding.within import Asks, within
from hearth.directory.models import Schedule, Service
from hearth.directory.queries.finding import find, found_ids
from hearth.directory.tests.factories import ScheduleFactory
from hearth.directory.tests.test_finding import entry
from hearth.foundation.tests.factories import as_the_owner

SUNDAY = datetime.datetime(2026, 11, 22, 18, 30, tzinfo=datetime.UTC)


def search(words, now=SUNDAY):
    asked = understand(words, lexicon=lexicon(), now=timezone.localtime(now))
    return find(asked, now=now)


def names(found):
    return [each.card.name for each in found.results]


def on_sundays(name, opens, closes, **facts):
    return entry(name, tags=["lonely"], times=[(["SU"], opens, closes)], **facts)


def change(**facts):
    with as_the_owner():
        Schedule.objects.update(**facts)
        publishing.publish_all()


def test_open_now_is_this_minute_and_then_within_the_hour(db):
    on_sundays("At eight", 20, 22)
    on_sundays("At seven", 19, 22)
    on_sundays("All afternoon", 13, 18)
    for number in range(3):
        on_sundays(f"Now {number}", 17, 21)

    found = search("lonely open now")
    assert names(found) == ["Now 0", "Now 1", "Now 2", "At seven"]
    assert (found.first_total, found.widened) == (4, ())
    for words in ("lonely right now", "lonely now"):
        assert names(search(words)) == names(found)


def test_the_last_minute_of_a_thing_is_not_the_minute_after(db):
    for number in range(3):
        on_sundays(f"Until half past {number}", 17, 21)
    change(closes=datetime.time(18, 30))

    assert search("lonely open now", SUNDAY - datetime.timedelta(minutes=1)).first_total == 3
    assert search("lonely open now").first_total == 0


def test_where_nothing_is_on_now_it_widens_and_says_so(db):
    on_sundays("At eight", 20, 22)
    entry("Monday", tags=["lonely"], times=[(["MO"], 10, 12)])

    found = search("lonely open now")
    assert names(found) == ["At eight", "Monday"]
    assert (found.first_total, found.widened) == (0, ("NOW", "DAY"))


def test_what_fits_stands_before_what_only_fits_the_wider_question(db):
    entry("A Monday", tags=["lonely"], times=[(["MO"], 10, 12)])
    on_sundays("Now", 17, 21)

    assert names(search("lonely open now")) == ["Now", "A Monday"]


@pytest.mark.parametrize(
    ("words", "is_there"), [("tonight", True), ("today", True), ("now", True), ("sunday", True)]
)
def test_called_off_today_is_not_there_today(db, words, is_there):
    for number in range(4):
        on_sundays(f"Tea {number}", 17, 21)
    assert (search(f"lonely {words}").first_total == 4) is is_there
    change(not_on=[SUNDAY.date()])

    assert search(f"lonely {words}").first_total == (4 if words == "sunday" else 0)


@pytest.mark.parametrize("words", ["lonely tonight", "lonely today", "lonely open now"])
def test_every_other_sunday_is_this_one_or_it_is_not(db, words):
    on_sundays("Fortnightly", 17, 21)
    change(interval=2, begins_on=datetime.date(2026, 11, 8))
    assert search(words).first_total == 1
    change(begins_on=datetime.date(2026, 11, 15))

    assert search(words).first_total == 0


def test_tonight_is_this_evening_and_not_next_sunday_s(db):
    on_sundays("Over at six", 9, 17)
    on_sundays("In the evening", 19, 21)
    on_sundays("Past midnight", 23, 2)
    at_noon = SUNDAY.replace(hour=12)

    assert set(names(search("lonely tonight", at_noon))[:2]) == {"In the evening", "Past midnight"}
    assert search("lonely tonight", at_noon).first_total == 2
    late = SUNDAY.replace(hour=22, minute=30)
    assert names(search("lonely tonight", late))[0] == "Past midnight"
    assert search("lonely tonight", late).first_total == 1


def test_after_midnight_the_night_is_still_the_night_before_s(db):
    on_sundays("Past midnight", 23, 2)
    monday = datetime.datetime(2026, 11, 23, 1, 0, tzinfo=datetime.UTC)

    for words in ("lonely open now", "lonely tonight"):
        assert search(words, monday).first_total == 1
        assert search(words, monday.replace(hour=2)).first_total == 0


def test_today_is_what_is_left_of_it_and_tomorrow_the_day_after(db):
    on_sundays("In the morning", 9, 12)
    on_sundays("In the evening", 19, 21)

    assert search("lonely today").first_total == 1
    assert search("lonely this morning").first_total == 0
    assert search("lonely tomorrow").first_total == 0
    saturday = SUNDAY - datetime.timedelta(days=1)
    assert search("lonely tomorrow", saturday).first_total == 2
    assert search("lonely tomorrow afternoon", saturday).first_total == 0


def test_several_days_are_days_of_any_week(db):
    assert search("lonely today and monday").asked.within is None
    assert search("lonely open now today").asked.within.asks == Asks.NOW
    assert search("can't sleep tonight").asked.within.asks == Asks.TODAY


def test_what_is_closed_for_a_time_is_not_open_now(db):
    on_sundays("Shut", 17, 21, status="temporarily closed")
    line = entry("Line", offer="crisis-line", postcode=None)

    assert search("lonely open now").first_total == 0
    assert search("crisis line open now").first_total == 1  # with no hours, it answers at any
    with as_the_owner():
        Service.objects.filter(id=line.id).update(status="temporarily closed")
        publishing.publish([line.id])
    found = search("crisis line open now")
    assert (found.first_total, names(found)[0]) == (0, "Line")


def test_what_lies_across_midday_is_in_some_part_of_the_day():
    found = parts.spell(0, datetime.time(11, 45), datetime.time(12, 15))

    assert found == parts.asked([0], [parts.Part.MORNING, parts.Part.AFTERNOON])


def test_a_stretch_is_right_when_the_clocks_change():
    before = datetime.datetime(2026, 10, 24, 22, 30, tzinfo=datetime.UTC)  # 23:30 in summer
    tonight = within(Asks.TONIGHT, before)
    assert tonight.until.astimezone(datetime.UTC).hour == 6
    assert tonight.weekdays == {5, 6}
    today = within(Asks.TODAY, before)
    assert today.until.astimezone(datetime.UTC).hour == 23


class TestEquals:
    """What answers equally well, where no place is asked about."""

    def test_stand_by_month_of_confirming_then_by_when_and_then_by_name(self, db):
        today = timezone.localdate()
        lately = {"confirmed_on": today - datetime.timedelta(days=3)}
        earlier = {"confirmed_on": today - datetime.timedelta(days=100)}
        never = {"confirmed_on": None}
        soon, late = [(["SU"], 20, 21)], [(["SA"], 10, 11)]
        for name, times, facts in [
            ("Never", soon, never),
            ("Earlier", soon, earlier),
            ("No times", [], lately),
            ("Late", late, lately),
            ("soon b", soon, lately),
            ("Soon a", soon, lately),
        ]:
            entry(name, tags=["lonely"], times=times, **facts)
        now = datetime.datetime.combine(today, datetime.time(0), tzinfo=datetime.UTC)
        sunday = now + datetime.timedelta(days=6 - now.weekday())

        assert names(search("lonely", sunday)) == [
            "Soon a", "soon b", "Late", "No times", "Earlier", "Never",
        ]  # fmt: skip

    def test_keep_their_order_from_page_to_page(self, db):
        for number in range(35):
            entry(f"Club {number:02}", tags=["lonely"])
        asked = understand("lonely", lexicon=lexicon(), now=timezone.localtime(SUNDAY))
        pages = [names(find(asked, now=SUNDAY, page=page)) for page in range(1, 5)]

        assert [name for page in pages for name in page] == [
            f"Club {number:02}" for number in range(35)
        ]
        assert [len(page) for page in pages] == [10, 10, 10, 5]
        assert len(set(found_ids(asked, now=SUNDAY))) == 35

    def test_a_closed_one_comes_after_one_that_is_soon(self, db):
        shut = on_sundays("A shut one", 20, 21, status="temporarily closed", space_now="FULL")
        on_sundays("B", 20, 21, space_now="FULL")

        assert names(search("lonely")) == ["B", shut.name]


def test_a_schedule_of_the_past_is_not_tonight(db):
    service = on_sundays("Ended", 19, 21)
    with as_the_owner():
        ScheduleFactory(service=service, ends_on=datetime.date(2026, 1, 1))
        Schedule.objects.filter(service=service).update(ends_on=datetime.date(2026, 1, 1))
        publishing.publish([service.id])

    assert search("lonely tonight").first_total == 0
