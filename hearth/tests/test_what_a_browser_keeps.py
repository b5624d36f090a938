"""What stays behind on a tablet that a whole team shares: nothing that says a name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def says_a_name(client, hub_manager):
    """The page that follows on giving Quentin a sign-in, not opened yet: it is going to say so."""
    client.force_login(hub_manager)
    given = {"name": "Quentin", "username": "quentin", "password": "kettle ladder orchid"}
    response = client.post("/workers/new/", given)
    assert response.status_code == 302
    return response["Location"]


def test_no_cookie_holds_what_a_page_is_going_to_say(client, says_a_name):
    kept = {name: cookie.value for name, cookie in client.cookies.items() if cookie.value}

    assert set(kept) <= {"sessionid", "csrftoken"}
    assert "Quentin can sign in" in client.get(says_a_name).content.decode()
    assert "Quentin can sign in" not in client.get(says_a_name).content.decode()


def test_a_page_that_has_nothing_to_say_asks_nothing_for_it(client, says_a_name):
    client.get(says_a_name)
    client.get("/roles/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/roles/")
    about_sessions = [query["sql"] for query in asked if "accounts_session" in query["sql"]]
    assert [sql.split()[0] for sql in about_sessions] == ["SELECT"]


@pytest.mark.parametrize(
    "address", ["/people/", "/my-people/", "/people/{jo}/", "/people/{jo}/sharing"]
)
def test_nothing_of_a_page_is_kept_for_whoever_presses_back_after_signing_out(
    client, team_member, jo, address
):
    client.force_login(team_member)
    response = client.get(address.format(jo=jo.id))
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
