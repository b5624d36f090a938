"""Strands of support: a hub's own list; how one stands for a person, and what comes next."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import EditedMeanwhile, withdraw_sharing
from hearth.places.models import Site
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import StrandChange, SupportStrand
from hearth.support.queries.strands import Ending, StrandSaid
from hearth.support.tests.factories import share_support

ENDING = Ending("Dee, and the allotment", "The Thursday walk", "Come back on any day")


@pytest.fixture
def add(now, today, hub):
    def write(by, person, state="WITH", worker=None, kind="PEER", with_who="", note=""):
        worker_id = worker.id if worker else by.id if state == "WITH" else None
        with acting_as(by):
            return actions.add_strand(
                by=by, person=person, offer=f"{hub.id}.{kind}", note=note, now=now, today=today,
                said=StrandSaid(state, worker_id, with_who),
            )  # fmt: skip

    return write


@pytest.fixture
def change(now, today):
    def write(by, row, state, stamp=None, note="", **with_whom):
        with acting_as(by):
            before = queries.strand_rows([SupportStrand.objects.get(id=row.id)])[0].said
            actions.change_strand(
                by=by, row=row, said=StrandSaid(state, **with_whom), note=note,
                stamp=stamp or before.stamp, now=now, today=today,
            )  # fmt: skip

    return write


def finish(by, row, now, today, ending=ENDING):
    with acting_as(by):
        stamp = queries.strand_rows([SupportStrand.objects.get(id=row.id)])[0].said.stamp
        actions.finish_for_now(by=by, row=row, ending=ending, stamp=stamp, now=now, today=today)


class TestAHubsOwnList:
    def test_is_the_usual_six_until_its_manager_says_otherwise(self, hub_manager, hub):
        with acting_as(hub_manager):
            assert [one.label for one in queries.offers_at([hub])] == [
                "Peer support", "Carer support", "Social prescribing", "Recovery work",
                "Clinical support", "Social care",
            ]  # fmt: skip

    def test_sets_aside_and_adds(self, page, shared, hub_manager, team_member, hub, jo):
        usual = [f"{hub.id}.{kind}" for kind in ("PEER", "RECOVERY")]
        page(
            hub_manager, "keep_strands", "acomb", status=302,
            data={"offered": usual, "new_name": " Men’s  walk ", "new_kind": "PEER"},
        )  # fmt: skip
        with acting_as(team_member):
            offered = {one.label for one in queries.offers_to(jo, actor=team_member)}
        assert offered == {"Peer support", "Men’s walk (Peer support)", "Recovery work"}

        again = page(
            hub_manager, "keep_strands", "acomb",
            data={"offered": usual, "new_name": "men’s walk", "new_kind": "PEER"},
        )  # fmt: skip
        assert "on the list already" in again
        no_kind = page(hub_manager, "keep_strands", "acomb", data={"new_name": "Choir"})
        assert "what kind of support" in no_kind

    def test_is_no_one_elses_to_keep(self, page, team_member, hub_manager, other_hub):
        page(team_member, "keep_strands", "acomb", status=403)
        page(hub_manager, "keep_strands", "clifton", status=403, data={"offered": []})
        page(hub_manager, "keep_strands", "nowhere", status=404)


class TestForAPerson:
    def test_each_change_is_kept_with_its_day_and_who(
        self, add, change, shared, team_member, colleague, jo, today
    ):
        row = add(team_member, jo, "OFFERED")
        change(colleague, row, "WITH", with_worker_id=colleague.id, note="Met on Tuesday")
        change(team_member, row, "PAUSED", with_worker_id=colleague.id)

        with acting_as(team_member):
            changes = queries.changes_of(row, actor=team_member)
            [shown] = queries.strands_of(jo, actor=team_member)
        assert [(one.said.state, one.with_whom, one.changed_by, one.note) for one in changes] == [
            ("PAUSED", "Cole", "Tariq", ""),
            ("WITH", "Cole", "Cole", "Met on Tuesday"),
            ("OFFERED", "", "Tariq", ""),
        ]
        assert (shown.label, shown.with_whom, shown.since_on) == ("Peer support", "Cole", today)
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            StrandChange.objects.update(state="OFFERED")

    def test_is_there_once(self, add, shared, team_member, colleague, jo):
        add(team_member, jo)
        with pytest.raises(SupportRefused, match="have that already"):
            add(team_member, jo, "PAUSED")
        with pytest.raises(SupportRefused, match="have that already"):
            add(colleague, jo, worker=team_member)
        add(team_member, jo, kind="CARER")

    @pytest.mark.parametrize(
        ("state", "with_who", "says"),
        [
            ("WITH", "", "with whom"),
            ("CLOSED", "", "how it stands"),
            ("FINISHED", "", "what comes next"),
        ],
    )
    def test_says_what_cannot_be(self, add, change, shared, team_member, jo, state, with_who, says):
        row = add(team_member, jo, "OFFERED")
        with pytest.raises(SupportRefused, match=says):
            change(team_member, row, state, with_who=with_who)

    def test_is_with_a_worker_of_the_team_or_somebody_elsewhere(
        self, add, change, shared, team_member, team_elsewhere, jo
    ):
        row = add(team_member, jo, "OFFERED")
        with pytest.raises(SupportRefused, match="your team"):
            change(team_member, row, "WITH", with_worker_id=team_elsewhere.id)
        change(team_member, row, "WITH", with_who="Dawn, York Carers Centre")
        with acting_as(team_member):
            [shown] = queries.strands_of(jo, actor=team_member)
        assert shown.with_whom == "Dawn, York Carers Centre"

    def test_changed_by_two_at_once_loses_nothing(
        self, add, change, shared, team_member, colleague, jo
    ):
        row = add(team_member, jo, "OFFERED")
        drawn = StrandSaid("OFFERED").stamp
        change(colleague, row, "WANTED", stamp=drawn)
        with pytest.raises(EditedMeanwhile):
            change(team_member, row, "NOT_NOW", stamp=drawn)

    def test_is_closed_to_others_and_when_the_person_says_stop(
        self, add, change, shared, team_member, team_elsewhere, greeter, jo, now
    ):
        row = add(team_member, jo)
        for worker in (team_elsewhere, greeter):
            with acting_as(worker):
                assert not SupportStrand.objects.exists()
                assert not StrandChange.objects.exists()
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
            assert queries.strands_of(jo, actor=team_member) == []
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.finish_for_now(
                by=team_member,
                row=row,
                ending=ENDING,
                stamp="",
                now=now,
                today=timezone.localdate(now),
            )


class TestFinishedForNow:
    def test_keeps_what_was_agreed_and_can_be_taken_up_again(
        self, add, change, shared, team_member, jo, now, today
    ):
        row = add(team_member, jo)
        finish(team_member, row, now, today)
        finish(team_member, row, now, today)
        change(team_member, row, "WANTED")

        with acting_as(team_member):
            changes = queries.changes_of(row, actor=team_member)
        assert [one.said.state for one in changes] == ["WANTED", "FINISHED", "WITH"]
        assert changes[1].ending == ENDING

    def test_asks_how_they_know_that_they_are_welcome_back(
        self, add, shared, team_member, jo, now, today
    ):
        row = add(team_member, jo)
        with pytest.raises(SupportRefused, match="welcome back"):
            finish(team_member, row, now, today, Ending("Dee", "", "  "))

    def test_is_told_to_the_person(self, add, shared, team_member, jo, now, today):
        row = add(team_member, jo)
        finish(team_member, row, now, today)
        with acting_as(team_member):
            says = [told["says"] for told in queries.everything_about(jo)]
        assert "Finished for now" in says[1]
        assert "You are welcome back: Come back on any day" in says[1]


class TestPages:
    def test_offer_begin_and_finish(self, page, shared, team_member, hub, jo):
        assert "Peer support" in page(team_member, "add_strand", jo.id)
        page(
            team_member, "add_strand", jo.id, status=302,
            data={"which": f"{hub.id}.PEER", "state": "WANTED", "with_worker": ""},
        )  # fmt: skip
        with acting_as(team_member):
            row = SupportStrand.objects.get()
        drawn = page(team_member, "strand", jo.id, row.id)
        assert "Wanted" in drawn
        stamp = drawn.split('name="stamp" value="')[1].split('"')[0]
        data = {"state": "WITH", "with_worker": str(team_member.id), "stamp": stamp}
        page(team_member, "strand", jo.id, row.id, status=302, data=data)
        stale = page(team_member, "strand", jo.id, row.id, data=data | {"state": "PAUSED"})
        assert "as somebody else wrote it" in stale

        ending = page(team_member, "ending", jo.id, row.id)
        assert "How do you know that you are welcome back?" in ending
        stamp = ending.split('name="stamp" value="')[1].split('"')[0]
        page(
            team_member, "ending", jo.id, row.id, status=302,
            data={"circle": "Dee", "welcome_back": "Come on any day", "stamp": stamp},
        )  # fmt: skip
        assert "Come on any day" in page(team_member, "strand", jo.id, row.id)
        again = page(team_member, "ending", jo.id, row.id)
        assert "Come on any day</textarea>" in again
        assert "Dee</textarea>" in again
        assert "Finished for now" in page(team_member, "support", jo.id)

    def test_print_a_sheet_that_says_what_was_agreed_and_where_the_door_is(
        self, page, add, agree, shared, team_member, hub, jo, now, today
    ):
        with as_the_owner():
            Site.objects.filter(id=hub.id).update(
                address="1 Front Street", postcode="YO24 3BZ", phone="01904 555 0199"
            )
        row = add(team_member, jo, note="She cried when we said so")
        assert "not agreed yet what comes next" in page(team_member, "ending_sheet", jo.id, row.id)
        finish(team_member, row, now, today)
        agree(team_member, jo)

        sheet = page(team_member, "ending_sheet", jo.id, row.id)

        for words in (
            "Dee, and the allotment", "The Thursday walk", "Come back on any day",
            "1 Front Street", "YO24 3BZ", "01904 555 0199", "Tariq says hello on",
        ):  # fmt: skip
            assert words in sheet, words
        assert "She cried" not in sheet
        assert "Ring my sister" not in sheet

    def test_print_a_sheet_of_nobody_elses(
        self, page, add, shared, team_member, team_elsewhere, jo, sam
    ):
        row = add(team_member, jo)
        share_support(sam, by=team_member)
        page(team_member, "ending_sheet", sam.id, row.id, status=404)
        page(team_elsewhere, "ending_sheet", jo.id, row.id, status=404)

    def test_keep_a_worker_who_has_gone_until_another_is_chosen(
        self, page, add, shared, team_member, colleague, jo
    ):
        row = add(team_member, jo, worker=colleague)
        colleague.grants.all().delete()

        assert "Cole" in page(team_member, "strand", jo.id, row.id)
