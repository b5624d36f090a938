"""Beginning an introduction: looking for what may help, then agreeing on it with the person."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.accounts.standing import choose_first, standing_at
from hearth.foundation.actors import Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.introductions import actions, queries
from hearth.introductions.forms import BEGIN, LookForm
from hearth.introductions.forms.beginning import TODAY
from hearth.introductions.models import Introduction, Way
from hearth.introductions.queries.said import UNANSWERED
from hearth.introductions.views.reading_out import ToReadOut, read_out
from hearth.introductions.views.whose import if_used, of_introductions, posted
from hearth.people.models import Person

WHERETO = {"service", "hub", "worker"}
"""By what an address says to what or whom somebody is introduced. Where the worker stands is `site`
in every address, so a hub to which somebody goes is `hub`."""
WAYS = (
    (Way.TOLD.value, "Tell them about it", "They go by themselves"),
    (Way.IN_TOUCH.value, "Put them in touch", "We ask the other side first"),
    (Way.ALONG.value, "Go along with them", "Somebody goes with them, the first time or longer"),
    (TODAY, "It is needed today", "Ring there first, and write who said yes"),
)
"""What is chosen before all else, so that a page asks no more than that way needs."""


@require_safe
@of_introductions()
@if_used
def look(request: WorkerRequest, person: Person) -> HttpResponse:
    """Look for what may help, in their words; or choose a hub of ours, or a colleague."""
    form, now = LookForm(request.GET), timezone.localtime()
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    instead_of = _instead_of(request, person)
    if instead_of and instead_of.need and "q" not in request.GET:
        words = instead_of.need.name
        form = LookForm({"q": words})
    page = {
        "person": person,
        "form": form,
        "found": queries.look_for_them(words, person=person, actor=request.actor, now=now)
        if words
        else None,
        "sites": queries.sites_to(),
        "colleagues": queries.colleagues_to(request.actor, today=now.date()),
        "instead_of": instead_of.id if instead_of else "",
    }
    return render(request, "introductions/look.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@of_introductions()
@if_used
def begin(request: WorkerRequest, person: Person) -> HttpResponse:
    """
    Agree with the person on one introduction: in which way, what is shared, what is next.

    To what, and in which way, is in the address; whoever comes without is led to choosing it.
    """
    if not WHERETO & request.GET.keys():
        return redirect("introductions:look", person.id)
    site = found_or_404(standing_at, request, request.actor, Permission.CHANGE_PEOPLE)
    if site is None:
        return choose_first(request)
    today = timezone.localdate()
    to, way = _to(request), request.GET.get("way", "")
    if way not in BEGIN:
        page = {"person": person, "to": to, "ways": _ways(request)}
        return render(request, "introductions/ways.jinja", page)
    offered = queries.to_begin(person, to, actor=request.actor, site=site, today=today)
    instead_of = _instead_of(request, person)
    usual = {"introduction_id": uuid7()} | _said_before(instead_of)
    form = BEGIN[way](
        posted(request), begin=offered, today=today, initial=usual,
        unanswered=instead_of is not None and instead_of.state in UNANSWERED,
    )  # fmt: skip
    chosen = next(words for code, words, _ in WAYS if code == way)
    page = {
        "person": person, "form": form, "to": to, "instead_of": instead_of, "chosen": chosen,
        "other_way": f"?{_asked(request).urlencode()}",
    }  # fmt: skip
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        lines = form.lines()
        shown = read_out(request.POST, lines) if lines else None
        try:
            if isinstance(shown, ToReadOut):
                actions.refuse_before_it_is_read_out(
                    by=request.actor, person=person, said=form.said(), nobody=form.nobody(),
                    today=today,
                )  # fmt: skip
                return render(request, "introductions/read_out.jinja", page | {"read": shown})
            row = actions.introduce(
                by=request.actor, person=person, said=form.said(),
                introduction_id=form.cleaned_data["introduction_id"] or uuid7(),
                now=timezone.now(), today=today, instead_of=instead_of,
                send_to=form.cleaned_data.get("send_to", ""),
                shown=shown, missing=form.missing(), nobody=form.nobody(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Begun. It is yours until they have met")
            return redirect("introductions:introduction", person.id, row.id)
    return render(request, "introductions/begin.jinja", page)


def _asked(request: WorkerRequest) -> QueryDict:
    """Return what the address asks for, without in which way."""
    asked = request.GET.copy()
    asked.pop("way", None)
    return asked


def _ways(request: WorkerRequest) -> list[tuple[str, str, str]]:
    """Return in which ways it can be: the address, the way, and what it means."""
    asked = _asked(request).urlencode()
    return [(f"?{asked}&way={code}", words, means) for code, words, means in WAYS]


def _to(request: WorkerRequest) -> queries.To:
    """Return to what or whom; a page that is not there, if the address names nothing."""
    if request.GET.get("hub"):
        hub: queries.To = found_or_404(queries.to_site, _id(request.GET["hub"]))
        return hub
    for name, ask in (("service", queries.to_service), ("worker", queries.to_colleague)):
        if request.GET.get(name):
            found: queries.To = found_or_404(
                ask, _id(request.GET[name]), today=timezone.localdate()
            )
            return found
    raise Http404("to nothing")


def _instead_of(request: WorkerRequest, person: Person) -> Introduction | None:
    if not request.GET.get("instead_of"):
        return None
    found: Introduction = found_or_404(
        queries.get_introduction, _id(request.GET["instead_of"]), person=person,
        actor=request.actor,
    )  # fmt: skip
    return found


def _said_before(instead_of: Introduction | None) -> dict[str, object]:
    """Return what they said of the one that could not happen: nobody tells it twice."""
    if instead_of is None:
        return {}
    return {"hope": instead_of.hope, "need": str(instead_of.need_id or "")}


def _id(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError as nothing:
        raise Http404("no id") from nothing
