"""
The workers that do jobs: mail to send, things to seal, whatever was put off until later.

    python -m hearth.config.jobs --at-once     what cannot wait behind anything long
    python -m hearth.config.jobs --the-rest    all else
    python -m hearth.config.jobs               both, one after the other

The same as `hearth procrastinate worker`, without its announcements. What is done is not kept: a
job carries ids and times, and some a keyed hash of an address. What failed goes after a while (see
registry/jobs.py).
"""

import os
import sys
from collections.abc import Collection
from typing import Any, cast

import django

WERE = {"letterbox"}
"""Queues of an older version: what was put off before a newer one came is still done."""
FINISH_WITHIN = 8.0  # seconds for the jobs in hand, once asked to stop


def main(asked: Collection[str]) -> None:
    """Do jobs as they come, until asked to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.config.settings")
    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with app.replace_connector(connector) as worker:
        worker.run_worker(shutdown_graceful_timeout=FINISH_WITHIN, **how(asked))


def how(asked: Collection[str]) -> dict[str, Any]:
    """Return which queues a worker looks after, each of them looked after by one alone."""
    from procrastinate.contrib.django import app

    from hearth.foundation.queues import AT_ONCE

    queues = {task.queue for task in app.tasks.values()} | WERE
    if "--at-once" in asked:
        queues &= {AT_ONCE}
    elif "--the-rest" in asked:
        queues -= {AT_ONCE}
    return {"queues": sorted(queues), "delete_jobs": "successful"}


if __name__ == "__main__":
    main(sys.argv[1:])
