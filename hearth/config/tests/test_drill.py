"""
The restore drill: a backup is worth what can be brought back from it.

It runs in a database of its own, with York and Lincolnshire in it and people in York.
"""

import dataclasses
import io
import json
import os
import stat
import subprocess
import sys
import tarfile

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from hearth.accounts.tests.factories import UserFactory
from hearth.config.backups import archive
from hearth.config.backups.backup import back_up, fingerprint
from hearth.config.backups.restore import restore, warnings_about_keys
from hearth.config.environment import ROOT
from hearth.config.nature import Nature, nature_of, write_down
from hearth.config.terminal import Trouble
from hearth.frontdoor.tests.factories import HeadcountFactory, VisitFactory
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import SiteFactory

pytestmark = pytest.mark.django_db  # or pytest makes no database, and these would find the real one
DRILL = "hearth_drill"


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """A folder with York's key ring and nobody else's."""
    folder = tmp_path_factory.mktemp("keys")
    (folder / "york.json").write_text(json.dumps(["ab" * 32]))
    return folder


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker, tmp_path_factory, keys):
    """A backup of the whole of the tests' database."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        connection.close()
    file = tmp_path_factory.mktemp("backups") / "whole.tar"
    back_up(make_conninfo(os.environ["DATABASE_URL"], dbname=name), file, keys=keys)
    return file


@pytest.fixture(scope="module")
def drill(whole, django_db_blocker):
    """The address of the drill's database: the whole backup restored, and people in York."""
    owner = os.environ["DATABASE_URL"]
    anywhere = psycopg.connect(make_conninfo(owner, dbname="postgres"), autocommit=True)
    with anywhere as server:
        server.execute(f"DROP DATABASE IF EXISTS {DRILL} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DRILL}")
        address = make_conninfo(owner, dbname=DRILL)
        restore(address, whole)
        with django_db_blocker.unblock():
            name = connection.settings_dict["NAME"]
            connection.settings_dict["NAME"] = DRILL
            people_come_to_york()
            connection.close()
            connection.settings_dict["NAME"] = name
        yield address
        server.execute(f"DROP DATABASE {DRILL} WITH (FORCE)")


def people_come_to_york():
    connection.set_schema("york")
    site = SiteFactory(name="Acomb", slug="acomb")
    greeter = UserFactory()
    for name in ["Jo", "Zoë O'Neill", "a tab\there, a line\nbreak, a back\\slash", "\\."]:
        person = PersonFactory(known_as=name, sites=[site])
        VisitFactory(site=site, person=person, welcomed_by=greeter)
    VisitFactory(site=site, welcomed_by=greeter)
    HeadcountFactory(site=site, welcomed_by=greeter)
    connection.set_schema_to_public()


def ask(server, question, *values):
    return sorted(server.execute(question, values).fetchall(), key=repr)


def rows_of(server, schema):
    """Every row of every table, as text."""
    tables = ask(server, "SELECT tablename FROM pg_tables WHERE schemaname = %s", schema)
    every_row = sql.SQL("SELECT row::text FROM {} AS row")
    return {
        table: ask(server, every_row.format(sql.Identifier(schema, table))) for (table,) in tables
    }


def guards_of(server, schema):
    """Everything that watches over a schema's tables: walls, rights, owners, keys, triggers."""
    questions = {
        "walls": "SELECT tablename, policyname, permissive, roles, cmd, qual, with_check "
        "FROM pg_policies WHERE schemaname = %s",
        "rights": "SELECT relname, relkind, relrowsecurity, relforcerowsecurity, relacl::text, "
        "relowner::regrole::text FROM pg_class WHERE relnamespace = %s::regnamespace",
        "rights in the schema": "SELECT nspacl::text FROM pg_namespace WHERE nspname = %s",
        "keys": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
        "FROM pg_constraint WHERE connamespace = %s::regnamespace",
        "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = %s",
        "triggers": "SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger "
        "JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND relnamespace = %s::regnamespace",
        "functions": "SELECT pg_get_functiondef(oid), proacl::text FROM pg_proc "
        "WHERE pronamespace = %s::regnamespace AND prokind = 'f'",
    }
    return {what: ask(server, question, schema) for what, question in questions.items()}


def registered(server):
    return ask(
        server,
        "SELECT schema_name, name, domain, is_primary FROM registry_partnership AS partnership "
        "JOIN registry_hostname ON tenant_id = partnership.id",
    )


def all_of(address):
    """Everything that a restore must bring back, to compare."""
    with psycopg.connect(address) as server:
        return {
            "registry": registered(server),
            "rights to come": ask(
                server, "SELECT defaclrole::regrole::text, defaclacl::text FROM pg_default_acl"
            ),
            "guards of what is shared": guards_of(server, "public"),
            **{schema: rows_of(server, schema) for schema in ("york", "lincolnshire")},
            **{f"guards of {one}": guards_of(server, one) for one in ("york", "lincolnshire")},
        }


