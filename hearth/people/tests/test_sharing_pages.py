"""The pages on which sharing is decided with somebody, and taken back."""

import html

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import queries
from hearth.people.actions import Decision, Whom
from hearth.people.models import Details, Layer, Sharing
from hearth.people.queries.layers import layers_open
from hearth.people.queries.seeing import sight_of
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_sharing import DAY, agree
from hearth.places.tests.factories import OrganisationFactory

AGREED = {"how": "SAID", "decided_by": "PERSON", "note": "", "until": ""}
STOP = {"how": "SAID", "decided_by": "PERSON", "note": ""}
TO_TEAM = AGREED | {"layers": ["ABOUT", "PLAN"], "roles": ["TEAM_MEMBER"]}


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


class TestThePage:
    def test_says_what_is_shared_with_whom_until_when_and_who_wrote_it_down(
        self,
        words,
        team_member,
        jo,
        mind,
        today,
    ):
        agree(team_member, jo, Whom(organisation=mind), "ABOUT", "PLAN", today=today,
              until_on=today + DAY)  # fmt: skip

        said = words(team_member, "sharing", jo.id)

        assert "York Mind" in said
        assert "About me" in said
        assert "My stay-well plan" in said
        assert "Until the end of" in said
        assert "You said so on" in said
        assert "to Tariq" in said

    def test_says_what_was_shared_before_and_what_nobody_may_read(
        self,
        words,
        client,
        team_member,
        jo,
        mind,
        today,
    ):
        shared = agree(team_member, jo, Whom(organisation=mind), "ABOUT", today=today)
        assert "What was shared before" not in words(team_member, "sharing", jo.id)
        words(
            team_member, "stop_sharing", jo.id, shared.id, data=STOP | {"how": "SIGNED"}, status=302
        )

        said = words(team_member, "sharing", jo.id)

        assert "What was shared before, and is over (1)" in said
        assert "You signed a paper, to Tariq" in said
        assert "You have not shared" in said

    def test_answers_at_its_fixed_address(self, client, team_member, jo):
        client.force_login(team_member)
        for name in ("sharing", "who-has-looked"):
            assert client.get(f"/people/{jo.id}/{name}").status_code == 200
            assert client.get(f"/people/{jo.id}/{name}/").status_code == 200

    @pytest.mark.parametrize("name", ["sharing", "sharing_sheet", "who_has_looked"])
    def test_is_read_by_the_team_and_written_down(self, words, team_member, jo, name):
        assert "Jo" in words(team_member, name, jo.id)
        with as_the_owner():
            assert AccessLine.objects.get(person_id=jo.id).actor_id == team_member.id

    @pytest.mark.parametrize("name", ["sharing", "sharing_sheet", "who_has_looked"])
    def test_is_nobody_elses(
        self,
        words,
        greeter,
        team_elsewhere,
        partner,
        mind,
        team_member,
        jo,
        today,
        name,
    ):
        agree(team_member, jo, Whom(organisation=mind), today=today)

        words(greeter, name, jo.id, status=403)
        words(partner, name, jo.id, status=403)
        words(team_elsewhere, name, jo.id, status=404)

    def test_the_network_lead_reads_and_changes_nothing(self, words, network_lead, jo):
        assert "Share something" not in words(network_lead, "sharing", jo.id)
        words(network_lead, "share", jo.id, status=403)
        words(network_lead, "share_anyway", jo.id, status=403)

    def test_asks_as_many_questions_for_twenty_sharings(
        self, page, team_member, jo, today, django_assert_max_num_queries
    ):
        for number in range(20):
            agree(team_member, jo, Whom(organisation=OrganisationFactory(name=f"Org {number}")),
                  today=today)  # fmt: skip
        page(team_member, "sharing", jo.id)
        with django_assert_max_num_queries(26):
            assert "Org 19" in page(team_member, "sharing", jo.id)


