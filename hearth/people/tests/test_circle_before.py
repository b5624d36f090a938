"""What a circle said before: who changed it, when, what, and putting it back."""

import html

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import CircleRefused, Whom
from hearth.people.models import (
    CircleBefore,
    CircleMember,
)
from hearth.people.queries.before import as_kept
from hearth.people.queries.circle import MemberSection, member_section
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_circle_pages import DEE
from hearth.people.tests.test_sharing import agree

NUMBER = "07700 900123"


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


@pytest.fixture
def shared(team_member, jo, hub, today):
    agree(team_member, jo, Whom(site=hub, roles=(Role.TEAM_MEMBER,)), "CIRCLE", today=today)
    return jo


@pytest.fixture
def dee(words, team_member, shared):
    """Dee, in Jo's circle, who is a carer and then a friend who speaks Polish."""
    words(team_member, "add_member", shared.id, data=DEE, status=302)
    member = member_of(shared)
    change(words, team_member, member, bond="FRIEND", note="Speaks Polish")
    return member


def member_of(person):
    with as_the_owner():
        return CircleMember.objects.select_related("person", "held_by").get(person=person)


def change(words, by, member, **parts):
    with as_the_owner():
        stamp = member_section(CircleMember.objects.get(id=member.id)).stamp
    data = DEE | parts | {"stamp": stamp}
    words(by, "change_member", member.person_id, member.id, data=data, status=302)


def before_in(model, **which):
    with as_the_owner():
        return model.objects.filter(**which).latest("recorded_at", "id")


def stamp_of(member):
    with as_the_owner():
        return member_section(CircleMember.objects.get(id=member.id)).stamp


