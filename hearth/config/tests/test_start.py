"""Hearth is started for real, without the demonstration, and put away again."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest

from hearth.config.environment import ROOT

WITHIN = 60  # seconds, so that what hangs is a failure


@pytest.fixture(scope="module")
def surroundings(open_folder):
    """An environment with a folder, a port and keys of its own."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    ours = {
        "HEARTH_HOME": str(open_folder / "home"),
        "HEARTH_PORT": str(port),
        "HEARTH_KEYS": str(open_folder / "keys"),
    }
    unwanted = {"DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "HEARTH_DEMO", "HEARTH_PG_BIN"}
    return {name: value for name, value in os.environ.items() if name not in unwanted} | ours


@contextmanager
def start(surroundings, **more):
    """Start Hearth, and leave it neither running nor waited for, whatever a test finds."""
    command = [sys.executable, "-m", "hearth.config.start"]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env=surroundings | more, text=True, **pipes) as hearth:
        try:
            yield hearth
        finally:
            hearth.terminate()


def until_open(hearth):
    """Return what it said until it was open, the addresses included."""
    said = ""
    for line in hearth.stdout:
        said += line
        if "Ctrl-C stops it" in line:
            return said
    pytest.fail(f"It did not start: {said}{hearth.stderr.read()}")


def hearth_command(surroundings, *arguments):
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import hearth.config.cli as c; c.main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )


@pytest.fixture(scope="module")
def first(surroundings):
    """Hearth, started for the first time, for real."""
    with start(surroundings, HEARTH_DEMO="0") as hearth:
        yield hearth, until_open(hearth)


@pytest.fixture(scope="module")
def our_town(first, surroundings):
    """A partnership, opened by command while Hearth runs."""
    made = hearth_command(
        surroundings,
        *("partnership", "create", "--name", "Our town", "--schema", "town"),
        *("--hostname", "town.localhost"),
    )
    assert made.returncode == 0, made.stderr


@pytest.fixture(scope="module")
def port(surroundings):
    return surroundings["HEARTH_PORT"]


def test_the_first_start_opens_and_says_how_to_begin(first, port):
    _, said = first
    assert "Making the shared tables" in said
    assert "hearth partnership create" in said
    assert "Take care: without HEARTH_HTTPS=1" in said
    assert "/demo/" not in said
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
        assert answer.status == 200


def test_a_second_start_beside_it_is_told_where_the_first_is(first, surroundings, port):
    with start(surroundings) as second:
        _, complaint = second.communicate(timeout=WITHIN)
    assert second.returncode == 1
    assert len(complaint.splitlines()) == 1
    assert f"already running from {surroundings['HEARTH_HOME']} at http://localhost:{port}" in (
        complaint
    )


def test_commands_run_beside_it_and_answer_in_json_alone(our_town, surroundings):
    pages = hearth_command(surroundings, "pages", "--json")
    assert pages.returncode == 0, pages.stderr
    assert json.loads(pages.stdout)


def test_a_command_that_does_not_exist_is_said_in_a_sentence(first, surroundings):
    done = hearth_command(surroundings, "abracadabra")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "There is no command “abracadabra”: hearth --help lists what there is."
    ]


def test_asked_to_stop_it_stops_all_and_says_nothing(first, surroundings, port):
    hearth, _ = first
    hearth.send_signal(signal.SIGTERM)
    _, complaint = hearth.communicate(timeout=WITHIN)
    assert (hearth.returncode, complaint) == (0, "")
    with socket.socket() as door:
        assert door.connect_ex(("127.0.0.1", int(port))) != 0
    assert not os.path.exists(f"{surroundings['HEARTH_HOME']}/data/postmaster.pid")


def test_what_is_real_is_not_started_as_a_demonstration(our_town, surroundings):
    with start(surroundings, HEARTH_DEMO="1") as hearth:
        _, complaint = hearth.communicate(timeout=WITHIN)
    assert hearth.returncode == 1
    assert complaint.startswith("This database holds real partnerships")
    assert len(complaint.splitlines()) == 1


def test_a_second_start_finds_all_as_it_was_and_ends_with_its_database(our_town, surroundings):
    over_https = {"HEARTH_HTTPS": "1", "ALLOWED_HOSTS": "127.0.0.1,town.example.org"}
    with start(surroundings, **over_https) as hearth:
        said = until_open(hearth)
        assert "Take care" not in said
        assert "Making" not in said
        assert "Collecting" not in said
        assert "Our town" in said
        with open(f"{surroundings['HEARTH_HOME']}/data/postmaster.pid") as file:
            os.kill(int(file.readline()), signal.SIGKILL)
        _, complaint = hearth.communicate(timeout=WITHIN)
    assert hearth.returncode == 1
    assert complaint.splitlines()[-1].startswith("The database ended by itself")


def test_keys_are_rotated_by_the_command_that_the_help_names(surroundings):
    done = hearth_command(surroundings, "rotate-keys")
    assert done.returncode == 0, done.stderr
    assert "values sealed with a new key; 0 left" in done.stdout


def test_help_lists_commands_without_a_database(surroundings):
    done = hearth_command(surroundings, "--help")
    assert done.returncode == 0, done.stderr
    for name in ("backup", "restore", "partnership", "worker", "demo", "pages", "serve", "migrate"):
        assert f"\n  {name} " in done.stdout
    assert "\n  rotate-keys " in done.stdout


def test_it_says_how_to_get_into_the_demonstration_before_there_are_any_settings(surroundings):
    """The starter has no settings of Django's: what it imports of the demonstration needs none."""
    command = [
        sys.executable, "-c",
        "from hearth.config.start import how_to_get_in; print(*how_to_get_in())",
    ]  # fmt: skip
    bare = {name: value for name, value in surroundings.items() if "DJANGO" not in name}

    said = subprocess.run(command, cwd=ROOT, env=bare, text=True, capture_output=True, check=False)

    assert "one click signs you in" in said.stdout, said.stderr
