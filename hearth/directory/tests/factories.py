import datetime
import hashlib

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


SECRET = "a-secret-that-only-a-test-knows-of"


def directory_sample(worker, site):
    """One of everything in the directory, by the names of the parameters that addresses have."""
    now = timezone.now()
    service, other = (
        ServiceFactory(name="Sample tea", site=site),
        ServiceFactory(name="Sample teas"),
    )
    schedule = ScheduleFactory(service=service)
    location = LocationFactory()
    with as_the_owner():
        at = models.ServiceAtLocation.objects.create(service=service, location=location)
        cost = models.CostOption.objects.create(service=service, amount=2)
        contact = models.ProviderContact(provider=service.provider)
        contact.name = "Sample"
        contact.save()
        tip = models.Tip(kind="WRONG", service=service)
        tip.words = "The door is blue"
        tip.save()
        one, two = sorted([service.id, other.id])
        pair = models.SameAs.objects.create(one_id=one, other_id=two, because="the same phone")
        claim = models.Claim.objects.create(
            service=service, fact="fees", says="£3", source="a list", on=timezone.localdate(now)
        )
        synonym = models.Synonym.objects.create(phrase="sample words", term=term("sleep"))
        models.AnswerLink.objects.create(
            service=service,
            token_hash=hashlib.sha256(SECRET.encode()).digest(),
            asked_by=worker,
            ends_at=now + datetime.timedelta(days=30),
        )
    return {
        "service_id": service.id,
        "schedule_id": schedule.id,
        "at_id": at.id,
        "at_location_id": at.id,
        "cost_id": cost.id,
        "provider_id": service.provider_id,
        "organization_id": service.provider_id,
        "taxonomy_id": service.offer.taxonomy_id,
        "contact_id": contact.id,
        "tip_id": tip.id,
        "pair_id": pair.id,
        "claim_id": claim.id,
        "synonym_id": synonym.id,
        "term_id": term("coffee-morning").id,
        "token": SECRET,
    }
