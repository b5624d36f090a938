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
from hearth.people.actions import Decision, Whom
from hearth.people.models import Details, Layer, Sharing
from hearth.people.queries.layers import layers_open
from hearth.people.queries.seeing import sight_of
from hearth.people.tests.test_sharing import agree

SAID = {"about": "YES", "circle": "NO", "plan": "NOT_SURE", "support": "YES"}


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


def born(person, today, years):
    with as_the_owner():
        Details.objects.update_or_create(
            person=person,
            defaults={
                "born_on": today - datetime.timedelta(days=years * 366),
                "known_at": person.known_at,
                "held_by": person.held_by,
            },
        )


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

    def test_asks_about_what_stands_too_and_says_that_it_does(self, words, team_member, jo):
        words(team_member, "share_aloud", jo.id, data=SAID, status=302)

        said = words(team_member, "share_aloud", jo.id)

        assert said.count("Our team may read that today. May they go on?") == 2
        assert said.count("May our team read that?") == 2
        assert said.count('type="radio"') == 12
        assert "checked" not in said

    def test_of_somebody_under_16_is_decided_with_somebody(self, words, team_member, jo, today):
        born(jo, today, 12)

        assert "They are under 16" in words(team_member, "share_aloud", jo.id, data=SAID)
        with as_the_owner():
            assert not Sharing.objects.exists()
            assert not AuditLine.objects.filter(verb__startswith="read out").exists()

    @pytest.mark.parametrize("answer", ["NO", "NOT_SURE"])
    def test_stops_at_once_what_stands_and_they_say_no_to(
        self, words, team_member, hub_manager, jo, answer
    ):
        words(team_member, "share_aloud", jo.id, data=SAID, status=302)

        told = words(
            team_member, "share_aloud", jo.id, data=SAID | {"support": answer}, status=200,
            follow=True,
        )  # fmt: skip

        assert "Stopped: my support. Our team can open it no more" in told
        for worker in (team_member, hub_manager):
            assert opened(worker, jo) == {Layer.ABOUT}
        with as_the_owner():
            old, new = Sharing.objects.order_by("recorded_at")
        assert (old.withdrawn_how, old.withdrawn_by_id) == ("SAID", team_member.id)
        assert (new.layers, new.with_roles, new.withdrawn_at) == (["ABOUT"], old.with_roles, None)

    def test_stops_all_of_it_when_they_say_no_to_all(self, words, team_member, jo):
        words(team_member, "share_aloud", jo.id, data=SAID, status=302)

        no = dict.fromkeys(SAID, "NO")
        told = words(team_member, "share_aloud", jo.id, data=no, status=200, follow=True)

        assert "Stopped: about me and my support" in told
        assert opened(team_member, jo) == set()
        with as_the_owner():
            assert not Sharing.objects.filter(withdrawn_at=None).exists()

    def test_stops_what_some_of_the_team_read_until_a_day_and_leaves_the_rest_as_it_was(
        self, words, team_member, greeter, hub, jo, today
    ):
        agree(
            team_member, jo, Whom(site=hub, roles=("GREETER",)), "PLAN", "CIRCLE", today=today,
            until_on=today,
        )  # fmt: skip
        words(
            team_member, "share_aloud", jo.id, data=SAID | {"circle": "YES", "plan": "NO"},
            status=302,
        )  # fmt: skip

        assert opened(greeter, jo) == {Layer.CIRCLE}
        with as_the_owner():
            left = Sharing.objects.get(with_roles=["GREETER"], withdrawn_at=None)
        assert (left.layers, left.until_on) == (["CIRCLE"], today)

    def test_leaves_what_is_shared_with_others_or_without_agreement_and_says_so(
        self, words, team_member, partner, mind, hub, jo, today
    ):
        assert "With others" not in words(team_member, "share_aloud", jo.id)
        agree(team_member, jo, Whom(organisation=mind), "ABOUT", today=today)
        with acting_as(team_member):
            actions.share_without_agreement(
                by=team_member, person=jo, layers=("PLAN",),
                whom=Whom(site=hub, roles=("TEAM_MEMBER",)), today=today, until_on=today,
                why=actions.WithoutAgreement("LAW", "A court order", "Told today"),
            )  # fmt: skip
        assert "With others" in words(team_member, "share_aloud", jo.id)

        words(team_member, "share_aloud", jo.id, data=dict.fromkeys(SAID, "NO"), status=302)

        assert opened(partner, jo) == {Layer.ABOUT}
        assert opened(team_member, jo) == {Layer.PLAN}

    def test_stops_for_somebody_under_16_and_what_was_decided_with_them_goes_on(
        self, words, team_member, hub, jo, today
    ):
        mother = Decision(by="PARENT", note="Dee Marsh, her mother")
        born(jo, today, 12)
        agree(
            team_member, jo, Whom(site=hub, roles=("TEAM_MEMBER",)), "ABOUT", "PLAN", today=today,
            decision=mother,
        )  # fmt: skip

        asked = SAID | {"about": "YES", "plan": "NO", "support": "YES"}
        told = words(team_member, "share_aloud", jo.id, data=asked)

        assert "They are under 16" in told
        assert opened(team_member, jo) == {Layer.ABOUT}
        with as_the_owner():
            assert Sharing.objects.get(withdrawn_at=None).decided_by == "PARENT"

    def test_of_somebody_under_16_who_decided_alone_stops_all_that_the_no_is_part_of(
        self, words, team_member, hub, jo, today
    ):
        team = Whom(site=hub, roles=("TEAM_MEMBER",))
        agree(team_member, jo, team, "ABOUT", "PLAN", today=today)
        born(jo, today, 12)

        words(team_member, "share_aloud", jo.id, data=SAID | {"support": "NO", "about": "YES"})

        assert opened(team_member, jo) == set()

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
