"""Two acts at the same moment, each over a connection of its own."""

import threading

from django.db import connection

from hearth.directory.migrations._advice import lay as lay_advice
from hearth.directory.models import AdvicePage
from hearth.foundation.acting import acting_as

PATIENCE = 20  # seconds, after which a test that hangs fails instead
LOOKS = 20_000

WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"


def in_york():
    connection.set_schema("york")


def sweep_up():
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE places_organisation, foundation_accessline, foundation_auditline,"
            " foundation_told, people_findable, people_spelling CASCADE"
        )
    lay_advice(AdvicePage)  # it names who wrote it, and so went with the workers
    connection.close()


def at_once(first, second, then=None):
    """
    Do the second act while the first is done but not yet committed, and return what came of both.

    Each is a worker and what they do. It only lets the first commit once the
    database says that the second waits for it; before that, the first goes on with `then`.
    """
    done, may_commit = threading.Event(), threading.Event()
    came_of = {}

    def run(name, worker, act):
        try:
            connection.set_schema("york")
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE hearth_web")
            with acting_as(worker):
                came_of[name] = act()
                if name == "first":
                    done.set()
                    assert may_commit.wait(PATIENCE)
                    came_of[name] = then() if then else came_of[name]
        except Exception as failure:
            came_of[name] = failure
        finally:
            done.set()
            connection.close()

    threads = [threading.Thread(target=run, args=("first", *first), daemon=True)]
    threads[0].start()
    assert done.wait(PATIENCE)
    threads.append(threading.Thread(target=run, args=("second", *second), daemon=True))
    threads[1].start()
    waited = False
    with connection.cursor() as cursor:
        for _ in range(LOOKS):
            cursor.execute(WAITING)
            if waited := cursor.fetchone()[0]:
                break
            if not threads[1].is_alive():
                break
    may_commit.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert waited, f"The second did not wait for the first: {came_of}"
    return came_of["first"], came_of["second"]
