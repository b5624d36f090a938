"""What a start says about strangers who could come in."""

import pytest

from hearth.config.start import dangers


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch):
    for name in ("HEARTH_HOST", "HEARTH_HTTPS"):
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
