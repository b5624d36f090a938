"""The pages of somebody's readings, as a worker sees them."""

from hearth.foundation.tests.factories import as_the_owner
from hearth.outcomes.models import MeasureUsed, NotNow, Reading
from hearth.outcomes.tests.factories import ReadingFactory


def typed(hub, today, last="0", **more):
    answers = {f"item_{number}": "1" for number in range(1, 9)} | {"item_9": last}
    return {
        "given_on-day": today.day, "given_on-month": today.month, "given_on-year": today.year,
        "how": "DESK", "site": hub.id, "words": "", **answers, **more,
    }  # fmt: skip


def test_a_worker_offers_writes_down_and_reads_back(shared, page, team_member, jo, hub, today):
    assert "PHQ-9" in page(team_member, "offer", jo.id)
    asked = page(team_member, "add", jo.id, "phq-9")
    assert "Little interest or pleasure in doing things" in asked
    page(team_member, "add", jo.id, "phq-9", data=typed(hub, today), status=302)

    with as_the_owner():
        row = Reading.objects.get()
    back = page(team_member, "reading", jo.id, row.id)
    assert "Your score is 8, of 27." in back
    assert "You know the rest." in back
    assert "8 of 27" in page(team_member, "readings", jo.id)


def test_not_now_is_one_tap(shared, page, team_member, jo):
    page(team_member, "not_now", jo.id, "phq-9", data={}, status=302)

    with as_the_owner():
        assert NotNow.objects.get().measure == "phq-9"


def test_nothing_answered_keeps_what_was_typed(shared, page, team_member, jo, hub, today):
    sent = typed(hub, today, "", words="Too tired today") | {
        f"item_{number}": "" for number in range(1, 9)
    }
    words = page(team_member, "add", jo.id, "phq-9", data=sent)

    assert "Answer one question at least" in words
    assert "Too tired today" in words


def test_a_total_alone_says_that_one_answer_is_not_known(shared, page, team_member, jo, hub, today):
    sent = typed(hub, today, total_total="15")
    page(team_member, "add", jo.id, "phq-9", data=sent, query="?total=yes", status=302)

    with as_the_owner():
        row = Reading.objects.get()
    assert "Nobody here knows what Jo answered to question 9" in page(
        team_member, "reading", jo.id, row.id
    )


def test_a_total_that_is_no_number_is_said_so(shared, page, team_member, jo, hub, today):
    sent = typed(hub, today, total_total="a lot")
    words = page(team_member, "add", jo.id, "phq-9", data=sent, query="?total=yes")

    assert "Write a number, like 12" in words


def test_after_an_answer_about_safety_help_stands_there_at_once(
    shared, page, team_member, jo, hub, today
):
    page(team_member, "add", jo.id, "phq-9", data=typed(hub, today, "1"), status=302)

    with as_the_owner():
        row = Reading.objects.get()
    words = page(team_member, "reading", jo.id, row.id)
    assert "Whoever is on duty at Acomb was told at once" in words
    assert "Samaritans" in words
    assert "hearth-line" not in words, "a look of the public's pages, which a worker's has not"


def test_a_measure_whose_words_are_not_ours_is_asked_by_number(shared, page, team_member, jo):
    with as_the_owner():
        MeasureUsed.objects.create(slug="reqol-10", edited_by=team_member)
    words = page(team_member, "add", jo.id, "reqol-10")

    assert "not ours to show" in words
    assert "The number printed beside the box" in words


def test_it_is_put_right_and_put_back(shared, page, team_member, jo, hub, today):
    page(team_member, "add", jo.id, "phq-9", data=typed(hub, today), status=302)
    with as_the_owner():
        row = Reading.objects.get()
    form = page(team_member, "correct", jo.id, row.id)
    stamp = form.split('name="stamp" value="')[1].split('"')[0]
    sent = typed(hub, today, stamp=stamp) | {"item_1": "3"}
    page(team_member, "correct", jo.id, row.id, data=sent, status=302)

    words = page(team_member, "reading", jo.id, row.id)
    assert "10 of 27" in words
    assert "What it said before" in words
    href = words.split("?as_until=")[1].split('"')[0]
    back = page(team_member, "correct", jo.id, row.id, query=f"?as_until={href}")
    assert 'id="item_1-2" name="item_1" type="radio" value="1" checked' in back


def test_fifty_stand_on_a_page(shared, page, team_member, jo, hub):
    for _ in range(51):
        ReadingFactory(person=jo, held_by=jo.held_by, site=hub, written_by=team_member)

    assert "Earlier ones" in page(team_member, "readings", jo.id)
    assert "Later ones" in page(team_member, "readings", jo.id, query="?page=2")
