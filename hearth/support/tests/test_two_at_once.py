"""One page sent twice at the same moment, each time over a connection of its own."""

from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.people.actions import SavedAlready
from hearth.places.tests.factories import SiteFactory
from hearth.support import actions
from hearth.support.models import NamelessContact
from hearth.support.queries.nameless import NamelessSaid
from hearth.tests.two_at_once import at_once


def a_team():
    hub = SiteFactory(name="Acomb", slug="acomb")
    return hub, GrantFactory(site=hub, role=Role.TEAM_MEMBER).user


def test_a_contact_without_a_name_tapped_twice_is_one(committed):
    hub, tariq = committed(a_team)
    once, today = uuid7(), timezone.localdate()

    def write(words="One"):
        said = NamelessSaid(how="PHONE", happened_on=today, who="A young man", words=words)
        return lambda: actions.record_nameless(
            by=tariq, site=hub, said=said, contact_id=once, today=today
        ).id  # fmt: skip

    assert at_once((tariq, write()), (tariq, write())) == (once, once)
    assert committed(NamelessContact.objects.count) == 1
    assert committed(AuditLine.objects.filter(verb="wrote down").count) == 1


def test_a_contact_without_a_name_tapped_again_in_other_words_is_refused(committed):
    hub, tariq = committed(a_team)
    once, today = uuid7(), timezone.localdate()

    def write(words):
        said = NamelessSaid(how="PHONE", happened_on=today, who="A young man", words=words)
        return lambda: actions.record_nameless(
            by=tariq, site=hub, said=said, contact_id=once, today=today
        )

    first, second = at_once((tariq, write("One")), (tariq, write("One, and two")))
    assert isinstance(first, NamelessContact)
    assert isinstance(second, SavedAlready)