class TestSharing:
    def test_with_the_team_opens_it_at_once(self, words, client, team_member, hub, jo):
        said = words(team_member, "share", jo.id)
        assert "Ask Jo: who may see this?" in said

        words(team_member, "share", jo.id, data=TO_TEAM | {"site": hub.id}, status=302)

        with acting_as(team_member):
            assert Layer.PLAN in layers_open(jo.id, sight=sight_of(team_member))

    def test_with_an_organisation_and_with_one_worker(
        self,
        words,
        team_member,
        greeter,
        jo,
        mind,
    ):
        words(team_member, "share", jo.id, query="?with=organisation", status=302,
              data=AGREED | {"layers": ["ABOUT"], "organisation": mind.id})  # fmt: skip
        words(team_member, "share", jo.id, query="?with=worker", status=302,
              data=AGREED | {"layers": ["CIRCLE"], "worker": greeter.id})  # fmt: skip

        said = words(team_member, "sharing", jo.id)
        assert "York Mind" in said
        assert "Ama" in said

    def test_offers_nobody_who_could_not_read_it(
        self, words, team_member, greeter, board_member, jo
    ):
        said = words(team_member, "share", jo.id, query="?with=worker")

        assert str(greeter.id) in said
        assert str(board_member.id) not in said
        data = AGREED | {"layers": ["ABOUT"], "worker": board_member.id}
        words(team_member, "share", jo.id, query="?with=worker", data=data)
        with as_the_owner():
            assert not Sharing.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"layers": []}, "Choose what is shared"),
            ({"roles": []}, "Choose who in the team"),
            ({"until": "DAY"}, "Write the last day"),
            ({"how": "OWN_PAGE"}, "answers shown"),
            ({"decided_by": "PARENT"}, "Say who decided"),
            ({"layers": ["EVERYTHING"]}, "answers shown"),
        ],
    )
    def test_says_what_is_missing(self, words, team_member, hub, jo, typed, says):
        data = TO_TEAM | {"site": hub.id} | typed

        assert says in words(team_member, "share", jo.id, data=data)
        with as_the_owner():
            assert not Sharing.objects.exists()

    def test_is_with_no_team_that_does_not_know_them(self, words, team_of_both, other_hub, jo):
        data = TO_TEAM | {"site": other_hub.id}

        assert "There is a problem" in words(team_of_both, "share", jo.id, data=data)

    def test_pressed_twice_is_one_sharing(self, words, team_member, hub, jo):
        for _ in range(2):
            words(team_member, "share", jo.id, data=TO_TEAM | {"site": hub.id}, status=302)

        with as_the_owner():
            assert Sharing.objects.count() == 1

    def test_without_agreement_keeps_who_why_and_what_they_were_told(
        self,
        words,
        team_member,
        jo,
        mind,
        today,
    ):
        until = {"until_on-day": today.day, "until_on-month": today.month,
                 "until_on-year": today.year}  # fmt: skip
        typed = {"layers": ["ABOUT"], "organisation": mind.id, "basis": "SAFEGUARDING",
                 "reason": "She is hit at home", "told": "Yes, we told her"}  # fmt: skip
        missing = words(team_member, "share_anyway", jo.id, query="?with=organisation", data=typed)
        assert "There is a problem" in missing

        words(team_member, "share_anyway", jo.id, query="?with=organisation", status=302,
              data=typed | until)  # fmt: skip

        said = words(team_member, "sharing", jo.id)
        assert "This was shared without asking you to agree" in said
        assert "She is hit at home" in said
        assert "Yes, we told her" in said


