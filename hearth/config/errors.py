"""
Which page says that something is wrong: the workers' own, or the public's.

Whoever is not signed in meets the public's, with the same help as all of its pages. A program that
asks Open Referral UK is told in a sentence.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hearth.design import errors
from hearth.design.public import wrong
from hearth.exchange.oruk import manners


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense."""
    if _is_the_public(request):
        return wrong(request, status=400)
    return errors.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer someone to whom a page does not open."""
    if _is_the_public(request):
        return wrong(request, status=403)
    return errors.forbidden(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for a page that is not there."""
    if manners.is_for_programs(request):
        return manners.nothing_at_this_address(request)
    if _is_the_public(request):
        return wrong(request, status=404)
    return errors.not_found(request, exception)


def fault(request: HttpRequest) -> HttpResponse:
    """Answer when our own code failed. Who it was is not asked: the database may be what failed."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return errors.fault(request)
    return errors.public_fault(request)


def _is_the_public(request: HttpRequest) -> bool:
    """Test if this is no worker's request. A session is read only where there may be one."""
    if not hasattr(request, "user"):  # it came to no partnership's address
        return False
    if request.resolver_match and not getattr(request.resolver_match.func, "login_required", True):
        return True
    return settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated
