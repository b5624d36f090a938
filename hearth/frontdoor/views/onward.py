"""Where a worker goes on to after an act, and what they are told if it was refused."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest

NEXT = "next"


def next_page(request: WorkerRequest, *, or_else: str = "") -> str:
    """Return the address that the form asked to go on to, if it is one of ours."""
    asked = request.POST.get(NEXT, "") or request.GET.get(NEXT, "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else or_else or reverse("desk:today")


def act(
    request: WorkerRequest, do: Callable[[], object], *, says: str = "", or_else: str = ""
) -> HttpResponse:
    """Take one act and go on; a refusal is told on the next page, in its own words."""
    try:
        do()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        if says:
            messages.success(request, says)
    return redirect(next_page(request, or_else=or_else))
