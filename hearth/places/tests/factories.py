import factory

from hearth.foundation.tests.factories import RecordFactory
from hearth.places import models


class OrganisationFactory(RecordFactory):
    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")


class SiteFactory(RecordFactory):
    class Meta:
        model = models.Site

    name = factory.Sequence(lambda n: f"Hub {n}")
    slug = factory.Sequence(lambda n: f"hub-{n}")
    run_by = factory.SubFactory(OrganisationFactory)
