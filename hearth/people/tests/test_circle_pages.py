"""The circle: the people round somebody, as each side tells it, unseen by the other."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import CircleRefused, Whom
from hearth.people.models import CircleMember
from hearth.people.queries.circle import MemberSection, member_section
from hearth.people.queries.layers import PassageSection
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_sharing import agree

DEE = {"name": "Dee", "bond": "CARER", "number": "07700 900123", "may_know": ["PLAN"]}


@pytest.fixture
def team(hub):
    return Whom(site=hub, roles=(Role.TEAM_MEMBER,))


@pytest.fixture
def shared(team_member, jo, team, today):
    agree(team_member, jo, team, "ABOUT", "CIRCLE", "PLAN", today=today)
    return jo


def member_of(person, worker):
    with acting_as(worker):
        return CircleMember.objects.get(person=person)


class TestCircle:
    def test_somebody_is_added_changed_and_taken_out(self, page, team_member, shared):
        assert "Nobody is written down yet" in page(team_member, "circle", shared.id)
        page(team_member, "add_member", shared.id, data=DEE, status=302)
        shown = page(team_member, "circle", shared.id)
        assert "Cares for me" in shown
        assert "May know: My stay-well plan" in shown
        assert "Not asked yet if they may be rung" in shown

        dee = member_of(shared, team_member)
        assert 'value="Dee"' in page(team_member, "change_member", shared.id, dee.id)
        sent = DEE | {"name": "Dee Marsh", "stamp": member_section(dee).stamp}
        page(team_member, "change_member", shared.id, dee.id, data=sent, status=302)
        assert "Dee Marsh" in page(team_member, "circle", shared.id)

        page(team_member, "remove_member", shared.id, dee.id, data={}, status=302)
        assert "Nobody is written down yet" in page(team_member, "circle", shared.id)
        page(team_member, "remove_member", shared.id, dee.id, data={}, status=404)

    def test_says_how_a_carer_has_support_of_their_own(self, page, team_member, shared):
        shown = page(team_member, "circle", shared.id)
        assert "whether or not Jo agrees" in shown
        assert 'href="/people/new/"' in shown

    def test_several_carers_and_a_young_one_come_first(self, page, team_member, shared):
        for name, bond in (("Pat", "FRIEND"), ("Mia", "YOUNG_CARER"), ("Dee", "CARER")):
            sent = {"name": name, "bond": bond}
            page(team_member, "add_member", shared.id, data=sent, status=302)
        with acting_as(team_member):
            sight = queries.sight_of(team_member)
            names = [each.said.name for each in queries.circle_of(shared.id, sight=sight)]
        assert names == ["Mia", "Dee", "Pat"]

    def test_a_double_tap_adds_one(self, page, team_member, shared):
        page(team_member, "add_member", shared.id, data=DEE, status=302)
        assert "already" in page(team_member, "add_member", shared.id, data=DEE)
        assert member_of(shared, team_member).name == "Dee"

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"name": " "}, "There is a problem"),
            ({"name": "a" * 201}, "at most 200 letters"),
            ({"bond": "NEMESIS"}, "Choose one of the answers shown"),
            ({"number": "ring the bell"}, "Write a phone number"),
            ({"may_know": ["EVERYTHING"]}, "There is a problem"),
            ({"note": "a" * 2001}, "at most 2,000 letters"),
            ({"number": "", "agreed_on-day": "1", "agreed_on-month": "1",
              "agreed_on-year": "2026"}, "number on which they agreed"),
            ({"agreed_on-day": "1", "agreed_on-month": "1", "agreed_on-year": "2099"},
             "today or earlier"),
        ],
    )  # fmt: skip
    def test_says_what_cannot_be_and_keeps_what_was_typed(
        self, page, team_member, shared, changes, says
    ):
        told = page(team_member, "add_member", shared.id, data=DEE | {"note": "Hi"} | changes)
        assert says in told
        with acting_as(team_member):
            assert not CircleMember.objects.exists()

    def test_two_who_change_somebody_at_once_lose_nothing(self, page, team_member, shared):
        page(team_member, "add_member", shared.id, data=DEE, status=302)
        dee = member_of(shared, team_member)
        drawn = member_section(dee).stamp
        theirs = DEE | {"note": "Ring after six", "stamp": drawn}
        page(team_member, "change_member", shared.id, dee.id, data=theirs, status=302)
        mine = DEE | {"note": "Speaks Polish", "stamp": drawn}
        told = page(team_member, "change_member", shared.id, dee.id, data=mine)
        assert "Ring after six" in told
        assert "Speaks Polish</textarea>" in told

    def test_is_for_whom_it_is_open_to(self, team_member, greeter, hub, jo, now, today):
        dee = MemberSection("Dee", "CARER")
        for worker in (team_member, greeter):  # Jo has shared nothing
            with acting_as(worker), pytest.raises(NotAllowed):
                actions.add_to_circle(by=worker, person=jo, member=dee, now=now)
            with acting_as(worker), pytest.raises(DatabaseError), transaction.atomic():
                CircleMember.objects.create(
                    person=jo, held_by=jo.held_by, bond="CARER", name_sealed=b"x",
                    edited_by=worker,
                )  # fmt: skip

    def test_member_of_somebody_else_is_not_there(
        self, page, team_member, team, john, shared, today
    ):
        agree(team_member, john, team, "CIRCLE", today=today)
        page(team_member, "add_member", john.id, data=DEE, status=302)
        dee = member_of(john, team_member)
        page(team_member, "change_member", shared.id, dee.id, status=404)
        page(team_member, "remove_member", shared.id, dee.id, data={}, status=404)
        with acting_as(team_member):
            assert CircleMember.objects.count() == 1

    def test_keeps_name_and_number_sealed(self, page, team_member, shared):
        page(team_member, "add_member", shared.id, data=DEE, status=302)
        row = member_of(shared, team_member)
        assert b"Dee" not in bytes(row.name_sealed)
        assert b"900123" not in bytes(row.number_sealed)

    def test_refuses_what_a_form_would_not_send(self, team_member, shared, now):
        with acting_as(team_member), pytest.raises(CircleRefused, match="who they are"):
            actions.add_to_circle(
                by=team_member, person=shared, member=MemberSection("Dee", "NEMESIS"), now=now
            )

    def test_of_twenty_costs_as_many_questions_as_of_one(
        self, page, team_member, shared, django_assert_max_num_queries
    ):
        with as_the_owner():
            for number in range(20):
                row = CircleMember(
                    person=shared, held_by=shared.held_by, bond="FRIEND", edited_by=team_member
                )
                row.name = f"Friend {number}"
                row.save()
        with django_assert_max_num_queries(36):
            shown = page(team_member, "circle", shared.id)
        assert shown.count('<li class="hearth-person ') == 20


class TestTwoSides:
    """Jo and the one who cares for Jo are both known here. Neither shows on the other."""

    @pytest.fixture
    def carer(self, team_member, hub, team, today):
        carer = PersonFactory(known_as="Zenobia", sites=[hub])
        agree(team_member, carer, team, "ABOUT", "CIRCLE", "PLAN", today=today)
        return carer

    def all_of(self, page, worker, person):
        """Return all that a worker's pages, and the person's own copy, say of somebody."""
        pages = ["about", "about_read", "background", "circle", "plan", "plan_read", "plan_card",
                 "edit", "ways", "known", "circle_before", "record_before", "sharing",
                 "sharing_sheet", "who_has_looked"]  # fmt: skip
        said = [page(worker, name, person.id) for name in pages]
        with acting_as(worker):
            said += [str(row) for row in queries.everything_about(person)]
        return "\n".join(said)

    def test_what_either_tells_never_shows_on_the_other(
        self, page, client, team_member, shared, carer, now
    ):
        of_jo = DEE | {"name": "My rock", "note": "SAID BY JO"}
        of_carer = {"name": "Them at home", "bond": "CARED_FOR", "note": "SAID BY THE CARER"}
        page(team_member, "add_member", shared.id, data=of_jo, status=302)
        page(team_member, "add_member", carer.id, data=of_carer, status=302)
        for person, words in ((shared, "STORY OF JO"), (carer, "STORY OF THE CARER")):
            data = {"words": words, "stamp": PassageSection("MATTERS").stamp}
            page(team_member, "write", person.id, "matters", data=data, status=302)

        of_jo, of_carer = (self.all_of(page, team_member, each) for each in (shared, carer))

        for words in ("SAID BY JO", "STORY OF JO", "My rock"):
            assert words in of_jo
            assert words not in of_carer
        for words in ("SAID BY THE CARER", "STORY OF THE CARER", "Them at home", "Zenobia"):
            assert words in of_carer
            assert words not in of_jo
        assert str(carer.id) not in of_jo
        assert str(shared.id) not in of_carer

    def test_who_looked_at_one_is_in_no_log_of_the_other(self, page, team_member, shared, carer):
        page(team_member, "circle", carer.id)
        with as_the_owner():
            assert not AccessLine.objects.filter(person_id=shared.id).exists()
            assert AccessLine.objects.filter(person_id=carer.id).count() == 1
        page(team_member, "circle", shared.id)
        with as_the_owner():
            assert AccessLine.objects.filter(person_id=carer.id).count() == 1

    def test_a_sharing_of_one_opens_nothing_of_the_other(
        self, page, team_member, greeter, shared, carer, today
    ):
        agree(team_member, shared, Whom(worker=greeter), "CIRCLE", today=today)
        page(greeter, "circle", shared.id)
        page(greeter, "circle", carer.id, status=403)

    def test_somebody_born_under_eighteen_may_be_a_carer_with_a_record_of_their_own(
        self, page, team_member, hub, team, today
    ):
        mia = PersonFactory(known_as="Mia", sites=[hub])
        agree(
            team_member, mia, team, "CIRCLE", today=today,
            decision=actions.Decision(by="YOUNG_PERSON", note="Tariq talked it through with Mia"),
        )  # fmt: skip
        sent = {"name": "Mum", "bond": "CARED_FOR"}
        page(team_member, "add_member", mia.id, data=sent, status=302)
        assert "I care for them" in page(team_member, "circle", mia.id)


def test_agreed_is_on_the_day_it_was_said(page, team_member, shared):
    sent = DEE | {"agreed_on-day": "2", "agreed_on-month": "3", "agreed_on-year": "2026"}
    page(team_member, "add_member", shared.id, data=sent, status=302)
    assert member_of(shared, team_member).agreed_on == datetime.date(2026, 3, 2)
    assert "Agreed to be rung, 2 Mar 2026" in page(team_member, "circle", shared.id)
