"""What a record said before: who changed it, when, what, and putting it back."""

import html
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import PersonRefused, Whom
from hearth.people.models import Details, Person, SaidBefore, Section, WayToContact
from hearth.people.queries import sections
from hearth.people.queries.before import as_kept, section_kept
from hearth.people.queries.circle import MemberSection
from hearth.people.queries.sections import DetailsSection, HelloSection, WaySection
from hearth.people.tests.test_circle_before import before_in
from hearth.people.tests.test_sharing import agree

NUMBER = "07700 900123"


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


def hello(by, person, **parts):
    with acting_as(by):
        before = sections.hello_of(Person.objects.get(id=person.id))
        actions.change_hello(
            by=by, person=person, hello=replace(before, **parts), stamp=before.stamp
        )
        return sections.hello_of(Person.objects.get(id=person.id)).stamp


def details(by, person, today, **parts):
    with acting_as(by):
        before = sections.details_of(person)
        actions.change_details(
            by=by, person=person, details=replace(before, **parts), stamp=before.stamp, today=today
        )
        return sections.details_of(person).stamp


class TestARecord:
    def test_keeps_what_the_door_wrote_over_and_the_team_reads_it_and_puts_it_back(
        self, words, greeter, team_member, jo
    ):
        hello(team_member, jo, welcome="Sing to me", needs=("QUIET",))
        stamp = hello(greeter, jo, welcome="A nod is enough")
        words(greeter, "record_before", jo.id, status=403)
        with acting_as(greeter):
            assert not SaidBefore.objects.exists()

        said = words(team_member, "record_before", jo.id)
        assert "when Ama changed it" in said
        assert "[taken out: </span>Sing to me<" in said
        assert "[put in: </span>A nod is enough<" in said

        then = before_in(SaidBefore)
        words(team_member, "put_back_said", jo.id, then.id, data={"stamp": stamp}, status=302)
        with acting_as(team_member):
            now = sections.hello_of(Person.objects.get(id=jo.id))
            assert (now.welcome, now.needs) == ("Sing to me", ("QUIET",))
            assert SaidBefore.objects.count() == 3

    def test_keeps_details_all_of_them_and_finds_them_again_by_what_is_put_back(
        self, words, team_member, jo, today
    ):
        details(
            team_member, jo, today, family_name="Marsh", given_name="Joan",
            born_on=today.replace(year=1990, day=1), nhs_number="9434765919",
            other_names=("Josie",), languages=("Polish",),
        )  # fmt: skip
        with as_the_owner():
            assert not SaidBefore.objects.exists()  # nothing had been told before
        stamp = details(
            team_member, jo, today, family_name="Reed", born_on=None, nhs_number="",
            other_names=(), languages=(),
        )  # fmt: skip

        said = words(team_member, "record_before", jo.id)
        assert "[taken out: </span>943 476 5919<" in said
        assert "[taken out: </span>Josie<" in said

        then = before_in(SaidBefore, section=Section.DETAILS)
        words(team_member, "put_back_said", jo.id, then.id, data={"stamp": stamp}, status=302)
        with acting_as(team_member):
            now = sections.details_of(jo)
        assert (now.full_name, now.nhs_number, now.other_names, now.languages) == (
            "Joan Marsh", "9434765919", ("Josie",), ("Polish",),
        )  # fmt: skip
        assert now.born_on == today.replace(year=1990, day=1)

    def test_puts_nothing_back_over_what_somebody_else_wrote_meanwhile(
        self, words, team_member, jo
    ):
        drawn = hello(team_member, jo, welcome="Sing to me")
        then = before_in(SaidBefore)
        hello(team_member, jo, welcome="A nod is enough")

        told = words(
            team_member, "put_back_said", jo.id, then.id, data={"stamp": drawn}, status=200,
            follow=True,
        )  # fmt: skip

        assert "nothing was put back" in told
        with acting_as(team_member):
            assert Person.objects.get(id=jo.id).welcome == "A nod is enough"

    def test_is_its_teams_and_nobody_elses(
        self, words, team_member, team_elsewhere, network_lead, partner, mind, jo, today
    ):
        stamp = hello(team_member, jo, welcome="Sing to me")
        then = before_in(SaidBefore)
        agree(team_member, jo, Whom(organisation=mind), "HELLO", "ABOUT", today=today)
        for worker, status in ((team_elsewhere, 404), (network_lead, 403), (partner, 403)):
            words(worker, "record_before", jo.id, status=status)
            data = {"stamp": stamp}
            words(worker, "put_back_said", jo.id, then.id, data=data, status=status)
        for worker in (team_elsewhere, partner):
            with acting_as(worker):
                assert not SaidBefore.objects.exists()

    def test_of_a_colleague_is_closed_to_their_team_and_to_themselves(self, team_member, hub, jo):
        hello(team_member, jo, welcome="Sing to me")
        colleague = GrantFactory(site=hub, role=Role.TEAM_MEMBER).user
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=colleague)
        for worker in (team_member, colleague):
            with acting_as(worker):
                assert not SaidBefore.objects.exists()

    def test_of_somebody_else_is_not_there(self, words, team_member, jo, john):
        stamp = hello(team_member, john, welcome="Sing to me")
        of_john = before_in(SaidBefore)
        words(team_member, "put_back_said", jo.id, of_john.id, data={"stamp": stamp}, status=404)
        assert "Nothing has been changed yet" in words(team_member, "record_before", jo.id)

    def test_is_written_in_nobody_elses_name_and_never_changed(self, team_member, greeter, jo):
        hello(team_member, jo, welcome="Sing to me")
        with acting_as(greeter), pytest.raises(DatabaseError), transaction.atomic():
            SaidBefore.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by, section=Section.HELLO,
                was_sealed=b"x", changed_by=team_member,
            )  # fmt: skip
        with acting_as(team_member):
            with pytest.raises(DatabaseError), transaction.atomic():
                SaidBefore.objects.update(was_removed=True)
            assert SaidBefore.objects.all().delete()[0] == 0

    def test_goes_where_the_person_becomes_known(self, team_of_both, other_hub, jo, today):
        hello(team_of_both, jo, welcome="Sing to me")
        with acting_as(team_of_both):
            actions.note_welcome(by=team_of_both, person=jo, site=other_hub, on=today)
        assert other_hub.id in before_in(SaidBefore).known_at

    def test_is_theirs_to_read_and_goes_with_them(self, team_member, network_lead, hub, jo, today):
        hello(team_member, jo, welcome="Sing to me")
        hello(team_member, jo, welcome="A nod is enough")
        with acting_as(team_member):
            assert "Welcome: Sing to me" in str(queries.everything_about(jo))

        everywhere = GrantFactory(site=None, role=Role.HUB_MANAGER).user
        with acting_as(everywhere):
            actions.forget_person(by=everywhere, person=jo)
        with as_the_owner():
            assert not SaidBefore.objects.exists()
            assert not Person.objects.exists()

    def test_of_twenty_changes_costs_as_many_questions_as_of_one(
        self, page, team_member, jo, django_assert_max_num_queries
    ):
        for number in range(20):
            hello(team_member, jo, welcome=f"Welcome {number}")
        with django_assert_max_num_queries(38):
            assert "Welcome 18" in page(team_member, "record_before", jo.id)


