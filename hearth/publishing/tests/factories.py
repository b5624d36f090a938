import datetime

import factory

from hearth.foundation.tests.factories import RecordFactory
from hearth.publishing import models


class PublicationFactory(RecordFactory):
    """Numbers of one hub and month, all of them hidden: `site`, `published_by`."""

    class Meta:
        model = models.Publication
        exclude = ["site"]

    site = None
    name = factory.Sequence(lambda n: f"Attendances by hub and month, {n}")
    about = "The whole network, 1 Jan 2025 to 31 Jan 2025"
    site_ids = factory.LazyAttribute(lambda o: [o.site.id])
    first = datetime.date(2025, 1, 1)
    last = datetime.date(2025, 1, 31)
    policy = "mhsds_5_5"
    printed = factory.LazyFunction(
        lambda: {
            "policy": {"name": "mhsds_5_5", "says": "", "symbol": "*", "source": "", "status": ""},
            "tables": [],
            "audit": {"shown": 0, "hidden": 0, "checked_against": []},
        }
    )
    ledger = factory.LazyFunction(dict)
    counted = factory.LazyFunction(dict)
