"""What is over can be found however old it is; what nobody answers for is said to who can help."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django_tenants.utils import schema_context

from hearth.accounts.models import Grant
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.safety import queries
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.queries.mine import AT_A_TIME
from hearth.safety.tests.factories import ConcernFactory, WorryFactory

DAY = datetime.timedelta(days=1)


def over(model, row, moment, by):
    part = "settled" if model is Worry else "finished"
    kept = {f"{part}_at": moment, f"{part}_by": by}
    if model is Worry:
        kept["settled_sealed"] = b"x"
    else:
        kept |= {"learned_sealed": b"x", "look_on": None}
    with as_the_owner():
        model.objects.filter(id=row.id).update(**kept)


class TestWhatOthersLookAfter:
    def test_is_found_page_by_page(self, page, hub, hub_manager, team_member, now):
        for n in range(AT_A_TIME // 2 + 1):
            said = {"site": hub, "owner": team_member}
            WorryFactory(about=f"Worry {n}.", told_at=now - n * DAY, **said)
            ConcernFactory(about=f"Concern {n}.", noticed_at=now - n * DAY, **said)
        first = page(hub_manager, "worries")
        assert "Worry 0." in first
        assert "Concern 19." in first
        assert "20." not in first
        assert "Earlier ones" in first
        second = page(hub_manager, "worries", query="?page=2")
        assert "Worry 20." in second
        assert "Concern 20." in second
        assert "Worry 19." not in second
        assert "Later ones" in second
        assert "Earlier ones" not in second


class TestWhatIsOver:
    def test_is_found_page_by_page_however_old(self, page, hub, hub_manager, now):
        for n in range(AT_A_TIME // 2 + 1):
            moment = now - (n + 40) * DAY
            said = {"site": hub, "owner": hub_manager}
            over(Worry, WorryFactory(about=f"Worry {n}.", **said), moment, hub_manager)
            over(SafetyConcern, ConcernFactory(about=f"Concern {n}.", **said), moment, hub_manager)
        first = page(hub_manager, "worries")
        assert "Worry 0." not in first
        assert "/worries/over/" in first
        shown = page(hub_manager, "over")
        assert "Worry 0." in shown
        assert "Concern 19." in shown
        assert "Worry 20." not in shown
        assert "?page=2" in shown
        second = page(hub_manager, "over", query="?page=2")
        assert "Worry 20." in second
        assert "Concern 20." in second
        assert "Worry 0." not in second
        assert "?page=3" not in second
        for far in ("99999999999", "9" * 4301):
            assert "There is nothing here" in page(hub_manager, "over", query=f"?page={far}")
        page(hub_manager, "over", query="?page=x")

    def test_is_what_one_may_see_alone(self, page, hub, hub_manager, team_member, colleague, now):
        secret = WorryFactory(site=hub, owner=team_member, about="Quill", confidential=True)
        over(Worry, secret, now - 40 * DAY, hub_manager)
        assert "Quill" in page(team_member, "over")
        assert "Quill" not in page(colleague, "over")

    def test_asks_as_much_for_forty_as_for_twenty(
        self, page, hub, hub_manager, now, django_assert_max_num_queries
    ):
        def add():
            for _ in range(20):
                row = WorryFactory(site=hub, owner=hub_manager)
                over(Worry, row, now, hub_manager)

        add()
        with django_assert_max_num_queries(48) as twenty:
            page(hub_manager, "over")
        add()
        with django_assert_max_num_queries(len(twenty)):
            page(hub_manager, "over")


def test_what_stands_is_never_cut_short(hub, hub_manager, now):
    for _ in range(101):
        WorryFactory(site=hub, owner=hub_manager)
    with acting_as(hub_manager):
        assert len(queries.keeping_safe(hub_manager, now).mine.worries) == 101


class TestNobodyAnswers:
    WORDS = "Somebody’s safety has nobody to look after it"

    @pytest.fixture
    def left(self, hub, team_member, today):
        """A worry and a concern at Acomb whose owner has gone."""
        rows = (
            WorryFactory(site=hub, owner=team_member),
            ConcernFactory(site=hub, owner=team_member, about="Quill"),
        )
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(until_on=today - DAY)
        return rows

    def test_is_said_to_the_network_lead_with_how_many_and_where_and_no_more(
        self, client, page, left, network_lead
    ):
        client.force_login(network_lead)
        assert self.WORDS in client.get("/places/").content.decode()
        shown = page(network_lead, "unanswered")
        assert "1 worry and 1 safety concern" in shown
        assert "Acomb" in shown
        assert "Nobody manages this site" in shown
        assert "Quill" not in shown
        assert "chip shop" not in shown
        with acting_as(network_lead):
            assert not SafetyConcern.objects.exists()

    def test_names_who_can_take_it_on(self, page, left, network_lead, hub_manager):
        assert "Hal (hub manager)" in page(network_lead, "unanswered")

    def test_is_said_once_to_who_sees_it_themselves(self, left, safeguarding_lead, hub_manager):
        with acting_as(safeguarding_lead):
            assert queries.how_many_unanswered(safeguarding_lead) == 1  # the worry
        with acting_as(hub_manager):
            assert queries.how_many_unanswered(hub_manager) == 0

    def test_is_quiet_once_somebody_answers_or_it_is_over(
        self, left, network_lead, hub_manager, now
    ):
        worry, concern = left
        over(Worry, worry, now, hub_manager)
        with as_the_owner():
            SafetyConcern.objects.filter(id=concern.id).update(owner=hub_manager)
        with acting_as(network_lead):
            assert queries.how_many_unanswered(network_lead) == 0

    def test_is_not_said_to_whom_it_is_about_nor_from_whom_it_is_kept(
        self, left, safeguarding_lead
    ):
        with as_the_owner():
            for model in (Worry, SafetyConcern):
                model.objects.update(not_for=[safeguarding_lead.id])
        with acting_as(safeguarding_lead):
            assert queries.how_many_unanswered(safeguarding_lead) == 0

    def test_is_counted_for_nobody_else(
        self, left, hub, hub_manager, governance_lead, board_member, greeter, network_lead,
        other_hub,
    ):  # fmt: skip
        elsewhere = GrantFactory(site=other_hub, role=Role.SAFEGUARDING_LEAD).user
        for worker in (hub_manager, governance_lead, board_member, greeter):
            with acting_as(worker), connection.cursor() as cursor:
                cursor.execute("SELECT * FROM safety_unanswered()")
                assert cursor.fetchall() == []
                with pytest.raises(NotAllowed):
                    queries.unanswered(worker)
        with acting_as(elsewhere):
            assert queries.how_many_unanswered(elsewhere) == 0
        refused = pytest.raises(DatabaseError, match="nobody acts here")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM safety_unanswered()")
        refused = pytest.raises(DatabaseError, match="nobody acts here")
        with (
            acting_as(network_lead), schema_context("lincolnshire"), refused,
            transaction.atomic(), connection.cursor() as cursor,
        ):  # fmt: skip
            cursor.execute("SELECT * FROM safety_unanswered()")
