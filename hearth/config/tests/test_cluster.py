"""The database that Hearth brings: shared, put away, and whole again after being killed."""

import os
import signal

import psycopg
import pytest

from hearth.config.embedded import Cluster
from hearth.config.embedded.cluster import FORGETFUL, LONGEST_SOCKET_FOLDER, _own_memory
from hearth.config.kernel import memory
from hearth.config.terminal import Trouble


@pytest.fixture(scope="module")
def home(open_folder):
    """The folder of one database, made once for all these tests."""
    return open_folder / "home"


@pytest.fixture
def cluster(home):
    return Cluster(home, settings=FORGETFUL)


def answers(addresses):
    with psycopg.connect(addresses["DATABASE_URL"]) as server:
        return server.execute("SELECT current_user").fetchone()[0]


def runs(cluster):
    return (cluster.data / "postmaster.pid").exists()


def test_commands_that_overlap_share_the_server_and_the_last_puts_it_away(cluster, home):
    with cluster.running() as first:
        with Cluster(home, settings=FORGETFUL).running() as second:
            assert second == first
            assert answers(second) == "hearth_web"
        assert answers(first) == "hearth_web"
    assert not runs(cluster)


def test_what_was_written_down_is_there_after_the_server_was_killed(home):
    cluster = Cluster(home)  # as it is when it serves: it forgets nothing
    with cluster.running() as addresses:
        with psycopg.connect(addresses["DATABASE_OWNER_URL"], autocommit=True) as server:
            server.execute("CREATE TABLE kept AS SELECT 'still here' AS words")
        os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        with (
            Cluster(home).running() as again,
            psycopg.connect(again["DATABASE_OWNER_URL"]) as server,
        ):
            assert server.execute("SELECT words FROM kept").fetchone() == ("still here",)
    assert not runs(cluster)


def test_the_web_role_owns_nothing_and_may_not_become_the_owner(cluster):
    with cluster.running() as addresses, psycopg.connect(addresses["DATABASE_URL"]) as server:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), server.transaction():
            server.execute("CREATE TABLE mine ()")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), server.transaction():
            server.execute("SET ROLE hearth_owner")


def test_passwords_and_data_are_closed_to_everybody_else(cluster):
    with cluster.running():
        pass
    for folder in (cluster.data, cluster.secrets, cluster.socket, cluster.log.parent):
        assert folder.stat().st_mode & 0o077 == 0, folder
    for secret in cluster.secrets.iterdir():
        assert secret.stat().st_mode & 0o077 == 0, secret


def test_data_of_another_version_is_not_touched(cluster):
    with cluster.running():
        pass
    version = cluster.data / "PG_VERSION"
    before = version.read_text()
    version.write_text("9\n")
    with (
        pytest.raises(Trouble, match="was made by PostgreSQL 9, and the programs here are"),
        cluster.running(),
    ):
        pytest.fail("it ran")
    version.write_text(before)


def test_data_of_another_user_is_said_to_be(cluster, home):
    if os.geteuid():
        pytest.skip("Only root may give a folder away")
    with cluster.running():
        pass
    ours = cluster.data.stat().st_uid
    os.chown(cluster.data, 12345, 12345)
    with pytest.raises(Trouble, match="belongs to the user number 12345"):
        Cluster(home)
    os.chown(cluster.data, ours, ours)


def test_a_deep_folder_keeps_its_socket_in_a_short_one(open_folder):
    deep = open_folder / ("deep" * 20) / ("deeper" * 10)
    cluster = Cluster(deep)
    assert len(str(cluster.socket)) <= LONGEST_SOCKET_FOLDER
    assert cluster.home == deep
    cluster.socket.rmdir()


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(open_folder):
    (open_folder / "file").touch()
    with pytest.raises(Trouble, match=r"Hearth cannot write in .*HEARTH_HOME"):
        Cluster(open_folder / "file" / "home")


@pytest.mark.parametrize(
    ("gigabytes", "kept"), [(0.5, "128MB"), (4, "500MB"), (24, "1024MB"), (256, "1024MB")]
)
def test_the_server_keeps_an_eighth_of_the_memory(monkeypatch, gigabytes, kept):
    monkeypatch.setattr("hearth.config.embedded.cluster.memory", lambda: int(gigabytes * 1e9))

    assert _own_memory() == kept


@pytest.mark.parametrize(
    ("says", "share"), [("max\n", 1.0), ("", 1.0), (None, 1.0), ("half", 0.5), ("twice", 1.0)]
)
def test_memory_is_the_machines_or_the_containers(tmp_path, says, share):
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if says is not None:
        bytes_of = {"half": f"{machine // 2}\n", "twice": f"{machine * 2}\n"}
        (tmp_path / "memory.max").write_text(bytes_of.get(says, says))

    assert memory(tmp_path / "memory.max") == machine * share