class TestACircle:
    def test_shows_what_it_said_who_changed_it_and_what(self, words, team_member, dee):
        said = words(team_member, "circle_before", dee.person_id)

        assert "when Tariq changed it" in said
        assert "[taken out: </span>Cares for me<" in said
        assert "[put in: </span>Friend or neighbour<" in said
        assert "[put in: </span>Speaks Polish<" in said
        with as_the_owner():
            assert AccessLine.objects.filter(person_id=dee.person_id, page="circle").exists()

    def test_puts_back_what_it_said_and_keeps_what_it_says_now(self, words, team_member, dee):
        then = before_in(CircleBefore)
        data = {"stamp": stamp_of(dee)}

        words(team_member, "put_back_member", dee.person_id, then.id, data=data, status=302)

        now = member_of(dee.person)
        assert (now.bond, now.note, now.id) == ("CARER", "", dee.id)
        said = words(team_member, "circle_before", dee.person_id)
        assert said.count("when Tariq changed it") == 2

    def test_puts_nothing_back_over_what_somebody_else_wrote_meanwhile(
        self, words, team_member, dee
    ):
        then, drawn = before_in(CircleBefore), stamp_of(dee)
        change(words, team_member, dee, note="Ring after six")

        told = words(
            team_member, "put_back_member", dee.person_id, then.id, data={"stamp": drawn},
            status=200, follow=True,
        )  # fmt: skip

        assert "nothing was put back" in told
        assert member_of(dee.person).note == "Ring after six"

    def test_has_whoever_was_taken_out_again_just_as_they_were(self, words, team_member, dee):
        words(team_member, "remove_member", dee.person_id, dee.id, data={}, status=302)
        said = words(team_member, "circle_before", dee.person_id)
        assert "Dee, who was taken out" in said
        assert "when Tariq took them out" in said
        then = before_in(CircleBefore, was_removed=True)

        for _ in range(2):  # a double tap
            words(team_member, "put_back_member", dee.person_id, then.id, data={}, status=302)

        again = member_of(dee.person)
        assert (again.id, again.note, again.number) == (dee.id, "Speaks Polish", NUMBER)
        assert "who was taken out" not in words(team_member, "circle_before", dee.person_id)

    def test_loses_no_word_of_whoever_writes_while_they_are_taken_out(
        self, words, team_member, dee
    ):
        words(team_member, "remove_member", dee.person_id, dee.id, data={}, status=302)

        sent = DEE | {"note": "Ring after six"}
        told = words(team_member, "change_member", dee.person_id, dee.id, data=sent)

        assert "took them out of the circle while you were writing" in told
        assert "Ring after six</textarea>" in told
        assert f'action="/people/{dee.person_id}/circle/add/"' in told
        words(team_member, "change_member", dee.person_id, dee.id, status=404)

    def test_says_so_too_when_they_are_taken_out_in_the_same_moment(
        self, words, team_member, dee, now
    ):
        drawn, sent = stamp_of(dee), MemberSection("Dee", "CARER")
        words(team_member, "remove_member", dee.person_id, dee.id, data={}, status=302)
        with acting_as(team_member), pytest.raises(CircleRefused, match="took them out"):
            actions.change_in_circle(
                by=team_member, person=dee.person, member=dee, to=sent, stamp=drawn, now=now
            )

    def test_is_read_where_the_circle_is_shared_and_put_back_by_none_of_those(
        self, words, team_member, partner, mind, greeter, team_elsewhere, dee, today
    ):
        then = before_in(CircleBefore)
        words(partner, "circle_before", dee.person_id, status=404)
        agree(team_member, dee.person, Whom(organisation=mind), "CIRCLE", today=today)

        said = words(partner, "circle_before", dee.person_id)

        assert "Cares for me" in said
        assert "Put this back" not in said
        words(partner, "put_back_member", dee.person_id, then.id, data={}, status=403)
        assert "Cares for me" not in words(greeter, "circle_before", dee.person_id, status=403)
        words(greeter, "put_back_member", dee.person_id, then.id, data={}, status=403)
        words(team_elsewhere, "circle_before", dee.person_id, status=404)

    def test_of_one_shows_nothing_of_the_other_who_cares_for_them(
        self, words, team_member, hub, dee, today
    ):
        carer = PersonFactory(known_as="Zenobia", sites=[hub])
        agree(team_member, carer, Whom(site=hub, roles=(Role.TEAM_MEMBER,)), "CIRCLE", today=today)
        sent = {"name": "Them at home", "bond": "CARED_FOR"}
        words(team_member, "add_member", carer.id, data=sent, status=302)
        theirs = member_of(carer)
        words(team_member, "remove_member", carer.id, theirs.id, data={}, status=302)
        of_carer, of_jo = (before_in(CircleBefore, person=each) for each in (carer, dee.person))

        of_jos = words(team_member, "circle_before", dee.person_id)
        assert "Them at home" not in of_jos
        assert str(carer.id) not in of_jos
        assert "Dee" not in words(team_member, "circle_before", carer.id)
        for person, then in ((dee.person, of_carer), (carer, of_jo)):
            words(team_member, "put_back_member", person.id, then.id, data={}, status=404)
        with acting_as(team_member):
            assert "Them at home" not in str(queries.everything_about(dee.person))
            assert "Them at home" in str(queries.everything_about(carer))

    def test_is_only_ever_added_to_and_kept_sealed(self, team_member, dee):
        row = before_in(CircleBefore)
        assert b"Dee" not in bytes(row.was_sealed)
        with acting_as(team_member):
            with pytest.raises(DatabaseError), transaction.atomic():
                CircleBefore.objects.update(was_removed=True)
            assert CircleBefore.objects.all().delete()[0] == 0

    def test_of_twenty_changes_costs_as_many_questions_as_of_one(
        self, page, team_member, dee, django_assert_max_num_queries
    ):
        with as_the_owner():
            for number in range(20):
                row = CircleBefore(
                    person=dee.person, held_by=dee.held_by, member_id=dee.id,
                    changed_by=team_member,
                )  # fmt: skip
                row.was = as_kept(MemberSection(f"Name {number}", "FRIEND"))
                row.save()
        with django_assert_max_num_queries(34):
            assert "Name 19" in page(team_member, "circle_before", dee.person_id)
