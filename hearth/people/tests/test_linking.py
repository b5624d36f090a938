"""Two records that are one person: linked, unlinked, and never seen by more people than before."""

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import Link, Person
from hearth.people.queries.links import get_link, linked_with, links_of
from hearth.people.queries.seeing import visible_to
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import SiteFactory

pytestmark = pytest.mark.usefixtures("all_is_true")


@pytest.fixture
def john(other_hub):
    """Known to Clifton alone, and perhaps the same as Acomb's Jo."""
    return PersonFactory(known_as="John", sites=[other_hub])


def link(by, one, other):
    with acting_as(by):
        return actions.link_people(by=by, one=one, other=other, why="Told Ama at the door")


def linked(actor, person):
    with acting_as(actor):
        return [one.known_as for one in linked_with([person.id], actor=actor).get(person.id, [])]


class TestLinking:
    def test_is_seen_from_both_ends_by_who_may_see_both(self, team_of_both, jo, john, charity):
        made = link(team_of_both, jo, john)

        assert linked(team_of_both, jo) == ["John"]
        assert linked(team_of_both, john) == ["Jo"]
        with acting_as(team_of_both):
            [row] = links_of(jo, actor=team_of_both)
            assert (row.known_as, row.why) == ("John", "Told Ama at the door")
            assert Link.objects.get().held_by_id in {jo.held_by_id, john.held_by_id}
            assert get_link(made.id, actor=team_of_both) == made

    def test_never_widens_anybodys_sight(self, team_of_both, team_member, team_elsewhere, jo, john):
        made = link(team_of_both, jo, john)

        for worker, own in ((team_member, jo), (team_elsewhere, john)):
            assert linked(worker, own) == []
            with acting_as(worker):
                assert list(Person.objects.all()) == list(visible_to(worker)) == [own]
                assert not Link.objects.exists()
                with pytest.raises(Link.DoesNotExist):
                    get_link(made.id, actor=worker)

    def test_is_not_opened_by_finding_one_end(self, team_of_both, greeter_elsewhere, jo, john):
        link(team_of_both, jo, john)
        with acting_as(greeter_elsewhere):
            reveal([jo.id])
            assert not Link.objects.exists()

    def test_stays_hidden_behind_the_scope_even_where_the_wall_would_show_it(
        self, team_of_both, network_lead, jo, john
    ):
        """The lead may see both; a partner worker with the lead's walls open may not."""
        link(team_of_both, jo, john)
        assert linked(network_lead, jo) == ["John"]
        partner = GrantFactory(site=None, role=Role.BOARD_MEMBER).user
        with acting_as(network_lead):
            assert linked_with([jo.id], actor=partner) == {}

    def test_goes_through_chains(self, team_of_both, team_member, hub, other_hub, jo, john):
        jonah = PersonFactory(known_as="Jonah", sites=[hub])
        link(team_of_both, jo, john)
        link(team_of_both, john, jonah)

        assert linked(team_of_both, jo) == ["John", "Jonah"]
        assert linked(team_of_both, jonah) == ["Jo", "John"]
        assert linked(team_member, jo) == [], "the middle of the chain is out of sight"

    def test_takes_two_questions_however_many(
        self, team_of_both, hub, jo, john, django_assert_num_queries
    ):
        others = [PersonFactory(sites=[hub]) for _ in range(5)]
        for other in others:
            link(team_of_both, jo, other)
        ids = [person.id for person in (jo, john, *others)]
        with acting_as(team_of_both), django_assert_num_queries(2):
            linked_with(ids, actor=team_of_both)

    def test_to_itself_is_refused(self, team_member, jo):
        with pytest.raises(actions.PersonRefused):
            link(team_member, jo, jo)

    @pytest.mark.parametrize("turned", [False, True])
    def test_twice_is_refused(self, team_of_both, jo, john, turned):
        link(team_of_both, jo, john)
        pair = (john, jo) if turned else (jo, john)
        with pytest.raises(actions.PersonRefused):
            link(team_of_both, *pair)

    def test_of_what_a_chain_links_already_is_refused(self, team_of_both, hub, jo, john):
        jonah = PersonFactory(sites=[hub])
        link(team_of_both, jo, john)
        link(team_of_both, john, jonah)
        with pytest.raises(actions.PersonRefused):
            link(team_of_both, jo, jonah)

    def test_is_not_for_greeters_nor_for_who_only_looks(self, greeter, network_lead, hub, jo):
        twin = PersonFactory(sites=[hub])
        for worker in (greeter, network_lead):
            with pytest.raises(NotAllowed):
                link(worker, jo, twin)

    def test_is_not_for_who_sees_only_one(self, team_member, jo, john):
        with pytest.raises(Person.DoesNotExist):
            link(team_member, jo, john)

    def test_needs_the_right_to_change_both(self, team_member, other_hub, jo, john):
        GrantFactory(user=team_member, site=other_hub, role=Role.GREETER)
        with pytest.raises(NotAllowed):
            link(team_member, jo, john)

    def test_follows_each_end_to_new_sites(
        self, team_of_both, greeter_elsewhere, other_hub, jo, john, today
    ):
        link(team_of_both, jo, john)
        third = SiteFactory(name="Tang Hall")
        newcomer = GrantFactory(site=third, role=Role.TEAM_MEMBER).user
        for person in (jo, john):
            with acting_as(newcomer):
                reveal([person.id])
                actions.note_welcome(by=newcomer, person=person, site=third, on=today)
        assert linked(newcomer, jo) == ["John"]


class TestUnlinking:
    def test_loses_nothing(self, team_of_both, jo, john, now):
        with as_the_owner():
            before = list(Person.objects.order_by("id").values())
        made = link(team_of_both, jo, john)
        with acting_as(team_of_both):
            actions.unlink_people(by=team_of_both, link=made, now=now)

        assert linked(team_of_both, jo) == []
        with as_the_owner():
            assert list(Person.objects.order_by("id").values()) == before
            kept = Link.objects.get()
            assert (kept.unlinked_at, kept.unlinked_by_id) == (now, team_of_both.id)
            verbs = AuditLine.objects.filter(subject_id=jo.id).values_list("verb", flat=True)
            assert set(verbs) == {"linked", "unlinked"}

    def test_twice_is_refused(self, team_of_both, jo, john, now):
        made = link(team_of_both, jo, john)
        with acting_as(team_of_both):
            actions.unlink_people(by=team_of_both, link=made, now=now)
            with pytest.raises(actions.PersonRefused):
                actions.unlink_people(by=team_of_both, link=made, now=now)

    def test_lets_them_be_linked_again(self, team_of_both, jo, john, now):
        made = link(team_of_both, jo, john)
        with acting_as(team_of_both):
            actions.unlink_people(by=team_of_both, link=made, now=now)
        link(team_of_both, john, jo)
        assert linked(team_of_both, jo) == ["John"]

    def test_breaks_a_chain_where_it_was_cut(self, team_of_both, hub, jo, john, now):
        jonah = PersonFactory(known_as="Jonah", sites=[hub])
        link(team_of_both, jo, john)
        second = link(team_of_both, john, jonah)
        with acting_as(team_of_both):
            actions.unlink_people(by=team_of_both, link=second, now=now)
        assert linked(team_of_both, jo) == ["John"]

    def test_is_not_for_who_may_not_change_both(self, team_of_both, network_lead, jo, john, now):
        made = link(team_of_both, jo, john)
        with acting_as(network_lead), pytest.raises(NotAllowed):
            actions.unlink_people(by=network_lead, link=made, now=now)
