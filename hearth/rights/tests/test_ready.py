"""When a copy is free to be given, the person hears that something is there, if that is safe."""

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.models import OutgoingMessage
from hearth.people.models import WayToContact
from hearth.rights.tests.conftest import read_through, release


@pytest.fixture
def safe_email(jo, settings):
    settings.MAIL_SERVER = settings.EMAIL_HOST = "mail.example.org"
    with as_the_owner():
        way = WayToContact(
            person=jo, known_at=jo.known_at, held_by=jo.held_by, kind="EMAIL", safe="YES"
        )
        way.value = "jo@example.org"
        way.save()


@pytest.fixture
def free_to_give(gathered, hub):
    """Return a way to release it, as somebody who decided about none of its lines."""

    def free(by, now):
        read_through(gathered, by=GrantFactory(site=hub, role=Role.HUB_MANAGER).user, now=now)
        release(gathered, by=by, now=now)

    return free


def sent():
    with as_the_owner():
        return [(one.subject, one.body) for one in OutgoingMessage.objects.all()]


def test_an_email_says_that_something_is_there_and_not_what(free_to_give, safe_email, hub, now):
    manager = GrantFactory(site=hub, role=Role.HUB_MANAGER).user
    free_to_give(manager, now)

    [(subject, body)] = sent()
    for words in ("copy", "everything", "record"):
        assert words not in f"{subject} {body}".replace("jo@example.org", ""), words


def test_none_goes_where_no_way_is_safe(free_to_give, hub_manager, now):
    free_to_give(hub_manager, now)

    assert sent() == []


def test_none_goes_in_the_name_of_somebody_who_does_not_see_them(
    free_to_give, safe_email, governance, now
):
    free_to_give(governance, now)

    assert sent() == []
