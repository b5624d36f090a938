"""
The page that a provider's link opens. No account, no cookie, and nothing happens until a button.

Mail scanners open links, so opening one never confirms anything: only sending a form does.
"""

from typing import Any, TypeVar

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from hearth.design.public import draw
from hearth.directory import crowding
from hearth.directory.actions import answers
from hearth.directory.actions.answers import Answered
from hearth.directory.forms.answering import CorrectionForm
from hearth.directory.queries.answering import (
    FoundLink,
    LinkIs,
    Shown,
    changed_since,
    entry_as_shown,
    facts_for_provider,
    find_link,
    hub_to_ring,
)
from hearth.directory.without_account import without_account
from hearth.foundation.errors import Refused

T = TypeVar("T", list[str], dict[str, Any])

STATUS = {
    LinkIs.UNKNOWN: 404,
    LinkIs.OVER: 410,
    LinkIs.ANSWERED: 410,
    LinkIs.NOT_LISTED: 410,
    LinkIs.OPEN: 200,
}
"""What the page answers to machines; 410 is "gone"."""


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the entry, and take the one tap that says that it is right, or that it has stopped."""
    now = timezone.now()
    said = request.POST.get("answer", "") if request.method == "POST" else ""
    marks = _carried(request.POST.get("shown", ""), token, list)
    changed: list[Shown] = []
    try:
        if said == "right" and marks is not None:
            answered = answers.say_all_is_right(secret=token, now=now, marks=marks)
            return _thanked(request, answered)
        if said == "stopped":
            return _thanked(request, answers.say_it_has_stopped(secret=token, now=now))
    except answers.LinkIsOver:
        pass  # what is drawn below says so
    except answers.ShownOtherwise as otherwise:
        changed = otherwise.changed
    found = find_link(token, now=now)
    if found.link is None or found.state is not LinkIs.OPEN:
        return _over(request, found)
    shown = entry_as_shown(found.link.service)
    page = {
        "entry": found.link.service,
        "shown": shown,
        "marks": _marks(shown, token),
        "changed": {each.label for each in changed},
        "is_whole": said != "right" or marks is not None,
        "token": token,
        "ends": found.link.ends_at,
    }
    return draw(request, "directory/answer.jinja", page)


def _over(request: HttpRequest, found: FoundLink) -> HttpResponse:
    page = {"state": found.state.value, "hub": hub_to_ring()}
    return draw(request, "directory/answer_over.jinja", page, status=STATUS[found.state])


def _thanked(request: HttpRequest, answered: Answered) -> HttpResponse:
    return draw(request, "directory/answer_thanks.jinja", {"answered": answered})


def _changed(request: HttpRequest, token: str) -> HttpResponse:
    """Show the facts that a provider may put right, and take what they send."""
    now = timezone.now()
    found = find_link(token, now=now)
    if found.link is None or found.state is not LinkIs.OPEN:
        return _over(request, found)
    service = found.link.service
    stands, shown = facts_for_provider(service), entry_as_shown(service)
    was = _carried(request.POST.get("seen", ""), token, dict)
    said = request.POST if request.method == "POST" else request.GET
    marks = _carried(said.get("shown", ""), token, list)
    changed: list[Shown] = []
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=stands)
    if request.method == "POST" and form.is_valid():
        try:
            if was is None or marks is None:
                raise answers.AnswerRefused(_("A part of this page was missing. Send it again."))
            return _thanked(request, _say_what_changed(token, marks, was, form.cleaned_data))
        except answers.LinkIsOver:
            return _over(request, find_link(token, now=now))
        except answers.ChangedMeanwhile as meanwhile:
            assert was is not None
            form.show_beside(meanwhile.names, was, meanwhile.stands)
            was = meanwhile.stands
        except answers.ShownOtherwise as otherwise:
            assert was is not None
            form.show_beside([], was, stands)
            was, marks, changed = stands, None, otherwise.changed
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("."))
    elif request.method != "POST" and marks is not None:
        changed, marks = changed_since(marks, shown), None
    page = {
        "form": form,
        "token": token,
        "entry": service,
        "changed": changed,
        "marks": _marks(shown, token) if marks is None else signing.dumps(marks, salt=token),
        "seen": signing.dumps(stands if was is None else was, salt=token, compress=True),
    }
    return draw(request, "directory/answer_changed.jinja", page)


def _marks(shown: list[Shown], token: str) -> str:
    """Return what a page shows, signed, for its form to bring back."""
    return signing.dumps([each.mark for each in shown], salt=token)


def _carried(signed: str, token: str, kind: type[T]) -> T | None:
    """Return what a page of ours gave its form to carry; None if that is not whole."""
    try:
        carried = signing.loads(signed, salt=token)
    except signing.BadSignature:
        return None
    return carried if isinstance(carried, kind) else None


def _say_what_changed(
    token: str, marks: list[str], was: dict[str, Any], typed: dict[str, Any]
) -> Answered:
    says = {
        name: value.replace("\r\n", "\n") if isinstance(value, str) else value
        for name, value in typed.items()
    }
    now = timezone.now()
    return answers.say_what_changed(secret=token, now=now, marks=marks, was=was, says=says)


_by_link = without_account(crowding.links, "directory/answer_too_much.jinja")
answer = _by_link(_answer)
changed = _by_link(_changed)
