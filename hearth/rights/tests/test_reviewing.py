"""A pack is read through line by line, looked at a second time, and only then given."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.rights import actions, queries
from hearth.rights.actions import Decision, RightsRefused
from hearth.rights.models import PackRow, PackState
from hearth.rights.tests.conftest import DAY, afresh, latest, read_through, release
from hearth.rights.tests.factories import PackRowFactory


@pytest.fixture
def line(gathered):
    """A line that must be decided."""
    return flagged(gathered, "COLLEAGUE", "The worker wrote: Dee was unkind to Jo")


def flagged(pack, flag, says, number=9001):
    return PackRowFactory(
        pack=pack, person_id=pack.person_id, held_by_id=pack.held_by_id, site=pack.site,
        number=number, flag=flag, says=says,
    )  # fmt: skip


@pytest.fixture
def decide(gathered, hub_manager, now, today):
    def decided(row, by=hub_manager, **decision):
        with acting_as(by):
            row = queries.get_row(row.id, pack=gathered)
            actions.decide_row(by=by, row=row, decision=Decision(**decision), now=now, today=today)

    return decided


@pytest.fixture
def released(gathered, line, hub_manager, governance, now):
    read_through(gathered, by=hub_manager, now=now)
    release(gathered, by=governance, now=now)
    return latest(gathered.request)


def given(pack, today):
    with as_the_owner():
        return queries.what_is_given(pack, known_as="Jo", today=today)


def lines_in(said):
    return [line["says"] for part in said["parts"] for line in part["lines"]]


class TestDeciding:
    def test_comes_before_anything_is_released(self, gathered, line, governance, now):
        with pytest.raises(RightsRefused, match="still to be decided"):
            release(gathered, by=governance, now=now)

    def test_to_take_words_out_keeps_both_and_gives_the_rest(self, gathered, line, decide, today):
        decide(line, decided="TAKE_OUT", given="The worker wrote: … was unkind to Jo",
               why="THIRD_PARTY", reason="Dee did not agree")  # fmt: skip
        assert "The worker wrote: [taken out] was unkind to Jo" in lines_in(given(gathered, today))
        assert "Dee was unkind" not in json.dumps(given(gathered, today))
        with as_the_owner():
            assert "Dee" in PackRow.objects.get(id=line.id).says

    def test_to_withhold_says_that_something_is_not_there_and_on_what_ground(
        self, gathered, line, decide, today
    ):
        decide(line, decided="WITHHOLD", why="THIRD_PARTY", reason="It is about Dee")
        said = given(gathered, today)
        assert "Dee was unkind" not in json.dumps(said)
        assert said["withheld"] == [
            {"ground": "It is about somebody else (schedule 2, paragraph 16)", "how_many": 1}
        ]

    def test_can_leave_out_even_that_where_it_would_tell(self, gathered, line, decide, today):
        decide(line, decided="WITHHOLD", why="CRIME", reason="The police asked", listed=False)
        said = given(gathered, today)
        assert said["withheld"] == []
        assert not [name for name in said["counts"] if name.startswith("support_")]

    def test_of_serious_harm_needs_a_health_professional_who_said_so_lately(
        self, gathered, line, decide, today
    ):
        harm = {"decided": "WITHHOLD", "why": "SERIOUS_HARM", "reason": "They told us"}
        with pytest.raises(RightsRefused, match="health professional"):
            decide(line, **harm)
        with pytest.raises(RightsRefused, match="six months"):
            decide(line, **harm, professional="Dr Osei", asked_professional_on=today - 200 * DAY)
        decide(line, **harm, professional="Dr Osei", asked_professional_on=today)

    def test_of_a_whole_page_leaves_what_is_of_safety(self, gathered, line, hub_manager, now):
        worry = flagged(gathered, "SAFETY", "They were worried", 9002)
        with acting_as(hub_manager):
            actions.give_as_they_stand(
                by=hub_manager, pack=gathered, row_ids=[line.id, worry.id], now=now
            )
        with as_the_owner():
            decided = dict(PackRow.objects.filter(number__gt=9000).values_list("id", "decided"))
        assert decided == {line.id: "GIVE", worry.id: ""}


class TestReleasing:
    def test_is_not_for_whoever_decided(self, gathered, line, hub_manager, now):
        read_through(gathered, by=hub_manager, now=now)
        with pytest.raises(RightsRefused, match="Somebody else"):
            release(gathered, by=hub_manager, now=now)

    def test_by_another_lets_it_be_given_and_answers_the_request(
        self, released, governance, now, today
    ):
        with acting_as(governance):
            actions.give(by=governance, pack=released, words="In her hand", now=now, today=today)
        assert latest(released.request).state == PackState.GIVEN
        assert afresh(released.request).outcome == "GIVEN"

    def test_comes_before_it_is_given(self, gathered, governance, now, today):
        with acting_as(governance), pytest.raises(RightsRefused, match="not free"):
            actions.give(by=governance, pack=gathered, words="Here", now=now, today=today)

    def test_can_be_taken_back_with_what_was_found(self, released, governance, now):
        with acting_as(governance):
            actions.take_release_back(by=governance, pack=released, words="Line 4", now=now)
        assert latest(released.request).state == PackState.REVIEW

    def test_closes_the_deciding(self, released, line, decide):
        with pytest.raises(RightsRefused, match="read through"):
            decide(line, decided="WITHHOLD", why="LEGAL", reason="No")


class TestTheCopy:
    def test_is_a_draft_until_it_is_released(self, gathered, released, today):
        assert given(gathered, today)["draft"] is True
        assert given(released, today)["draft"] is False

    def test_on_paper_is_a_tagged_pdf_in_either_size(self, released, today):
        said = given(released, today)
        made = queries.as_paper(said, holder="Acomb Good Neighbours")
        assert made.startswith(b"%PDF-")
        assert b"pdfuaid" in made
        assert b"/StructTreeRoot" in made
        assert len(queries.as_paper(said, holder="Acomb", large=True)) != len(made)

    def test_for_a_machine_holds_the_same_lines(self, released, today):
        said = json.loads(queries.as_json(given(released, today)))
        assert said["schema"] == "hearth-subject-access/1"
        assert "The worker wrote: Dee was unkind to Jo" in lines_in(said)
        assert {"people_person"} <= {row["table"] for row in said["rows"]}


class TestTheCommand:
    @pytest.fixture
    def write(self, jo, tmp_path):
        def run(worker, *more):
            out = StringIO()
            call_command(
                "subject_access", "--partnership=york", f"--person={jo.id}",
                f"--by={worker.username}", f"--to={tmp_path / 'out'}", *more, stdout=out,
            )  # fmt: skip
            return out.getvalue().split()

        return run

    def test_writes_what_was_released_and_a_line_that_it_did(self, released, governance, write):
        paper, machine = write(governance)
        assert json.loads(Path(machine).read_text())["draft"] is False
        assert Path(paper).read_bytes().startswith(b"%PDF-")
        with as_the_owner():
            kinds = list(released.request.lines.values_list("kind", flat=True))
        assert kinds.count("TAKEN_OUT") == 1

    def test_writes_nothing_that_is_not_released_but_a_marked_draft(
        self, gathered, governance, write
    ):
        with pytest.raises(CommandError, match="not released"):
            write(governance)
        _, machine = write(governance, "--draft")
        assert "draft-" in machine
        assert json.loads(Path(machine).read_text())["draft"] is True

    def test_is_not_for_who_does_not_answer(self, released, team_member, write):
        with pytest.raises(CommandError, match="answers for nobody"):
            write(team_member)
