"""Every line that anybody wrote is read by somebody, and looked at by somebody else."""

import json

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import link_people
from hearth.people.models import CircleMember
from hearth.people.tests.factories import PersonFactory
from hearth.rights import actions, queries
from hearth.rights.actions import Decision, RightsRefused
from hearth.rights.models import PackRow, PackState
from hearth.rights.tests.conftest import DAY, gather, latest, read_through, release
from hearth.rights.tests.test_gathering import contact, lines_of


@pytest.fixture
def linked(jo, hub, team_member):
    """Another record, of which somebody said that it is Jo's too."""
    other = PersonFactory(known_as="Joanna", sites=[hub])
    with acting_as(team_member):
        link_people(by=team_member, one=jo, other=other, why="The same name")
    with as_the_owner():
        contact(other, team_member, "I was hurt in May")
    return other


@pytest.fixture
def of_both(ask, linked):
    return gather(ask())


def row_that_says(pack, words):
    with as_the_owner():
        rows = PackRow.objects.filter(pack=pack).select_related("pack__request__site")
        return next(row for row in rows if words in row.says)


class TestReadingThrough:
    def test_reaches_every_line_but_facts_and_what_hearth_wrote(self, ask, jo, shared, team_member):
        with as_the_owner():
            contact(jo, team_member, "My neighbour Kelly Marsh told me about her tests")
        unread = {what for what, _, flag in lines_of(gather(ask())) if not flag}
        alone = {"Who has looked", "What was done with your record"}
        alone |= {"May be found by part of your name", "Known at"}
        assert {what for what in unread if not what.startswith("For a machine")} <= alone

    def test_gives_a_page_at_once_when_it_was_read(self, gathered, hub_manager, now):
        with acting_as(hub_manager):
            page = queries.page_of_lines(gathered, show="left", number=1)
            ids = queries.flags_left(page)
            actions.give_as_they_stand(by=hub_manager, pack=gathered, row_ids=ids, now=now)
            left = queries.undecided(gathered)
        assert ids
        assert left == page.left - len(ids)

    def test_by_nobody_lets_nothing_be_released(self, gathered, governance, now):
        with as_the_owner():
            PackRow.objects.filter(pack=gathered).update(flag="")
        with pytest.raises(RightsRefused, match="Nobody has read it"):
            release(gathered, by=governance, now=now)

    def test_knows_a_name_of_two_letters_as_a_whole_word(self, ask, jo, shared, team_member):
        with as_the_owner():
            al = CircleMember(person=jo, held_by=jo.held_by, bond="FRIEND", edited_by=team_member)
            al.name = "Al"
            al.save()
            contact(jo, team_member, "Then Al came")
            contact(jo, team_member, "We walked along the wall")
        lines = lines_of(gather(ask()))
        assert {flag for _, says, flag in lines if "Then Al came" in says} == {"NAMES"}
        assert {flag for _, says, flag in lines if "along the wall" in says} == {"READ"}


class TestSeriousHarm:
    @pytest.fixture(autouse=True)
    def read(self, gathered, hub_manager, now):
        read_through(gathered, by=hub_manager, now=now)

    @pytest.mark.parametrize(
        ("missing", "match"),
        [({"professional": " "}, "Write who"), ({"answer": ""}, "what they said"),
         ({"asked_on": None}, "six months")],
    )  # fmt: skip
    def test_is_asked_of_the_whole_with_a_name_a_day_and_an_answer(
        self, gathered, governance, now, missing, match
    ):
        with pytest.raises(RightsRefused, match=match):
            release(gathered, by=governance, now=now, **missing)

    def test_was_asked_in_the_last_six_months(self, gathered, governance, now, today):
        with pytest.raises(RightsRefused, match="six months"):
            release(gathered, by=governance, now=now, asked_on=today - 200 * DAY)

    def test_stands_in_the_log_with_who_said_so(self, gathered, governance, now):
        release(gathered, by=governance, now=now, said="Nothing in it would")
        with as_the_owner():
            line = gathered.request.lines.get(kind="RELEASED")
        assert "Dr Osei" in line.words
        assert "Nothing in it would" in line.words


