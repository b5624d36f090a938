"""A whole sheet is taken back; and what nobody went on with is let go."""

import datetime

import pytest
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Headcount, Visit
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.people.models import Acquaintance, Person
from hearth.people.standing import count_untrue
from hearth.places.timer import OnATimer
from hearth.sheets import actions, queries
from hearth.sheets.models import Sheet, SheetPart, SheetRow, State
from hearth.sheets.tests.conftest import MARCH


@pytest.fixture
def take_back(now):
    def take_back(sheet, by):
        with acting_as(by):
            sheet = actions.take_back(by=by, sheet=sheet, now=now)
            actions.finish_taking_back(by=by, sheet=sheet, now=now)
            return queries.get_sheet(sheet.id, actor=by)

    return take_back


class TestTakingBack:
    def test_leaves_its_visits_written_down_and_uncounted(self, bring_in, take_back, hub_manager):
        sheet = take_back(bring_in(MARCH), hub_manager)

        assert sheet.state == State.TAKEN_BACK
        with as_the_owner():
            assert (Visit.objects.count(), Visit.objects.standing().count()) == (4, 0)
            assert (Headcount.objects.count(), Headcount.objects.standing().count()) == (1, 0)
            assert AuditLine.objects.filter(verb="took a sheet back").count() == 1

    def test_leaves_the_visits_of_others_alone(self, bring_in, take_back, hub_manager):
        other = bring_in([["Date"], ["5/3/2026"]])
        take_back(bring_in(MARCH), hub_manager)

        with as_the_owner():
            assert Visit.objects.standing().get().sheet_id == other.id

    def test_unsays_when_people_were_last_welcomed(
        self, bring_in, take_back, hub, jo, hub_manager, greeter
    ):
        today = timezone.localdate()
        with as_the_owner():
            Acquaintance.objects.update(last_welcomed_on=datetime.date(2026, 2, 1))
        at = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC)
        VisitFactory(site=hub, person=jo, welcomed_by=greeter, arrived_at=at)
        sheet = bring_in(MARCH)
        with as_the_owner():
            jos = Acquaintance.objects.get(person=jo)
            assert jos.last_welcomed_on == datetime.date(2026, 3, 2)

        take_back(sheet, hub_manager)

        with as_the_owner():
            jos.refresh_from_db()
            nia = Person.objects.get(known_as="Nia")
            assert jos.last_welcomed_on == datetime.date(2026, 2, 1)
            assert nia.acquaintances.get().last_welcomed_on is None
            assert nia.greeted_at == []
            assert count_untrue(today=today) == 0

    def test_of_many_people_goes_on_where_each_hundred_ends(
        self, bring_in, take_back, hub_manager, monkeypatch
    ):
        monkeypatch.setattr("hearth.frontdoor.actions.bringing_in.PEOPLE_AT_ONCE", 2)
        names = [["2/3/2026", name] for name in ("Ann", "Bo", "Cy", "Di", "Ed")]
        sheet = take_back(bring_in([["Date", "Name"], *names]), hub_manager)

        assert (sheet.rows_done, sheet.rows) == (5, 5)
        with as_the_owner():
            assert not Acquaintance.objects.exclude(last_welcomed_on=None).exists()

    def test_is_done_once_and_only_with_a_sheet_that_was_brought_in(
        self, read, bring_in, take_back, hub_manager
    ):
        with pytest.raises(actions.SheetRefused, match="Only a sheet brought in"):
            take_back(read(MARCH), hub_manager)
        sheet = bring_in(MARCH)
        take_back(sheet, hub_manager)
        with pytest.raises(actions.SheetRefused, match="Only a sheet brought in"):
            take_back(sheet, hub_manager)

    def test_is_not_for_whoever_may_not_bring_in_sheets_there(
        self, bring_in, take_back, manager_elsewhere
    ):
        with pytest.raises(NotAllowed):
            take_back(bring_in(MARCH), manager_elsewhere)


class TestLettingGo:
    def let_go(self, now, **later):
        timer = OnATimer()
        with acting_as(timer):
            return actions.let_go_of_old(by=timer, now=now + datetime.timedelta(**later))

    def test_keeps_what_somebody_may_still_go_on_with(self, read, bring_in):
        bring_in([*MARCH, ["never", "", "Sam", "", ""]])
        read([["Date"], ["5/3/2026"]])

        assert self.let_go(timezone.now(), days=-1) == 0
        with as_the_owner():
            assert SheetRow.objects.count() == 2

    def test_lets_go_of_sheets_that_nobody_confirmed_for_30_days(self, read, take):
        read(MARCH)
        take(MARCH)

        assert self.let_go(timezone.now(), days=31) == 2
        with as_the_owner():
            assert not SheetRow.objects.exists()
            assert not SheetPart.objects.exists()
            states = set(Sheet.objects.values_list("state", flat=True))
            assert states == {State.SET_ASIDE}

    def test_lets_go_of_rows_that_nobody_put_right_and_keeps_the_visits(self, bring_in, now):
        sheet = bring_in([*MARCH, ["never", "", "Sam", "", ""]])

        assert self.let_go(now, days=31) == 1
        assert self.let_go(now, days=31) == 0
        with as_the_owner():
            assert not SheetRow.objects.exists()
            assert Visit.objects.count() == 4
            assert Sheet.objects.get(id=sheet.id).state == State.BROUGHT_IN

    def test_is_not_for_whoever_sees_one_site_only(self, hub_manager, now):
        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.let_go_of_old(by=hub_manager, now=now)
