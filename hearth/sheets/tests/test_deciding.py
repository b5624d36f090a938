"""Names that fit several people, or are nearly somebody's: a person says who it is."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Visit
from hearth.people.models import Details, Person
from hearth.people.tests.factories import PersonFactory
from hearth.sheets import actions, queries
from hearth.sheets.models import State
from hearth.sheets.naming import NEW, NOBODY

ROWS = [["Date", "Name"], ["2/3/2026", "Jo"], ["3/3/2026", "JO"], ["4/3/2026", "Nia"]]


@pytest.fixture
def joan(hub):
    person = PersonFactory(known_as="Jo", pronouns="she/her", sites=[hub])
    with as_the_owner():
        Details.objects.create(
            person=person, known_at=person.known_at, held_by=person.held_by,
            given_name="Joan", family_name="Marsh",
        )  # fmt: skip
    return person


@pytest.fixture
def sheet(read, jo, joan):
    """A sheet on which Jo stands twice, who may be either of two."""
    return read(ROWS)


@pytest.fixture
def decide(hub_manager):
    def decide(sheet, *, by=hub_manager, **decided):
        with acting_as(by):
            sheet = actions.decide_names(by=by, sheet=sheet, decided=decided)
            actions.read_sheet(by=by, sheet=sheet, now=timezone.now())
            return queries.get_sheet(sheet.id, actor=by)

    return decide


def brought_in(sheet, by):
    """Return whose visits come of it, by day."""
    with acting_as(by):
        sheet = actions.confirm_sheet(by=by, sheet=sheet, now=timezone.now())
        actions.bring_in_sheet(by=by, sheet=sheet, now=timezone.now())
        return dict(Visit.objects.values_list("arrived_on__day", "person_id"))


def unclear(sheet, by):
    with acting_as(by):
        return queries.unclear_names(sheet, actor=by)


class TestASheet:
    def test_says_which_names_are_unclear_on_how_many_rows_and_whom_each_may_be(
        self, sheet, jo, joan, hub_manager
    ):
        assert sheet.rows_wrong == 2
        (name,) = unclear(sheet, hub_manager)

        assert (name.name, name.rows) == ("Jo", 2)
        assert name.candidates == {
            str(jo.id): "Jo, last here 10 Mar 2026, known since 8 Feb 2026",
            str(joan.id): "Jo, she/her, Joan Marsh, last here 10 Mar 2026, known since 8 Feb 2026",
        }

    def test_has_every_row_of_that_name_come_in_as_whom_it_was_said_to_be(
        self, sheet, decide, joan, hub_manager
    ):
        sheet = decide(sheet, Jo=str(joan.id))

        assert (sheet.rows_wrong, unclear(sheet, hub_manager)) == (0, [])
        visits = brought_in(sheet, hub_manager)
        assert visits[2] == visits[3] == joan.id

    def test_may_be_somebody_new_of_the_same_name(self, sheet, decide, jo, joan, hub_manager):
        visits = brought_in(decide(sheet, Jo=NEW), hub_manager)

        assert visits[2] == visits[3]
        assert visits[2] not in (None, jo.id, joan.id)
        with as_the_owner():
            assert Person.objects.filter(known_as="Jo").count() == 3

    def test_may_leave_the_name_out_and_count_the_visit(self, sheet, decide, hub_manager):
        visits = brought_in(decide(sheet, Jo=NOBODY), hub_manager)

        assert visits[2] is visits[3] is None

    def test_may_be_decided_later(self, sheet, decide, joan, hub_manager):
        sheet = decide(decide(sheet, Jo=str(joan.id)), Jo="")

        assert (sheet.rows_wrong, len(unclear(sheet, hub_manager))) == (2, 1)

    def test_may_put_a_slip_right(self, read, decide, hub, hub_manager):
        elizabeth = PersonFactory(known_as="Elizabeth", sites=[hub])
        sheet = read([["Date", "Name"], ["2/3/2026", "Elisabeth"]])
        assert queries.preview_of(sheet).people_new == 1

        sheet = decide(sheet, Elisabeth=str(elizabeth.id))
        assert queries.preview_of(sheet).people_new == 0
        assert brought_in(sheet, hub_manager) == {2: elizabeth.id}

    def test_may_say_that_somebody_who_died_is_not_who_it_was(self, read, decide, hub, hub_manager):
        arthur = PersonFactory(
            known_as="Arthur", sites=[hub], greeted_at=[], died_recorded_at=timezone.now(),
            died_on=datetime.date(2026, 2, 1),
        )  # fmt: skip
        sheet = read([["Date", "Name"], ["2/3/2026", "Arthur"]])
        assert [name.name for name in unclear(sheet, hub_manager)] == ["Arthur"]

        visits = brought_in(decide(sheet, Arthur=NEW), hub_manager)
        assert visits[2] not in (None, arthur.id)

    def test_forgets_what_was_decided_when_its_columns_are_matched_anew_and_when_it_is_done(
        self, sheet, decide, bring_in, joan, hub_manager
    ):
        decided = decide(sheet, Jo=str(joan.id))
        with acting_as(hub_manager):
            again = actions.match_columns(
                by=hub_manager, sheet=decided, matching=sheet.matching, only_day=None
            )
            assert queries.decided_about(again) == {}
        done = bring_in([*ROWS, ["5/3/2026", "Jo"]])
        assert (done.unclear, done.decided) == ("", "")

    def test_refuses_somebody_who_is_not_known_here(self, sheet, decide, other_hub):
        stranger = PersonFactory(known_as="Jo", sites=[other_hub])
        with pytest.raises(actions.SheetRefused, match="not known here"):
            decide(sheet, Jo=str(stranger.id))

    def test_is_for_whoever_may_bring_in_sheets_there(
        self, sheet, decide, joan, other_manager, manager_elsewhere
    ):
        assert decide(sheet, by=other_manager, Jo=str(joan.id)).rows_wrong == 0
        with pytest.raises(NotAllowed):
            decide(sheet, by=manager_elsewhere, Jo=str(joan.id))

    def test_that_is_brought_in_is_past_that(self, bring_in, decide, jo):
        with pytest.raises(actions.SheetRefused, match="not waiting to be confirmed"):
            decide(bring_in(ROWS), Jo=str(jo.id))


class TestThePages:
    @pytest.fixture
    def browser(self, client, hub_manager):
        client.force_login(hub_manager)
        return client

    def test_of_a_file_offer_the_choice_and_take_it(self, browser, sheet, joan, hub_manager):
        address = reverse("sheets:sheet", args=[sheet.id])
        page = browser.get(f"{address}?show=unclear").content.decode()
        assert "1 name to decide" in page
        assert f'<option value="{joan.id}">Jo, she/her, Joan Marsh' in page

        browser.post(f"{address}names/", {"name": ["Jo"], "who": [str(joan.id)]})
        with acting_as(hub_manager):
            assert queries.get_sheet(sheet.id, actor=hub_manager).rows_wrong == 0

    def test_of_a_file_refuse_what_was_not_offered(self, browser, sheet):
        address = reverse("sheets:sheet", args=[sheet.id])
        page = browser.post(f"{address}names/", {"name": ["Jo"], "who": [uuid7()]}, follow=True)

        assert "not known here any more" in page.content.decode()
        assert sheet.state == State.READ

    def test_of_the_grid_offer_the_choice_beside_the_row_and_take_it(self, browser, jo, joan):
        typed = {
            "sheet_id": uuid7(), "rows": "20", "day-day": "9", "day-month": "3",
            "day-year": "2026", "time-0": "9", "name-0": "Jo", "time-1": "10", "name-1": "Jo",
        }  # fmt: skip
        address = reverse("sheets:paper")
        page = browser.post(address, typed | {"save": "1"}).content.decode()
        assert "2 people here are called Jo" in page
        assert page.count(f'<option value="{joan.id}">') == 2

        typed |= {"who-0": str(joan.id), "who-1": str(jo.id)}
        page = browser.post(address, typed | {"look": "1"}).content.decode()
        assert f'<option value="{jo.id}" selected>' in page
        browser.post(address, typed | {"save": "1"})
        with as_the_owner():
            visits = Visit.objects.order_by("arrived_at")
            assert [visit.person_id for visit in visits] == [joan.id, jo.id]

    def test_of_the_grid_take_no_one_who_is_not_known_here(self, browser, jo, joan, other_hub):
        stranger = PersonFactory(known_as="Jo", sites=[other_hub])
        typed = {
            "sheet_id": uuid7(), "rows": "20", "day-day": "9", "day-month": "3",
            "day-year": "2026", "name-0": "Jo", "who-0": str(stranger.id), "save": "1",
        }  # fmt: skip
        page = browser.post(reverse("sheets:paper"), typed).content.decode()

        assert "2 people here are called Jo" in page
