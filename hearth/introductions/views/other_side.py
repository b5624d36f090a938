"""
The page that a link to the other side opens. No account, no cookie, and nothing happens by reading.

Until a code is typed that came to an address of theirs, it shows the least. What the pages carry
from one to the next is in their forms; nothing is kept in a browser.
"""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from hearth.design.public import draw
from hearth.directory import crowding
from hearth.directory.queries.answering import LinkIs as EntryLinkIs
from hearth.directory.queries.answering import find_link
from hearth.directory.without_account import without_account
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.introductions import actions, queries
from hearth.introductions.actions.replying import ItIsOver, NotProven
from hearth.introductions.forms import CodeForm, FittedReplyForm, ReplyForm
from hearth.introductions.queries import Least, LinkIs, SharedPage
from hearth.outgoing.waiting import goes_nowhere

CARRIED = ("reply", "words", "on-day", "on-month", "on-year", "fitted", "line_id")
"""What was typed of an answer: the page that asks for a code anew brings it along."""
STATUS = {LinkIs.UNKNOWN: 404, LinkIs.ENDED: 410, LinkIs.NEWER: 410, LinkIs.OVER: 410}


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the least; send a code, take it, show what was shared, or take the answer."""
    least = queries.find_least(token)
    if least.state is LinkIs.UNKNOWN:
        entry = find_link(token, now=timezone.now())
        if entry.state is not EntryLinkIs.UNKNOWN:
            return redirect("answering:answer", token)
    if not least.opens:
        return over(request, least)
    does = request.POST.get("do", "") if request.method == "POST" else ""
    if does == "send":
        return _sent(request, token, least)
    if does == "code":
        return _proven(request, token, least)
    if does == "answer":
        return _answered(request, token, least)
    return _least(request, token, least, CodeForm())


def over(request: HttpRequest, least: Least) -> HttpResponse:
    """
    Say kindly that there is nothing here any more, or that we do not know the link.

    It names the hub that asked. Of a link that we do not know, such as one of somebody who was
    erased, nobody can say who asked: it names none.
    """
    page = {"state": least.state.value, "hub": least.site}
    return draw(request, "introductions/other_over.jinja", page, status=STATUS[least.state])


def _least(
    request: HttpRequest, token: str, least: Least, form: CodeForm, **more: object
) -> HttpResponse:
    carried = [(name, request.POST[name]) for name in CARRIED if request.POST.get(name)]
    page = {"token": token, "least": least, "form": form, "carried": carried, **more}
    return draw(request, "introductions/other_least.jinja", page)


def _sent(request: HttpRequest, token: str, least: Least) -> HttpResponse:
    """Have a code sent. In a demonstration, where no email goes, the page shows it."""
    wanted = actions.want_code(token)
    if wanted is None:
        return _least(request, token, least, CodeForm(), too_often=True)
    message_id, code_message_id = wanted
    if settings.DEMONSTRATION and goes_nowhere():
        code = actions.make_code(code_message_id)
        return _least(request, token, least, CodeForm(), sent=True, pretended=code)
    actions.have_code_sent(message_id=message_id, code_message_id=code_message_id)
    return _least(request, token, least, CodeForm(), sent=True)


def _proven(request: HttpRequest, token: str, least: Least) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _least(request, token, least, form)
    try:
        proof = actions.prove(token, form.cleaned_data["code"])
    except ItIsOver:
        return over(request, replace(least, state=LinkIs.OVER))
    except Refused as refusal:
        form.add_error("code", str(refusal))
        return _least(request, token, least, form)
    shared = queries.read_shared(token, proof)
    if shared is None:
        return over(request, queries.find_least(token))
    typed = {name: request.POST[name] for name in CARRIED if request.POST.get(name)}
    page = {"token": token, "least": least, "shared": shared, "proof": proof}
    return draw(
        request, "introductions/other_shared.jinja",
        page | {"form": reply_form(shared, None, carried=typed)},
    )  # fmt: skip


def _answered(request: HttpRequest, token: str, least: Least) -> HttpResponse:
    """Take the answer; or draw the page again, with what was wrong and all that was typed."""
    proof = request.POST.get("proof", "")
    shared = queries.read_shared(token, proof)
    if shared is None:
        return _least(request, token, least, CodeForm(), too_late=True)
    form = reply_form(shared, request.POST)
    if form.is_valid():
        try:
            knew_of = request.POST.get("answers", "")
            actions.answer_by_link(
                secret=token, proof=proof, page=as_drawn(shared, knew_of), said=form.said(),
                line_id=form.cleaned_data["line_id"] or uuid7(),
            )  # fmt: skip
        except ItIsOver:
            return over(request, replace(least, state=LinkIs.OVER))
        except NotProven:
            return _least(request, token, least, CodeForm(), too_late=True)
        except Refused as refusal:
            form.tell(refusal)
        else:
            return draw(request, "introductions/other_thanks.jinja", {"least": least})
    page = {"token": token, "least": least, "shared": shared, "proof": proof, "form": form}
    return draw(request, "introductions/other_shared.jinja", page)


def reply_form(
    shared: SharedPage, typed: QueryDict | None, carried: dict[str, str] | None = None
) -> ReplyForm | FittedReplyForm:
    """Return the form for what can be said now: an answer, or once they met, whether it fitted."""
    form = FittedReplyForm if shared.met else ReplyForm
    initial: dict[str, object] = {"line_id": uuid7()} | dict(carried or {})
    return form(typed, initial=initial)


def as_drawn(shared: SharedPage, knew_of: str) -> SharedPage:
    """Return the page with as many answers as it said that it knew of, when it was drawn."""
    is_number = knew_of.isascii() and knew_of.isdecimal() and len(knew_of) <= len("99999")
    return replace(shared, answers=int(knew_of) if is_number else -1)


answer = without_account(crowding.links, "directory/answer_too_much.jinja")(_answer)