def york_is_gone(address):
    with psycopg.connect(address) as server:
        return rows_of(server, "york") == {} and len(registered(server)) == 1


def destroy_york(address):
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("DROP SCHEMA york CASCADE")
        server.execute("DELETE FROM registry_hostname WHERE domain = 'york.localhost'")
        server.execute("DELETE FROM registry_partnership WHERE schema_name = 'york'")


def changed(file, copy, **of_york):
    """Return a copy of a backup that says something else about York."""
    with archive.opened(file) as (manifest, tar):
        parts = [
            dataclasses.replace(part, **of_york) if part.schema == "york" else part
            for part in manifest.parts
        ]
        said = json.dumps(dataclasses.asdict(dataclasses.replace(manifest, parts=parts))).encode()
        with tarfile.open(copy, "w") as new:
            for member in tar.getmembers():
                content = tar.extractfile(member).read()
                content = said if member.name == archive.MANIFEST else content
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return copy


@pytest.fixture
def york(drill, tmp_path, keys):
    """A backup of York alone."""
    file = tmp_path / "york.tar"
    back_up(drill, file, partnership="york", keys=keys)
    return file


def test_a_partnership_that_was_destroyed_is_back_row_by_row_with_all_that_guards_it(drill, york):
    before = all_of(drill)
    assert any("Zoë" in row for (row,) in before["york"]["people_person"])
    assert before["guards of york"]["walls"]
    destroy_york(drill)
    assert york_is_gone(drill)

    restore(drill, york)

    assert all_of(drill) == before


