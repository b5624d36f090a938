"""A welcoming conversation: its parts in any order, one at a time, and all of it read back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people.actions import note_opened, write_passage
from hearth.people.models import Person
from hearth.people.queries.layers import PassageSection
from hearth.support import actions, queries
from hearth.support.forms.conversation import AboutMeForm, PartForm
from hearth.support.models import Part
from hearth.support.queries.conversation import INTO_ABOUT_ME, PART_AT, PartShown
from hearth.support.views.whose import may_write, of_support, posted


@require_safe
@of_support("welcoming conversation", writes=False)
def conversation(request: WorkerRequest, person: Person) -> HttpResponse:
    """Show the parts, and what is there of each."""
    return _read(request, person, "support/conversation.jinja")


@require_safe
@of_support("welcoming conversation", writes=False)
def read_back(request: WorkerRequest, person: Person) -> HttpResponse:
    """Show all that was said, to be read together or printed."""
    return _read(request, person, "support/read_back.jinja")


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("welcoming conversation")
def part(request: WorkerRequest, person: Person, part: str) -> HttpResponse:
    """Show one part, and save it; then go on with the next, or stop here."""
    chosen = _part(part)
    parts = queries.conversation_of(person, actor=request.actor)
    shown = _shown(parts, chosen)
    form = PartForm(posted(request), initial=PartForm.drawn_from(shown.said))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_part(
                by=request.actor, person=person, said=form.said(chosen.value),
                stamp=form.cleaned_data["stamp"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved")
            following = _next(parts, shown)
            if following and request.POST.get("then") == "next":
                return redirect("support:part", person.id, following.address)
            return redirect("support:conversation", person.id)
    page = {
        "person": person,
        "form": form,
        "theirs": theirs,
        "part": shown,
        "next": _next(parts, shown),
        "before": queries.part_before(person, chosen, actor=request.actor),
    }
    if chosen == Part.AGREE:
        page["promises"] = queries.promises_of(
            person, actor=request.actor, today=timezone.localdate()
        )[0]
    return render(request, "support/part.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("welcoming conversation")
def about_me(request: WorkerRequest, person: Person, part: str) -> HttpResponse:
    """Take what was said over into About me, as the person wants it to stand there."""
    chosen = _part(part)
    now = queries.about_me_now(person, chosen, actor=request.actor)
    if now is None:
        raise Http404(part)
    shown = _shown(queries.conversation_of(person, actor=request.actor), chosen)
    if request.method != "POST":
        note_opened(by=request.actor, person_id=person.id, part="about me")
    form = AboutMeForm(posted(request), initial=AboutMeForm.drawn_from(now, shown.said.words))
    theirs = None
    if request.method == "POST" and form.is_valid():
        said = PassageSection(INTO_ABOUT_ME[chosen].value, form.cleaned_data["words"], now.note)
        try:
            write_passage(
                by=request.actor, person=person, said=said, stamp=form.cleaned_data["stamp"],
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, f"About me says it now, in {person.known_as}’s words")
            return redirect("support:conversation", person.id)
    page = {"person": person, "form": form, "theirs": theirs, "part": shown, "about": now}
    return render(request, "support/into_about_me.jinja", page)


def _read(request: WorkerRequest, person: Person, template: str) -> HttpResponse:
    to_do, settled = queries.promises_of(person, actor=request.actor, today=timezone.localdate())
    page = {
        "person": person,
        "may_write": may_write(request),
        "parts": queries.conversation_of(person, actor=request.actor),
        "promises": to_do,
        "settled": settled,
    }
    return render(request, template, page)


def _part(address: str) -> Part:
    if address not in PART_AT:
        raise Http404(address)
    return PART_AT[address]


def _shown(parts: tuple[PartShown, ...], part: Part) -> PartShown:
    return next(each for each in parts if each.said.part == part)


def _next(parts: tuple[PartShown, ...], shown: PartShown) -> PartShown | None:
    following = parts[parts.index(shown) + 1 :]
    return following[0] if following else None