class TestALinkedRecord:
    def test_is_said_of_each_of_its_lines(self, of_both, linked, jo):
        with as_the_owner():
            rows = {row.says: row.of_record for row in PackRow.objects.filter(pack=of_both)}
        assert {at for says, at in rows.items() if "hurt in May" in says} == {linked.id}
        assert rows["Jo"] is None
        assert rows["Joanna"] == linked.id

    def test_has_no_line_given_before_somebody_said_that_it_is_the_same_person(
        self, of_both, hub_manager, now, today
    ):
        row = row_that_says(of_both, "hurt in May")
        with acting_as(hub_manager):
            page = queries.page_of_lines(of_both, show="left", number=1)
            assert row.id not in queries.flags_left(page)
            give = actions.give_as_they_stand
            assert give(by=hub_manager, pack=of_both, row_ids=[row.id], now=now) == 0
            with pytest.raises(RightsRefused, match="same person"):
                actions.decide_row(
                    by=hub_manager, row=row, decision=Decision("GIVE"), now=now, today=today
                )

    def test_lets_nothing_be_released_before(self, of_both, hub_manager, governance, now):
        read_through(of_both, by=hub_manager, now=now)
        with pytest.raises(RightsRefused, match="same person"):
            release(of_both, by=governance, now=now)

    def test_is_the_same_person_once_somebody_said_so_and_how_they_know(
        self, of_both, linked, hub_manager, governance, now, today
    ):
        said = {"by": hub_manager, "pack": of_both, "record_id": linked.id, "now": now}
        with acting_as(hub_manager):
            with pytest.raises(RightsRefused, match="how you know"):
                actions.say_it_is_the_same_person(**said, words=" ")
            actions.say_it_is_the_same_person(**said, words="She told us both names")
        read_through(of_both, by=hub_manager, now=now)
        release(of_both, by=governance, now=now)
        pack = latest(of_both.request)
        with as_the_owner():
            log = of_both.request.lines.get(kind="SAME").words
            given = queries.what_is_given(pack, known_as="Jo", today=today)
        of_linked = [one["says"] for part in given["parts"] for one in part["lines"]
                     if one["linked_record"]]  # fmt: skip
        assert log == "Joanna: She told us both names"
        assert any("hurt in May" in says for says in of_linked)

    def test_of_nobody_in_the_pack_is_refused(self, gathered, hub, hub_manager, now):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        with acting_as(hub_manager), pytest.raises(RightsRefused, match="which record"):
            actions.say_it_is_the_same_person(
                by=hub_manager, pack=gathered, record_id=sam.id, words="So", now=now
            )

    def test_is_asked_about_on_the_pages(self, client, of_both, linked, jo, hub_manager):
        client.force_login(hub_manager)
        at = f"/people/{jo.id}/rights/{of_both.request_id}/"
        assert (
            "of the record of <strong>Joanna</strong>"
            in client.get(f"{at}review/").content.decode()
        )
        typed = {"record": str(linked.id), "words": "She told us both names"}
        assert client.post(f"{at}same/", typed).status_code == 302
        assert "of the record of <strong>Joanna" not in client.get(f"{at}review/").content.decode()
        assert latest(of_both.request).state == PackState.REVIEW


def test_what_is_withheld_unsaid_is_hinted_at_nowhere(
    ask, jo, shared, team_member, hub_manager, now, today
):
    with as_the_owner():
        kept = contact(jo, team_member, "We walked to the sea")
        hidden = contact(jo, team_member, "Her brother told us in confidence")
    pack = gather(ask())
    row = row_that_says(pack, "in confidence")
    with acting_as(hub_manager):
        actions.decide_row(
            by=hub_manager, row=row, now=now, today=today,
            decision=Decision("WITHHOLD", why="CRIME", reason="The police", listed=False),
        )  # fmt: skip
    with as_the_owner():
        given = queries.what_is_given(pack, known_as="Jo", today=today)
    ids = {one["id"] for one in given["rows"] if one["table"] == "support_contact"}
    assert ids == {str(kept.id)}
    assert given["counts"]["support_contact"] == {"all": 1, "read": 1}
    assert str(hidden.id) not in json.dumps(given)
    assert "_words" not in json.dumps(given)
    assert "_hangs_on" not in json.dumps(given)


def test_what_is_withheld_and_said_has_its_row_left_out_and_counted(
    ask, jo, shared, team_member, hub_manager, now, today
):
    with as_the_owner():
        hidden = contact(jo, team_member, "It is about Dee")
    pack = gather(ask())
    row = row_that_says(pack, "about Dee")
    with acting_as(hub_manager):
        actions.decide_row(
            by=hub_manager, row=row, now=now, today=today,
            decision=Decision("WITHHOLD", why="THIRD_PARTY", reason="Dee said no"),
        )  # fmt: skip
    with as_the_owner():
        given = queries.what_is_given(pack, known_as="Jo", today=today)
    assert str(hidden.id) not in json.dumps(given)
    assert given["counts"]["support_contact"]["all"] == 1
