"""Booking somebody in, moving it and calling it off; and a time that is only asked for."""

import datetime
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.diary import actions, queries
from hearth.diary.actions import TakenThen
from hearth.diary.forms.booking import NO_REMINDER, AskForm, BookingForm
from hearth.diary.models import Booking, Meeting
from hearth.diary.queries.bookings import BookingSaid
from hearth.diary.views.whose import at_hub, posted, with_person
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import note_opened
from hearth.people.models import Person
from hearth.people.queries import may_change
from hearth.people.queries.sections import EditedMeanwhile
from hearth.places.models import Site

USUAL_MINUTES = 45
FURTHEST = datetime.timedelta(days=400)
GONE = "A reminder of the old time has gone already. Please tell them yourself"


@require_http_methods(["GET", "HEAD", "POST"])
@at_hub(Permission.CHANGE_PEOPLE)
def book(request: WorkerRequest, *, site: Site) -> HttpResponse:
    """Book a time for somebody with no name, or none on record."""
    return _book(request, site, None)


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
@at_hub(Permission.CHANGE_PEOPLE)
def book_person(request: WorkerRequest, *, person: Person, site: Site) -> HttpResponse:
    return _book(request, site, person)


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: WorkerRequest, booking_id: UUID) -> HttpResponse:
    """Find another time for whoever a booking was with. What it was stays as it is."""
    booking, meeting = _both(request, booking_id)
    said = queries.said_of(booking, meeting)
    drawn = BookingForm.drawn_from(said) | {"begins_at": timezone.localdate(), "stamp": ""}
    who = meeting.person.known_as if meeting.person else meeting.who
    return _book(
        request, booking.site, meeting.person, drawn=drawn, title=f"Find another time for {who}"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: WorkerRequest, meeting_id: UUID) -> HttpResponse:
    """Give somebody the time that they asked for."""
    meeting = _asked(request, meeting_id)
    if meeting.booking_id and request.method != "POST":
        return redirect("diary:booking", meeting.booking_id)
    drawn = {"who": meeting.who, "what_for": meeting.what_for}
    if meeting.wants_id:
        drawn["worker"] = str(meeting.wants_id)
    who = meeting.person.known_as if meeting.person else meeting.who
    return _book(
        request, meeting.site, meeting.person, drawn=drawn, meeting=meeting,
        title=f"Give a time: {who}",
    )  # fmt: skip


