import hashlib
import stat

import pytest

from hearth.config import environment
from hearth.config.terminal import Trouble

ADDRESSES = {"DATABASE_URL": "as the web", "DATABASE_OWNER_URL": "as the owner"}


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch):
    for name in ("HEARTH_PORT", "HEARTH_DEMO", "HEARTH_KEYS", "SECRET_KEY", *ADDRESSES):
        monkeypatch.delenv(name, raising=False)


def test_the_port_is_8000_unless_another_is_named(monkeypatch):
    assert environment.port() == 8000
    monkeypatch.setenv("HEARTH_PORT", "9000")
    assert environment.port() == 9000


@pytest.mark.parametrize("said", ["0", "65536", "-1", "http", "8000.0", "٨"])
def test_what_is_no_port_is_refused(monkeypatch, said):
    monkeypatch.setenv("HEARTH_PORT", said)
    with pytest.raises(Trouble, match="HEARTH_PORT must be a number from 1 to 65535"):
        environment.port()


@pytest.mark.parametrize(("said", "meant"), [("", None), ("0", False), ("1", True)])
def test_demonstration_mode_is_asked_for_refused_or_left_open(monkeypatch, said, meant):
    monkeypatch.setenv("HEARTH_DEMO", said)
    assert environment.demonstration() is meant


def test_demonstration_mode_is_never_guessed_at(monkeypatch):
    monkeypatch.setenv("HEARTH_DEMO", "false")
    with pytest.raises(Trouble, match="HEARTH_DEMO must be 1 or 0"):
        environment.demonstration()


@pytest.mark.parametrize("given", ADDRESSES)
def test_one_address_without_the_other_says_which_is_missing(monkeypatch, given):
    monkeypatch.setenv(given, "postgresql://somewhere/hearth")
    (missing,) = set(ADDRESSES) - {given}
    with pytest.raises(Trouble, match=f"{given} is set and {missing} is not"):
        environment.check_addresses_come_in_pairs()


def test_both_addresses_or_neither_will_do(monkeypatch):
    environment.check_addresses_come_in_pairs()
    for name in ADDRESSES:
        monkeypatch.setenv(name, "postgresql://somewhere/hearth")
    environment.check_addresses_come_in_pairs()


def test_the_secret_key_is_made_once_and_for_nobody_elses_eyes(tmp_path):
    first = environment.secret_key(tmp_path / "new")
    assert len(first) > 50
    assert environment.secret_key(tmp_path / "new") == first
    assert environment.secret_key(tmp_path / "another") != first
    (kept,) = (tmp_path / "new").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_secret_key_that_is_given_is_used_and_not_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")
    assert environment.secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_what_serves_never_hears_the_owners_address(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_OWNER_URL", "as the owner")
    web = environment.for_web(ADDRESSES, tmp_path, demonstration=False)
    assert web["DATABASE_URL"] == "as the web"
    assert "as the owner" not in web.values()
    assert environment.for_owner(ADDRESSES, tmp_path, demonstration=False)["DATABASE_URL"] == (
        "as the owner"
    )


def test_demonstration_mode_is_handed_on(tmp_path):
    for meant, said in ((True, "1"), (False, "0")):
        web = environment.for_web(ADDRESSES, tmp_path, demonstration=meant)
        assert web["HEARTH_DEMO"] == said


def test_the_demonstrations_lake_is_in_its_data_and_no_other_is_made_up(tmp_path, monkeypatch):
    monkeypatch.delenv("HEARTH_LAKE", raising=False)
    invented = environment.for_web(ADDRESSES, tmp_path, demonstration=True)
    assert invented["HEARTH_LAKE"] == str(tmp_path / "lake")
    assert "HEARTH_LAKE" not in environment.for_web(ADDRESSES, tmp_path, demonstration=False)
    monkeypatch.setenv("HEARTH_LAKE", "/srv/lake")
    assert (
        environment.for_web(ADDRESSES, tmp_path, demonstration=True)["HEARTH_LAKE"] == "/srv/lake"
    )


def test_the_keys_are_kept_apart_from_the_data_and_go_with_it(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    one, other = environment.keys_of(tmp_path / "one"), environment.keys_of(tmp_path / "other")

    assert one.parent == other.parent == tmp_path / "config" / "hearth"
    assert one != other
    assert environment.keys_of(tmp_path / "one") == one
    web = environment.for_web(ADDRESSES, tmp_path / "one", demonstration=True)
    assert web["HEARTH_KEYS"] == str(one)
    monkeypatch.setenv("HEARTH_KEYS", "/elsewhere")
    web = environment.for_web(ADDRESSES, tmp_path / "one", demonstration=True)
    assert web["HEARTH_KEYS"] == "/elsewhere"


def test_the_usual_datas_keys_are_where_the_settings_look_for_them(monkeypatch, settings):
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    said = environment.keys_of(environment.VAR / "hearth")

    assert said.name == hashlib.sha256(str(settings.HOME).encode()).hexdigest()[:12]
