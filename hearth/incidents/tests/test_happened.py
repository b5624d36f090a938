"""Incidents and near misses: written down, owned, put right, settled for now; and seen by few."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.models import User
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.incidents import actions, queries
from hearth.incidents.actions import IncidentRefused
from hearth.incidents.models import Incident, IncidentBefore, IncidentStep
from hearth.incidents.queries.happened import SETTLED_SHOWN, IncidentSaid
from hearth.incidents.tests.conftest import DAY
from hearth.people.queries.sections import EditedMeanwhile


def seen(worker):
    with acting_as(worker):
        scoped = {row.id for row in queries.happened.seen_by(worker)}
        assert scoped == set(Incident.objects.values_list("id", flat=True))  # the wall agrees
        return scoped


class TestWriting:
    def test_is_for_anybody_on_shift_and_the_manager_owns_it(self, happened, greeter, hub_manager):
        row = happened(greeter, todo="Mop the floor")

        assert row.owner == hub_manager
        with acting_as(hub_manager):
            [step] = queries.my_steps(hub_manager, today=row.happened_at.date())
        assert step.what == "Mop the floor"

    def test_where_nobody_manages_it_belongs_to_whoever_wrote_it(self, happened, greeter):
        assert happened(greeter).owner_id == greeter.id

    def test_twice_is_one(self, happened, greeter):
        one = uuid7()
        assert happened(greeter, incident_id=one) == happened(greeter, incident_id=one)
        assert len(seen(greeter)) == 1

    def test_is_for_nobody_of_another_hub(self, happened, greeter, other_hub):
        with pytest.raises(NotAllowed):
            happened(greeter, at=other_hub)

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"what": "  "}, "Write what happened"),
            ({"kind": "GRAVE"}, "nearly did"),
            ({"what": "x" * 10_001}, "more than 10,000 letters"),
        ],
    )
    def test_says_what_is_missing(self, happened, greeter, wrong, says):
        with pytest.raises(IncidentRefused, match=says):
            happened(greeter, **wrong)

    def test_is_never_of_what_is_still_to_come(self, happened, greeter, now):
        with pytest.raises(IncidentRefused, match="still to come"):
            happened(greeter, happened_at=now + datetime.timedelta(hours=1))

    def test_in_another_workers_name_is_stopped_by_the_wall(
        self, greeter, team_member, hub, charity, now
    ):
        row = Incident(
            site=hub, held_by=charity, kind="INCIDENT", happened_at=now, written_by=team_member,
            owner=team_member, readers=[team_member.id, greeter.id],
        )  # fmt: skip
        row.what = "Not mine"
        with acting_as(greeter), pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)


class TestWhoSees:
    def test_writer_owner_and_manager_and_nobody_else(
        self, happened, greeter, team_member, hub_manager, manager_elsewhere, team_elsewhere,
        partner, network_lead, board_member,
    ):  # fmt: skip
        row = happened(greeter)

        assert seen(greeter) == seen(hub_manager) == {row.id}
        for other in (
            team_member, manager_elsewhere, team_elsewhere, partner, network_lead, board_member,
        ):  # fmt: skip
            assert seen(other) == set(), other

    def test_a_role_that_is_over_sees_nothing(self, happened, greeter, today):
        happened(greeter)
        with as_the_owner():
            greeter.grants.update(until_on=today - DAY)

        assert seen(User.objects.get(id=greeter.id)) == set()

    def test_an_owner_sees_it_with_all_that_belongs_to_it_and_the_one_before_no_more(
        self, happened, greeter, team_member, colleague, hub_manager, today, now
    ):
        row = happened(greeter, todo="Mop")
        for owner in (team_member, colleague):
            with acting_as(hub_manager):
                actions.choose_owner(by=hub_manager, incident=row, owner=owner.id, today=today)

        assert seen(colleague) == {row.id}
        assert seen(team_member) == set()
        with acting_as(colleague):
            assert IncidentStep.objects.count() == 1
        with acting_as(team_member):
            assert IncidentStep.objects.count() == 0

    def test_only_whoever_leads_them_chooses_the_owner_and_of_the_team(
        self, happened, greeter, team_member, team_elsewhere, hub_manager, today
    ):
        row = happened(greeter)
        with acting_as(greeter), pytest.raises(NotAllowed):
            actions.choose_owner(by=greeter, incident=row, owner=team_member.id, today=today)
        with acting_as(hub_manager), pytest.raises(IncidentRefused, match="of the team"):
            actions.choose_owner(by=hub_manager, incident=row, owner=team_elsewhere.id, today=today)

    def test_nothing_is_deleted_by_anybody_on_the_web(self, happened, hub_manager, greeter):
        row = happened(greeter)
        with acting_as(hub_manager):
            Incident.objects.filter(id=row.id)._raw_delete("default")
            assert Incident.objects.filter(id=row.id).exists()


class TestPuttingRight:
    def test_keeps_what_it_said_before(self, happened, greeter, now):
        row = happened(greeter)
        stamp = queries.incident_said(row).stamp
        said = IncidentSaid("NEAR_MISS", row.happened_at, what="The kettle nearly fell")
        with acting_as(greeter):
            actions.correct_incident(by=greeter, incident=row, said=said, stamp=stamp, now=now)
            [before] = queries.incident_before(row)
            fresh = queries.incident_said(Incident.objects.get(id=row.id))
        assert (before.said.what, before.changed_by) == ("The kettle fell", "Ama")
        assert before.said.happened_at == row.happened_at
        assert fresh == said

    def test_by_two_at_once_loses_nothing(self, happened, greeter, hub_manager, now):
        row = happened(greeter)
        stamp = queries.incident_said(row).stamp
        for by, what in ((greeter, "A"), (hub_manager, "B")):
            said = IncidentSaid("INCIDENT", row.happened_at, what=what)
            with acting_as(by):
                if by is greeter:
                    actions.correct_incident(by=by, incident=row, said=said, stamp=stamp, now=now)
                    continue
                with pytest.raises(EditedMeanwhile) as told:
                    actions.correct_incident(by=by, incident=row, said=said, stamp=stamp, now=now)
        assert told.value.now.what == "A"

    def test_what_it_said_before_is_never_written_over(self, happened, greeter, hub_manager, now):
        row = happened(greeter)
        said = IncidentSaid("INCIDENT", row.happened_at, what="B")
        stamp = queries.incident_said(row).stamp
        with acting_as(greeter):
            actions.correct_incident(by=greeter, incident=row, said=said, stamp=stamp, now=now)
        with acting_as(hub_manager), pytest.raises(DatabaseError), transaction.atomic():
            IncidentBefore.objects.update(was_sealed=b"")


class TestSettling:
    def test_waits_for_the_steps_and_can_be_taken_up_again(
        self, happened, greeter, hub_manager, now, today
    ):
        row = happened(greeter, todo="Mop")

        def settle(again=None):
            actions.settle_incident(
                by=hub_manager, incident=row, look_again_on=again, now=now, today=today
            )

        with acting_as(hub_manager):
            with pytest.raises(IncidentRefused, match="steps still to do"):
                settle()
            step = IncidentStep.objects.get()
            actions.settle_step(by=hub_manager, step=step, done=True, today=today)
            with pytest.raises(IncidentRefused, match="day to come"):
                settle(today)
            settle(today + DAY)
            open_ones, settled = queries.incidents_of(hub_manager, today=today)
            assert (open_ones, [one.id for one in settled]) == ((), [row.id])
            actions.take_up_incident(by=hub_manager, incident=row)
            open_ones, settled = queries.incidents_of(hub_manager, today=today)
            assert ([one.id for one in open_ones], settled) == ([row.id], ())

    def test_a_day_to_look_again_is_said_to_the_owner(
        self, happened, greeter, hub_manager, now, today
    ):
        row = happened(greeter)
        with acting_as(hub_manager):
            actions.look_again_at_incident(
                by=hub_manager, incident=row, on=today + DAY, today=today
            )
            assert queries.mine(hub_manager, now).is_empty
            [mine] = queries.mine(hub_manager, now + DAY).incidents
        assert mine.id == row.id

    def test_is_found_page_by_page_however_old(self, page, happened, greeter, hub_manager, now):
        for n in range(SETTLED_SHOWN + 1):
            row = happened(greeter, what=f"Kettle {n}.")
            with as_the_owner():
                Incident.objects.filter(id=row.id).update(
                    settled_at=now - n * DAY, settled_by=hub_manager
                )
        last = f"Kettle {SETTLED_SHOWN}."
        assert last not in page(hub_manager, "incidents")
        first = page(hub_manager, "settled")
        assert "Kettle 0." in first
        assert last not in first
        assert "?page=2" in first
        second = page(hub_manager, "settled", query="?page=2")
        assert last in second
        assert "Kettle 0." not in second
        for far in ("99999999999", "9" * 4301):
            assert "There is nothing here" in page(hub_manager, "settled", query=f"?page={far}")


class TestLoud:
    WORDS = "Something happened at Acomb"

    def test_a_new_one_is_on_every_page_of_the_manager_until_seen(
        self, page, happened, greeter, hub_manager, manager_elsewhere
    ):
        row = happened(greeter)
        assert self.WORDS in page(hub_manager, "learned")
        assert self.WORDS not in page(hub_manager, "incident", row.id)
        for other in (greeter, manager_elsewhere):
            assert self.WORDS not in page(other, "learned")
        page(greeter, "seen", row.id, data={}, status=403)
        assert self.WORDS in page(hub_manager, "learned")

        page(hub_manager, "seen", row.id, data={}, status=302)
        assert self.WORDS not in page(hub_manager, "learned")

    def test_an_owner_who_leaves_is_loud_until_there_is_another(
        self, page, happened, hub_manager, team_member, greeter, today
    ):
        row = happened(hub_manager)
        with acting_as(hub_manager):
            actions.choose_owner(by=hub_manager, incident=row, owner=team_member.id, today=today)
        assert "lost its owner" not in page(hub_manager, "learned")
        with as_the_owner():
            User.objects.filter(id=team_member.id).update(is_active=False)

        assert "lost its owner" in page(hub_manager, "learned")
        assert "does not work here any more" in page(hub_manager, "incident", row.id)
        page(hub_manager, "owner", row.id, data={"owner": str(greeter.id)}, status=302)
        assert "lost its owner" not in page(hub_manager, "learned")

    def test_an_owner_whose_role_here_is_over_has_left(
        self, page, happened, hub_manager, team_member, today
    ):
        row = happened(hub_manager)
        with acting_as(hub_manager):
            actions.choose_owner(by=hub_manager, incident=row, owner=team_member.id, today=today)
        with as_the_owner():
            team_member.grants.update(until_on=today - DAY)

        assert "lost its owner" in page(hub_manager, "learned")


def test_lists_ask_as_much_for_forty_as_for_twenty(
    page, happened, greeter, hub_manager, django_assert_max_num_queries
):
    def add():
        for _ in range(20):
            happened(greeter, todo="Mop")

    add()
    with django_assert_max_num_queries(48) as twenty:
        page(hub_manager, "incidents")
    add()
    with django_assert_max_num_queries(len(twenty)):
        page(hub_manager, "incidents")
