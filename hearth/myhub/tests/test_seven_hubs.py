"""On a worst day the hub where somebody is there stands first, and each other one can be told."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox.models import Letter, Letterbox, OnDuty
from hearth.letterbox.queries import on_duty_for
from hearth.myhub import saying
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import SiteFactory

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def hubs(db):
    """Seven hubs, each with somebody who reads there."""
    made = [SiteFactory(name=f"{letter} hub", slug=f"hub-{letter.lower()}") for letter in "ABCDEFG"]
    for each in made:
        GrantFactory(site=each, role=Role.TEAM_MEMBER)
    return made


@pytest.fixture
def on_duty():
    def put_down(hub):
        worker, now = GrantFactory(site=hub, role=Role.TEAM_MEMBER).user, timezone.now()
        with as_the_owner():
            OnDuty.objects.create(
                site=hub, worker=worker, from_at=now - HOUR, until_at=now + HOUR,
                put_down_by=worker,
            )  # fmt: skip
        return worker

    return put_down


def test_the_seventh_hub_where_somebody_is_on_duty_is_the_first(hubs, on_duty, network_lead):
    on_duty(hubs[-1])
    jo = PersonFactory(known_as="Jo", sites=hubs)
    with acting_as(network_lead):
        found = saying.hubs_for(jo, now=timezone.now())
    assert found.first[0].site == hubs[-1]
    assert len(found.first) == saying.MOST_HUBS
    assert [one for one in found.others if one in hubs] == [hubs[-2]]


def test_what_is_open_this_minute_stands_before_the_rest(hubs, network_lead):
    jo = PersonFactory(known_as="Jo", sites=hubs[:1])
    with acting_as(network_lead):
        found = saying.hubs_for(jo, now=timezone.now(), open_now={hubs[3].id})
    assert [one.site for one in found.first] == [hubs[0], hubs[3]]
    assert [one for one in found.others if one in hubs] == [*hubs[1:3], *hubs[4:]]


def test_a_hub_that_does_not_know_them_is_chosen_by_name_and_told(hubs, on_duty, own, hub):
    worker = on_duty(hubs[4])
    words = own("worst_day")
    assert "<summary><span>Another hub</span></summary>" in words
    assert all(f'/me/worst-day/?hub={each.slug}#tell"' in words for each in hubs)
    assert 'value="hub-e"' not in words

    words = own("worst_day", query="?hub=hub-e")
    assert "E hub. Somebody is on duty and reads it" in words
    assert words.index('value="hub-e"') < words.index('value="acomb"')
    own("worst_day", query="?hub=hub-e", data={"hub": "hub-e"}, status=302)
    with as_the_owner():
        letter = Letter.objects.get()
        assert letter.site == hubs[4]
    now = timezone.now()
    with acting_as(worker):
        assert on_duty_for(letter, now=now, today=timezone.localdate(now)) == {worker.id}
    assert "Tell E hub again" in own("worst_day")


def test_a_hub_where_nobody_reads_says_so_and_is_not_offered(hubs, own, hub):
    silent = SiteFactory(name="Silent hub", slug="silent", phone="01904 555111")
    closed = SiteFactory(name="Closed hub", slug="closed")
    with as_the_owner():
        Letterbox.objects.create(
            site=closed, takes_messages=False, roles=[], read_within=60, louder_after=10
        )
    words = own("worst_day", query=f"?hub={silent.slug}")
    assert "Nobody reads messages here. Please ring." in words
    assert 'href="tel:01904555111"' in words
    assert 'value="silent"' not in words
    assert "Closed hub" not in words


def test_it_goes_to_the_hub_that_was_named_whoever_came_in_since(hubs, on_duty, own, jo, hub):
    with as_the_owner():
        type(jo).objects.filter(id=jo.id).update(known_at=[hub.id, *(each.id for each in hubs)])
        type(hub).objects.filter(id=hub.id).update(always_open=True)
    named = next(each for each in hubs if f'value="{each.slug}"' in own("worst_day"))
    for each in (one for one in hubs if one != named):
        on_duty(each)
    assert f'value="{named.slug}"' not in own("worst_day")
    own("worst_day", data={"hub": named.slug}, status=302)
    with as_the_owner():
        assert Letter.objects.get().site == named
    assert 'action="?hub=acomb"' in own("say", query="?hub=acomb")


def test_a_message_goes_to_any_of_them_too(hubs, own, jo, hub):
    with as_the_owner():
        type(jo).objects.filter(id=jo.id).update(known_at=[hub.id, *(each.id for each in hubs)])
    words = own("say", query="?hub=acomb")
    assert "This goes to Acomb" in words
    assert all(f"?hub={each.slug}" in words for each in hubs)
