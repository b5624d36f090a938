"""How anything under /oruk/v3/ answers: to any page of any site, in JSON, within bounds."""

import json
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from hearth.exchange.oruk.asked import BadRequest
from hearth.exchange.oruk.keeping import Said
from hearth.foundation.crowding import Counter

P = ParamSpec("P")
V3 = "oruk/v3/"
READS = "GET, HEAD, OPTIONS"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
}
PREFLIGHT = OPEN | {
    "Access-Control-Allow-Methods": READS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
    "Allow": READS,
}
calls = Counter(600, 60)
"""Ten a second: a page of 500 each time is far more than there is to read."""


class TooMuch(Exception):
    """Somebody asks for more than their share. Its message says what to do."""

    def __init__(self, words: str, *, seconds: int) -> None:
        super().__init__(words)
        self.seconds = seconds


def for_anybody(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Open a view to programs anywhere. What goes wrong is said in JSON, in one sentence."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def opened(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = args[0]
        assert isinstance(request, HttpRequest)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            return sentence(405, "This can only be read. Use GET.", {"Allow": READS})
        try:
            if calls.asks_too_much(request):
                raise TooMuch("You ask more than 600 times in a minute.", seconds=60)
            response = view(*args, **kwargs)
        except BadRequest as bad:
            return sentence(400, str(bad))
        except ObjectDoesNotExist:
            return sentence(404, "There is nothing here with that id.")
        except TooMuch as much:
            words = f"{much} Please wait {much.seconds} seconds, and ask again."
            return sentence(429, words, {"Retry-After": str(much.seconds)})
        for name, value in OPEN.items():
            response[name] = value
        return response

    return opened


def is_for_programs(request: HttpRequest) -> bool:
    """Test if an address is one that programs ask, whether there is anything at it or not."""
    return request.path_info.startswith(f"/{V3}")


def nothing_at_this_address(request: HttpRequest) -> HttpResponse:
    there_is = request.build_absolute_uri(f"/{V3}openapi.json")
    return sentence(404, f"There is nothing at this address. What there is: {there_is}")


def sentence(status: int, words: str, headers: dict[str, str] | None = None) -> HttpResponse:
    """Return what went wrong, in JSON."""
    return HttpResponse(
        written({"error": words}),
        status=status,
        content_type="application/json; charset=utf-8",
        headers=OPEN | {"Cache-Control": "no-store"} | (headers or {}),
    )


def written(said: Said) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
