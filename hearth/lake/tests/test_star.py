"""The star schema names nobody, and its page says what the code says."""

from hearth.config.environment import ROOT
from hearth.lake.star import DIMENSIONS, FACTS, KINDS, TABLES
from hearth.lake.written import lake_page

PAGE = ROOT / "docs/reference/lake.md"


def test_the_page_is_made_from_the_code():
    """Write it anew: python -m hearth.lake.written > docs/reference/lake.md"""
    assert PAGE.read_text() == lake_page()


def test_no_column_holds_words_of_somebody_a_birth_date_or_a_postcode():
    never = ("name", "note", "words", "born", "birth", "postcode", "address", "email", "phone")
    in_facts = [column.name for table in FACTS for column in table.columns]

    assert [name for name in in_facts for word in never if word == name or f"_{word}" in name] == []


def test_every_fact_is_on_a_day_and_every_kind_of_column_is_known():
    for table in TABLES.values():
        assert all(column.kind in KINDS for column in table.columns)
        assert len(set(table.names)) == len(table.names)
    for table in FACTS:
        assert "day" in table.names
        assert ("person" in table.names) == ("age_band" in table.names)
    assert not any(table.is_fact for table in DIMENSIONS)
