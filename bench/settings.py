"""Hearth's own settings, with one empty page beside it to measure against."""

from hearth.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
