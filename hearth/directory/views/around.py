"""Small things that the directory's pages share."""

from django.contrib import messages

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest


def page_number(request: WorkerRequest) -> int:
    """Return which page of a list is asked for; the first, if that makes no sense."""
    typed = request.GET.get("page", "")
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1


def tell_refusal(request: WorkerRequest, refusal: Refused) -> None:
    """Say on the next page why something was not done."""
    messages.error(request, str(refusal))
