"""The demonstration and real partnerships never share a database."""

import pytest

from hearth.config.nature import Nature, as_asked
from hearth.config.terminal import Trouble

DEMONSTRATIONS = [Nature.DEMONSTRATION, Nature.LOADING]


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch):
    monkeypatch.delenv("HEARTH_DEMO", raising=False)


@pytest.mark.parametrize("otherwise", [True, False])
def test_what_a_database_holds_decides_when_nobody_says(otherwise):
    assert as_asked(Nature.REAL, otherwise=otherwise) is False
    for nature in DEMONSTRATIONS:
        assert as_asked(nature, otherwise=otherwise) is True
    assert as_asked(Nature.UNDECIDED, otherwise=otherwise) is otherwise


@pytest.mark.parametrize(("said", "meant"), [("0", False), ("1", True)])
def test_an_empty_database_becomes_what_is_asked_for(monkeypatch, said, meant):
    monkeypatch.setenv("HEARTH_DEMO", said)
    assert as_asked(Nature.UNDECIDED, otherwise=not meant) is meant


@pytest.mark.parametrize("nature", DEMONSTRATIONS)
def test_a_demonstration_is_never_served_as_real(monkeypatch, nature):
    monkeypatch.setenv("HEARTH_DEMO", "1")
    assert as_asked(nature, otherwise=False)
    monkeypatch.setenv("HEARTH_DEMO", "0")
    with pytest.raises(Trouble, match="whose passwords everybody knows"):
        as_asked(nature, otherwise=False)


def test_real_partnerships_are_never_served_as_a_demonstration(monkeypatch):
    monkeypatch.setenv("HEARTH_DEMO", "0")
    assert not as_asked(Nature.REAL, otherwise=True)
    monkeypatch.setenv("HEARTH_DEMO", "1")
    with pytest.raises(Trouble, match="This database holds real partnerships"):
        as_asked(Nature.REAL, otherwise=True)
