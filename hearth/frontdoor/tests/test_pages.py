"""The front door's other pages: what they say, and where an act goes on to."""

import datetime
import re

import pytest
from django.utils.timezone import localtime

from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions
from hearth.frontdoor.models import Visit
from hearth.frontdoor.tests.reading import says, the
from hearth.people.tests.factories import PersonFactory

HOUR = datetime.timedelta(hours=1)
BOXES = {"day": "d", "month": "m", "year": "Y"}


class TestAVisitsPage:
    def test_tells_what_was_written_down(self, greets, greeter, visit, now):
        answers(greeter, visit, now)

        text = says(greets.get(f"/visits/{visit.id}/"))

        for words in ["Visit by Jo", "Not great", "Likes the window", "Welcomed", "Ama"]:
            assert words in text

    def test_is_written_down_as_opened_if_it_is_somebodys(self, greets, visit, nameless, jo):
        greets.get(f"/visits/{nameless.id}/")
        greets.get(f"/visits/{visit.id}/")

        with as_the_owner():
            [line] = AccessLine.objects.all()
        assert (line.person_id, line.page) == (jo.id, "visit")

    @pytest.mark.parametrize("page", ["add", "correct"])
    def test_is_written_down_as_opened_by_every_page_that_shows_its_note(
        self, greets, visit, jo, page
    ):
        greets.get(f"/visits/{visit.id}/{page}/")

        with as_the_owner():
            assert AccessLine.objects.get().person_id == jo.id

    def test_tells_its_history_in_words(self, greets, visit):
        greets.post(f"/visits/{visit.id}/correct/", corrected(visit, note="Put right"))

        text = says(greets.get(f"/visits/{visit.id}/"))
        assert "Wrote down the note for the team: “Put right”" in text

    def test_says_that_it_was_undone(self, greets, visit):
        greets.post(f"/visits/{visit.id}/undo/")

        text = says(greets.get(f"/visits/{visit.id}/"))
        assert "This was undone" in text
        assert "They did come in" in text

    def test_offers_undo_for_ten_minutes_and_then_a_correction(self, greets, visit):
        assert "Undo" in says(greets.get(f"/visits/{visit.id}/"))
        with as_the_owner():
            Visit.objects.update(recorded_at=visit.recorded_at - HOUR)

        text = says(greets.get(f"/visits/{visit.id}/"))
        assert "Nobody came in" in text
        response = greets.post(f"/visits/{visit.id}/undo/", follow=True)
        assert "more than ten minutes ago" in says(response)
        assert the(Visit).taken_back_at is None

    def test_asks_few_questions(self, greets, visit, django_assert_max_num_queries):
        with django_assert_max_num_queries(15):
            greets.get(f"/visits/{visit.id}/")


def answers(greeter, visit, now):
    with acting_as(greeter):
        actions.add_to_visit(
            by=greeter, visit=visit, now=now, how_today="NOT_GREAT", note="Likes the window"
        )


def corrected(visit, **changes):
    """Return what the correction page would send of a visit as it is, with changes."""
    with as_the_owner():
        visit = Visit.objects.get(pk=visit.pk)
    return {
        "arrived_at": f"{visit.arrived_at:%Y-%m-%dT%H:%MZ}",  # to the minute, as a page shows it
        "as_drawn": actions.fingerprint(visit),
        "how_today": visit.how_today,
        "note": visit.note,
        **changes,
    }


class TestAddingSomething:
    def test_never_asks_twice(self, greets, greeter, visit, now):
        before = says(greets.get(f"/visits/{visit.id}/add/"))
        answers(greeter, visit, now)

        after = says(greets.get(f"/visits/{visit.id}/add/"))

        assert "How are they today?" in before
        assert "How are they today?" not in after
        assert "Not great" in after

    @pytest.mark.parametrize("question", ["how_today", "how_came", "otherwise"])
    def test_can_be_untapped(self, greets, visit, question):
        page = says(greets.get(f"/visits/{visit.id}/add/"))
        radios = re.findall(rf'<input[^>]* name="{question}"[^>]*>', page)

        assert [re.search('value="([^"]*)"', each)[1] for each in radios if " checked" in each] == [
            ""
        ]
        greets.post(f"/visits/{visit.id}/add/", {question: ""})
        assert getattr(the(Visit), question) == ""
        assert question in says(greets.get(f"/visits/{visit.id}/add/"))

    def test_loses_nothing_on_the_way_to_putting_something_right(self, greets, greeter, visit, now):
        answers(greeter, visit, now)
        page = says(greets.get(f"/visits/{visit.id}/add/"))
        assert f"/visits/{visit.id}/correct/" not in page
        assert 'name="then" value="correct"' in page

        sent = {"came_with": "her sister", "then": "correct"}
        response = greets.post(f"/visits/{visit.id}/add/", sent, follow=True)

        assert the(Visit).came_with == "her sister"
        assert "When did they come in?" in says(response)

    def test_goes_back_to_where_one_came_from(self, greets, visit):
        sent = {"how_today": "OK", "next": "/today/"}

        assert greets.post(f"/visits/{visit.id}/add/", sent)["Location"] == "/today/"
        assert the(Visit).how_today == "OK"

    @pytest.mark.parametrize(
        ("sent", "says_so"), [({"note": "Likes tea"}, True), ({"note": " "}, False), ({}, False)]
    )
    def test_says_at_the_door_that_it_was_kept(self, greets, visit, sent, says_so):
        page = says(greets.post(f"/visits/{visit.id}/add/", {"then": "", **sent}, follow=True))

        assert "<b>Jo</b> is welcomed" in page
        assert ("Kept. <b>Jo</b> is welcomed" in page) == says_so

    @pytest.mark.parametrize(
        "onward", ["https://example.org/", "//example.org/", "javascript:x", "today/"]
    )
    def test_never_goes_on_to_another_site(self, greets, visit, onward):
        sent = {"how_today": "OK", "next": onward}

        assert greets.post(f"/visits/{visit.id}/add/", sent)["Location"].startswith("/welcome/")

    def test_with_something_impossible_keeps_what_was_typed(self, greets, visit):
        sent = {"how_today": "FINE", "note": "Do not lose me"}

        text = says(greets.post(f"/visits/{visit.id}/add/", sent))

        assert "There is a problem" in text
        assert "Do not lose me" in text

    def test_from_an_old_page_says_what_somebody_else_wrote(self, greets, greeter, visit, now):
        """The page was drawn before a colleague answered; the note typed meanwhile is kept."""
        answers(greeter, visit, now)

        sent = {"how_today": "WELL", "note": "New"}
        response = greets.post(f"/visits/{visit.id}/add/", sent, follow=True)

        assert the(Visit).how_today == "NOT_GREAT"
        assert the(Visit).note == "Likes the window\nNew"
        assert "Somebody had already written down how they are today" in says(response)


