"""Keeping in touch with somebody; and a worker's own people."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.models import Person
from hearth.people.queries.sections import EditedMeanwhile
from hearth.support import actions, queries
from hearth.support.forms.hellos import HelloForm, KeepInTouchForm
from hearth.support.models import KeepInTouch
from hearth.support.views.whose import of_support, posted

A_WEEK = datetime.timedelta(days=7)


@require_http_methods(["GET", "HEAD", "POST"])
def my_people(request: WorkerRequest) -> HttpResponse:
    """Show a worker's own people, those who are waited for first. A name is posted: out of logs."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    words = request.POST.get("q", "").strip()
    asked = request.GET.get("page", "")
    mine = queries.my_people(
        actor=request.actor, today=timezone.localdate(), words=words,
        page=int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1,
    )  # fmt: skip
    return render(request, "support/my_people.jinja", {"mine": mine, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("keeping in touch")
def keep_in_touch(request: WorkerRequest, person: Person) -> HttpResponse:
    """Show what was agreed and the last hellos; agree it, or agree it anew."""
    today, row = timezone.localdate(), queries.keep_of(person, actor=request.actor)
    shown = queries.keeps_shown([row], today=today)[0] if row else None
    initial = {"says_hello": request.actor.id, "next_on": today + A_WEEK, "every_days": 7}
    if row:
        initial = KeepInTouchForm.drawn_from(queries.keep_said(row), today=today)
    form = KeepInTouchForm(
        posted(request), initial=initial, actor=request.actor, today=today,
        ways=queries.safe_ways(person),
        says_hello_was=(shown.says_hello_id, shown.says_hello) if shown else None,
    )  # fmt: skip
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_keep_in_touch(
                by=request.actor, person=person, said=form.said(),
                stamp=form.cleaned_data["stamp"], now=timezone.now(), today=today,
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("support:support", person.id)
    page = {
        "person": person,
        "form": form,
        "theirs": theirs,
        "keep": shown,
        "hellos": queries.hellos_of(row, actor=request.actor) if row else [],
        "before": queries.keep_before(row, actor=request.actor) if row else [],
        "stamp": queries.keep_said(row).stamp if row else "",
    }
    return render(request, "support/keep_in_touch.jinja", page)


@require_POST
@of_support("keeping in touch")
def say_hello(request: WorkerRequest, person: Person) -> HttpResponse:
    """Write down in one tap that a hello was said, or that there was no answer."""
    keep = _kept(request, person)
    form = HelloForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Part of this page was lost. Open the page again")
        return _back(request, person)
    try:
        hello = actions.say_hello(
            by=request.actor, keep=keep, due_on=form.cleaned_data["due"],
            answered=form.cleaned_data["answered"], now=timezone.now(), today=timezone.localdate(),
        )  # fmt: skip
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("support:keep_in_touch", person.id)
    if hello and not hello.answered:
        messages.info(request, "Written down. What you agreed for then stands first on this page")
        return redirect("support:keep_in_touch", person.id)
    said = f"Your hello to {person.known_as} is written down"
    messages.success(request, said if hello else "That was written down already")
    return _back(request, person)


@require_POST
@of_support("keeping in touch")
def take_back_hello(request: WorkerRequest, person: Person, hello_id: UUID) -> HttpResponse:
    keep = _kept(request, person)
    hello = found_or_404(queries.get_hello, hello_id, keep=keep, actor=request.actor)
    try:
        actions.take_back_hello(by=request.actor, keep=keep, hello=hello, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Taken back. The hello is due again")
    return redirect("support:keep_in_touch", person.id)


@require_POST
@of_support("keeping in touch")
def put_back_hello(request: WorkerRequest, person: Person, hello_id: UUID) -> HttpResponse:
    keep = _kept(request, person)
    hello = found_or_404(queries.get_hello, hello_id, keep=keep, actor=request.actor)
    try:
        actions.put_back_hello(by=request.actor, keep=keep, hello=hello, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "It stands again")
    return redirect("support:keep_in_touch", person.id)


@require_POST
@of_support("keeping in touch")
def see_to_no_answer(request: WorkerRequest, person: Person, hello_id: UUID) -> HttpResponse:
    """Write down in one tap that what was agreed for no answer was done; or take that back."""
    keep = _kept(request, person)
    hello = found_or_404(queries.get_hello, hello_id, keep=keep, actor=request.actor)
    done = request.POST.get("done") != "no"
    try:
        actions.see_to_no_answer(
            by=request.actor, keep=keep, hello=hello, done=done, now=timezone.now()
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Written down" if done else "It waits again")
    return _back(request, person)


@require_POST
@of_support("keeping in touch")
def put_back_keep(request: WorkerRequest, person: Person) -> HttpResponse:
    """Agree it again as it was at one time."""
    try:
        kept_id = UUID(request.POST.get("kept", ""))
    except ValueError:
        messages.warning(request, "Part of this page was lost. Open the page again")
        return redirect("support:keep_in_touch", person.id)
    try:
        found_or_404(
            actions.put_back_keep,
            by=request.actor, keep=_kept(request, person), kept_id=kept_id,
            stamp=request.POST.get("stamp", ""), now=timezone.now(), today=timezone.localdate(),
        )  # fmt: skip
    except EditedMeanwhile:
        messages.warning(
            request,
            "Somebody else changed this while you were reading, so nothing was put back. "
            "Look at what it says now, and choose again",
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "It is agreed so again. What it said until now is kept too")
    return redirect("support:keep_in_touch", person.id)


@require_POST
@of_support("keeping in touch")
def stop_hellos(request: WorkerRequest, person: Person) -> HttpResponse:
    actions.stop_hellos(
        by=request.actor, keep=_kept(request, person), now=timezone.now(),
        today=timezone.localdate(),
    )  # fmt: skip
    messages.success(request, f"No more hellos for now. {person.known_as} is welcome on any day")
    return redirect("support:keep_in_touch", person.id)


def _kept(request: WorkerRequest, person: Person) -> KeepInTouch:
    keep = queries.keep_of(person, actor=request.actor)
    if keep is None:
        raise Http404("nothing is agreed")
    return keep


def _back(request: WorkerRequest, person: Person) -> HttpResponse:
    if request.POST.get("back") == "mine":
        return redirect("support:my_people")
    return redirect("support:keep_in_touch", person.id)
