"""What people wrote to a worker's hubs: the list, one of them, answering, handing on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.standing import choose_first, standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.foundation.identifiers import uuid7
from hearth.letterbox import actions, queries
from hearth.letterbox.forms import AnswerForm, DutyForm, HandOnForm, HowForm, WriteForm
from hearth.letterbox.models import AT_ONCE, Letter
from hearth.people.closed import of_layer
from hearth.people.models import Layer, Person
from hearth.people.queries import get_person
from hearth.people.queries.seeing import sight_of

FORMS = ["GET", "HEAD", "POST"]


@require_safe
def letters(request: WorkerRequest) -> HttpResponse:
    """Show what waits, what is in hand and by whom, offers of help, and what is answered."""
    now = timezone.now()
    number = page_number(request.GET.get("page", ""))
    open_number = page_number(request.GET.get("open", ""))
    page = {
        "found": queries.letters(request.actor, now=now, number=number, open_number=open_number),
        "duty": queries.on_duty_at(request.actor, now=now),
        "may_keep": request.actor.may_somewhere(Permission.KEEP_LETTERS),
        "form": DutyForm(),
    }
    return render(request, "letterbox/letters.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def letter(request: WorkerRequest, letter_id: UUID) -> HttpResponse:
    """Show what somebody wrote, with all that came after it; and answer it."""
    row, now = _letter(request, letter_id), timezone.now()
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, initial={"line_id": uuid7()})
    if request.method == "POST" and form.is_valid():
        try:
            goes = actions.answer(
                by=request.actor, letter=row, words=form.cleaned_data["words"],
                is_done=form.cleaned_data["is_done"] == "yes",
                line_id=form.cleaned_data["line_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, _told(row, goes=goes))
            return redirect("letterbox:letter", row.id)
    if request.method != "POST":
        actions.note_looked(by=request.actor, letter=row, now=now)
    page = queries.letter_page(row, actor=request.actor, now=now)
    return render(request, "letterbox/letter.jinja", {"page": page, "form": form})


@require_POST
def take(request: WorkerRequest, letter_id: UUID) -> HttpResponse:
    """Say that the worker has read it, and has it in hand."""
    row = _letter(request, letter_id)
    try:
        actions.take(by=request.actor, letter=row, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "You have it in hand. They can read that you have read it")
    return redirect("letterbox:letter", row.id)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def hand_on(request: WorkerRequest, letter_id: UUID) -> HttpResponse:
    """Hand it on to somebody who reads there too, or take it over."""
    row, now = _letter(request, letter_id), timezone.now()
    readers = queries.readers_of(row, today=timezone.localdate(now))
    posted = request.POST if request.method == "POST" else None
    form = HandOnForm(
        posted, me=request.actor.id,
        readers=[(one.id, one.name) for one in readers if one.id != row.taken_by_id],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_on(
                by=request.actor, letter=row, to_id=UUID(form.cleaned_data["to"]),
                words=form.cleaned_data["words"], now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, _handed_on(row))
            return redirect("letterbox:letters")
    page = {"page": queries.letter_page(row, actor=request.actor, now=now), "form": form}
    return render(request, "letterbox/hand_on.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def write(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Write down what somebody says to the hub, with them beside you."""
    require_somewhere(request.actor, Permission.READ_LETTERS)
    person = found_or_404(get_person, person_id, request.actor)
    site = found_or_404(standing_at, request, request.actor, Permission.READ_LETTERS)
    if site is None:
        return choose_first(request)
    now, box = timezone.now(), queries.box_of(site)
    posted = request.POST if request.method == "POST" else None
    form = WriteForm(posted, initial={"letter_id": uuid7()})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.write_letter(
                by=request.actor, person=person, site=site, said=form.said(),
                letter_id=form.cleaned_data["letter_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Written down. It waits until somebody has it in hand")
            return redirect("letterbox:letter", row.id)
    page = {
        "person": person, "form": form, "site": site, "who_reads": box.who_reads(site),
        "reading": queries.reading_at(site, box, now=now, but_not=person.worker_id),
    }  # fmt: skip
    return render(request, "letterbox/write.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_layer(Layer.SUPPORT, "how I am")
def how(request: WorkerRequest, person: Person) -> HttpResponse:
    """Show how somebody said they were, to those with whom they share their support."""
    posted = request.POST if request.method == "POST" else None
    form = HowForm(posted, initial={"how_id": uuid7()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_how_i_am(
                by=request.actor, person=person, how=form.cleaned_data["how"].value,
                words=form.cleaned_data["words"], how_id=form.cleaned_data["how_id"] or uuid7(),
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Kept")
            return redirect("letterbox:how", person.id)
    said = queries.how_they_were(person.id, sight=sight_of(request.actor))
    return render(request, "letterbox/how.jinja", {"person": person, "form": form, "said": said})


def _letter(request: WorkerRequest, letter_id: UUID) -> Letter:
    require_somewhere(request.actor, Permission.READ_LETTERS)
    return found_or_404(queries.get_letter, letter_id, actor=request.actor)


def _handed_on(row: Letter) -> str:
    if row.kind in AT_ONCE:
        return "Handed on. It stays loud until they have opened it: please tell them"
    return "Handed on. Please tell them"


def _told(row: Letter, *, goes: bool) -> str:
    """Say how the person hears of an answer."""
    if goes:
        return "Kept. An email tells them that something is there for them, and no more"
    if row.said_aloud:
        return "Kept. They do not hear of it by themselves: please tell them"
    return "Kept. They see it when they next open their page. No email is safe for them"
