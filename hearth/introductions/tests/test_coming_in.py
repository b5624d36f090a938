"""A partner's inbox, and whoever is introduced to a hub: from a partner, by a form, or on paper."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import UnmetNeed
from hearth.foundation.acting import acting_as, as_anybody
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, crowding, jobs, queries
from hearth.introductions.actions import BroughtIn, IntroductionRefused
from hearth.introductions.actions.replying import ItIsOver
from hearth.introductions.models import Came, Incoming, Introduction, OtherSide
from hearth.introductions.queries import ReplySaid
from hearth.introductions.tests.factories import IntroductionFactory, OtherSideFactory
from hearth.people.actions import EditedMeanwhile, withdraw_sharing
from hearth.people.models import Person
from hearth.places.tests.factories import OrganisationFactory
from hearth.places.timer import OnATimer

SAID = BroughtIn(
    introducer="Dr Ade, Front Street Surgery", reply_to="ade@surgery.example.org", name="Robin",
    safe_way="RING", where="07700 900321", when="After six. Leave no message",
    hope="Somebody to talk to", agreed_how="TOGETHER", may_hear=("HELLO",),
)  # fmt: skip


@pytest.fixture
def other_partner(hub):
    return GrantFactory(
        site=hub, role=Role.PARTNER_WORKER, user__works_for=OrganisationFactory()
    ).user


@pytest.fixture
def sent(at_wool_shop):
    return at_wool_shop


class TestInbox:
    def test_shows_a_partner_what_was_shared_and_nothing_else(self, page, sent, pat):
        assert "Jo, for Knit and natter" in page(pat, "incoming")
        side = self.side(sent)
        shown = page(pat, "asked_us", side.id)
        assert "Jo" in shown
        assert "Be less alone" not in shown
        with acting_as(pat):
            assert not Introduction.objects.exists()
            assert not Person.objects.exists()
        with as_the_owner():
            assert AccessLine.objects.filter(actor_id=pat.id, person_id=sent.person_id).exists()

    @staticmethod
    def side(introduction):
        with as_the_owner():
            return OtherSide.objects.get(introduction=introduction)

    def test_is_answered_there_and_comes_to_the_owner(self, page, sent, pat, team_member, today):
        side = self.side(sent)
        page(pat, "asked_us", side.id)
        typed = {"reply": "NOT_NOW", "words": "", "answers": "0", "line_id": uuid7()}
        assert "when to try again" in page(pat, "asked_us", side.id, data=typed)
        page(pat, "asked_us", side.id, data=typed | {"words": "After Easter"}, status=302)
        with acting_as(team_member):
            shown = queries.introduction_page(sent, actor=team_member, today=today)
        assert (shown.row.state, shown.lines[0].by) == ("NOT_NOW", "Pat")
        assert [line.kind for line in shown.lines][:2] == ["NOT_NOW", "READ"]

    def test_is_of_that_partner_alone(
        self, page, sent, pat, other_partner, greeter, team_elsewhere
    ):
        side = self.side(sent)
        page(other_partner, "asked_us", side.id, status=404)
        assert "Nobody is introduced" in page(other_partner, "incoming")
        page(greeter, "incoming", status=403)
        page(team_elsewhere, "asked_us", side.id, status=403)
        with acting_as(pat):
            shared = queries.shared_page(side)
        for worker, refused in ((other_partner, ItIsOver), (team_elsewhere, NotAllowed)):
            with acting_as(worker):
                assert not OtherSide.objects.exists()
                with pytest.raises(refused):
                    actions.answer_from_inbox(
                        by=worker, page=shared, said=ReplySaid("YES", "Come"), line_id=uuid7()
                    )
        assert self.side(sent).answers == 0

    def test_taken_back_or_stopped_it_stands_there_no_more(
        self, page, sent, pat, shared, jo, team_member, now, today
    ):
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        with acting_as(pat):
            assert not OtherSide.objects.exists()
            assert queries.inbox(pat) == ([], False)

    def test_of_many_asks_no_more(self, page, pat, wool_shop, shared, jo, hub, team_member):
        def asked():
            page(pat, "incoming")
            with CaptureQueriesContext(connection) as seen:
                page(pat, "incoming")
            return len(seen)

        def more(number):
            for _ in range(number):
                row = IntroductionFactory(
                    person=jo, held_by=jo.held_by, owner=team_member, from_site=hub
                )
                OtherSideFactory(introduction=row, from_site=hub, organisation=wool_shop)

        more(2)
        few = asked()
        more(58)
        assert asked() == few
        assert "?page=2" in page(pat, "incoming")


@pytest.fixture
def brought(hub, today):
    """Somebody introduced Robin to the hub by the form."""

    def bring(said=SAID, **more):
        usual = {
            "by": None, "site": hub, "came": Came.FORM, "incoming_id": uuid7(), "today": today,
        }  # fmt: skip
        with as_anybody():
            return actions.bring_in(said=said, **usual | more)

    return bring


@pytest.fixture
def robin(brought):
    secret = brought()
    with as_the_owner():
        row = Incoming.objects.select_related("site").get()
    row.secret = secret.secret
    return row


class TestComingIn:
    def test_lands_at_the_hub_and_nobody_else_reads_it(
        self, page, robin, team_member, greeter, team_elsewhere, pat
    ):
        assert "Robin" in page(team_member, "incoming")
        shown = page(team_member, "came_in", robin.id)
        for words in ("07700 900321", "After six. Leave no message", "Somebody to talk to"):
            assert words in shown
        page(greeter, "came_in", robin.id, status=403)
        page(team_elsewhere, "came_in", robin.id, status=404)
        for worker in (greeter, team_elsewhere, pat, None):
            with acting_as(worker):
                assert not Incoming.objects.exists()
        with acting_as(OnATimer()):
            found = jobs.who_may_take_it(robin.id, robin.next_on)
        assert team_member in list(found.workers)

    def test_sent_twice_is_one_and_says_what_is_missing(self, brought):
        made = uuid7()
        assert brought(incoming_id=made) == brought(incoming_id=made)
        for wrong in (
            {"agreed_how": ""}, {"safe_way": ""}, {"where": ""}, {"name": " "}, {"introducer": ""},
        ):  # fmt: skip
            with pytest.raises(IntroductionRefused):
                brought(BroughtIn(**SAID.__dict__ | wrong))
        with as_the_owner():
            assert Incoming.objects.count() == 1

    def test_goes_on_by_name_until_they_are_welcomed(
        self, go_on, robin, team_member, colleague, jo, now, today
    ):
        before = queries.incoming_now(robin).stamp
        assert go_on(robin, "TAKEN").owner_id == team_member.id
        with pytest.raises(EditedMeanwhile):
            go_on(robin, "HELLO", by=colleague, stamp=before)
        go_on(robin, "HELLO", words="Rang at seven")
        with pytest.raises(IntroductionRefused, match="what is next"):
            go_on(robin, "NEXT", next_step="")
        with pytest.raises(IntroductionRefused, match="who they are"):
            go_on(robin, "WELCOMED")
        with acting_as(team_member):
            actions.say_who_it_is(
                by=team_member, incoming=robin, person=None, person_id=uuid7(), now=now,
                today=today,
            )  # fmt: skip
        row = go_on(robin, "WELCOMED")
        with as_the_owner():
            assert (row.next_on, row.ended_on, row.person.known_as) == (None, today, "Robin")
        assert [line.words for line in queries.story_of(row)].count("Rang at seven") == 1
        with pytest.raises(IntroductionRefused, match="Begin anew"):
            go_on(robin, "NEXT")

    def test_what_is_in_the_way_is_a_need_of_nobodys_and_it_goes_on(self, go_on, robin):
        for said in ({"why": "", "needed": "A lift"}, {"why": "TOO_FAR", "needed": "For Robin"}):
            with pytest.raises(IntroductionRefused):
                go_on(robin, "WORK", **said)
        row = go_on(robin, "WORK", why="TOO_FAR", needed="A lift from the villages")
        with as_the_owner():
            assert UnmetNeed.objects.get().note.startswith("A lift from the villages")
        assert (row.ended_on, row.stands) == (None, "TAKEN")

    def test_whoever_introduced_them_hears_what_was_agreed_and_never_if_they_are_known(
        self, go_on, robin, team_member, jo, now, today
    ):
        def heard():
            with as_anybody():
                return queries.heard_by_link(robin.secret).said

        assert heard() == ()
        with acting_as(team_member):
            actions.say_who_it_is(
                by=team_member, incoming=robin, person=jo, person_id=uuid7(), now=now, today=today
            )
        assert heard() == ()
        go_on(robin, "HELLO")
        assert heard() == ("We have said hello to them.",)
        go_on(robin, "WELCOMED")
        assert heard() == ("We have said hello to them.",)  # that they came was not agreed
        with as_anybody():
            assert queries.heard_by_link("x" * 32) is None

    def test_a_partner_introduces_from_their_page_and_hears_of_their_own(
        self, page, pat, other_partner, hub
    ):
        typed = {
            "site": hub.id, "introducer": "Pat, the wool shop", "agreed_how": "ASKED",
            "name": "Robin", "safe_way": "COMES", "incoming_id": uuid7(),
        }  # fmt: skip
        refused = page(pat, "bring_in", data=typed | {"name": "", "hope": "Warmth"})
        assert "Warmth</textarea>" in refused
        page(pat, "bring_in", data=typed, status=302)
        assert "Robin, to Acomb" in page(pat, "incoming")
        assert "Robin" not in page(other_partner, "incoming")

    def test_paper_is_typed_in_by_the_team_of_that_hub(self, page, team_member, other_hub, hub):
        typed = {
            "site": other_hub.id, "introducer": "Dr Ade", "agreed_how": "SIGNED", "name": "Robin",
            "safe_way": "COMES", "incoming_id": uuid7(),
        }  # fmt: skip
        assert "There is a problem" in page(team_member, "bring_in", data=typed)
        page(team_member, "bring_in", data=typed | {"site": hub.id}, status=302)
        with as_the_owner():
            assert Incoming.objects.get().came == "PAPER"


class TestTheForm:
    @pytest.fixture
    def browser(self):
        return Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)

    def test_needs_no_account_and_leads_to_hearing_back(self, browser, hub):
        address = reverse("introduce_us:introduce")
        assert "Nobody is turned away" in browser.get(address).content.decode()
        typed = {
            "site": hub.id, "introducer": "Dr Ade", "agreed_how": "TOGETHER", "name": "Robin",
            "safe_way": "RING", "where": "07700 900321", "incoming_id": uuid7(),
        }  # fmt: skip
        refused = browser.post(address, typed | {"where": "", "hope": "Company"}).content.decode()
        assert "number or address that is safe" in refused
        assert "Company</textarea>" in refused
        refused = browser.post(address, typed | {"website": "spam"}).content.decode()
        assert "Send it once more" in refused
        response = browser.post(address, typed)
        assert not response.cookies
        assert response["Cache-Control"] == "no-store"
        link = response.content.decode().partition('href="http://york.localhost')[2].split('"')[0]
        heard = browser.get(link).content.decode()
        assert "has arrived" in heard
        assert "Robin" not in heard
        assert browser.get("/introduce/" + "x" * 32 + "/").status_code == 404

    def test_takes_twenty_in_an_hour_from_one_address(self, browser, hub):
        typed = {
            "site": hub.id, "introducer": "Dr Ade", "agreed_how": "TOGETHER", "name": "Robin",
            "safe_way": "COMES",
        }  # fmt: skip
        address = reverse("introduce_us:introduce")
        crowding.brought.forget()
        codes = [
            browser.post(address, typed, REMOTE_ADDR="81.2.69.142").status_code for _ in range(21)
        ]
        crowding.brought.forget()
        assert codes == [200] * 20 + [429]
