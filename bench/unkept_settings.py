"""Hearth's own settings, but every page of the public's is drawn anew each time it is asked for."""

from bench.settings import *  # noqa: F403

PUBLIC_KEPT_FOR = 0
