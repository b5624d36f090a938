"""The trail, for the information governance lead."""

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation import audit
from hearth.foundation.acting import acting_as


@pytest.fixture
def iris(hub):
    role = Role.INFORMATION_GOVERNANCE_LEAD
    return GrantFactory(site=None, role=role, user__name="Iris").user


@pytest.fixture
def looked(greeter, jo, hub):
    with acting_as(greeter):
        audit.opened(by=greeter, person_id=jo.id, page="hello", place=hub)
        audit.note(by=greeter, verb="met", subject=jo, place=hub)


def test_says_who_did_what_where_and_names_no_person(client, iris, jo, looked):
    client.force_login(iris)
    page = client.get("/trail/").content.decode()

    assert "Ama" in page
    assert "met a person" in page
    assert "Acomb" in page
    assert ">Jo<" not in page


def test_says_who_looked(client, iris, looked):
    client.force_login(iris)

    assert "opened hello of a person" in client.get("/trail/?show=looked").content.decode()


def test_can_be_about_one_record(client, iris, jo, hub, greeter, looked):
    client.force_login(iris)

    assert "Ama" in client.get(f"/trail/?about={jo.id}").content.decode()
    assert "met a person" not in client.get(f"/trail/?about={iris.id}").content.decode()


def test_answers_a_number_that_is_none_with_a_sentence(client, iris):
    client.force_login(iris)
    page = client.get("/trail/?about=jo&before=yesterday").content.decode()

    assert "That is not a record&#39;s number" in page


def test_is_not_for_others(client, hub_manager):
    client.force_login(hub_manager)

    assert client.get("/trail/").status_code == 403
