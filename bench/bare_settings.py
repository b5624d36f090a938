"""The same server and framework with no middleware at all: the floor to measure against."""

from bench.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare_urls"
MIDDLEWARE: list[str] = []
