"""A server that somebody names is looked at first, and what is wrong is said in one sentence."""

import os
import socket

import pytest
from psycopg.conninfo import make_conninfo

from hearth.config import given_server
from hearth.config.terminal import Trouble

NAME = "DATABASE_URL"
pytestmark = pytest.mark.usefixtures("django_db_setup")  # asks the tests' own server


@pytest.fixture
def owner():
    """The address of the tests' own server, as the owner."""
    return os.environ["DATABASE_URL"]


@pytest.fixture
def web(owner):
    """The address of somebody who holds hearth_web and nothing else."""
    return make_conninfo(owner, options="-c role=hearth_web")


def test_an_owner_and_a_web_role_that_serve_are_accepted(owner, web, monkeypatch):
    monkeypatch.setenv("DATABASE_OWNER_URL", make_conninfo(owner, user="somebody_else"))
    given_server.check_owner(owner)
    given_server.check_web(web)


def test_nobody_at_the_address():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with pytest.raises(Trouble, match=r"cannot reach .* at 127.0.0.1 port \d+ \(Connection refus"):
        given_server.connected(f"postgresql://hearth_web:secret@127.0.0.1:{port}/hearth", NAME)


def test_the_password_is_never_repeated():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with pytest.raises(Trouble) as trouble:
        given_server.connected(f"postgresql://hearth_web:secret@127.0.0.1:{port}/hearth", NAME)
    assert "secret" not in str(trouble.value)


def test_what_is_no_address_at_all():
    with pytest.raises(Trouble, match="is not an address of a database"):
        given_server.connected("the server in the cupboard", NAME)


def test_a_wrong_password(owner):
    with pytest.raises(Trouble, match="does not accept the password or the role hearth_owner"):
        given_server.connected(make_conninfo(owner, password="wrong"), NAME)


def test_a_role_that_does_not_exist(owner):
    with pytest.raises(Trouble, match="does not accept the password or the role nobody"):
        given_server.connected(make_conninfo(owner, user="nobody"), NAME)


def test_a_database_that_does_not_exist(owner):
    with pytest.raises(Trouble, match=r"There is no database missing .* CREATE DATABASE missing"):
        given_server.connected(make_conninfo(owner, dbname="missing"), NAME)


def test_a_server_that_is_too_old(owner, monkeypatch):
    monkeypatch.setattr(given_server, "OLDEST", 99)
    with pytest.raises(Trouble, match=r"is PostgreSQL \d+; Hearth needs 99 or newer"):
        given_server.check_owner(owner)


def test_an_owner_who_may_make_no_schema(web, monkeypatch):
    with pytest.raises(Trouble, match="may not make schemas: run GRANT CREATE ON DATABASE"):
        given_server.check_owner(web)


def test_serving_as_the_owner_is_refused_for_the_walls_would_not_hold(owner, monkeypatch):
    monkeypatch.setenv("DATABASE_OWNER_URL", owner)
    with pytest.raises(Trouble, match="name the same role"):
        given_server.check_web(owner)


def test_a_role_that_does_not_hold_hearth_web_is_refused(owner, monkeypatch):
    monkeypatch.setattr(given_server, "WEB", "pg_monitor")
    with pytest.raises(Trouble, match="is not pg_monitor and does not hold it"):
        given_server.check_web(owner)
