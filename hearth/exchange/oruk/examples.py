"""Questions that the page about the public way out shows. Each is asked by a test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Example:
    words: StrOrPromise
    asked: str
    """What stands after /oruk/v3/."""


NEAR = "services?postcode={postcode}&proximity=5000&day={day}"

EXAMPLES = [
    Example(_("Everything there is, a page at a time"), "services?page=1&per_page=50"),
    Example(_("Everything with all its parts, 500 at a time"), "services?format=ndjson&full=true"),
    Example(_("What is on near a postcode on one day of the week"), NEAR),
    Example(_("What is there in the evening"), "services?start_time=17:00"),
    Example(_("What is only for people of 16 or under"), "services?maximum_age=16"),
    Example(_("What speaks of debt"), "services?search=debt"),
    Example(_("Where things are"), "service_at_locations?per_page=50"),
    Example(_("What has changed since a day"), "services?modified_after=2026-01-01"),
    Example(_("Just enough to keep a copy by"), "services?minimal=true&per_page=500"),
    Example(_("Who offers it"), "organizations"),
    Example(_("The words that it is sorted by"), "taxonomy_terms?per_page=200"),
]  # fmt: skip


def examples(somewhere: tuple[str, str] | None) -> list[Example]:
    """
    Return the questions, the one of a place as these partners can answer it.

    :param somewhere: a postcode of theirs, and a day on which something is there
    """
    if somewhere is None:
        return [each for each in EXAMPLES if each.asked != NEAR]
    postcode, day = somewhere
    near = NEAR.format(postcode=postcode.replace(" ", "+"), day=day)
    return [replace(each, asked=near) if each.asked == NEAR else each for each in EXAMPLES]
