"""A second start looks whether anything has changed, and does nothing if not."""

import pytest

from hearth.config import cli, prepare
from hearth.erasing.ledger import Erased, add_line, ledger_path
from hearth.foundation.identifiers import uuid7
from hearth.foundation.schema import in_schema
from hearth.foundation.sealing import FORMAT_OWN, ring
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person, SaidBefore


@pytest.fixture
def called(monkeypatch):
    """The management commands that were called meanwhile."""
    names = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_: names.append(name))
    return names


@pytest.fixture
def owner(db):
    """Tables are looked after by their owner."""
    with as_the_owner():
        yield


@pytest.fixture
def styles(tmp_path, settings, monkeypatch):
    """A folder with one style sheet to collect, and a place for it."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "hearth.css").write_text("main { margin: auto }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    monkeypatch.setattr(prepare, "VAR", tmp_path)
    return source


def test_files_are_collected_once(styles, settings, monkeypatch):
    prepare.collect_files()
    assert len(list(settings.STATIC_ROOT.glob("hearth.*.css"))) == 1

    monkeypatch.setattr(prepare, "call_command", lambda *_, **__: pytest.fail("collected again"))
    prepare.collect_files()


def test_files_that_changed_are_collected_again(styles, settings):
    prepare.collect_files()
    (styles / "hearth.css").write_text("main { margin: 0 }")
    prepare.collect_files()
    assert len(list(settings.STATIC_ROOT.glob("hearth.*.css"))) == 2


def test_files_that_somebody_threw_away_are_collected_again(styles, settings):
    prepare.collect_files()
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    prepare.collect_files()
    assert (settings.STATIC_ROOT / "staticfiles.json").exists()


def test_tables_that_are_up_to_date_are_left_alone(owner, called):
    prepare.bring_tables_up_to_date()
    assert called == []


@pytest.mark.parametrize("schema", ["public", "york", "lincolnshire"])
def test_a_schema_is_behind_when_one_apps_last_migration_is_not_applied(owner, schema):
    last = prepare.last_migrations()
    assert prepare.is_up_to_date(schema, last)
    assert not prepare.is_up_to_date(schema, {*last, ("people", "9999_something_new")})


def test_a_schema_without_tables_is_behind(owner):
    assert not prepare.is_up_to_date("nowhere", prepare.last_migrations())


def test_only_what_is_behind_is_migrated(owner, monkeypatch):
    migrated = []
    monkeypatch.setattr(prepare, "call_command", lambda _, **options: migrated.append(options))
    monkeypatch.setattr(prepare, "is_up_to_date", lambda schema, _: schema != "york")
    prepare.bring_tables_up_to_date()
    assert migrated == [{"tenant": True, "schema_name": "york", "verbosity": 0}]


def test_a_place_for_keys_that_cannot_be_made_is_said_in_a_sentence(tmp_path, settings):
    (tmp_path / "file").touch()
    settings.HEARTH_KEYS = str(tmp_path / "file" / "keys")
    with pytest.raises(prepare.Trouble, match="name another folder, outside var, in HEARTH_KEYS"):
        prepare.make_place_for_keys()


def test_keys_that_are_not_there_are_said_before_anything_is_lost(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(prepare, "schemas", lambda: ["plymouth", "york"])
    settings.HEARTH_KEYS = str(tmp_path)
    (tmp_path / "plymouth.json").touch()

    with pytest.raises(prepare.Trouble, match=r"keys of york are not in .* HEARTH_KEYS"):
        prepare.check_that_keys_are_there()
    (tmp_path / "york.json").touch()
    prepare.check_that_keys_are_there()


@pytest.fixture
def erased_since(jo):
    """The list beside the keys says that Jo was erased, and a backup brought Jo back."""
    add_line("york", Erased(str(uuid7()), str(jo.id), None, []))
    yield jo
    ledger_path("york").unlink()


def test_whoever_a_backup_brought_back_is_erased_again(erased_since, capsys):
    with as_the_owner():
        prepare.erase_again_whoever_came_back()
        assert not Person.objects.filter(id=erased_since.id).exists()
        assert "york: erased again" in capsys.readouterr().out
        prepare.erase_again_whoever_came_back()
    assert capsys.readouterr().out == ""


def test_after_a_restore_they_are_erased_once_the_tables_are_up_to_date(
    erased_since, capsys, monkeypatch
):
    with as_the_owner():
        monkeypatch.setattr(prepare, "is_up_to_date", lambda *_: False)
        cli.erase_again_if_up_to_date()
        assert "before anybody can sign in" in " ".join(capsys.readouterr().out.split())
        assert Person.objects.filter(id=erased_since.id).exists()
        monkeypatch.undo()
        cli.erase_again_if_up_to_date()
        with in_schema("york"):
            assert not Person.objects.filter(id=erased_since.id).exists()


def test_what_is_kept_of_histories_comes_under_keys_of_their_own(owner, jo, team_member):
    row = SaidBefore(
        person=jo, held_by=jo.held_by, known_at=jo.known_at, section="HELLO",
        changed_by=team_member,
    )  # fmt: skip
    row.was_sealed = ring().seal("Jojo", f"people_saidbefore.was_sealed:{row.id}".encode())
    row.save()

    prepare.seal_history("york")

    row.refresh_from_db()
    assert bytes(row.was_sealed).startswith(FORMAT_OWN)
    assert row.was == "Jojo"
