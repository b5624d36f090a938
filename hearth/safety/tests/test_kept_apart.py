"""What must never be told: in subject access, in who has looked, on the person's own page."""

import html
import re

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory, UserFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person
from hearth.people.queries import who_has_looked
from hearth.places.timer import OnATimer
from hearth.safety import actions, queries
from hearth.safety.models import SafetyConcern, Worry, WorryCheck
from hearth.safety.queries import ConcernSection
from hearth.safety.tests.factories import ConcernFactory, WorryFactory


def told(person):
    with as_the_owner():  # who sees every row: what is left out is left out by the question
        return " ".join(row["says"] for row in queries.everything_about(person))


class TestSubjectAccess:
    def test_tells_what_was_said_openly_and_what_was_done(
        self, worry, greeter, hub_manager, jo, now
    ):
        one = worry(greeter, person=jo, confidential=False, teller="Ann", reach="07700 900123")
        with acting_as(greeter):
            row = queries.get_worry(one.id, actor=greeter)
            check = actions.Checked("RANG", now, "Jo", "Jo is well")
            actions.add_check(by=greeter, worry=row, check=check, check_id=jo.id, now=now)
        words = told(jo)
        for said in ("curtains", "Ann", "Jo is well"):
            assert said in words
        assert "07700" not in words  # how to reach Ann is Ann's own

    def test_is_silent_about_what_was_said_in_confidence(self, worry, greeter, hub_manager, jo):
        worry(greeter, person=jo, confidential=True, teller="Ann")
        assert told(jo) == ""

    @pytest.mark.parametrize(
        ("knows", "says"), [("YES", True), ("NOT_YET", True), ("DANGER", False)]
    )
    def test_is_silent_about_a_concern_that_would_put_somebody_in_danger(
        self, concern, entry, hub_manager, jo, knows, says
    ):
        one = concern(hub_manager, person=jo, section=ConcernSection(knows=knows))
        entry(hub_manager, one)
        assert ("A bruise" in told(jo)) is says
        assert ("Dee" in told(jo)) is says

    @pytest.mark.parametrize(("knows", "ticked"), [("YES", False), ("DANGER", True)])
    def test_leads_to_sharing_without_telling_them_where_that_would_be_dangerous(
        self, client, page, concern, hub_manager, jo, knows, ticked
    ):
        one = concern(hub_manager, person=jo, section=ConcernSection(knows=knows))

        said = html.unescape(page(hub_manager, "concern", one.id))
        [address] = re.findall(r'href="([^"]+/share-anyway/[^"]*)"', said)
        [box] = re.findall(r'<input[^>]*name="danger"[^>]*>', client.get(address).content.decode())

        assert ("checked" in box) is ticked


class TestWhoHasLooked:
    def lines(self, jo, team_member):
        with as_the_owner():
            pages = list(AccessLine.objects.filter(person_id=jo.id).values_list("page", flat=True))
        with acting_as(team_member):
            looks = who_has_looked(jo.id).looks
        return pages, [part.words for look in looks for part in look.parts]

    def test_says_who_opened_an_open_worry(self, page, worry, hub_manager, team_member, jo, shared):
        one = worry(hub_manager, person=jo, confidential=False)
        assert "curtains" in page(team_member, "worry", one.id)
        pages, words = self.lines(jo, team_member)
        assert pages == ["support"]
        assert words == ["what you and we do together"]

    def test_says_nothing_of_one_that_was_kept_in_confidence_afterwards(
        self, page, worry, team_member, hub_manager, jo, shared, now
    ):
        one = worry(hub_manager, person=jo, confidential=False)
        page(team_member, "worry", one.id)
        with acting_as(hub_manager):
            actions.keep_in_confidence(
                by=hub_manager, worry=one, confidential=True, why="Ann rang again", now=now
            )
        page(hub_manager, "worry", one.id)
        pages, words = self.lines(jo, team_member)
        assert "worr" not in " ".join(pages + words)

    def test_says_nothing_of_one_in_confidence_nor_of_a_concern(
        self, page, worry, concern, hub_manager, team_member, jo
    ):
        secret, hurt = worry(hub_manager, person=jo), concern(hub_manager, person=jo)
        for name in ("worry", "add_check", "settle_worry", "hand_over_worry", "whom_worry"):
            page(hub_manager, name, secret.id)
        for name in ("concern", "add_entry", "change_concern", "finish_concern", "whom_concern"):
            page(hub_manager, name, hurt.id)
        assert self.lines(jo, team_member) == ([], [])


