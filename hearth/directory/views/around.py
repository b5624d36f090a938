"""Small things that the directory's pages share."""

from django.contrib import messages

from hearth.directory.models import Service
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest


def page_number(request: WorkerRequest) -> int:
    """Return which page of a list is asked for; the first, if that makes no sense."""
    typed = request.GET.get("page", "")
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1


def tell_refusal(request: WorkerRequest, refusal: Refused) -> None:
    """Say on the next page why something was not done."""
    messages.error(request, str(refusal))


def tell_if_secret(request: WorkerRequest, service: Service, *, was_secret: bool) -> None:
    """Say on the next page that where an entry is became a secret, if it did."""
    service.refresh_from_db(fields=["place_is_secret"])
    if service.place_is_secret and not was_secret:
        messages.warning(
            request,
            "Where it is, is kept secret from now on, as it may be a refuge. If anybody may know, "
            "say so under “Who keeps it, and who sees it”",
        )
