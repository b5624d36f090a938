"""How somebody comes in to their own pages, and goes out, leaving nothing behind."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.accounts.middleware import on_own_pages
from hearth.accounts.models import User
from hearth.design.public import EVERYTHING, gone
from hearth.foundation.crowding import Counter
from hearth.foundation.errors import Refused
from hearth.myhub import passkeys
from hearth.myhub.forms.typed import AddressForm, CodeForm, PaperForm
from hearth.outgoing.actions import ask_for_own_link, pretended_own_link
from hearth.people.actions import end_own_link, enter_own_pages
from hearth.people.models import OwnKey
from hearth.people.own_pages import asks_for_code, key_of, key_that_opens
from hearth.people.own_view import come_in, draw_own, own_page_for_nobody

A_QUARTER = 15 * 60  # seconds
tries = Counter(limit=40, seconds=A_QUARTER)
"""From one address, all ways to sign in together. Many people sit behind a library's router."""

wrong_codes = Counter(limit=4, seconds=A_QUARTER)
"""Of the code at the hub, by link: the fifth that is wrong is the last."""

TOO_MANY_CODES = "That was wrong five times. Ask the worker to write down the address again"
ALL_BUT_COOKIES = '"cache", "storage"'
NO_MORE = "That does not open anything. It may be over, or used. Ask for a new one"
TOO_MUCH = "There were many tries from here. Wait 15 minutes, or ask at a hub"


@own_page_for_nobody
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a link. Whoever asks hears the same, whether or not anybody's pages open by it."""
    form = AddressForm(request.POST or None)
    sent, pretended = False, ""
    if request.method == "POST" and form.is_valid():
        if tries.asks_too_much(request):
            form.add_error(None, TOO_MUCH)
        else:
            address, sent = form.cleaned_data["address"], True
            path = pretended_own_link(address=address, now=timezone.now())
            pretended = request.build_absolute_uri(path) if path else ""
            if not pretended:
                ask_for_own_link(address=address)
    page = {"form": form, "paper": PaperForm(), "sent": sent, "pretended": pretended}
    return draw_own(request, "myhub/sign_in.jinja", page)


@own_page_for_nobody
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, own_token: str) -> HttpResponse:
    """
    Come in by a link: it is used up by a button, since whatever reads mail opens links in it.

    The first link to an address asks for the code that the worker says at the hub: whoever gets it
    by a slip of a letter opens nothing.
    """
    key, kinds, now = key_of(OwnKey.Kind.LINK, own_token), (OwnKey.Kind.LINK,), timezone.now()
    trouble = TOO_MUCH if tries.asks_too_much(request) else ""
    link = None if trouble else key_that_opens(key, *kinds, now=now)
    form = CodeForm(request.POST or None) if link and asks_for_code(link) else None
    if request.method == "POST" and link and (form is None or form.is_valid()):
        try:
            code = form.cleaned_data["code"] if form else ""
            if entered := enter_own_pages(key=key, kinds=kinds, now=now, code=code):
                return come_in(request, entered, OwnKey.Kind.LINK)
            link = None
        except Refused as refusal:
            assert form
            assert link
            form.add_error("code", str(refusal))
            if wrong_codes.one_more(key.hex()):
                end_own_link(link=link, now=now)
                trouble = TOO_MANY_CODES
    if link is None:
        trouble = trouble or NO_MORE
    page = {"trouble": trouble, "form": form}
    return draw_own(request, "myhub/enter.jinja", page, status=403 if trouble else 200)


@own_page_for_nobody
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest) -> HttpResponse:
    """Come in by a code on paper, which opens little."""
    form = PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if tries.asks_too_much(request):
            form.add_error(None, TOO_MUCH)
        else:
            key = key_of(OwnKey.Kind.PAPER, form.cleaned_data["code"])
            kinds = (OwnKey.Kind.PAPER,)
            if entered := enter_own_pages(key=key, kinds=kinds, now=timezone.now()):
                return come_in(request, entered, OwnKey.Kind.PAPER)
            form.add_error("code", NO_MORE)
    return draw_own(request, "myhub/paper.jinja", {"form": form})


@own_page_for_nobody
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Come in by a passkey. It needs a script; the other ways do not."""
    trouble = ""
    if request.method == "POST":
        trouble = TOO_MUCH if tries.asks_too_much(request) else NO_MORE
        if trouble == NO_MORE and (entered := _by_passkey(request)):
            return come_in(request, entered, OwnKey.Kind.PASSKEY)
    page = {"asked": passkeys.ask_to_show(request), "trouble": trouble}
    return draw_own(request, "myhub/passkey.jinja", page, status=403 if trouble else 200)


@own_page_for_nobody
@require_safe
def still_there(request: HttpRequest) -> HttpResponse:
    """Ask whoever has done nothing for a while, and show nothing of them meanwhile."""
    response = draw_own(request, "myhub/still_there.jinja")
    response["Refresh"] = "115;url=/me/out/"
    return response


@own_page_for_nobody
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """
    Sign out, and go at once to a page that nobody asks about. Each page for everybody leads here.

    A worker's cookie stays: their session is not this page's to end.
    """
    _out(request)
    return gone(forgets=ALL_BUT_COOKIES if request.user.is_authenticated else EVERYTHING)


@own_page_for_nobody
@require_http_methods(["GET", "HEAD", "POST"])
def out(request: HttpRequest) -> HttpResponse:
    """Sign out. By a link it does so too: it harms nobody."""
    _out(request)
    response = draw_own(request, "myhub/out.jinja")
    response["Clear-Site-Data"] = EVERYTHING
    return response


def _by_passkey(request: HttpRequest) -> User | None:
    answer, now = request.POST.get("answer", ""), timezone.now()
    key = key_of(OwnKey.Kind.PASSKEY, passkeys.id_shown(answer))
    found = key_that_opens(key, OwnKey.Kind.PASSKEY, now=now)
    count = passkeys.count_shown(request, answer, key=found) if found else None
    if count is None:
        return None
    return enter_own_pages(key=key, kinds=(OwnKey.Kind.PASSKEY,), now=now, sign_count=count)


def _out(request: HttpRequest) -> None:
    if on_own_pages(request):  # a worker's session is not this page's to end
        request.session.flush()
