"""What can be shared, read out to somebody who does not read it themselves."""

import datetime
import html

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import Details, Layer, Sharing
from hearth.people.queries.layers import layers_open
from hearth.people.queries.seeing import sight_of

SAID = {"about": "YES", "circle": "NO", "plan": "NOT_SURE", "support": "YES"}


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


def opened(worker, person):
    with acting_as(worker):
        return set(layers_open(person.id, sight=sight_of(worker))) - {Layer.HELLO}


class TestReadingOut:
    def test_asks_part_by_part_and_answers_nothing_for_anybody(self, words, team_member, jo):
        said = words(team_member, "share_aloud", jo.id)

        assert "“You decide who may read what you tell us.”" in said
        assert "Our team is everybody at Acomb" in said
        assert "May our team read that?" in said
        assert said.count('type="radio"') == 12
        assert "checked" not in said

    def test_shares_what_they_said_yes_to_and_keeps_all_that_they_said(
        self, words, team_member, hub_manager, greeter, jo
    ):
        words(team_member, "share_aloud", jo.id, data=SAID, status=302)

        for worker in (team_member, hub_manager):
            assert opened(worker, jo) == {Layer.ABOUT, Layer.SUPPORT}
        assert opened(greeter, jo) == set()
        said = words(team_member, "sharing", jo.id)
        assert (
            "It was read out. Yes to: about me, my support. No to: my circle. "
            "Not sure to: my stay-well plan"
        ) in said
        assert "Who they are, and why" not in said

    def test_shares_nothing_without_a_yes(self, words, team_member, jo):
        no = dict.fromkeys(SAID, "NOT_SURE")
        words(team_member, "share_aloud", jo.id, data=no, status=302)

        with as_the_owner():
            assert not Sharing.objects.exists()
            assert AuditLine.objects.filter(
                verb="read out what can be shared to", subject_id=jo.id
            ).exists()
        assert "Nothing is shared" in words(team_member, "sharing", jo.id)

    @pytest.mark.parametrize("typed", [{"plan": ""}, {"plan": "PERHAPS"}])
    def test_writes_nothing_down_while_an_answer_is_missing(self, words, team_member, jo, typed):
        assert "There is a problem" in words(team_member, "share_aloud", jo.id, data=SAID | typed)
        with as_the_owner():
            assert not Sharing.objects.exists()

    def test_tapped_twice_is_one_sharing(self, words, team_member, jo):
        for data in (SAID, SAID, dict.fromkeys(SAID, "YES"), dict.fromkeys(SAID, "YES")):
            words(team_member, "share_aloud", jo.id, data=data, status=302)
            assert "Nothing is shared" not in words(team_member, "sharing", jo.id)

        with as_the_owner():
            assert Sharing.objects.count() == 2
        assert opened(team_member, jo) == set(Layer) - {Layer.HELLO}
        assert "nothing left to ask" in words(team_member, "share_aloud", jo.id)

    def test_asks_no_more_about_what_they_said_yes_to(self, words, team_member, jo):
        words(team_member, "share_aloud", jo.id, data=SAID, status=302)

        said = words(team_member, "share_aloud", jo.id)

        assert "has said yes before to: <strong>about me and my support</strong>" in said
        assert said.count('type="radio"') == 6

    def test_of_somebody_under_16_is_decided_with_somebody(self, words, team_member, jo, today):
        with as_the_owner():
            Details.objects.filter(person=jo).delete()
            Details.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by,
                born_on=today - datetime.timedelta(days=12 * 365),
            )  # fmt: skip

        assert "They are under 16" in words(team_member, "share_aloud", jo.id, data=SAID)
        with as_the_owner():
            assert not Sharing.objects.exists()
            assert not AuditLine.objects.filter(verb__startswith="read out").exists()

    def test_is_for_a_team_that_knows_them(
        self, words, greeter, partner, team_elsewhere, network_lead, jo
    ):
        for worker, status in (
            (greeter, 403), (network_lead, 403), (partner, 404), (team_elsewhere, 404),
        ):  # fmt: skip
            words(worker, "share_aloud", jo.id, status=status)
            words(worker, "share_aloud", jo.id, data=SAID, status=status)
        with as_the_owner():
            assert not Sharing.objects.exists()

    def test_with_which_team_is_chosen_among_those_that_know_them(
        self, words, team_of_both, other_hub, jo
    ):
        assert "Acomb" in words(team_of_both, "share_aloud", jo.id, query="?site=clifton")
        with (
            acting_as(team_of_both),
            pytest.raises(actions.SharingRefused, match="each part"),
        ):
            actions.answer_aloud(
                by=team_of_both, person=jo, site=other_hub, answers={},
                today=datetime.date(2026, 1, 1),
            )  # fmt: skip


def test_a_colleague_at_the_other_hub_reads_nothing_of_it(words, team_member, other_hub, jo):
    words(team_member, "share_aloud", jo.id, data=SAID, status=302)

    assert opened(GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user, jo) == set()
