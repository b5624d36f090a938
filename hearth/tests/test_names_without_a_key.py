"""Sealed words in which somebody's name may stand, without a key that leads to their record."""

from importlib import import_module

from django.apps import apps

from hearth.people.models import Person

TAKEN_OUT = {"sheets.Sheet", "sheets.SheetPart", "sheets.SheetRow"}
"""Their app takes a name out when somebody is forgotten (its forget_person)."""
READ_THROUGH = {
    "incidents.Incident", "incidents.IncidentBefore", "incidents.IncidentStep",
    "incidents.IncidentTold", "incidents.Lesson",
}  # fmt: skip
"""What happened may be about others too: a person reads it through, as a stub says."""
OF_NOBODY = {
    "commissioning.MoneyBefore": "what was written of money before it was put right",
    "commissioning.PotDecision": "what a board decided about money, and what its members declared",
    "directory.Outing": "what a worker found where they went",
    "directory.ProviderContact": "whom to ask at a provider, as their job",
    "directory.Tip": "what somebody wrote of an entry, and how they can be answered",
    "directory.UnmetNeed": "a need, asked to be written without a name",
    "exchange.BroughtList": "lists of services",
    "outgoing.OwnAddress": "a worker's own",
    "support.NamelessContact": "somebody who gave no name",
}
"""What is nobody's record, and why. This list only shrinks."""


def leads_to_a_person(model):
    return model is Person or any(
        field.related_model is Person or field.name == "person_id"
        for field in model._meta.concrete_fields
    )


def without_a_key():
    """Return the tables with sealed personal words from which no key leads to somebody's record."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("hearth.")]
    known = {model for model in ours if leads_to_a_person(model)}
    while more := {model for model in set(ours) - known if _hangs_on(model, known)}:
        known |= more
    return {
        model._meta.label
        for model in ours
        if model not in known
        and any(
            field.name.endswith("_sealed") and field.name in model.Privacy.personal
            for field in model._meta.concrete_fields
        )
    }


def _hangs_on(model, known):
    return any(
        field.related_model in known - {Person}
        and field.related_model._meta.app_label == model._meta.app_label
        for field in model._meta.concrete_fields
    )


def test_each_is_taken_out_read_through_or_nobodys():
    said = TAKEN_OUT | READ_THROUGH | set(OF_NOBODY)
    assert without_a_key() == said, "let its app take names out, or say why there are none"


def test_what_takes_names_out_says_where_they_wait_before():
    for app in {label.split(".")[0] for label in TAKEN_OUT}:
        assert callable(import_module(f"hearth.{app}.actions").forget_person), app
        assert callable(import_module(f"hearth.{app}.queries").waits_unconfirmed), app
