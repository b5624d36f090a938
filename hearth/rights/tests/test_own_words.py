"""A person's own words stand beside their record until they say otherwise, and nobody else does."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.rights import actions, queries
from hearth.rights.actions import RightsRefused
from hearth.rights.models import Statement


@pytest.fixture
def statement(ask, hub_manager, now, today):
    correction = ask("CORRECTION", part="SUPPORT", words="I never said that")
    with acting_as(hub_manager):
        actions.let_their_statement_stand(
            by=hub_manager, request=correction, why_not="Two of us heard it",
            statement="I was not even there", to_tell=[], now=now, today=today,
        )  # fmt: skip
    with as_the_owner():
        return Statement.objects.get()


def take_away(statement, by, now, today, words="She said so at the desk"):
    with acting_as(by):
        actions.take_statement_away(by=by, statement=statement, words=words, now=now, today=today)


def test_are_taken_away_as_they_say_and_the_log_keeps_that(
    statement, jo, shared, hub_manager, team_member, now, today
):
    take_away(statement, hub_manager, now, today)
    with acting_as(team_member):
        assert queries.statements_beside(jo.id, actor=team_member) == []
    with as_the_owner():
        line = statement.request.lines.get(kind="TAKEN_AWAY")
        told = [row["says"] for row in queries.everything_about(jo)]
    assert line.words == "She said so at the desk"
    assert any("Taken away" in says and "I was not even there" in says for says in told)


def test_are_taken_away_only_with_what_they_said(statement, hub_manager, now, today):
    with pytest.raises(RightsRefused, match="what they said"):
        take_away(statement, hub_manager, now, today, words=" ")


def test_are_taken_away_once(statement, hub_manager, now, today):
    take_away(statement, hub_manager, now, today)
    with pytest.raises(RightsRefused, match="already"):
        take_away(statement, hub_manager, now, today)


def test_are_taken_away_by_nobody_of_the_team(statement, shared, team_member, now, today):
    with pytest.raises(NotAllowed):
        take_away(statement, team_member, now, today)


def test_are_taken_away_on_a_page_that_the_team_does_not_open(
    client, statement, shared, jo, hub_manager, team_member
):
    at = f"/people/{jo.id}/rights/words/{statement.id}/"
    client.force_login(team_member)
    assert client.get(at).status_code == 403
    assert at not in client.get(f"/people/{jo.id}/rights").content.decode()
    client.force_login(hub_manager)
    assert at in client.get(f"/people/{jo.id}/rights").content.decode()
    assert "I was not even there" in client.get(at).content.decode()
    assert client.post(at, {"words": "She said so"}).status_code == 302
    assert client.get(at).status_code == 404
