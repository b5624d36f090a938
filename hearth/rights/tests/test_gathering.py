"""Everything about somebody is gathered, counted against the database, and read by nobody else."""

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import link_people
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer
from hearth.rights import jobs as rights_jobs
from hearth.rights import queries
from hearth.rights.actions import packs as packing
from hearth.rights.models import Pack, PackRow, PackState
from hearth.rights.queries import gathering, tables
from hearth.rights.tests.conftest import DAY, afresh, gather, latest
from hearth.support.tests.factories import ContactFactory


def contact(jo, worker, words):
    return ContactFactory(
        person=jo, met_by=worker, held_by=jo.held_by, words=words,
        happened_on=timezone.localdate(),
    )  # fmt: skip


def lines_of(pack):
    with as_the_owner():
        return [(row.what, row.says, row.flag) for row in PackRow.objects.filter(pack=pack)]


class TestGathering:
    def test_is_put_off_when_somebody_asks_and_carries_ids_alone(self, ask, jobs):
        request = ask()
        [job] = jobs.values()
        assert job["task_name"] == "rights.gather_one"
        assert job["args"] == {"schema": "york", "request_id": str(request.id)}

    def test_finds_what_every_app_tells(self, ask, jo, shared, team_member):
        with as_the_owner():
            contact(jo, team_member, "The sea")
        said = lines_of(gather(ask()))
        assert any("The sea" in says for _, says, _ in said)
        assert any(what == "Name you like to be called" and says == "Jo" for what, says, _ in said)

    def test_says_how_far_it_is(self, gathered):
        assert gathered.state == PackState.REVIEW
        assert gathered.done == gathered.total > 5

    def test_counts_what_it_read_against_the_database(self, gathered):
        assert gathered.counts["people_person"] == {"all": 1, "read": 1}
        assert queries.short_of(gathered.counts) == []

    def test_that_reads_less_than_there_is_is_no_whole_pack(self, ask, monkeypatch):
        real, fewer = packing.counted, {"support_contact": {"all": 2, "read": 1}}
        monkeypatch.setattr(packing, "counted", lambda ids: real(ids) | fewer)
        pack = gather(ask())
        assert pack.state == PackState.FAILED
        assert queries.short_of(pack.counts) == ["support_contact"]

    def test_stops_loudly_at_an_app_that_knows_people_and_does_not_answer(self, ask, monkeypatch):
        request = ask()
        offers = gathering._offers
        monkeypatch.setattr(gathering, "_offers", lambda app: app != "hearth.diary" and offers(app))
        with pytest.raises(LookupError, match="diary"):
            gather(request)
        assert latest(request).state == PackState.FAILED

    def test_puts_words_that_no_app_tells_before_the_reviewer(
        self, ask, jo, shared, team_member, monkeypatch
    ):
        with as_the_owner():
            contact(jo, team_member, "The sea")
        real = gathering.import_module("hearth.support.queries").everything_about
        forgets = lambda person: [row for row in real(person) if "sea" not in row["says"]]  # noqa: E731
        monkeypatch.setattr("hearth.support.queries.everything_about", forgets)
        assert ("Words: The sea", "UNTOLD") in [
            (says, flag)
            for what, says, flag in lines_of(gather(ask()))
            if what.startswith("Also written")
        ]

    def test_holds_all_records_that_are_the_same_person(self, ask, jo, hub, team_member):
        joey = PersonFactory(known_as="Joey", sites=[hub])
        with acting_as(team_member):
            link_people(by=team_member, one=jo, other=joey, why="They told us")
        said = [says for what, says, _ in lines_of(gather(ask())) if what.startswith("Name you")]
        assert said == ["Jo", "Joey"]

    def test_says_who_has_looked_and_what_was_done(self, gathered):
        said = dict((what, says) for what, says, _ in lines_of(gathered))
        assert "Tariq wrote down what was asked" in said["What was done with your record"]

    def test_done_again_takes_the_place_of_what_was_not_given(self, ask, gathered):
        again = gather(gathered.request)
        with as_the_owner():
            assert [pack.id for pack in Pack.objects.all()] == [again.id]

    def test_that_runs_twice_takes_nothing_from_whoever_reads(self, gathered):
        rights_jobs.gather_one(schema="york", request_id=str(gathered.request_id))
        assert latest(gathered.request).id == gathered.id

    def test_of_a_request_that_has_ended_does_nothing(self, ask):
        request = ask()
        with as_the_owner():
            type(request).objects.filter(id=request.id).update(
                closed_on=request.asked_on, outcome="TAKEN_BACK"
            )
        assert gather(request) is None


class TestAPack:
    def test_is_read_by_nobody_but_who_answers_for_it(
        self, gathered, hub_manager, governance, team_member, network_lead
    ):
        seen = {}
        for worker in (hub_manager, governance, team_member, network_lead):
            with acting_as(worker):
                seen[worker.name] = PackRow.objects.filter(pack=gathered).exists()
        assert seen == {"Hal": True, "Ines": True, "Tariq": False, "Nell": False}

    def test_of_a_colleague_is_never_read_by_themselves(self, ask, jo, hub_manager, governance):
        request = ask()
        with as_the_owner():
            type(jo).objects.filter(id=jo.id).update(worker=hub_manager)
        pack = gather(request)
        with acting_as(hub_manager):
            assert not PackRow.objects.filter(pack=pack).exists()
        with acting_as(governance):
            assert PackRow.objects.filter(pack=pack).exists()

    def test_is_sealed(self, gathered):
        with as_the_owner(), connection.cursor() as cursor:
            cursor.execute("SELECT says_sealed FROM rights_packrow LIMIT 1")
            assert bytes(cursor.fetchone()[0])[:1] == b"\x01"

    def test_is_taken_away_after_its_day_and_the_log_stays(self, gathered, today):
        timer = OnATimer()
        with acting_as(timer):
            act = rights_jobs.actions.take_old_packs_away
            assert act(by=timer, today=gathered.goes_on) == 0
            assert act(by=timer, today=gathered.goes_on + DAY) == 1
        assert latest(gathered.request) is None
        with as_the_owner():
            assert not PackRow.objects.exists()
            assert afresh(gathered.request).lines.exists()

    def test_is_counted_by_nobody_who_does_not_answer(self, gathered, team_member):
        with pytest.raises(DatabaseError, match="nobody else"), acting_as(team_member):
            tables.counted([gathered.person_id])