def _book(
    request: WorkerRequest, site: Site, person: Person | None, *,
    title: str = "", drawn: dict[str, Any] | None = None, meeting: Meeting | None = None,
) -> HttpResponse:  # fmt: skip
    if person and person.has_died:
        return _nobody_is_expected(request, person)
    initial = {
        "worker": request.actor.id, "begins_at": timezone.localdate(), "minutes": USUAL_MINUTES,
        "what_for": "ONE_TO_ONE", "meet_at": "HUB", "remind": NO_REMINDER, "booking_id": uuid7(),
    } | (drawn or {}) | _wished(request)  # fmt: skip
    form = _form(request, site, person, initial=initial)
    if request.method == "POST" and form.is_valid():
        booking_id = form.cleaned_data["booking_id"] or uuid7()
        rest: dict[str, Any] = {
            "said": form.said(), "booking_id": booking_id, "now": timezone.now(),
            "all_the_same": form.cleaned_data["all_the_same"],
        }  # fmt: skip
        try:
            if meeting:
                row = actions.book_asked(by=request.actor, meeting=meeting, **rest)
            else:
                row = actions.book(by=request.actor, site=site, person=person, **rest)
        except Refused as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, f"Booked: {queries.time_of(row)}")
            _say_of_reminder(request, row)
            return redirect("diary:booking", row.id)
    page = {
        "form": form,
        "site": site,
        "person": person,
        "asked": queries.meeting_shown(meeting, {}) if meeting else None,
        "title": title or (f"Book a time with {person.known_as}" if person else "Book a time"),
        "back_href": _back_to(person),
    }
    return render(request, "diary/book.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@at_hub(Permission.CHANGE_PEOPLE)
def ask(request: WorkerRequest, *, site: Site) -> HttpResponse:
    """Write down what suits somebody who would like a time, for the team to find one."""
    return _ask(request, site, None)


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
@at_hub(Permission.CHANGE_PEOPLE)
def ask_person(request: WorkerRequest, *, person: Person, site: Site) -> HttpResponse:
    return _ask(request, site, person)


def _ask(request: WorkerRequest, site: Site, person: Person | None) -> HttpResponse:
    if person and person.has_died:
        return _nobody_is_expected(request, person)
    team = list(queries.team_at([site.id], today=timezone.localdate()))
    form = AskForm(
        posted(request), team=team, has_name=person is not None, initial={"meeting_id": uuid7()}
    )
    back = _back_to(person)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.ask_for_time(
                by=request.actor, site=site, person=person, what_for=typed["what_for"].value,
                suits=typed["suits"], who=typed.get("who", ""), now=timezone.now(),
                wants_id=UUID(typed["wants"]) if typed["wants"] else None,
                meeting_id=typed["meeting_id"] or uuid7(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"Written down for the team at {site.name}")
            return redirect(back)
    page = {"form": form, "site": site, "person": person, "back_href": back}
    return render(request, "diary/ask.jinja", page)


@require_safe
def booking(request: WorkerRequest, booking_id: UUID) -> HttpResponse:
    """Show one booking, as far as the worker may read it, and what can be done with it."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    row = found_or_404(queries.get_booking, booking_id, actor=request.actor)
    (shown,) = queries.shown([row], actor=request.actor, now=timezone.now())
    meeting = queries.meeting_in(row, actor=request.actor)
    person = meeting.person if meeting else None
    if person:
        note_opened(by=request.actor, person_id=person.id, part="diary")
    page = {
        "row": shown,
        "before": queries.before_of(meeting) if meeting else (),
        "is_here": _is_of_team(row.worker_id, row),
        "reminder": queries.reminder_in_words(row) if meeting and not shown.has_died else "",
        "may_write": request.actor.may(Permission.CHANGE_PEOPLE, at=row.site),
        "is_mine": row.worker_id == request.actor.id,
        "may_send": person is not None and may_change(request.actor, person),
    }
    return render(request, "diary/booking.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: WorkerRequest, booking_id: UUID) -> HttpResponse:
    """Move a booking, change what was said of it, or put back what it said before (?back=)."""
    row, meeting = _both(request, booking_id)
    if meeting.person and meeting.person.has_died:
        return _nobody_is_expected(request, meeting.person)
    (shown,) = queries.shown([row], actor=request.actor, now=timezone.now())
    said = queries.said_of(row, meeting)
    was, theirs = _to_put_back(request, row, meeting), None
    form = _form(
        request, row.site, meeting.person, worker_was=(row.worker_id, shown.worker),
        initial=BookingForm.drawn_from(was or said) | {"stamp": said.stamp},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            gone = actions.move(
                by=request.actor, booking=row, said=form.said(),
                stamp=form.cleaned_data["stamp"], now=timezone.now(),
                all_the_same=form.cleaned_data["all_the_same"],
            )  # fmt: skip
        except EditedMeanwhile as meanwhile:
            now_said = form.tell(meanwhile)
            theirs = form.differs(now_said) if isinstance(now_said, BookingSaid) else ()
        except Refused as refusal:
            _tell(form, refusal)
        else:
            if gone:
                messages.warning(request, GONE)
            messages.success(request, "Saved")
            row.refresh_from_db(fields=["reminder_id"])
            _say_of_reminder(request, row)
            return redirect("diary:booking", row.id)
    page = {
        "form": form, "row": shown, "site": row.site, "person": meeting.person,
        "puts_back": was is not None, "theirs": theirs,
    }  # fmt: skip
    return render(request, "diary/move.jinja", page)


@require_POST
def call_off(request: WorkerRequest, booking_id: UUID) -> HttpResponse:
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    row = found_or_404(queries.get_booking, booking_id, actor=request.actor)
    try:
        gone = actions.call_off(by=request.actor, booking=row, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        if gone:
            messages.warning(request, GONE)
        messages.success(request, "Called off")
    return redirect("diary:booking", row.id)


@require_POST
def let_go(request: WorkerRequest, meeting_id: UUID) -> HttpResponse:
    meeting = _asked(request, meeting_id)
    try:
        actions.let_go(by=request.actor, meeting=meeting, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "It waits no more")
    return redirect("diary:diary")


def _form(
    request: WorkerRequest, site: Site, person: Person | None, *, initial: dict[str, Any],
    worker_was: tuple[UUID, str] | None = None,
) -> BookingForm:  # fmt: skip
    ways: list[tuple[UUID, str]] | None = None
    if person:
        may_send = may_change(request.actor, person) and not person.wants_no_messages
        ways = queries.ways_to_remind(person) if may_send else []
    return BookingForm(
        posted(request), initial=initial, ways=ways, worker_was=worker_was,
        team=list(queries.team_at([site.id], today=timezone.localdate())),
    )  # fmt: skip


def _nobody_is_expected(request: WorkerRequest, person: Person) -> HttpResponse:
    messages.info(request, f"{person.known_as} has died. Nothing can be booked with them")
    return redirect("diary:person", person.id)


def _to_put_back(request: WorkerRequest, row: Booking, meeting: Meeting) -> BookingSaid | None:
    """
    Return what a meeting said at the time that ?back= names, for the form to say again.

    The reminder stays as it is agreed now. So does whom it is with, where they were of the team
    then and are not now.
    """
    asked = request.GET.get("back", "")
    was = next((each for each in queries.before_of(meeting) if each.at.isoformat() == asked), None)
    if was is None or was.said is None:
        return None
    said = replace(was.said, remind_way_id=meeting.remind_way_id)
    if said.worker_id == row.worker_id or _is_of_team(said.worker_id, row):
        return said
    messages.info(request, f"{was.worker} is of this team no more. Choose whom it is with")
    return replace(said, worker_id=row.worker_id)


def _is_of_team(worker_id: UUID, row: Booking) -> bool:
    """Test if a worker is of the team of a booking's hub today."""
    team = queries.team_at([row.site_id], today=timezone.localdate())
    return team.filter(id=worker_id).exists()


def _back_to(person: Person | None) -> str:
    return reverse("diary:person", args=[person.id]) if person else reverse("diary:diary")


def _say_of_reminder(request: WorkerRequest, row: Booking) -> None:
    if words := queries.reminder_in_words(row):
        messages.info(request, f"The reminder: {words[:1].lower()}{words[1:]}")


def _tell(form: BookingForm, refusal: Refused) -> None:
    form.tell(refusal)
    form.is_taken = form.is_taken or isinstance(refusal, TakenThen)


def _wished(request: WorkerRequest) -> dict[str, Any]:
    """Return what a link to the form says already: with whom, and when."""
    found: dict[str, Any] = {}
    if worker := request.GET.get("worker", ""):
        found["worker"] = worker
    try:
        at = parse_datetime(request.GET.get("at", ""))
        if at and at.tzinfo and abs(at - timezone.now()) < FURTHEST:
            found["begins_at"] = at
    except (ValueError, OverflowError):
        pass
    return found


def _both(request: WorkerRequest, booking_id: UUID) -> tuple[Booking, Meeting]:
    """:raises Http404: if there is no such booking, or the worker may not read with whom it is"""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    row = found_or_404(queries.get_booking, booking_id, actor=request.actor)
    meeting = queries.meeting_in(row, actor=request.actor)
    if meeting is None:
        raise Http404("not shared with them")
    if meeting.person and request.method != "POST":
        note_opened(by=request.actor, person_id=meeting.person.id, part="diary")
    return row, meeting


def _asked(request: WorkerRequest, meeting_id: UUID) -> Meeting:
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    meeting = found_or_404(queries.get_asked, meeting_id, actor=request.actor)
    if meeting.person and request.method != "POST":
        note_opened(by=request.actor, person_id=meeting.person.id, part="diary")
    return meeting
