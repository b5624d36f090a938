"""Where a worker goes on to after an act, and what they are told if it was refused."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

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


def saying(address: str, **said: object) -> str:
    """Return an address of ours with what its page is to speak of."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query)) | said
    return parts._replace(query=urlencode(query)).geturl()


def act(
    request: WorkerRequest,
    do: Callable[[], object],
    *,
    says: str = "",
    or_else: str = "",
    about: dict[str, object] | None = None,
) -> HttpResponse:
    """
    Take one act and go on; a refusal is told on the next page, in its own words.

    :param about: what the next page is to speak of, once the act is done
    """
    onward = next_page(request, or_else=or_else)
    try:
        do()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(urldefrag(onward).url)  # it is told at the top
    if says:
        messages.success(request, says)
    return redirect(saying(onward, **about) if about else onward)
