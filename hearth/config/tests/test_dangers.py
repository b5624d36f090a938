"""What a start says about strangers who could come in, or pass for others."""

import pytest

from hearth.config.settings import proxies_from
from hearth.config.start import dangers


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch):
    for name in ("HEARTH_HOST", "HEARTH_HTTPS", "HEARTH_PROXIES"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "hub.example.org"])  # noqa: S104
def test_a_demonstration_that_others_can_reach_is_warned_of(monkeypatch, host):
    monkeypatch.setenv("HEARTH_HOST", host)
    monkeypatch.setenv("HEARTH_HTTPS", "1")
    (danger,) = dangers(demonstration=True)
    assert f"it listens at {host}" in danger


@pytest.mark.parametrize("host", ["", "127.0.0.1", "::1", "localhost"])
def test_a_demonstration_on_this_machine_alone_is_not(monkeypatch, host):
    monkeypatch.setenv("HEARTH_HOST", host)
    assert dangers(demonstration=True) == []


def test_real_work_without_https_is_warned_of(monkeypatch):
    (danger,) = dangers(demonstration=False)
    assert "without HEARTH_HTTPS=1" in danger
    monkeypatch.setenv("HEARTH_HTTPS", "1")
    assert dangers(demonstration=False) == []


def test_no_proxy_but_https_is_warned_of(monkeypatch):
    monkeypatch.setenv("HEARTH_HTTPS", "1")
    monkeypatch.setenv("HEARTH_PROXIES", "0")
    (danger,) = dangers(demonstration=False)
    assert "All who ask then seem to be one" in danger


def test_proxies_that_others_can_go_round_are_warned_of(monkeypatch):
    monkeypatch.setenv("HEARTH_HTTPS", "1")
    monkeypatch.setenv("HEARTH_PROXIES", "2")
    assert dangers(demonstration=False) == []
    monkeypatch.setenv("HEARTH_HOST", "0.0.0.0")  # noqa: S104
    (danger,) = dangers(demonstration=False)
    assert "Let nobody but your proxies reach 0.0.0.0, port 8000" in danger


@pytest.mark.parametrize("said", ["-1", "two", "10", "1.0", " 1", "²"])
def test_how_many_proxies_is_a_number(said):
    with pytest.raises(SystemExit, match="HEARTH_PROXIES must be how many"):
        proxies_from(said)
    assert [proxies_from(number) for number in ("", "0", "2")] == [None, 0, 2]
