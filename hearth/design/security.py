"""What a page may load, and from where: only from us, and nothing inline."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def policy(tiles: str = "") -> str:
    """
    Return the content security policy.

    :param tiles: HEARTH_TILES: where a hub has chosen to have the ground of its maps from
    """
    images = f"img-src 'self' {_host_of(tiles)}".strip()
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            images,
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def _host_of(address: str) -> str:
    """Return the scheme and host of an address; nothing for one on our own host."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


POLICY = policy(settings.HEARTH_TILES)

# A hub's page has no use for these, so nothing that slips into a page may ask for them either.
UNUSED = [
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
]


def permissions_policy(*, may_ask: frozenset[str] | set[str] = frozenset()) -> str:
    """Return the header that says what a page may ask its browser for: nothing but this."""
    return ", ".join(f"{use}=({'self' if use in may_ask else ''})" for use in UNUSED)


HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": permissions_policy(),
    "Referrer-Policy": "same-origin",  # an address may name a record: tell nobody else
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """
    Send these headers with every response, static files too. It must come first.

    A view that has said one of them itself had its reasons.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)  # a page may say more, such as no-referrer
        return response

    return middleware