class TestPersonsPage:
    def test_links_to_an_open_worry_for_those_who_may_know_and_to_nothing_in_confidence(
        self, client, worry, hub_manager, team_member, greeter, jo, shared
    ):
        def links(worker, one):
            client.force_login(worker)
            return f"/worries/{one.id}/" in client.get(f"/people/{jo.id}/").content.decode()

        plain = worry(greeter, person=jo, confidential=False)
        secret = worry(greeter, person=jo, confidential=True)
        hurt = ConcernFactory(site=hub_manager.grants.get().site, owner=hub_manager, person=jo)
        for worker, sees in ((hub_manager, (True, False)), (team_member, (True, False)),
                             (greeter, (False, False))):  # fmt: skip
            assert (links(worker, plain), links(worker, secret)) == sees
            assert str(hurt.id) not in client.get(f"/people/{jo.id}/").content.decode()


class TestForgetting:
    @pytest.fixture
    def rows(self, hub, hub_manager, jo, now):
        worry = WorryFactory(site=hub, owner=hub_manager, person=jo, confidential=True)
        with as_the_owner():
            WorryCheck.objects.create(
                worry=worry, kind="RANG", done_at=now, noted_by=hub_manager, said="x"
            )
        return worry, ConcernFactory(site=hub, owner=hub_manager, person=jo)

    def test_takes_worries_away_and_leaves_a_concern_that_leads_nowhere(self, rows, jo, hub):
        timer = OnATimer()
        with acting_as(timer):
            actions.forget_person(by=timer, person=jo)
        with as_the_owner():
            assert not Worry.objects.exists()
            assert not WorryCheck.objects.exists()
            kept = SafetyConcern.objects.get()
            assert (kept.person_id, kept.about) == (None, "Jo")

    def test_is_for_whoever_keeps_records_everywhere(self, rows, hub_manager, other_hub, jo):
        with acting_as(hub_manager):
            with pytest.raises(NotAllowed):
                actions.forget_person(by=hub_manager, person=jo)
            reveal([jo.id])
            refused = pytest.raises(DatabaseError, match="at every site")
            with refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT safety_forget_person(%s, NULL)", [jo.id])
        with as_the_owner():
            assert Worry.objects.exists()


def test_nobody_reads_or_writes_without_acting_or_a_role(rows_of_both, hub, jo):
    for worker in (None, UserFactory(), GrantFactory(site=hub, role=Role.BOARD_MEMBER).user):
        with acting_as(worker):
            assert not Worry.objects.exists()
            assert not SafetyConcern.objects.exists()
            assert Worry.objects.update(teller_told=True) == 0
            assert SafetyConcern.objects.update(knows="YES") == 0
            for row in rows_of_both:
                with pytest.raises(DatabaseError), transaction.atomic():
                    type(row).objects.create(
                        site=hub, held_by=hub.run_by, owner_id=row.owner_id, about_sealed=b"x",
                        written_by_id=row.owner_id,
                        **(
                            {"words_sealed": b"x", "told_at": row.recorded_at}
                            if isinstance(row, Worry)
                            else {"seen_sealed": b"x", "noticed_at": row.recorded_at,
                                  "look_on": row.look_on}
                        ),
                    )  # fmt: skip


@pytest.fixture
def rows_of_both(hub, team_member):
    return WorryFactory(site=hub, owner=team_member), ConcernFactory(site=hub, owner=team_member)


def test_a_colleague_found_later_to_work_here_is_out_at_once(hub, hub_manager, team_member, jo):
    one = ConcernFactory(site=hub, owner=team_member, person=jo)
    with acting_as(hub_manager):
        assert SafetyConcern.objects.filter(id=one.id).exists()
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=hub_manager)
    with acting_as(hub_manager):
        assert not SafetyConcern.objects.filter(id=one.id).exists()
