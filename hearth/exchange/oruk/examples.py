"""Questions that the page about the public way out shows. Each is asked by a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Example:
    words: StrOrPromise
    asked: str
    """What stands after /oruk/v3/."""


EXAMPLES = [
    Example(_("Everything there is, a page at a time"), "services?page=1&per_page=50"),
    Example(_("Everything, with all its parts"), "services?format=ndjson&full=true"),
    Example(_("What is on near a postcode on Sundays"),
            "services?postcode=YO24+4AB&proximity=5000&day=SU"),
    Example(_("What is there in the evening"), "services?start_time=17:00"),
    Example(_("For somebody of 16 or under"), "services?maximum_age=16"),
    Example(_("What speaks of debt"), "services?search=debt"),
    Example(_("Where things are"), "service_at_locations?per_page=50"),
    Example(_("What has changed since a day"), "services?modified_after=2026-01-01"),
    Example(_("Just enough to keep a copy by"), "services?minimal=true&per_page=500"),
    Example(_("Who offers it"), "organizations"),
    Example(_("The words that it is sorted by"), "taxonomy_terms?per_page=200"),
]  # fmt: skip
