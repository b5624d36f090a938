"""The one page that is there at any address that is no partnership's own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from hearth.registry import queries


def chooser(request: HttpRequest) -> HttpResponse:
    """
    Offer the partnerships there are, in demonstration mode; elsewhere say that nobody is here.

    It answers before sessions are read: the shared schema has none.
    """
    if not settings.DEMONSTRATION:
        return render(request, "registry/nobody_here.jinja", status=404)
    addresses = queries.addresses()
    if request.method == "POST" and request.path == "/choose/":
        chosen = request.POST.get("partnership", "")
        if any(chosen == address.schema for address in addresses):
            response = HttpResponseRedirect("/demo/")
            response.set_cookie(
                "hearth-partnership", chosen, httponly=True, samesite="Lax", max_age=86_400 * 30
            )
            return response
    page = {"addresses": addresses, "port": request.META["SERVER_PORT"]}
    return render(request, "registry/chooser.jinja", page)
