import datetime

import factory
from django.utils import timezone

from hearth.accounts.actions import make_own_sign_in
from hearth.foundation.tests.factories import RecordFactory, as_the_owner, unheard_of
from hearth.people import findable, models
from hearth.people.own_pages import key_of


class PersonFactory(RecordFactory):
    """A person known to `sites`, welcomed there today unless told otherwise."""

    class Meta:
        model = models.Person
        exclude = ["sites"]
        skip_postgeneration_save = True

    sites: list = []
    known_as = factory.Sequence(unheard_of)
    known_at = factory.LazyAttribute(lambda o: [site.id for site in o.sites])
    greeted_at = factory.LazyAttribute(lambda o: [site.id for site in o.sites])
    held_by = factory.LazyAttribute(lambda o: o.sites[0].run_by)

    @factory.post_generation
    def acquainted(self, create, extracted, **kwargs):
        today = timezone.localdate()
        for site_id in self.known_at:
            AcquaintanceFactory(
                person=self, site_id=site_id, since=today - datetime.timedelta(days=30),
                last_welcomed_on=extracted or today,
            )  # fmt: skip
        with as_the_owner():
            findable.refresh([self.id])


class AcquaintanceFactory(RecordFactory):
    class Meta:
        model = models.Acquaintance


def carer_sample(person, carer, member, worker):
    """Return a sample of each parameter of carers' views: somebody in the circle may read."""
    today = timezone.localdate()
    until = today + datetime.timedelta(days=90)
    with as_the_owner():
        sign_in = make_own_sign_in(by=worker)
        view = models.CarerView(
            person=person, held_by=person.held_by, member_id=member.id, reads=["PLAN"],
            agreed_how="SAID", agreed_on=today, person_until_on=until, recorded_by=worker,
            key_ends_at=timezone.now(), carer=carer, carer_sign_in=sign_in, carer_agreed_on=today,
            carer_until_on=until,
        )  # fmt: skip
        view.carer_called = carer.known_as
        view.save()
    return {"carer_view_id": view.id, "for_id": view.id}


def own_sample(person, worker):
    """Return a sample of each parameter of own pages' addresses: a link that is still good."""
    row = {"person": person, "known_at": person.known_at, "held_by": person.held_by}
    secret, now = "a-secret-of-somebodys-own", timezone.now()
    with as_the_owner():
        sign_in = make_own_sign_in(by=worker)
        pages = models.OwnPages.objects.create(sign_in=sign_in, opened_by=worker, **row)
        mine = {"pages": pages, "sign_in": sign_in, **row}
        address = models.OwnKey.objects.create(
            kind="ADDRESS", key=key_of("ADDRESS", "jo@example.org"), proven_at=now, **mine
        )
        models.OwnKey.objects.create(
            kind="LINK", key=key_of("LINK", secret), from_key=address,
            ends_at=now + datetime.timedelta(minutes=15), **mine,
        )  # fmt: skip
    return {"own_token": secret}
