"""A connector's own work: what they did, whom they know, and what nobody looks after."""

import datetime

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.actions import work as actions
from hearth.directory.finding.lexicon import forget, lexicon
from hearth.directory.models import (
    Confirmation,
    Cover,
    How,
    LinkedContact,
    Outing,
    ProviderContact,
    UnmetNeed,
)
from hearth.directory.queries import work as queries
from hearth.directory.queries.work_map import LAYERS, work_on_a_map
from hearth.directory.tests.factories import (
    LocationFactory,
    ProviderFactory,
    ServiceFactory,
    term,
)
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.map import Kind
from hearth.places.models import Site
from hearth.places.tests.factories import SiteFactory

Did = Outing.Did


def written(worker, on, did=Did.SPOKE, *, note="", **facts):
    row = Outing(by=worker, on=on, did=did, **facts)
    if note:
        row.note = note
    with as_the_owner():
        row.save()
    return row


class TestWritingDown:
    @pytest.fixture
    def church(self, db):
        return ProviderFactory(name="Acomb Parish Church")

    def test_with_an_organisation_that_we_know(self, connector, church, today):
        with acting_as(connector):
            outing = actions.note_outing(
                by=connector, did=Did.SPOKE, whom=" acomb parish  church", minutes=15,
                note="They have a kitchen",
            )  # fmt: skip
            assert (outing.provider, outing.on, outing.minutes) == (church, today, 15)
            assert outing.note == "They have a kitchen"
            [read] = queries.own_outings(actor=connector)
        assert (read.whom, read.note) == ("Acomb Parish Church", "They have a kitchen")
        with as_the_owner():
            line = AuditLine.objects.get()
            assert (line.actor_id, line.verb) == (connector.id, "noted")

    def test_at_a_place_that_we_know(self, connector):
        hall = LocationFactory(name="Foxwood Hall")
        with acting_as(connector):
            assert (
                actions.note_outing(by=connector, did=Did.VISITED, whom="Foxwood hall").location
                == hall
            )

    def test_in_a_neighbourhood(self, connector, hub):
        with as_the_owner():
            Site.objects.update(neighbourhoods=["Acomb", "Foxwood"])
        with acting_as(connector):
            outing = actions.note_outing(by=connector, did=Did.OUTREACH, whom="foxwood")
        assert (outing.neighbourhood, outing.note) == ("Foxwood", "")

    def test_whom_we_do_not_know_goes_into_the_note(self, connector):
        forget()
        with acting_as(connector):
            outing = actions.note_outing(
                by=connector, did=Did.FOUND, whom="Knit and natter", note="Upstairs, Thursdays"
            )
        assert outing.note == "Knit and natter: Upstairs, Thursdays"

    def test_the_note_is_sealed(self, connector):
        with acting_as(connector):
            actions.note_outing(by=connector, did=Did.MET, note="The vicar and the chemist")
        with as_the_owner():
            assert b"vicar" not in bytes(Outing.objects.get().note_sealed)

    @pytest.mark.parametrize(
        ("facts", "says"),
        [
            ({}, "Say with whom or where"),
            ({"note": "  "}, "Say with whom or where"),
            ({"note": "A", "minutes": 0}, "in minutes"),
            ({"note": "A", "minutes": 1441}, "in minutes"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, connector, facts, says):
        with acting_as(connector), pytest.raises(actions.WorkRefused, match=says):
            actions.note_outing(by=connector, did=Did.SPOKE, **facts)

    def test_nothing_is_written_of_tomorrow(self, connector, today, days):
        with acting_as(connector), pytest.raises(actions.WorkRefused, match="still to come"):
            actions.note_outing(by=connector, did=Did.SPOKE, note="A", on=today + days(1))

    def test_a_greeter_has_no_such_work(self, greeter):
        with acting_as(greeter):
            with pytest.raises(NotAllowed):
                actions.note_outing(by=greeter, did=Did.SPOKE, note="A")
            with pytest.raises(NotAllowed):
                queries.own_outings(actor=greeter)

    def test_one_s_own_is_taken_back_and_nobody_else_s(self, connector, other_connector, today):
        mine, hers = written(connector, today), written(other_connector, today)
        with acting_as(connector):
            actions.remove_outing(by=connector, outing=mine)
            with pytest.raises(NotAllowed):
                actions.remove_outing(by=connector, outing=hers)
            with pytest.raises(Outing.DoesNotExist):
                queries.own_outing(hers.id, actor=connector)
            assert list(Outing.objects.all()) == [hers]


class TestTheWall:
    def test_nobody_writes_in_another_s_name(self, connector, other_connector, today):
        row = Outing(by=other_connector, on=today, did=Did.SPOKE)
        with acting_as(connector), pytest.raises(ProgrammingError), transaction.atomic():
            row.save(force_insert=True)

    def test_nobody_changes_what_another_wrote(self, connector, other_connector, today):
        hers = written(other_connector, today)
        with acting_as(connector):
            assert Outing.objects.filter(id=hers.id).update(minutes=5) == 0
            assert Outing.objects.filter(id=hers.id).delete()[0] == 0

    def test_who_does_not_see_needs_reads_nobody_s_notes(self, greeter, connector, today):
        written(connector, today, note="Private to the connectors")
        with acting_as(greeter):
            assert not Outing.objects.exists()


class TestReport:
    @pytest.fixture
    def two_months(self, connector, other_connector, today, days):
        self.this, self.last = today.replace(day=1), today.replace(day=1) - days(1)
        written(connector, self.this, minutes=30)
        written(connector, self.this, Did.VISITED)
        written(other_connector, self.last, Did.FOUND, minutes=60)
        written(other_connector, today - days(500))
        with as_the_owner():
            service = ServiceFactory()
            Confirmation.objects.create(service=service, on=self.this, how=How.PHONE, by=connector)
            Confirmation.objects.create(service=service, on=self.this, how=How.LINK)

    def report(self, actor, today):
        with acting_as(actor):
            return queries.work_report(actor=actor, today=today)

    def test_the_board_reads_counts_and_no_names(self, board_member, today, two_months):
        report = self.report(board_member, today)

        assert len(report.months) == 12
        this, last = report.months[:2]
        assert this.begins == today.replace(day=1)
        assert (this.did, this.minutes, this.confirmed) == ([1, 1, 0, 0, 0], 30, 1)
        assert (last.did, last.minutes, last.confirmed) == ([0, 0, 1, 0, 0], 60, 0)
        assert (report.outings, report.minutes) == (3, 90)
        assert report.workers == []

    def test_a_connector_reads_their_own_line(self, connector, today, two_months):
        assert [each.name for each in self.report(connector, today).workers] == ["Con"]

    def test_a_manager_reads_those_of_their_site(self, hub_manager, today, two_months):
        assert [each.name for each in self.report(hub_manager, today).workers] == ["Con"]

    def test_the_lead_reads_all(self, network_lead, today, two_months):
        workers = self.report(network_lead, today).workers
        assert [(each.name, each.outings) for each in workers] == [("Con", 2), ("Cora", 1)]

    def test_a_greeter_reads_none(self, greeter, today):
        with pytest.raises(NotAllowed):
            self.report(greeter, today)

    def test_january_s_months_go_back_over_the_year(self, board_member):
        report = self.report(board_member, datetime.date(2027, 1, 15))
        assert report.since == datetime.date(2026, 2, 1)

    def test_twenty_workers_are_asked_for_as_one(self, network_lead, hub, today, two_months):
        def asked():
            with acting_as(network_lead), CaptureQueriesContext(connection) as asked:
                queries.work_report(actor=network_lead, today=today)
            return len(asked)

        before = asked()
        for number in range(20):
            worker = GrantFactory(site=hub, role=Role.CONNECTOR, user__name=f"W{number}").user
            written(worker, today)
        assert asked() == before


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


class TestTheMap:
    @pytest.fixture
    def town(self, hub, connector, today):
        with as_the_owner():
            Site.objects.update(neighbourhoods=["Acomb"], latitude=53.95, longitude=-1.12)
            UnmetNeed.objects.create(
                on=today, told="SEARCH", term=term("debt"), neighbourhood="Acomb"
            )
        written(connector, today, neighbourhood="Acomb")
        written(connector, today, provider=ProviderFactory(name="Shed", postcode="YO24 4AB"))
        written(connector, today, location=LocationFactory(name="Hall"))
        forget()

    def kinds(self, actor, today, *layers):
        with acting_as(actor):
            found = work_on_a_map(layers, actor=actor, today=today)
        return {(each.kind, each.name) for each in found.shown}, found

    def test_each_layer_by_itself(self, connector, today, town):
        assert self.kinds(connector, today, "needs")[0] == {(Kind.NEED, "Acomb")}
        assert self.kinds(connector, today, "gaps")[0] == {(Kind.GAP, "Acomb")}
        assert self.kinds(connector, today, "uncovered")[0] == {(Kind.GAP, "Acomb")}
        assert self.kinds(connector, today, "hubs")[0] == {(Kind.HUB, "Acomb")}
        assert self.kinds(connector, today, "outings")[0] == {
            (Kind.OUTING, "Acomb"), (Kind.OUTING, "Shed"), (Kind.OUTING, "Hall"),
        }  # fmt: skip
        assert self.kinds(connector, today)[0] == set()

    def test_what_is_nowhere_is_in_the_list_and_not_on_the_map(self, connector, today, town):
        written(connector, today, provider=ProviderFactory(name="Nowhere"))
        _, found = self.kinds(connector, today, "outings")

        assert found.unplaced == 1
        assert len(found.markers) == 3

    def test_a_board_member_has_no_such_map(self, board_member, today):
        with acting_as(board_member), pytest.raises(NotAllowed):
            work_on_a_map(LAYERS, actor=board_member, today=today)

    def test_twenty_of_each_are_asked_for_as_one(self, connector, today, town):
        def asked():
            lexicon()
            with acting_as(connector), CaptureQueriesContext(connection) as asked:
                work_on_a_map(LAYERS, actor=connector, today=today)
            return len(asked)

        before = asked()
        for number in range(20):
            SiteFactory(slug=f"more-{number}", neighbourhoods=[f"Part {number}"])
            written(connector, today, provider=ProviderFactory(postcode="YO24 4AB"))
        assert asked() == before


class TestPages:
    def test_a_connector_writes_it_down_on_one_page(self, client, connector):
        ProviderFactory(name="Acomb Parish Church")
        client.force_login(connector)
        address = reverse("directory:work")
        assert '<option value="Acomb Parish Church">' in client.get(address).content.decode()

        said = {"did": "SPOKE", "whom": "Acomb Parish Church", "note": "A kitchen"}
        page = client.post(address, said, follow=True).content.decode()

        assert "Written down" in page
        assert "A kitchen" in page

    def test_what_is_refused_is_said_and_nothing_typed_is_lost(self, client, connector):
        client.force_login(connector)
        page = client.post(reverse("directory:work"), {"did": "SPOKE"}).content.decode()
        assert "Say with whom or where" in page

        said = {"did": "SPOKE", "whom": "Knit and natter", "minutes": "soon"}
        page = client.post(reverse("directory:work"), said).content.decode()
        assert 'value="Knit and natter"' in page
        assert " open" in page

    def test_one_s_own_is_taken_away_and_another_s_is_not(
        self, client, connector, other_connector, today
    ):
        mine, hers = written(connector, today), written(other_connector, today)
        client.force_login(connector)
        for outing in (mine.id, hers.id, "nonsense", ""):
            response = client.post(reverse("directory:remove_outing"), {"outing": outing})
            assert response.status_code == 302
        with as_the_owner():
            assert list(Outing.objects.all()) == [hers]

    def test_a_connector_takes_a_group_on_and_lets_go_of_it(self, client, connector):
        client.force_login(connector)
        address = reverse("directory:cover")
        assert "People sleeping rough" in client.get(address).content.decode()
        page = client.post(address, {"who": term("rough-sleepers").id}, follow=True)
        assert "You look after People sleeping rough now." in page.content.decode()

        with as_the_owner():
            cover = Cover.objects.get()
        for number in (cover.id, cover.id, "nonsense"):
            stop = client.post(reverse("directory:stop_cover"), {"cover": number})
            assert stop.status_code == 302
        with as_the_owner():
            assert not Cover.objects.exists()

    def test_the_lead_says_it_of_anybody(self, client, network_lead, connector, hub):
        with as_the_owner():
            Site.objects.filter(id=hub.id).update(neighbourhoods=["Acomb"])
        client.force_login(network_lead)
        said = {"neighbourhood": "Acomb", "worker": connector.id}
        page = client.post(reverse("directory:cover"), said, follow=True).content.decode()
        assert "Con looks after Acomb now." in page

    def test_a_connector_cannot_say_it_of_another(self, client, connector, other_connector, hub):
        with as_the_owner():
            Site.objects.filter(id=hub.id).update(neighbourhoods=["Acomb"])
        client.force_login(connector)
        said = {"neighbourhood": "Acomb", "worker": other_connector.id}
        client.post(reverse("directory:cover"), said)
        with as_the_owner():
            assert Cover.objects.get().worker == connector

    def test_the_map_shows_the_layers_that_were_ticked(self, client, connector, hub, today):
        with as_the_owner():
            Site.objects.filter(id=hub.id).update(latitude=53.95, longitude=-1.12)
        client.force_login(connector)
        address = reverse("directory:work_map")

        assert "6 gaps in the offer" in client.get(address).content.decode()
        page = client.get(address + "?shown=1&hubs=on").content.decode()
        assert "6 gaps in the offer" not in page
        assert 'aria-label="Hub: Acomb: Hub"' in page
        assert "There is nothing of that" in client.get(address + "?shown=1").content.decode()
