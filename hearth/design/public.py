"""The frame of every page of the public's: the ways from it, help now, and a way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hearth.design.jinja import url
from hearth.design.languages import say as _


@dataclass(frozen=True)
class Way:
    """One of the ways from every page of the public's."""

    words: str
    href: str
    here: bool
    icon: str


def ways(path: str) -> list[Way]:
    """Return the five ways beside "now", which has a bar of its own."""
    named = [
        (_("Find a hub"), "virtualhub:hubs", "hub"),
        (_("What’s on"), "virtualhub:whats_on", "calendar"),
        (_("Find support"), "virtualhub:find", "search"),
        (_("Help someone else"), "virtualhub:someone_else", "companion"),
        (_("Looking after myself"), "virtualhub:myself", "heart"),
    ]
    return [
        Way(words, href, path.startswith(href), icon)
        for words, href, icon in ((words, url(name), icon) for words, name, icon in named)
    ]


def draw(
    request: HttpRequest, template: str, page: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Draw a template that extends virtualhub/public.jinja, which needs what is said here."""
    around = {
        "ways": ways(request.path),
        "exit_address": settings.QUICK_EXIT,
        "here": request.path,
    }
    return render(request, template, {**around, **(page or {})}, status=status)
