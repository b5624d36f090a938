"""A connector's work, the needs and the gaps, on one map."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.directory.finding.lexicon import forget, lexicon
from hearth.directory.models import UnmetNeed
from hearth.directory.queries.work_map import LAYERS, work_on_a_map
from hearth.directory.tests.factories import LocationFactory, ProviderFactory, term
from hearth.directory.tests.test_work import written
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.map import Kind
from hearth.places.models import Site
from hearth.places.tests.factories import SiteFactory


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
