"""What serves stands and falls together, and leaves nothing behind."""

import os
import select
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from hearth.config import serve
from hearth.config.terminal import Stopped, Trouble

FOREVER = "import signal, sys; print(flush=True); signal.pause()"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + FOREVER
WITH_A_CHILD = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
with open(sys.argv[1], "w") as told:
    code = "import signal; print('born', flush=True); signal.pause()"
    subprocess.Popen([sys.executable, "-c", code], stdout=told)
signal.pause()
"""


def python(code, *arguments):
    return [sys.executable, "-c", code, *arguments]


def test_all_are_stopped_when_somebody_asks():
    with (
        pytest.raises(Stopped),
        serve.side_by_side({"one": python(FOREVER), "two": python(FOREVER)}, {}) as processes,
    ):
        raise Stopped
    assert [process.popen.poll() for process in processes] == [-15, -15]


def test_one_that_ends_by_itself_is_named_and_the_other_stopped():
    commands = {"web server": python(FOREVER), "job worker": python("import sys; sys.exit(3)")}
    with serve.side_by_side(commands, {}) as processes:
        processes[1].popen.wait()
        with pytest.raises(Trouble, match=r"job worker ended by itself [(]with code 3[)], so"):
            serve.check_all_run(processes)
    assert processes[0].popen.poll() is not None


def test_while_all_run_nothing_is_said():
    with serve.side_by_side({"one": python(FOREVER)}, {}) as processes:
        serve.check_all_run(processes)


def test_one_that_will_not_hear_is_made_to_stop(monkeypatch):
    monkeypatch.setattr(serve, "PATIENCE", 0.1)
    with serve.side_by_side({"deaf": python(DEAF)}, {}) as (deaf,):
        pass
    assert deaf.popen.poll() in {-9, -15}  # -15 if it was asked before it stopped listening


def test_a_child_of_one_that_is_made_to_stop_does_not_outlive_it(monkeypatch, tmp_path):
    monkeypatch.setattr(serve, "PATIENCE", 0.1)
    os.mkfifo(tmp_path / "fifo")
    command = python(WITH_A_CHILD, str(tmp_path / "fifo"))
    with serve.side_by_side({"parent": command}, {}), open(tmp_path / "fifo") as told:
        assert told.readline() == "born\n"
        still_open = os.dup(told.fileno())
    with os.fdopen(still_open) as told:
        assert select.select([told], [], [], 60)[0], "the child never let go of the pipe"
        assert told.read() == ""  # the end, which comes when nobody is left to write


@contextmanager
def answering(monkeypatch, *answers):
    """Serve these answers in turn, then the last for ever; yield the paths that were asked for."""
    asked = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            status, words = answers[min(len(asked), len(answers) - 1)]
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Location", "https://127.0.0.1/healthz")
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        monkeypatch.setenv("HEARTH_HOST", "127.0.0.1")
        monkeypatch.setenv("HEARTH_PORT", str(server.server_port))
        Thread(target=server.serve_forever, daemon=True).start()
        yield asked
        server.shutdown()


def test_only_an_answer_of_its_own_counts_as_ready(monkeypatch):
    not_yet = [(301, b""), (400, b"no such host"), (500, b"no database"), (200, b"<h1>Hello</h1>")]
    with answering(monkeypatch, *not_yet, (200, b"ok\n")) as asked:
        serve.wait_for_an_answer([])
    assert asked == ["/healthz"] * 5


def test_a_server_that_never_says_it_is_well_is_given_up(monkeypatch):
    monkeypatch.setattr(serve, "READY_WITHIN", 0.1)
    with answering(monkeypatch, (301, b"")), pytest.raises(Trouble, match="did not answer within"):
        serve.wait_for_an_answer([])


def test_what_serves_keeps_its_code_out_of_what_python_clears_up():
    code = (
        "import gc, sys, hearth.config.wsgi;"
        "print(gc.get_freeze_count() > 50_000, 'hearth.frontdoor.views.welcome' in sys.modules,"
        " len(gc.get_objects()) < 5_000)"
    )

    said = subprocess.run(python(code), capture_output=True, text=True, check=True).stdout

    assert said == "True True True\n"