class TestAWay:
    @pytest.fixture
    def way(self, team_member, jo):
        with acting_as(team_member):
            return actions.add_way(
                by=team_member, person=jo, way=WaySection("MOBILE", NUMBER, "YES")
            )

    def now(self, worker, way):
        with acting_as(worker):
            return sections.way_section(WayToContact.objects.get(id=way.id))

    def test_that_was_changed_says_what_it_was_and_says_it_again(self, words, team_member, way):
        sent = {"kind": "MOBILE", "value": "07700 900999", "safe": "NO"}
        sent |= {"stamp": self.now(team_member, way).stamp}
        words(team_member, "change_way", way.person_id, way.id, data=sent, status=302)

        said = words(team_member, "record_before", way.person_id)
        assert "Mobile phone" in said
        assert "[taken out: </span>900123<" in said
        assert "[put in: </span>900999<" in said

        then = before_in(SaidBefore)
        data = {"stamp": self.now(team_member, way).stamp}
        words(team_member, "put_back_said", way.person_id, then.id, data=data, status=302)
        assert (self.now(team_member, way).value, self.now(team_member, way).safe) == (
            NUMBER, "YES",
        )  # fmt: skip

    def test_that_was_removed_is_there_again_and_as_safe_as_it_was(
        self, words, team_member, way, jo
    ):
        with acting_as(team_member):
            no = replace(sections.way_section(way), safe="NO")
            stamp = sections.way_section(way).stamp
            actions.change_way(by=team_member, way=way, to=no, stamp=stamp)
        words(team_member, "remove_way", jo.id, way.id, data={}, status=302)
        assert "Mobile phone, which was removed" in words(team_member, "record_before", jo.id)
        then = before_in(SaidBefore, was_removed=True)

        words(team_member, "put_back_said", jo.id, then.id, data={"stamp": ""}, status=302)

        assert (self.now(team_member, way).value, self.now(team_member, way).safe) == (
            NUMBER, "NO",
        )  # fmt: skip
        with acting_as(team_member):
            assert Person.objects.get(id=jo.id).unsafe_ways == ["MOBILE:NO"]

    def test_that_they_want_forgotten_is_kept_nowhere(self, words, team_member, way, jo):
        with acting_as(team_member):
            to = replace(sections.way_section(way), safe="NO")
            stamp = sections.way_section(way).stamp
            actions.change_way(by=team_member, way=way, to=to, stamp=stamp)

        words(team_member, "remove_way", jo.id, way.id, data={"forget": "yes"}, status=302)

        assert NUMBER not in words(team_member, "record_before", jo.id)
        with as_the_owner():
            assert not SaidBefore.objects.exists()

    def test_loses_no_word_of_whoever_writes_while_it_is_removed(self, words, team_member, way, jo):
        words(team_member, "remove_way", jo.id, way.id, data={}, status=302)

        sent = {"kind": "MOBILE", "value": NUMBER, "safe": "YES", "note": "After six"}
        told = words(team_member, "change_way", jo.id, way.id, data=sent)

        assert "removed it while you were writing" in told
        assert "After six</textarea>" in told
        assert f'action="/people/{jo.id}/ways/add/"' in told

    def test_says_so_too_when_it_is_removed_in_the_same_moment(self, words, team_member, way, jo):
        said = self.now(team_member, way)
        words(team_member, "remove_way", jo.id, way.id, data={}, status=302)
        with acting_as(team_member), pytest.raises(PersonRefused, match="removed it"):
            actions.change_way(
                by=team_member, way=way, to=replace(said, safe="NO"), stamp=said.stamp
            )

    def test_is_changed_by_nobody_who_may_not(self, greeter, way, jo):
        with acting_as(greeter), pytest.raises(NotAllowed):
            actions.remove_way(by=greeter, way=way, forget=True)


@pytest.mark.parametrize(
    "said",
    [
        HelloSection("Jo", "she/her", "Sing", ("QUIET",), "By the door"),
        DetailsSection("Joan", "Marsh", ("Josie",), None, "YO24", languages=("Polish",)),
        MemberSection("Dee", "CARER", NUMBER, "Note", ("PLAN",)),
    ],
)
def test_what_is_kept_is_what_was_said(said):
    assert section_kept(type(said), as_kept(said)) == said


def test_details_of_nobody_are_kept_by_nobody(team_member, jo):
    with acting_as(team_member):
        assert not Details.objects.exists()
        assert queries.record_before(jo) == ()
