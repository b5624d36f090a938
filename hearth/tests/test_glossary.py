"""The glossary is true: every model is in it, and no page says a word that it rules out."""

import re
from pathlib import Path

import pytest
from django.apps import apps

HEARTH = Path(__file__).parents[1]
GLOSSARY = HEARTH.parent / "GLOSSARY.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in GLOSSARY.read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| Word")
]
IN_CODE = {name.strip() for row in ROWS for name in row[2].split(",") if name.strip()}
NEVER = sorted({word.strip() for row in ROWS for word in row[3].split(",") if word.strip()})
ALSO_NEVER = ["high risk", "low risk", "medium risk", "risk score", "risk rating", "risk level"]
PAGES = [
    path
    for pattern in ("**/*.jinja", "**/models.py", "**/models/*.py", "**/forms.py", "**/forms/*.py")
    for path in HEARTH.glob(pattern)
]


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("hearth.")]


@pytest.mark.parametrize("model", our_models(), ids=str)
def test_every_model_has_a_row(model):
    assert model.__name__ in IN_CODE


def test_every_row_that_names_code_names_code_that_is_there():
    code = "\n".join(path.read_text() for path in HEARTH.rglob("*.py"))

    assert [name for name in IN_CODE if not re.search(rf"class {name}\b", code)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(HEARTH)))
def test_no_page_says_a_word_that_is_ruled_out(path):
    words = path.read_text().lower()

    assert [word for word in NEVER + ALSO_NEVER if re.search(rf"\b{word}s?\b", words)] == []


def test_there_are_pages_to_read():
    assert len(PAGES) > 20
    assert len(NEVER) > 8
