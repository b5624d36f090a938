"""Rules about the shape of the code that no linter we use can state."""

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hearth.foundation.functions import Anew
from hearth.people.models import Person

HEARTH = Path(__file__).parents[1]
WRITES = {
    "save",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "delete",
    "update",
}
MAY_WRITE = {
    "actions",
    "actions.py",
    "audit.py",
    "outbox.py",
    "standing.py",
    "findable.py",
    "publishing.py",
    "pictures.py",  # it saves a picture to memory
}
NOT_OURS = {"tests", "migrations", "config", "demo", "management", "conftest.py"}
SOURCES = [
    path
    for path in HEARTH.rglob("*.py")
    if not (NOT_OURS | MAY_WRITE) & set(path.relative_to(HEARTH).parts)
]
MAY_SAY_PARTNERSHIP = {"registry", "config", "demo", "tests", "conftest.py", "management"}


def model_managers(tree):
    """Find calls such as Visit.objects.create(...) or visit.save(): not {}.update(...)."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        called = node.func
        on_a_manager = any(
            isinstance(part, ast.Attribute) and part.attr == "objects"
            for part in ast.walk(called.value)
        )
        if called.attr in WRITES and (on_a_manager or called.attr in {"save", "delete"}):
            yield f"{node.lineno} .{called.attr}()"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HEARTH)))
def test_only_actions_write_to_the_database(path):
    assert list(model_managers(ast.parse(path.read_text()))) == []


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("hearth.")]


def app_of(model):
    return model.__module__.split(".")[1]


@pytest.mark.parametrize("model", our_models(), ids=str)
def test_every_field_is_marked_personal_or_plain(model):
    fields = {field.name for field in model._meta.concrete_fields} - {"id", "recorded_at"}

    assert fields == set(model.Privacy.personal) | set(model.Privacy.plain)
    assert not set(model.Privacy.personal) & set(model.Privacy.plain)


def test_foreign_keys_only_point_down():
    config = tomllib.loads((HEARTH.parent / "pyproject.toml").read_text())
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    height = {app.strip("()"): -row for row, line in enumerate(layers) for app in line.split(" | ")}

    upward = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if field.is_relation
        and field.related_model.__module__.startswith("hearth.")
        and height[app_of(field.related_model)] > height[app_of(model)]
    ]

    assert upward == []


def models_that_know_a_person():
    return [
        model
        for model in our_models()
        if model is Person
        or any(f.is_relation and f.related_model is Person for f in model._meta.concrete_fields)
    ]


def test_every_app_that_knows_a_person_can_answer_for_them():
    for app in {app_of(model) for model in models_that_know_a_person()}:
        actions = import_module(f"hearth.{app}.actions")
        queries = import_module(f"hearth.{app}.queries")
        assert hasattr(queries, "everything_about"), app
        assert hasattr(actions, "forget_person"), app


def test_domain_code_never_mentions_partnerships_by_schema():
    code = [path for path in HEARTH.rglob("*.py") if "migrations" not in path.parts]
    domain = [path for path in code if not MAY_SAY_PARTNERSHIP & set(path.parts)]

    said = [
        f"{path.relative_to(HEARTH)}: {word}"
        for path in domain
        for word in ["tenant", "schema_name"]
        if word in path.read_text().lower() and path.parent.name != "foundation"
    ]

    assert said == []


WALLED = [
    model
    for model in our_models()
    if app_of(model) not in {"registry", "accounts", "places"} and model.Privacy.personal
]


@pytest.mark.parametrize("model", WALLED, ids=str)
def test_every_table_that_holds_a_person_has_a_wall_in_every_schema(db, model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relnamespace::regnamespace::text FROM pg_class WHERE relname = %s"
            " AND relrowsecurity ORDER BY 1",
            [model._meta.db_table],
        )
        assert cursor.fetchall() == [("lincolnshire",), ("york",)]


def test_no_policy_has_a_subquery_or_is_restrictive(db):
    """Citus refuses the one and silently opens the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname FROM pg_policies WHERE permissive <> 'PERMISSIVE'"
            " OR coalesce(qual, '') || coalesce(with_check, '') ~* 'select'"
        )
        assert cursor.fetchall() == []


