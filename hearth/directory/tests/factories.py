import datetime

import factory
from django.utils import timezone

from hearth.directory import models
from hearth.directory.queries.advice import SAYS
from hearth.foundation.tests.factories import RecordFactory, as_the_owner


def term(slug):
    """Return a term of the hubs' own taxonomy."""
    return models.Term.objects.get(taxonomy__slug="hub", slug=slug)


class ProviderFactory(RecordFactory):
    class Meta:
        model = models.Provider

    name = factory.Sequence(lambda n: f"Provider {n}")


class ServiceFactory(RecordFactory):
    """A coffee morning that was confirmed lately."""

    class Meta:
        model = models.Service

    provider = factory.SubFactory(ProviderFactory)
    name = factory.Sequence(lambda n: f"Coffee morning {n}")
    offer = factory.LazyFunction(lambda: term("coffee-morning"))
    confirmed_on = factory.LazyFunction(timezone.localdate)
    confirm_by = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=180))


class LocationFactory(RecordFactory):
    class Meta:
        model = models.Location

    name = factory.Sequence(lambda n: f"Hall {n}")
    postcode = "YO24 4AB"
    latitude = 53.9527
    longitude = -1.1206


class ScheduleFactory(RecordFactory):
    """Tuesdays from ten to twelve."""

    class Meta:
        model = models.Schedule

    service = factory.SubFactory(ServiceFactory)
    byday = ["TU"]
    opens = datetime.time(10)
    closes = datetime.time(12)


class AdviceFactory(RecordFactory):
    """A page of advice that is out."""

    class Meta:
        model = models.AdvicePage
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"advice-{n}")
    topic = models.AdviceTopic.SLEEP
    title = factory.Sequence(lambda n: f"When you can't sleep {n}")
    summary = "What helps tonight."
    body = "## Tonight\n\nGet up. Have a drink of water. Then try again."
    sources = factory.LazyFunction(
        lambda: [{"fact": "Tips", "who": "NHS", "address": "https://www.nhs.uk/", "read": ""}]
    )
    searches = factory.LazyFunction(
        lambda: [{"label": "Find help with sleep near you", "words": "sleep"}]
    )
    reviewed_on = factory.LazyFunction(timezone.localdate)
    review_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=365))

    @factory.post_generation
    def out(self, create, extracted, **options):
        if extracted is False:
            return
        publish(self)


def publish(page):
    """Let the public see what a page says."""
    says = {name: getattr(page, name) for name in SAYS}
    with as_the_owner():
        page.published = models.AdviceVersion.objects.create(page=page, number=1, **says)
        page.reviewed_on = page.reviewed_on or timezone.localdate()
        page.review_on = page.review_on or page.reviewed_on + datetime.timedelta(days=365)
        page.save()