def test_a_whole_database_is_back_in_an_empty_one_row_by_row(drill, tmp_path, keys):
    before = all_of(drill)
    back_up(drill, tmp_path / "all.tar", keys=keys)
    other = make_conninfo(drill, dbname=f"{DRILL}_other")
    with psycopg.connect(make_conninfo(drill, dbname="postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DRILL}_other WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DRILL}_other")
        try:
            restore(other, tmp_path / "all.tar")
            assert all_of(other) == before
            with psycopg.connect(other) as there, psycopg.connect(drill) as here:
                assert rows_of(there, "public") == rows_of(here, "public")
        finally:
            server.execute(f"DROP DATABASE {DRILL}_other WITH (FORCE)")


def test_one_partnership_can_be_brought_back_from_a_backup_of_all(drill, tmp_path, keys):
    before = all_of(drill)
    back_up(drill, tmp_path / "all.tar", keys=keys)
    destroy_york(drill)
    restore(drill, tmp_path / "all.tar", partnership="york")
    assert all_of(drill) == before


def test_what_is_there_is_replaced_only_if_somebody_says_so(drill, york, tmp_path, keys):
    before = all_of(drill)
    with psycopg.connect(drill) as server:
        server.execute("DELETE FROM york.frontdoor_headcount")
    since = all_of(drill)
    with pytest.raises(Trouble, match="There is already york in this database; --replace would"):
        restore(drill, york)
    assert all_of(drill) == since != before

    restore(drill, york, replace=True)
    assert all_of(drill) == before


def test_a_whole_database_is_replaced_only_if_somebody_says_so(drill, tmp_path, keys):
    before = all_of(drill)
    back_up(drill, tmp_path / "all.tar", keys=keys)
    destroy_york(drill)
    with pytest.raises(Trouble, match="There is already lincolnshire in this database"):
        restore(drill, tmp_path / "all.tar")
    assert york_is_gone(drill)

    restore(drill, tmp_path / "all.tar", replace=True)
    assert all_of(drill) == before


def test_a_restore_that_does_not_add_up_leaves_what_was_there(drill, york, tmp_path):
    before = all_of(drill)
    with archive.opened(york) as (manifest, _):
        rows = manifest.parts[0].rows
    wrong = changed(york, tmp_path / "x", rows={**rows, "york.people_person": 7_000})
    with pytest.raises(Trouble, match=r"york.people_person should have 7,000 rows, and has 4"):
        restore(drill, wrong, replace=True)
    assert all_of(drill) == before


def test_a_backup_that_was_damaged_on_the_way_is_refused(drill, york, tmp_path):
    before = all_of(drill)
    damaged = changed(york, tmp_path / "x", sha256="0" * 64)
    with pytest.raises(Trouble, match=r"is damaged .york.dump is not what was put in."):
        restore(drill, damaged, replace=True)
    cut_short = tmp_path / "cut"
    cut_short.write_bytes(york.read_bytes()[: york.stat().st_size * 2 // 3])
    with pytest.raises(Trouble, match="is damaged"):
        restore(drill, cut_short, replace=True)
    assert all_of(drill) == before


def test_what_is_no_backup_is_refused(drill, tmp_path):
    (tmp_path / "letter").write_text("Dear all,")
    for file, why in (("letter", "is not a backup made by Hearth"), ("none", "cannot be opened")):
        with pytest.raises(Trouble, match=why):
            restore(drill, tmp_path / file)


def test_a_backup_of_a_newer_hearth_is_refused(drill, york):
    with archive.opened(york) as (manifest, _):
        known = set(manifest.parts[0].migrations)
    restore(drill, york, replace=True, known=known)
    before = all_of(drill)
    with pytest.raises(Trouble, match=r"newer Hearth .it has people.0001_initial.: update this"):
        restore(drill, york, replace=True, known=known - {"people.0001_initial"})
    assert all_of(drill) == before


def test_an_address_that_is_anothers_by_now_is_not_taken_from_them(drill, york):
    before = all_of(drill)
    destroy_york(drill)
    with psycopg.connect(drill, autocommit=True) as server:
        server.execute("UPDATE registry_hostname SET domain = 'york.localhost'")
    with pytest.raises(Trouble, match=r"another partnership has the address york.localhost"):
        restore(drill, york)
    assert york_is_gone(drill)
    with psycopg.connect(drill, autocommit=True) as server:
        server.execute("UPDATE registry_hostname SET domain = 'lincolnshire.localhost'")
    restore(drill, york)
    assert all_of(drill) == before


def test_the_demonstration_is_not_restored_among_real_partnerships(drill, york):
    write_down(drill, Nature.DEMONSTRATION)
    assert nature_of(drill) == Nature.DEMONSTRATION
    with pytest.raises(Trouble, match="may not be mixed"):
        restore(drill, york, replace=True)
    write_down(drill, "")
    assert nature_of(drill) == Nature.REAL
    restore(drill, york, replace=True)


def test_the_keys_are_not_in_a_backup_and_missing_or_wrong_ones_are_said(drill, york, keys):
    ring = keys / "york.json"
    secret = json.loads(ring.read_text())[0]
    assert secret.encode() not in york.read_bytes()
    with archive.opened(york) as (manifest, _):
        parts = manifest.parts
    assert parts[0].keys == fingerprint(ring)

    assert warnings_about_keys(parts, keys) == []
    (missing,) = warnings_about_keys(parts, keys / "nowhere")
    assert "The keys of york are missing" in missing
    other = keys / "other"
    other.mkdir()
    (other / "york.json").write_text(json.dumps(["cd" * 32]))
    (wrong,) = warnings_about_keys(parts, other)
    assert "are not those that york was sealed with" in wrong
    (other / "york.json").write_text(json.dumps([secret, "cd" * 32]))  # a key was added since
    assert warnings_about_keys(parts, other) == []


def test_a_backup_is_for_its_owners_eyes_and_never_written_over(drill, york, keys):
    assert stat.S_IMODE(york.stat().st_mode) == 0o600
    before = york.read_bytes()
    with pytest.raises(Trouble, match="There is already a file"):
        back_up(drill, york, keys=keys)
    assert york.read_bytes() == before
    assert [path.name for path in york.parent.iterdir()] == ["york.tar"]


def test_a_partnership_that_is_not_there_cannot_be_backed_up_or_restored(drill, york, keys):
    with pytest.raises(Trouble, match="no partnership narnia; there is lincolnshire, york"):
        back_up(drill, york.with_name("narnia.tar"), partnership="narnia", keys=keys)
    with pytest.raises(Trouble, match="does not hold lincolnshire; it holds york"):
        restore(drill, york, partnership="lincolnshire")


def test_only_half_a_demonstration_is_ever_thrown_away(drill, tmp_path, keys):
    back_up(drill, tmp_path / "all.tar", keys=keys)
    before = all_of(drill)
    for nature in ("", Nature.DEMONSTRATION):
        write_down(drill, nature)
        throw_away(drill)
        assert all_of(drill) == before

    write_down(drill, Nature.LOADING)
    throw_away(drill)
    with psycopg.connect(drill) as server:
        assert registered(server) == []
        assert rows_of(server, "york") == rows_of(server, "lincolnshire") == {}

    restore(drill, tmp_path / "all.tar")
    assert all_of(drill) == before


def throw_away(address):
    """As a start does, in a process of its own."""
    code = (
        "import django; django.setup(); from hearth.config import prepare; "
        "prepare.throw_away_half_a_demonstration()"
    )
    settings = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "hearth.config.settings"}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=os.environ | settings)
