"""The pages of a connector's own work."""

from django.urls import reverse

from hearth.directory.models import Cover, Outing
from hearth.directory.tests.factories import ProviderFactory, term
from hearth.directory.tests.test_work import written
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import Site


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