class TestAChildAlone:
    def test_is_told_to_whoever_keeps_people_safe(self, greets, visit, safeguarding_lead):
        assert "is told at once" in says(greets.get(f"/visits/{visit.id}/add/"))

        text = says(greets.post(f"/visits/{visit.id}/child-alone/", follow=True))
        assert "whoever keeps people safe here has been told" in text

    def test_says_so_where_nobody_is_named_for_it(self, greets, visit):
        text = says(greets.get(f"/visits/{visit.id}/add/"))
        assert "is told at once" not in text
        assert "Nobody is named as safeguarding lead here" in text

        text = says(greets.post(f"/visits/{visit.id}/child-alone/", follow=True))
        assert "has been told" not in text
        assert "please tell one of them yourself, now" in text


class TestCorrecting:
    def test_without_a_change_changes_nothing(self, greets, visit):
        greets.post(f"/visits/{visit.id}/correct/", corrected(visit))

        assert the(Visit).arrived_at == visit.arrived_at
        assert "Changed" not in says(greets.get(f"/visits/{visit.id}/"))

    def test_from_an_old_page_is_refused_and_loses_nothing(self, greets, greeter, visit, now):
        old = corrected(visit, note="Mine")
        answers(greeter, visit, now)

        text = says(greets.post(f"/visits/{visit.id}/correct/", old))

        assert "Somebody else has changed this" in text
        assert "Mine" in text
        assert the(Visit).note == "Likes the window"

    def test_to_somebody_looked_for_by_one_letter_says_what_is_missing(self, greets, visit):
        page = says(greets.post(f"/visits/{visit.id}/who/", {"q": "x"}))

        assert "Type two letters or more" in page

    def test_of_when_they_left_takes_the_day_of_the_visit_if_there_is_none(self, greets, visit):
        yesterday = localtime(visit.arrived_at) - 24 * HOUR
        came = {f"arrived_at-{part}": f"{yesterday:%{code}}" for part, code in BOXES.items()}
        sent = corrected(visit) | came | {"arrived_at-time": "9am", "left_at-time": "9:30am"}
        del sent["arrived_at"]

        greets.post(f"/visits/{visit.id}/correct/", sent)

        kept = the(Visit)
        assert kept.left_at - kept.arrived_at == HOUR / 2
        assert kept.arrived_on == yesterday.date()

    def test_to_no_one(self, greets, visit):
        greets.post(f"/visits/{visit.id}/who/", {"no_one": "yes"})

        assert the(Visit).person_id is None

    def test_to_somebody_known_elsewhere_is_refused(self, greets, visit, other_hub, jo):
        stranger = PersonFactory(sites=[other_hub])

        response = greets.post(f"/visits/{visit.id}/who/", {"person": stranger.id}, follow=True)

        assert "We cannot find that person now" in says(response)
        assert the(Visit).person_id == jo.id

    def test_of_a_headcount(self, greets, headcount):
        page = says(greets.get(f"/headcounts/{headcount.id}/correct/"))
        assert "How many were they?" in page
        with as_the_owner():
            headcount.refresh_from_db()

        greets.post(
            f"/headcounts/{headcount.id}/correct/",
            {
                "how_many": "9",
                "what": "Knitting",
                "arrived_at": headcount.arrived_at.isoformat(),
                "as_drawn": actions.fingerprint(headcount),
            },
        )

        text = says(greets.get(f"/headcounts/{headcount.id}/"))
        assert "Changed how many they were, from 7 to 9" in text