class TestStopping:
    def test_says_plainly_what_cannot_be_called_back(
        self,
        words,
        team_member,
        jo,
        mind,
        today,
    ):
        shared = agree(team_member, jo, Whom(organisation=mind), today=today)

        said = words(team_member, "stop_sharing", jo.id, shared.id)

        assert "What they have read, they have read" in said
        words(team_member, "stop_sharing", jo.id, shared.id, data=STOP, status=302)
        words(team_member, "stop_sharing", jo.id, shared.id, status=404)

    def test_of_somebody_elses_sharing_is_not_there(
        self,
        words,
        team_member,
        hub,
        jo,
        mind,
        today,
    ):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        shared = agree(team_member, sam, Whom(organisation=mind), today=today)

        words(team_member, "stop_sharing", jo.id, shared.id, data=STOP, status=404)
        words(team_member, "ask_again", jo.id, shared.id, status=404)

    MOTHER = "Dee Marsh, her mother, who showed the paper"

    @pytest.fixture
    def by_an_attorney(self, team_member, jo, mind, today):
        attorney = Decision(by="ATTORNEY", how="SIGNED", note=self.MOTHER)
        return agree(team_member, jo, Whom(organisation=mind), today=today, decision=attorney)

    def test_is_decided_at_first_by_whoever_decided_it_and_that_is_kept_and_shown(
        self, words, team_member, jo, by_an_attorney, page
    ):
        form = words(team_member, "stop_sharing", jo.id, by_an_attorney.id)
        assert 'value="ATTORNEY" checked' in " ".join(form.split())
        assert self.MOTHER in form
        typed = {"how": "SIGNED", "decided_by": "ATTORNEY", "note": "Dee Marsh, by letter"}
        words(team_member, "stop_sharing", jo.id, by_an_attorney.id, data=typed, status=302)

        said = " ".join(words(team_member, "sharing", jo.id).split())

        assert "You said so" not in said
        assert "You signed" not in said
        who, why = "An attorney for health and welfare", "Who they are, and why they may"
        assert f"Who decided: {who}. {why}: {self.MOTHER}" in said
        assert f"Who decided that: {who}. {why}: Dee Marsh, by letter" in said
        with acting_as(team_member):
            told = " ".join(row["says"] for row in queries.everything_about(jo))
        assert self.MOTHER in told
        assert "Who decided that: An attorney" in told

    def test_is_always_the_persons_own_to_decide(self, words, team_member, jo, by_an_attorney):
        words(team_member, "stop_sharing", jo.id, by_an_attorney.id, data=STOP, status=302)

        said = " ".join(words(team_member, "sharing", jo.id).split())

        assert "How it ended: You said so, to Tariq." in said
        assert "Who decided: An attorney for health and welfare" in said

    def test_says_who_else_decided_and_why_they_may(
        self, words, team_member, jo, by_an_attorney, today
    ):
        for typed, says in (
            ({"decided_by": "DEPUTY", "note": " "}, "Say who decided that it stops, and why"),
            ({"decided_by": ""}, "There is a problem"),
        ):
            data = STOP | typed
            assert says in words(team_member, "stop_sharing", jo.id, by_an_attorney.id, data=data)
        with as_the_owner():
            assert not Sharing.objects.filter(withdrawn_at__isnull=False).exists()

    def test_is_decided_by_no_parent_of_somebody_grown_up(
        self, words, team_member, jo, mind, today
    ):
        mother = Decision(by="PARENT", note=self.MOTHER)
        shared = agree(team_member, jo, Whom(organisation=mind), today=today, decision=mother)
        with as_the_owner():
            Details.objects.create(
                person=jo, born_on=today.replace(day=1, year=today.year - 18),
                known_at=jo.known_at, held_by=jo.held_by,
            )  # fmt: skip

        form = words(team_member, "stop_sharing", jo.id, shared.id)
        assert 'value="PERSON" checked' in " ".join(form.split())
        data = STOP | {"decided_by": "PARENT", "note": self.MOTHER}
        assert "no parent decides" in words(
            team_member, "stop_sharing", jo.id, shared.id, data=data
        )
        words(team_member, "stop_sharing", jo.id, shared.id, data=STOP, status=302)

    def test_of_what_was_stopped_before_that_was_asked_claims_nothing(
        self, words, team_member, jo, by_an_attorney, now
    ):
        with as_the_owner():
            Sharing.objects.update(withdrawn_at=now, withdrawn_by=team_member, withdrawn_how="SAID")

        said = words(team_member, "sharing", jo.id)

        assert "You said so" not in said
        assert "written down by Tariq, and not who decided that" in said


def test_a_colleagues_sharing_is_closed_to_their_team(words, team_member, hub, jo):
    with as_the_owner():
        type(jo).objects.filter(id=jo.id).update(
            worker=GrantFactory(site=hub, role=Role.TEAM_MEMBER).user
        )
    for name in ("sharing", "share", "share_anyway", "who_has_looked", "works_here"):
        words(team_member, name, jo.id, status=403)
