"""Support is open to whom the person says, in every table and on every page; and to nobody else."""

import datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.urls import NoReverseMatch, reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.config.support_pages import SUPPORT, SUPPORT_POSTS
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import (
    Decision,
    Whom,
    agree_sharing,
    open_for_a_reason,
    withdraw_sharing,
)
from hearth.people.models import Layered, Person
from hearth.support.models import ABOUT_SOMEONE, Contact, Strand
from hearth.support.tests.factories import ContactFactory, support_sample

OF_NOBODY = {
    "support:my_people",
    "support:my_promises",
    "support:nameless",
    "support:add_nameless",
    "support:take_back_nameless",
    "support:put_back_nameless",
}
OF_A_PERSON = sorted((SUPPORT | SUPPORT_POSTS) - OF_NOBODY)
TABLES = [
    model
    for model in apps.get_app_config("support").get_models()
    if issubclass(model, Layered)
]  # fmt: skip


@pytest.fixture
def sample(jo, colleague):
    return {"person_id": jo.id} | support_sample(jo, colleague)


@pytest.fixture
def statuses(client, sample):
    """Return what each page of Jo's answers a worker: asked for, and posted to."""

    def ask(worker):
        client.force_login(worker)
        said = set()
        for name in OF_A_PERSON:
            address = _address(name, sample)
            if name not in SUPPORT_POSTS:
                said.add(client.get(address).status_code)
            said.add(client.post(address, {"words": "x"}).status_code)
        return said

    return ask


def _address(name, sample):
    for kwargs in (
        {"person_id": sample["person_id"]},
        *({"person_id": sample["person_id"], key: sample[key]} for key in sample),
    ):
        try:
            return reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def rows_seen(worker, jo):
    with acting_as(worker):
        return {model for model in TABLES if model.objects.filter(person=jo).exists()}


def test_every_table_about_somebody_is_forgotten_with_them():
    assert set(TABLES) == set(ABOUT_SOMEONE)
    assert len(TABLES) > 10


def test_pages_and_rows_are_there_for_the_team_alone(
    statuses, team_member, team_elsewhere, greeter, partner, network_lead, jo
):
    assert statuses(team_member) == {200, 302, 405}
    assert rows_seen(team_member, jo)
    for worker, says in (
        (greeter, 403),
        (network_lead, 403),
        (partner, 404),
        (team_elsewhere, 404),
    ):
        assert statuses(worker) == {says, 405}
        assert rows_seen(worker, jo) == set()


def test_a_partner_to_whom_it_is_shared_reads_and_does_not_write(
    page, shared, team_member, partner, mind, jo, today
):
    with acting_as(team_member):
        agree_sharing(
            by=team_member, person=jo, layers=("SUPPORT",), whom=Whom(organisation=mind),
            decision=Decision(), today=today,
        )  # fmt: skip
    ContactFactory(person=jo, held_by=jo.held_by, met_by=team_member, happened_on=today)

    shown = page(partner, "support", jo.id)
    assert "Talked about the boat" in shown
    assert "Write down a contact" not in shown
    page(partner, "add_contact", jo.id, status=403)


def test_a_role_that_is_over_opens_nothing(statuses, team_member, jo, today):
    with as_the_owner():
        team_member.grants.update(until_on=today - datetime.timedelta(days=1))

    assert statuses(type(team_member).objects.get(id=team_member.id)) <= {403, 404, 405}


def test_taken_back_while_somebody_wrote_says_so_and_writes_nothing(
    client, sample, team_member, jo, now
):
    client.force_login(team_member)
    page = reverse("support:part", args=[jo.id, "brings"])
    drawn = client.get(page).content.decode()
    stamp = drawn.split('name="stamp" value="')[1].split('"')[0]
    with acting_as(team_member):
        for sharing in jo.sharings.all():
            withdraw_sharing(by=team_member, person=jo, sharing=sharing, how="SAID", now=now)

    answer = client.post(page, {"words": "Too late", "stamp": stamp})
    assert answer.status_code == 403
    assert "decides who sees this part" in answer.content.decode()
    assert client.get(page).status_code == 302
    assert rows_seen(team_member, jo) == set()


def test_opened_for_a_reason_is_read_for_an_hour(client, sample, hub, other_hub, jo, now):
    stranger = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user
    reason = "Jo is at our door and cannot speak to us"
    page = reverse("support:support", args=[jo.id])
    client.force_login(stranger)
    assert client.get(page).status_code == 404
    with acting_as(stranger), transaction.atomic():
        with as_the_owner():
            person = Person.objects.get(id=jo.id)
        open_for_a_reason(by=stranger, person=person, site=other_hub, reason=reason, now=now)

    assert "Talked about the boat" in client.get(page).content.decode()


def test_a_worker_opens_neither_their_own_record_nor_a_colleagues(
    client, sample, team_member, colleague, jo
):
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=team_member)

    page = reverse("support:support", args=[jo.id])
    for worker, says in ((team_member, 404), (colleague, 403)):
        client.force_login(worker)
        assert client.get(page).status_code == says
        assert rows_seen(worker, jo) == set()


def test_rows_can_be_moved_to_nobody_else(sample, team_member, sam, jo):
    with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.filter(person=jo).update(person=sam)


def test_rows_are_deleted_by_nobody_on_the_web(sample, team_member, jo):
    with acting_as(team_member):
        Contact.objects.filter(person=jo)._raw_delete("default")
        assert Contact.objects.filter(person=jo).exists()


def test_a_hubs_own_list_is_written_by_whoever_keeps_the_place(team_member, hub_manager, hub):
    with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
        Strand.objects.create(site=hub, kind="PEER", name="Mine")
    with acting_as(hub_manager):
        Strand.objects.create(site=hub, kind="PEER", name="Ours")
