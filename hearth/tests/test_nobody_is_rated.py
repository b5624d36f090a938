"""
Nobody's risk is rated: no column, no choice and no word of Hearth's says how dangerous somebody is.

NHS England, Staying safe from suicide, April 2025: tools and scales that sort people into low,
medium or high risk are not used. What may look like one and is none stands in a list, with why.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

HEARTH = Path(__file__).parents[1]
KINDS = {".csv", ".html", ".jinja", ".js", ".json", ".md", ".po", ".py", ".sql", ".toml", ".txt"}
SOURCES = [
    path
    for path in sorted(HEARTH.rglob("*"))
    if path.suffix in KINDS and "tests" not in path.parts and "node_modules" not in path.parts
]

RATES = re.compile(
    r"acuity|band|bands|banding|colou?rs?|critical|danger\w*|flags?|flagged|grad(e|es|ed|ing)|harm\w*"
    r"|intensity|levels?|likelihood|priorit\w*|probability|rag|ranks?|ranking|rat(ed|es?|ings?)"
    r"|risks?|risky|scor\w+|sever\w+|status|threat\w*|tiers?|urgen\w+|vulnerab\w+",
    re.IGNORECASE,
)
"""A part of a column's name that may say how somebody is rated."""
SHADES = re.compile(
    r"amber|green|high|higher|low|lower|medium|mild|moderate|red|yellow", re.IGNORECASE
)
"""A word of a choice that may be one of several shades of that."""

COLUMNS = {
    "commissioning.HourValue.level": "by which of three values an hour of help is counted",
    "directory.Service.status": "whether a service runs, in the words of Open Referral UK",
    "places.Site.status": "whether a site is open, or still planned",
    "places.Site.tier": "universal, targeted or specialist: what a site offers, of no person",
    "rights.PackRow.flag": "why a line is read before it is given: of the line, of no person",
}
CHOICES = {
    "commissioning.HourValue.level: HIGH": "the highest of three values of an hour, in pounds",
    "commissioning.HourValue.level: LOW": "the lowest of three values of an hour, in pounds",
    "people.Sharing.basis: VITAL_INTERESTS": "the law's own ground for sharing: somebody's life",
    "rights.PackRow.why: SERIOUS_HARM": "the law's own ground for not giving a line of a pack",
    "safety.SafetyConcern.knows: DANGER": "why the person does not know that it is written down",
}

HOW_MUCH = (
    r"(very[ _-]*)?(high|higher|highest|medium|moderate|low|lower|lowest|severe|critical|red|amber"
    r"|green)"
)
OF_WHAT = r"(acuity|danger|harm|risk|safeguarding|severity|suicid\w*|threat|vulnerab\w*)"
RATING = (
    r"(assessments?|assessed|band(ing)?|categor(y|ies)|colour|flag|grade|index|level|matrix|rag"
    r"|rat(ed|ings?)|register|scor(es?|ing)|status|stratif\w*|tier)"
)
SAID = re.compile(
    rf"\b{HOW_MUCH}[ _-]*risks?\b|{HOW_MUCH}[ _-]+{OF_WHAT}\b|(?<![a-z]){OF_WHAT}[ _-]*{RATING}"
    rf"|(?<![a-z]){RATING}[ _-]*(of|by|for)?[ _-]*{OF_WHAT}|\brag[ _-]?(rated|rating|status)"
    rf"|\brisk[ _-]*(is|:|=)?[ _-]*{HOW_MUCH}\b|\b(severity|acuity)\b|\bred flags?\b|\bat risk\b",
    re.IGNORECASE,
)
"""What is said of somebody who is rated, in words or in the name of a thing in code."""
WORDS = {
    ("directory/data/synonyms.csv", "at risk"): "what the public types, to find help: of nobody",
    ("directory/data/synonyms.csv", "red flags"): "what the public types, of how they are treated",
}


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("hearth.")]


def rated_columns(tables):
    return {
        f"{model._meta.label}.{field.name}"
        for model in tables
        for field in model._meta.concrete_fields
        if any(RATES.fullmatch(part) for part in field.name.split("_"))
    }


def rated_choices(tables):
    return {
        f"{model._meta.label}.{field.name}: {value}"
        for model in tables
        for field in model._meta.concrete_fields
        for value, label in getattr(field, "base_field", field).flatchoices
        for word in re.findall(r"[a-z]+", f"{value} {label}".lower())
        if RATES.fullmatch(word) or SHADES.fullmatch(word)
    }


def rated_words(path):
    found = {match.group().lower() for match in SAID.finditer(path.read_text())}
    return {(str(path.relative_to(HEARTH)), words) for words in found}


def table(name, **fields):
    """Return a table as somebody might add one, known to nothing but the test that asks."""
    app = {"app_label": "people", "apps": type(apps)(), "managed": False}
    meta = type("Meta", (), app)
    return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **fields})


def test_no_column_rates_anybody():
    assert rated_columns(our_models()) == set(COLUMNS)


def test_no_choice_rates_anybody():
    assert rated_choices(our_models()) == set(CHOICES)


def test_no_word_of_the_source_or_its_data_rates_anybody():
    found = {one for path in SOURCES for one in rated_words(path)}

    assert found == set(WORDS)
    assert len(SOURCES) > 500


@pytest.mark.parametrize(
    "name", ["risk", "risk_level", "danger_score", "severity", "rag_status", "is_vulnerable"]
)
def test_a_column_that_rates_somebody_is_found(name):
    added = table("Rated", **{name: models.TextField()})

    assert rated_columns([added]) == {f"people.Rated.{name}"}


@pytest.mark.parametrize(
    ("value", "label"), [("HIGH", "High"), ("A", "Amber"), ("X", "At some risk"), ("L", "Low")]
)
def test_a_choice_that_rates_somebody_is_found(value, label):
    added = table("Chosen", how=models.TextField(choices=[(value, label)]))

    assert rated_choices([added]) == {f"people.Chosen.how: {value}"}


@pytest.mark.parametrize(
    "words",
    [
        "high risk", "low-risk", "They are at risk", "RiskLevel", "risk_score", "suicide rating",
        "rated by risk", "RAG status", "Risk: medium", "the severity of it", "amber risks",
        "vulnerability index", "level of risk", "safeguarding tier", "high vulnerability",
    ],
)  # fmt: skip
def test_words_that_rate_somebody_are_found(words):
    assert SAID.search(words)


@pytest.mark.parametrize(
    "words",
    [
        "A life may be in danger", "in high spirits", "the ground level", "red door", "asterisk",
        "somebody could come to harm", "Safeguarding lead", "the status of a site",
    ],
)  # fmt: skip
def test_words_that_rate_nobody_are_let_be(words):
    assert not SAID.search(words)
