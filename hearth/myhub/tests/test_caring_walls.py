"""What a carer reads opens to nobody else, whoever asks and however."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_context

from hearth.accounts.actions import make_own_sign_in
from hearth.accounts.models import User
from hearth.accounts.tests.factories import UserFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.myhub.tests.asking import page
from hearth.people.models import CarerView, CircleMember, OwnPages, Passage, Person, Reads
from hearth.people.own_pages import act_on_own_pages
from hearth.people.queries import who_has_looked
from hearth.people.queries.caring import may_read
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import SiteFactory
from hearth.support.tests.factories import share_support

DAY = datetime.timedelta(days=1)
ALL = [part.value for part in Reads]


class TestNobodyElse:
    def test_reads_it_by_its_address(self, told, view, jos, client, team_member, strangers):
        page(jos, view, status=404)
        page(strangers, view, status=404)
        client.force_login(team_member)
        assert client.get(view)["Location"] == "/me/sign-in/"

    def test_reads_it_from_another_partnership(self, told, view, browser_of):
        with schema_context("lincolnshire"):
            somebody = PersonFactory(known_as="Lin", sites=[SiteFactory(name="Lincoln")])
            with as_the_owner():
                sign_in = make_own_sign_in(by=UserFactory())
                pages = OwnPages.objects.create(
                    person=somebody, known_at=somebody.known_at, held_by=somebody.held_by,
                    sign_in=sign_in, opened_by=UserFactory(),
                )  # fmt: skip
            page(browser_of(pages, host="lincolnshire"), view, status=404)

    def test_reads_agrees_or_lets_read_by_a_code_on_paper(
        self, told, view, maries_pages, browser_of
    ):
        by_paper = browser_of(maries_pages, by="PAPER")

        for address in (view, "/me/for/", "/me/carers/"):
            assert by_paper.get(address).status_code == 403
            assert by_paper.post(address, {"yes": "yes", "code": "x"}).status_code == 403
        assert "Jo" not in page(by_paper, "/me/")

    def test_is_told_anything_by_the_database(self, told, view, as_jo, team_member, hub_manager):
        which = view.split("/")[-2]
        for worker in (team_member, hub_manager):
            with acting_as(worker):
                assert self.told_by_the_database(which) == []
        with as_jo():
            assert self.told_by_the_database(which) == []

    def told_by_the_database(self, which):
        found = []
        with connection.cursor() as cursor:
            cursor.execute("SELECT view_id FROM people_carers_views()")
            found += cursor.fetchall()
            for name in ("people_plan_for_carer", "people_ring_for_carer",
                         "diary_coming_for_carer", "introductions_for_carer"):  # fmt: skip
                cursor.execute(f"SELECT * FROM {name}(%s)", [which])  # noqa: S608
                found += cursor.fetchall()
        return found

    def test_not_even_she_is_before_she_has_said_yes(self, told, code, maries, maries_pages):
        there = maries.post("/me/for/", {"code": code()})["Location"]
        with acting_as(maries_pages.sign_in):
            act_on_own_pages(maries_pages.sign_in)
            which = there.split("/")[-2]
            assert [str(one) for (one,) in self.told_by_the_database(which)] == [which]

    def test_not_even_she_sees_a_row_of_jos(self, told, view, jo, maries_pages):
        with acting_as(maries_pages.sign_in):
            act_on_own_pages(maries_pages.sign_in)
            assert [one.called for one in may_read(today=timezone.localdate())] == ["Jo"]
            assert not Person.objects.filter(id=jo.id).exists()
            assert not Passage.objects.exists()
            assert not CircleMember.objects.exists()


class TestTheWall:
    def acting(self, pages):
        sign_in = User.objects.get(id=pages.sign_in_id)
        return sign_in, act_on_own_pages(sign_in)

    def test_lets_no_worker_agree_for_the_carer(
        self, told, code, maries, marie, jo, team_member, today
    ):
        share_support(jo, by=team_member, layers=("CIRCLE",))
        maries.post("/me/for/", {"code": code()})
        with acting_as(team_member):
            assert CarerView.objects.exists()
            for change in (
                {"carer_until_on": today, "carer_agreed_on": today},
                {"carer_sign_in": team_member},
                {"agreed_how": "OWN_PAGE", "recorded_by": team_member},
                {"person_until_on": today + 900 * DAY, "recorded_by": team_member,
                 "agreed_how": "SAID", "agreed_on": today},
            ):  # fmt: skip
                with pytest.raises(DatabaseError), transaction.atomic():
                    CarerView.objects.update(**change)

    def test_lets_the_carer_change_nothing_of_what_the_person_said(self, view, maries_pages, today):
        with acting_as(maries_pages.sign_in):
            self.acting(maries_pages)
            for change in (
                {"person_until_on": today + 300 * DAY}, {"reads": ALL},
                {"carer_until_on": today + 900 * DAY}, {"agreed_on": today + DAY},
            ):  # fmt: skip
                with pytest.raises(DatabaseError), transaction.atomic():
                    CarerView.objects.update(**change)

    def test_lets_the_person_not_agree_for_the_carer(self, view, as_jo, today):
        with as_jo():
            for change in ({"carer_until_on": today}, {"carer": None}, {"carer_sign_in": None}):
                with pytest.raises(DatabaseError), transaction.atomic():
                    CarerView.objects.update(**change)

    def test_lets_nothing_that_has_ended_begin_again(self, view, as_jo, own, today):
        own("carers", data={"view": view.split("/")[-2], "do": "end"}, status=302)
        with as_jo(), pytest.raises(DatabaseError), transaction.atomic():
            CarerView.objects.update(ended_at=None)


class TestLooking:
    def test_stands_in_who_has_looked_by_the_name_the_circle_gives(
        self, told, view, maries, own, as_jo
    ):
        page(maries, view)
        with as_jo() as (_, person):
            (look,) = who_has_looked(person.id).looks
        assert (look.who, look.parts[0].words) == ("My eldest", "what you let them read")
        assert "My eldest" in own("looked")

    def test_being_asked_is_no_look(self, told, code, maries, as_jo):
        page(maries, maries.post("/me/for/", {"code": code()})["Location"])
        with as_jo() as (_, person):
            assert who_has_looked(person.id).looks == ()
