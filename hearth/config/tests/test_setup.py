"""Whoever has a Python that is too old is told so, by that Python."""

import ast
import sys
from pathlib import Path

import pytest

from hearth.config import setup


@pytest.fixture
def old(monkeypatch):
    """A machine whose python3 is too old."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))


def test_any_python_3_can_read_the_first_step():
    ast.parse(Path(setup.__file__).read_text(), feature_version=(3, 3))


def test_it_goes_on_with_a_newer_python_if_there_is_one(old, monkeypatch):
    gone_on = []
    there = {"python3.13": "/usr/bin/python3.13", "python3.11": "/usr/bin/python3.11"}
    monkeypatch.setattr(setup.shutil, "which", there.get)
    monkeypatch.setattr(setup.sys, "argv", ["setup", "run"])

    def go_on(path, command):
        gone_on.extend(command)
        raise SystemExit

    monkeypatch.setattr(setup.os, "execv", go_on)
    with pytest.raises(SystemExit):
        setup.main()
    assert gone_on == ["/usr/bin/python3.13", "-m", "hearth.config.setup", "run"]


def test_without_one_it_says_what_to_install(old, monkeypatch):
    monkeypatch.setattr(setup.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match=r"needs Python 3.11 or newer, and this is 3.9: install"):
        setup.main()
