"""What only tests about introductions need."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import Provider, ProviderContact
from hearth.directory.tests.factories import ServiceFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.actions import Shown, WentOn
from hearth.introductions.models import OtherSide
from hearth.introductions.queries.said import IntroductionSaid, Whereto
from hearth.outgoing.actions import begin_sending
from hearth.outgoing.models import OutgoingMessage
from hearth.places.tests.factories import OrganisationFactory
from hearth.places.timer import OnATimer
from hearth.support.tests.factories import share_support

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def shared(jo, team_member):
    """Jo agreed that the team at Acomb may read what they do together."""
    return share_support(jo, by=team_member)


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


@pytest.fixture
def team_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Clem").user


@pytest.fixture
def knitting(db):
    return ServiceFactory(name="Knit and natter")


@pytest.fixture
def introduce(shared, hub, knitting, now, today):
    """Introduce Jo to the knitting group, as somebody."""

    def begin(
        by, person, *, introduction_id=None, shown=None, instead_of=None, send_to="", missing=None,
        nobody=None, **said,
    ):  # fmt: skip
        usual = {
            "way": "IN_TOUCH", "whereto": Whereto(service_id=knitting.id), "from_site_id": hub.id,
            "owner_id": by.id, "next_step": "Ring Ada", "next_on": today + 7 * DAY,
            "answer_by": today + 5 * DAY,
        }  # fmt: skip
        with acting_as(by):
            return actions.introduce(
                by=by, person=person, said=IntroductionSaid(**usual | said), now=now, today=today,
                introduction_id=introduction_id or uuid7(), shown=shown, instead_of=instead_of,
                send_to=send_to, missing=missing, nobody=nobody,
            )  # fmt: skip

    return begin


@pytest.fixture
def stamp():
    def of(by, introduction):
        with acting_as(by):
            fresh = queries.get_introduction(introduction.id, person=introduction.person, actor=by)
            return queries.next_step_of(fresh).stamp

    return of


@pytest.fixture
def go_on(team_member, now, today):
    """Go on with somebody who was introduced to a hub, as somebody there."""

    def went(row, what="NEXT", by=team_member, stamp=None, **said):
        usual = {"next_step": "Ring on Tuesday", "next_on": today + DAY}
        with acting_as(by):
            row = queries.get_incoming(row.id, actor=by)
            return actions.go_on_with(
                by=by, incoming=row, said=WentOn(what, **usual | said), now=now, today=today,
                stamp=stamp or queries.incoming_now(row).stamp,
            )  # fmt: skip

    return went


def leave(worker):
    """Let a worker's roles have ended yesterday."""
    with as_the_owner():
        worker.grants.update(until_on=timezone.localdate() - DAY)


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query="", **more):
        client.force_login(worker)
        address = reverse(f"introductions:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data, **more)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words


@pytest.fixture
def contact(knitting):
    made = ProviderContact(provider=knitting.provider, confirms=True)
    made.name, made.email = "Ada", "ada@knitting.example.org"
    with as_the_owner():
        made.save()
    return made


@pytest.fixture
def sent(introduce, team_member, jo, contact):
    """Jo is introduced to the knitting group by a link."""
    shown = Shown((("The name they like", "Jo"), ("Phone", "07700 900123")), "SAID")
    return introduce(team_member, jo, shown=shown, send_to=str(contact.id), hope="Be less alone")


def goes(message_id):
    """Let an email go, and return what it says; None if it did not go."""
    timer = OnATimer()
    with acting_as(timer):
        envelope = begin_sending(by=timer, message_id=message_id, now=timezone.now())
    return envelope and envelope.words.body


def side_of(introduction):
    with as_the_owner():
        return OtherSide.objects.get(introduction=introduction)


@pytest.fixture
def link(sent):
    body = goes(side_of(sent).message_id)
    assert not re.search(r"\bJo\b", body.replace("-", "x"))
    return re.search(r"/answer/([A-Za-z0-9_-]+)/", body)[1]


@pytest.fixture
def browser():
    return Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)


@pytest.fixture
def at(browser):
    """Send something to the page of a link, and return what it answers."""

    def page(link, status=200, **typed):
        address = reverse("other_side:answer", args=[link])
        response = browser.post(address, typed) if typed else browser.get(address)
        assert response.status_code == status
        assert not response.cookies
        return response.content.decode()

    return page


def again(introduction):
    """Let the half minute between two codes pass."""
    with as_the_owner():
        OtherSide.objects.filter(introduction=introduction).update(code_asked_at=None)


@pytest.fixture
def code(at, link, sent, monkeypatch):
    """Ask for a code, and return it as it stands in the email."""

    def asked():
        again(sent)
        at(link, do="send")
        side, timer = side_of(sent), OnATimer()
        with acting_as(timer):
            actions.send_code(
                by=timer, message_id=side.message_id, code_message_id=side.code_message_id,
                now=timezone.now(),
            )  # fmt: skip
        with as_the_owner():
            kept = OutgoingMessage.objects.get(id=side.code_message_id)
        code = re.search(r"\d{3} \d{3}", goes(side.code_message_id))[0]
        assert code not in kept.body
        return code

    return asked


def hidden(drawn, name):
    return re.search(rf'name="{name}" value="([^"]*)"', drawn)[1]


@pytest.fixture
def shown(at, link, code):
    """The page that opens once the code was typed."""
    return at(link, do="code", code=code())


@pytest.fixture
def say(at, link, shown):
    def answer(drawn=shown, status=200, **typed):
        carried = {name: hidden(drawn, name) for name in ("proof", "answers", "line_id")}
        return at(link, status, do="answer", **carried | typed)

    return answer


@pytest.fixture
def shown_to_jo():
    return Shown((("The name they like", "Jo"),), "SAID")


@pytest.fixture
def wool_shop(knitting):
    """The partner that runs the knitting group."""
    partner = OrganisationFactory(name="The wool shop")
    with as_the_owner():
        Provider.objects.filter(id=knitting.provider_id).update(partner=partner)
    knitting.provider.refresh_from_db()
    return partner


@pytest.fixture
def pat(hub, wool_shop):
    return GrantFactory(
        site=hub, role=Role.PARTNER_WORKER, user__name="Pat", user__works_for=wool_shop
    ).user


@pytest.fixture
def at_wool_shop(introduce, team_member, jo, pat, shown_to_jo):
    """Jo is introduced to the knitting group, in the inbox of the wool shop."""
    return introduce(team_member, jo, shown=shown_to_jo, send_to="inbox", hope="Be less alone")


@pytest.fixture
def tell_silent():
    def tell():
        timer = OnATimer()
        with acting_as(timer):
            return actions.tell_silent(by=timer)

    return tell