def test_every_policy_demands_its_own_schema(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, rule FROM pg_policies, unnest(ARRAY[qual, with_check]) AS rule"
            " WHERE rule IS NOT NULL"
        )
        policies = cursor.fetchall()

    assert policies
    for schema, rule in policies:
        assert f"current_setting('app.partnership'::text, true) = '{schema}'::text" in rule


def test_the_trail_is_written_by_actions_alone():
    elsewhere = [
        str(path.relative_to(HEARTH))
        for path in HEARTH.rglob("*.py")
        if re.search(r"\baudit\.(note|note_each|opened)\(", path.read_text())
        and not {"actions", "tests", "demo"} & set(path.parts)
        and path.name != "actions.py"
    ]
    assert elsewhere == []


def test_what_is_said_once_is_made_anew_by_a_migration_when_it_changes():
    """Else new databases would have what old ones never get."""
    said = {
        (path.parts[-3], path.stem): import_module(
            f"hearth.{path.parts[-3]}.migrations.{path.stem}"
        ).DIGEST
        for path in HEARTH.glob("*/migrations/_*.py")
        if "\nDIGEST = " in path.read_text()
    }
    made = {
        (app, said_in(operation) or function_said_in(app, operation)): operation.digest
        for (app, _), migration in sorted(MigrationLoader(None).disk_migrations.items())
        for operation in migration.operations
        if isinstance(operation, Anew)
    }

    assert {app for app, _ in said} == {
        "directory", "evidence", "introductions", "lake", "people",
    }  # fmt: skip
    assert made == said, "write a migration that makes it Anew, with this digest"


def said_in(anew):
    """Return in which module of an app's migrations an operation is said; none for a function."""
    *_, folder, stem = type(anew.operation).__module__.split(".")
    return stem if folder == "migrations" else ""


def function_said_in(app, anew):
    """Return the module of an app's migrations that makes a function."""
    [stem] = [
        path.stem
        for path in (HEARTH / app / "migrations").glob("_*.py")
        if re.search(rf'\(\s*"{anew.operation.name}"', path.read_text())
    ]
    return stem


def test_no_migration_changes_with_the_code_around_it():
    """
    What a migration says was decided when it was written; only foundation's tools are shared, and
    sealing, which for ever opens what it once sealed.

    What it says together with a later one, beside it in a module of its own, is held by the test
    above.
    """
    shared = r"hearth\.(foundation\.(functions|walls|identifiers|sealing)|\w+\.migrations\._\w+)"
    living = [
        f"{path.relative_to(HEARTH)}: {line}"
        for path in HEARTH.glob("*/migrations/*.py")
        for line in path.read_text().splitlines()
        if re.match(r"(from|import) hearth", line)
        and not re.match(rf"(from|import) {shared}", line)
    ]
    assert living == []


def test_every_function_that_runs_as_the_owner_is_decided_on_and_has_a_fixed_path(db):
    decision = (
        HEARTH.parent / "docs/adr/0007-functions-of-the-owner-that-tell-little.md"
    ).read_text()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pronamespace::regnamespace::text, proname, proconfig::text FROM pg_proc"
            " WHERE prosecdef AND pronamespace::regnamespace::text <> 'pg_catalog'"
        )
        functions = cursor.fetchall()

    apps = "|".join(sorted(path.parent.name for path in HEARTH.glob("*/README.md")))
    decided_on = set(re.findall(rf"`((?:{apps})_\w+)`", decision))
    assert {name for _, name, _ in functions} == decided_on
    for schema, name, config in functions:
        assert f"search_path={schema}, pg_temp" in config.replace('\\"', ""), name


def test_no_room_has_outgrown_a_few_pages():
    long = {
        str(path.relative_to(HEARTH)): lines
        for path in HEARTH.rglob("*.py")
        if not {"migrations", "tests"} & set(path.parts)
        and (lines := len(path.read_text().splitlines())) > 450
    }
    assert long == {}


@pytest.mark.parametrize(
    "app", sorted({app_of(model) for model in our_models()} | {"design", "desk", "evidence"})
)
def test_every_app_says_what_it_is_for(app):
    readme = (HEARTH / app / "README.md").read_text()

    assert 4 <= len(readme.splitlines()) <= 25
