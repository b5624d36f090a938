"""
Which page says that something is wrong: the workers' own, or the public's.

Whoever is not signed in meets the public's, with the same help as all of its pages. A program that
asks Open Referral UK is told in a sentence.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hearth.design import errors
from hearth.design.public import LEAVE, gone, wrong
from hearth.directory.national import FIRST
from hearth.exchange.oruk import manners
from hearth.foundation.http import typed_words
from hearth.people.own_view import draw_own, left_behind


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


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    Answer a form without the token that shows it is ours: mostly they were signed out.

    On somebody's own pages with who answers now, and what they typed, so that neither is lost.
    """
    there = request.resolver_match
    if there and there.app_name == "myhub" and _is_for_everybody(request):
        page = {"lines": FIRST, "typed": typed_words(request), "there": request.path}
        return left_behind(draw_own(request, "myhub/too_old.jinja", page, status=403))
    return errors.page_too_old(request, reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for a page that is not there."""
    if manners.is_for_programs(request):
        return manners.nothing_at_this_address(request)
    if _is_the_public(request):
        return wrong(request, status=404)
    return errors.not_found(request, exception)


def fault(request: HttpRequest) -> HttpResponse:
    """
    Answer when our own code failed. Who it was is not asked: the database may be what failed.

    Whoever leaves is led away all the same. A page for everybody, or of somebody's own, has the
    help and the way out of the public's.
    """
    if request.path == LEAVE:
        return gone()
    if _is_for_everybody(request):
        return errors.public_fault(request)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return errors.fault(request)
    return errors.public_fault(request)


def _is_the_public(request: HttpRequest) -> bool:
    """Test if this is no worker's request. A session is read only where there may be one."""
    if not hasattr(request, "user"):  # it came to no partnership's address
        return False
    if _is_for_everybody(request):
        return True
    return settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated


def _is_for_everybody(request: HttpRequest) -> bool:
    """Test if no worker need have signed in for this page: the public's, and somebody's own."""
    there = request.resolver_match
    return there is not None and not getattr(there.func, "login_required", True)
