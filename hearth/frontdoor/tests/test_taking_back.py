"""Undoing within ten minutes: it stays written down, and is never counted."""

import pytest
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.actions import CorrectionRefused
from hearth.frontdoor.models import Visit
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.frontdoor.tests.putting_right import DAY, HOUR, after, known_at, told
from hearth.people.actions import meet_person
from hearth.people.models import Acquaintance, Person, WayToContact
from hearth.people.tests.factories import PersonFactory

pytestmark = pytest.mark.usefixtures("greeter_acts", "jo_was_here_last_week")


class TestTakeBack:
    def test_stays_written_down_and_is_never_counted(self, hub, greeter, visit, now):
        actions.take_back(by=greeter, arrival=visit, now=now)

        assert Visit.objects.latest("arrived_at").taken_back_at == now
        assert queries.counts_so_far(hub, actor=greeter, now=now).visits == 0

    def test_is_possible_for_ten_minutes(self, greeter, visit):
        assert actions.take_back(by=greeter, arrival=visit, now=after(visit, 10)).taken_back_at

    def test_is_not_possible_after_that(self, greeter, visit):
        with pytest.raises(CorrectionRefused, match="more than ten minutes"):
            actions.take_back(by=greeter, arrival=visit, now=after(visit, 10.1))

    def test_twice_changes_nothing(self, greeter, visit):
        actions.take_back(by=greeter, arrival=visit, now=after(visit, 1))
        actions.take_back(by=greeter, arrival=visit, now=after(visit, 30))

        assert Visit.objects.latest("arrived_at").taken_back_at == after(visit, 1)

    def test_of_a_group_is_the_same(self, greeter, headcount, now):
        assert actions.take_back(by=greeter, arrival=headcount, now=now).taken_back_at

    def test_is_for_any_colleague_on_the_door(self, team_member, visit, now):
        with acting_as(team_member):
            assert actions.take_back(by=team_member, arrival=visit, now=now).taken_back_at

    @pytest.mark.parametrize("role", ["network_lead", "greeter_elsewhere"])
    def test_is_not_for(self, visit, now, role, request):
        with pytest.raises(NotAllowed):
            actions.take_back(by=request.getfixturevalue(role), arrival=visit, now=now)

    def test_of_a_wrong_tap_leaves_no_trace_of_when_somebody_was_last_here(self, hub, greeter, now):
        before = timezone.localdate(now - 30 * DAY)  # the clocks may have changed since
        person = PersonFactory(known_as="Ada", sites=[hub], acquainted=before)
        VisitFactory(site=hub, person=person, welcomed_by=greeter, arrived_at=now - 30 * DAY)
        wrong = actions.record_visit(by=greeter, site=hub, now=now, person=person)

        actions.take_back(by=greeter, arrival=wrong, now=now)

        assert Acquaintance.objects.get(person=person).last_welcomed_on == before

    def test_of_a_mistyped_new_name_leaves_nobody_on_any_list(self, hub, greeter, now):
        wrong = actions.welcome_someone_new(by=greeter, site=hub, now=now, known_as="Lzi")
        person_id = wrong.person_id

        actions.take_back(by=greeter, arrival=wrong, now=now)

        with as_the_owner():
            assert not Person.objects.filter(known_as="Lzi").exists()
            assert not Acquaintance.objects.filter(person=person_id).exists()
            assert Visit.objects.get(id=wrong.id).taken_back_at == now
            verbs = set(
                AuditLine.objects.filter(subject_id=person_id).values_list("verb", flat=True)
            )
        assert verbs == {"met", "took back the meeting of"}
        assert ("Ama", "Undone") in told(wrong, greeter)

    @pytest.mark.parametrize("since", ["name", "note", "talk", "visit", "way", "age"])
    def test_of_somebody_new_keeps_them_if_anything_was_written_since(
        self, hub, greeter, team_member, now, since
    ):
        visit = actions.welcome_someone_new(by=greeter, site=hub, now=now, known_as="Liz")
        person = visit.person
        if since == "note":
            actions.add_to_visit(by=greeter, visit=visit, now=now, note="Likes the window")
        if since == "talk":
            actions.ask_to_talk(by=greeter, visit=visit, now=now)
        if since == "visit":
            actions.record_visit(by=greeter, site=hub, now=now, person=person)
        with as_the_owner():
            if since == "name":
                Person.objects.filter(id=person.id).update(edited_at=now + HOUR)
            if since == "way":
                WayToContact.objects.create(
                    person=person, known_at=[hub.id], held_by=hub.run_by, kind="EMAIL"
                )
            if since == "age":
                Person.objects.filter(id=person.id).update(recorded_at=now - DAY)

        actions.take_back(by=greeter, arrival=visit, now=now)

        with as_the_owner():
            assert Person.objects.get(known_as="Liz").id == person.id
            assert Visit.objects.get(id=visit.id).person_id == person.id

    def test_of_somebody_met_before_keeps_them_however_lately(self, hub, greeter, now):
        person = meet_person(by=greeter, site=hub, known_as="Liz", today=timezone.localdate(now))
        visit = actions.record_visit(by=greeter, site=hub, now=now, person=person)

        actions.take_back(by=greeter, arrival=visit, now=now)

        with as_the_owner():
            assert Person.objects.filter(id=person.id).exists()

    def test_of_somebody_the_greeter_no_longer_sees_lets_the_site_know_them_no_more(
        self, hub, other_hub, greeter, team_member, unlisted, now
    ):
        assert known_at(unlisted.person_id) == [other_hub.id, hub.id]

        with acting_as(greeter):
            actions.take_back(by=greeter, arrival=unlisted, now=now)

        assert known_at(unlisted.person_id) == [other_hub.id]
        with acting_as(team_member):
            assert not Person.objects.filter(id=unlisted.person_id).exists()
