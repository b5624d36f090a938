"""Whom a connector looks after, and whom they know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.directory.actions import work as actions
from hearth.directory.models import (
    Cover,
    LinkedContact,
    ProviderContact,
)
from hearth.directory.queries import work as queries
from hearth.directory.tests.factories import ProviderFactory, term
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import Site


class TestLookingAfter:
    def test_what_nobody_looks_after_begins_with_people_sleeping_rough(self, connector, hub):
        with as_the_owner():
            Site.objects.update(neighbourhoods=["Acomb", "Foxwood"])
        with acting_as(connector):
            actions.look_after(by=connector, worker=connector, neighbourhood="Acomb")
            found = queries.coverage(actor=connector)

        assert [each.name for each in found.uncovered_places] == ["Foxwood"]
        assert found.uncovered_groups[0].term_id == term("rough-sleepers").id
        assert found.uncovered_groups[0].is_loud
        assert not found.is_whole

    def test_a_group_is_looked_after_once(self, connector):
        with acting_as(connector):
            for _ in range(2):
                actions.look_after(by=connector, worker=connector, who=term("rough-sleepers"))
            found = queries.coverage(actor=connector)

        [group] = [each for each in found.groups if each.covers]
        assert group.names == "Con"
        with as_the_owner():
            assert AuditLine.objects.filter(verb="looks after").count() == 1

    def test_who_has_left_looks_after_nothing(self, connector, other_connector):
        with as_the_owner():
            Cover.objects.create(worker=other_connector, neighbourhood="Acomb")
            other_connector.is_active = False
            other_connector.save()
        with acting_as(connector):
            assert not [each for each in queries.coverage(actor=connector).places if each.covers]

    def test_nobody_says_it_of_another(self, connector, other_connector):
        with acting_as(connector), pytest.raises(NotAllowed):
            actions.look_after(by=connector, worker=other_connector, neighbourhood="Acomb")

    def test_but_the_lead_does(self, network_lead, connector):
        with acting_as(network_lead):
            cover = actions.look_after(by=network_lead, worker=connector, neighbourhood="Acomb")
            assert cover.worker == connector
            actions.stop_looking_after(by=network_lead, cover=cover)
            assert not Cover.objects.exists()

    def test_nobody_takes_another_off(self, connector, other_connector):
        with as_the_owner():
            cover = Cover.objects.create(worker=other_connector, neighbourhood="Acomb")
        with acting_as(connector), pytest.raises(NotAllowed):
            actions.stop_looking_after(by=connector, cover=cover)

    @pytest.mark.parametrize("both", [True, False])
    def test_it_is_of_one_thing(self, connector, both):
        facts = {"neighbourhood": "Acomb", "who": term("men")} if both else {}
        with acting_as(connector), pytest.raises(actions.WorkRefused, match="Choose"):
            actions.look_after(by=connector, worker=connector, **facts)

    def test_a_need_is_not_a_group_of_people(self, connector):
        with acting_as(connector), pytest.raises(actions.WorkRefused, match="not a group"):
            actions.look_after(by=connector, worker=connector, who=term("debt"))

    def test_only_connectors_look_after_anything(self, network_lead, greeter):
        with acting_as(network_lead), pytest.raises(actions.WorkRefused, match="not a connector"):
            actions.look_after(by=network_lead, worker=greeter, neighbourhood="Acomb")


class TestWhoKnowsWhom:
    @pytest.fixture
    def pat(self, db):
        contact = ProviderContact(provider=ProviderFactory(name="Men's Shed"), job="Chair")
        contact.name = "Pat Bell"
        with as_the_owner():
            contact.save()
        return contact

    def test_a_worker_says_that_they_know_somebody(self, connector, pat, today, days):
        with acting_as(connector):
            actions.say_known(by=connector, contact=pat, spoke_on=today - days(9))
            actions.say_known(by=connector, contact=pat, spoke_on=today)
            read = queries.contact_read(pat.id, actor=connector)

        [known] = read.known_by
        assert (known.worker, known.since, known.last_on) == ("Con", today - days(9), today)
        assert read.is_known_to(connector)

    def test_having_spoken_earlier_does_not_undo_later(self, connector, pat, today, days):
        with acting_as(connector):
            actions.say_known(by=connector, contact=pat, spoke_on=today)
            known = actions.say_known(by=connector, contact=pat, spoke_on=today - days(30))
        assert known.last_on == today

    def test_they_say_it_of_themselves_only(self, connector, other_connector, pat, today):
        with as_the_owner():
            LinkedContact.objects.create(
                worker=other_connector, contact=pat, since=today, last_on=today
            )
        with acting_as(connector):
            actions.say_not_known(by=connector, contact=pat)
            assert [each.worker for each in queries.contact_read(
                pat.id, actor=connector).known_by] == ["Cora"]  # fmt: skip

    @pytest.mark.parametrize("words", ["bell", "CHAIR", "shed", ""])
    def test_they_are_found_by_name_job_and_provider(self, connector, pat, words):
        with acting_as(connector):
            assert [each.id for each in queries.contacts(actor=connector, words=words)] == [pat.id]
            assert queries.contacts(actor=connector, words="nobody") == []

    def test_a_greeter_sees_none_of_them(self, greeter, pat, today):
        with acting_as(greeter):
            assert not ProviderContact.objects.exists()
            with pytest.raises(NotAllowed):
                queries.contacts(actor=greeter)
            with pytest.raises(NotAllowed):
                actions.say_known(by=greeter, contact=pat, spoke_on=today)

    def test_twenty_are_asked_for_as_one(self, connector, pat, today):
        def asked():
            with acting_as(connector), CaptureQueriesContext(connection) as asked:
                queries.contacts(actor=connector)
            return len(asked)

        with as_the_owner():
            LinkedContact.objects.create(worker=connector, contact=pat, since=today, last_on=today)
        before = asked()
        for _ in range(20):
            more = ProviderContact(provider=ProviderFactory())
            with as_the_owner():
                more.save()
                LinkedContact.objects.create(
                    worker=connector, contact=more, since=today, last_on=today
                )
        assert asked() == before
