"""Who fills the lake, who reads what it is filled from, and where it may lie."""

import json

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from hearth.foundation.acting import acting_as
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.lake import publishing
from hearth.lake.jobs import one_night
from hearth.lake.models import Mark
from hearth.lake.star import TABLES
from hearth.lake.store import LakeRefused, read_manifest
from hearth.lake.tests.reading import rows_in
from hearth.lake.tests.town import ago, came
from hearth.lake.volume import NotEncrypted
from hearth.places.timer import OnATimer


def asked_as(user, name, *, partnership="apart"):
    """Ask for a fact as somebody, in a transaction of theirs."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.cursor.execute("SET LOCAL ROLE hearth_web")
        cursor.cursor.execute(f"SET LOCAL app.partnership = '{partnership}'")
        cursor.cursor.execute(f"""SET LOCAL app."user" = '{user}'""")
        cursor.cursor.execute(f"SELECT * FROM lake_{name}('2020-01-01', '2030-01-01')")  # noqa: S608
        return cursor.cursor.fetchall()


READ = sorted(set(TABLES) - {"days", "openings"})


class TestWhoReads:
    @pytest.mark.parametrize("name", READ)
    def test_only_hearth_itself_reads_a_fact(self, town, name):
        assert asked_as(OnATimer.id, name)
        with pytest.raises(InsufficientPrivilege, match="Hearth itself alone"):
            asked_as(town.worker.id, name)

    @pytest.mark.parametrize("name", READ)
    def test_and_only_in_its_own_partnership(self, town, name):
        with pytest.raises(InsufficientPrivilege, match="Hearth itself alone"):
            asked_as(OnATimer.id, name, partnership="york")


@pytest.fixture
def _as_the_web(town):
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE hearth_web")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("_as_the_web")
class TestAsTheWeb:
    def test_a_late_visit_leaves_a_mark(self, town):
        with acting_as(town.worker):
            came(town, None, town.acomb, ago(200))

        assert [mark.month for mark in Mark.objects.all()] == [ago(200).replace(day=1)]

    def test_the_night_fills_the_lake(self, town, lake):
        with acting_as(town.worker):
            came_before = came(town, None, town.acomb, ago(200))
        one_night(schema="apart")
        again = publishing.publish(by=OnATimer(), folder=lake)

        assert came_before.arrived_on in {row["day"] for row in rows_in(lake, "visits")}
        assert len(rows_in(lake, "contacts")) > 5
        assert not again.whole
        assert Mark.objects.count() == 0


class TestByHandAndByNight:
    def test_the_command_says_what_it_did(self, town, lake, capsys):
        call_command("lake", "publish", partnership="apart")
        call_command("lake", "check", partnership="apart")

        said = capsys.readouterr().out
        assert "apart: read everything" in said
        assert "all of it is invented" in said

    def test_the_night_fills_it(self, town, lake):
        one_night(schema="apart")

        assert read_manifest(lake, "apart").parts

    def test_outside_the_demonstration_it_lies_on_an_encrypted_volume(
        self, town, lake, fill, settings, monkeypatch
    ):
        settings.DEMONSTRATION = False
        settings.HEARTH_LAKE_ENCRYPTED_BY = ""
        monkeypatch.setattr("hearth.lake.volume._device_encrypts", lambda device: False)
        with pytest.raises(NotEncrypted, match="not on an encrypted volume"):
            fill()
        assert not list(lake.rglob("*.parquet"))
        settings.HEARTH_LAKE_ENCRYPTED_BY = "the provider’s disks, seen by Ama on 3 March"
        fill()

        assert "seen by Ama" in json.loads((lake / "apart.json").read_text())["encrypted_by"]

    def test_people_are_not_put_where_the_invented_are(self, town, lake, fill, settings):
        fill()
        settings.DEMONSTRATION = False
        settings.HEARTH_LAKE_ENCRYPTED_BY = "the provider’s disks"

        with pytest.raises(LakeRefused, match="invented"):
            fill()


def test_a_visit_at_the_door_leaves_no_mark(hub, greeter, jo):
    VisitFactory(site=hub, person=jo, welcomed_by=greeter)

    assert Mark.objects.count() == 0


def test_the_web_leaves_no_mark_by_itself(db):
    with pytest.raises(ProgrammingError, match="denied"):
        Mark.objects.create(month=ago(0))
