"""
The worker that does jobs: mail to send, things to seal, whatever was put off until later.

    python -m hearth.config.jobs

The same as `hearth procrastinate worker`, without its announcements.
"""

import os
from typing import cast

import django

FINISH_WITHIN = 8.0  # seconds for the jobs in hand, once asked to stop


def main() -> None:
    """Do jobs as they come, until asked to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.config.settings")
    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with app.replace_connector(connector) as worker:
        worker.run_worker(shutdown_graceful_timeout=FINISH_WITHIN)


if __name__ == "__main__":
    main()
