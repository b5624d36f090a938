"""A file on its way in: taken, matched, looked over, confirmed; and the list of sheets."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.standing import choose_first
from hearth.design.cells import as_csv
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.foundation.identifiers import uuid7
from hearth.foundation.uploading import held_in_memory
from hearth.sheets import actions, jobs, queries
from hearth.sheets.columns import choices, left_out
from hearth.sheets.forms import (
    ConfirmForm,
    FileForm,
    MatchForm,
    PartForm,
    decided_in,
    words,
)
from hearth.sheets.models import Sheet, State
from hearth.sheets.reading import Shape
from hearth.sheets.views.standing import all_sheets, sheet_of, site_of

A_WHILE = 60.0  # seconds after which a sheet that waits, or stands still, says what to do

SHOWS = {
    "wrong": queries.wrong_rows,
    "new": queries.new_names,
    "there": queries.rows_there,
    "good": queries.good_rows,
}
"""What of a sheet can be looked over, a page at a time."""


@never_cache
@require_safe
def sheets(request: WorkerRequest) -> HttpResponse:
    site = site_of(request)
    if site is None:
        return choose_first(request)
    page = {"site": site, "sheets": queries.sheets_at(site, actor=request.actor), "State": State}
    return render(request, "sheets/sheets.jinja", page)


@held_in_memory
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_file(request: WorkerRequest) -> HttpResponse:
    site = site_of(request)
    if site is None:
        return choose_first(request)
    form = FileForm(request.POST or None, request.FILES or None, initial={"sheet_id": uuid7()})
    if request.method == "POST" and form.is_valid():
        name, content = form.content()
        try:
            sheet = actions.take_file(
                by=request.actor,
                site=site,
                name=name,
                content=content,
                sheet_id=form.cleaned_data["sheet_id"],
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("sheets:sheet", sheet.id)
    return render(request, "sheets/take_file.jinja", {"site": site, "form": form})


@never_cache
@require_safe
def sheet(request: WorkerRequest, sheet_id: UUID) -> HttpResponse:
    """Show how far a sheet is: the page to match it, to look it over, or to wait by."""
    found = sheet_of(request, sheet_id)
    waits = found.state in (State.READING, State.BRINGING_IN, State.TAKING_BACK)
    if request.headers.get("X-Hearth-Part") == "progress":
        return _waiting(request, found) if waits else render(request, "sheets/moved_on.jinja")
    if waits:
        return _waiting(request, found)
    if found.state == State.MATCHING:
        return redirect("sheets:match", found.id)
    if found.state == State.READ:
        return _look_over(request, found, ConfirmForm())
    wrong = queries.wrong_rows(found, actor=request.actor, after=_after(request))
    page = {"site": found.site, "sheet": found, "State": State, "wrong": wrong}
    return render(request, "sheets/done.jinja", page)


def _waiting(request: WorkerRequest, found: Sheet) -> HttpResponse:
    now = timezone.now()
    since = found.moved_at or found.put_off_at or now
    every = request.GET.get("every", "")
    page = {
        "site": found.site,
        "sheet": found,
        "State": State,
        "now": now,
        "since": since,
        "has_begun": found.moved_at is not None,
        "stands_still": (now - since).total_seconds() > A_WHILE,
        "refresh_every": 10 if every == "10" else None,
    }
    return render(request, "sheets/waiting.jinja", page)


def _look_over(request: WorkerRequest, found: Sheet, form: ConfirmForm) -> HttpResponse:
    preview = queries.preview_of(found)
    unclear = queries.unclear_names(found, actor=request.actor) if found.unclear else []
    counts = {
        "wrong": found.rows_wrong,
        "unclear": len(unclear),
        "new": preview.people_new,
        "there": found.rows_there,
        "good": found.rows_read - found.rows_wrong - found.rows_there,
    }
    has_some = [name for name, count in counts.items() if count]
    show = request.GET.get("show", "")
    show = show if show in has_some else (has_some or ["wrong"])[0]
    page = {
        "site": found.site,
        "sheet": found,
        "form": form,
        "preview": preview,
        "counts": counts,
        "show": show,
        "unclear": unclear,
        "rows": (
            SHOWS[show](found, actor=request.actor, after=_after(request))
            if show in SHOWS
            else None
        ),
        "words": words,
        "same": queries.same_sheet(found),
        "left_out": left_out(queries.shape_of(found).headings, found.matching),
    }
    return render(request, "sheets/look_over.jinja", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def match(request: WorkerRequest, sheet_id: UUID) -> HttpResponse:
    """Say which column is which."""
    found = sheet_of(request, sheet_id)
    if found.state not in (State.MATCHING, State.READ):
        return redirect("sheets:sheet", found.id)
    shape = queries.shape_of(found)
    initial = {name: str(number) for name, number in found.matching.items()}
    form = MatchForm(
        request.POST or None,
        choices=choices(shape.headings, [cells for _, cells in shape.examples]),
        initial=initial | {"only_day": found.only_day},
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.match_columns(
                by=request.actor,
                sheet=found,
                matching=form.matching(),
                only_day=form.cleaned_data["only_day"],
            )
            jobs.now_or_later(by=request.actor, sheet=found)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("sheets:sheet", found.id)
    return _draw_match(request, found, form, PartForm(shape=shape), shape)


@never_cache
@require_POST
def choose_part(request: WorkerRequest, sheet_id: UUID) -> HttpResponse:
    """Say which worksheet is meant, or which row holds the headings, and match the columns anew."""
    found = sheet_of(request, sheet_id)
    shape = queries.shape_of(found)
    form = PartForm(request.POST, shape=shape)
    if form.is_valid():
        worksheet, heading_row = form.chosen()
        try:
            actions.choose_part(
                by=request.actor, sheet=found, worksheet=worksheet, heading_row=heading_row
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("sheets:match", found.id)


def _draw_match(
    request: WorkerRequest, found: Sheet, form: MatchForm, part: PartForm, shape: Shape
) -> HttpResponse:
    page = {
        "site": found.site,
        "sheet": found,
        "form": form,
        "part": part,
        "shape": shape,
        "columns": choices(shape.headings, []),
        "is_matched": bool(found.matching),
    }
    return render(request, "sheets/match.jinja", page)


@never_cache
@require_POST
def confirm(request: WorkerRequest, sheet_id: UUID) -> HttpResponse:
    """Bring in what was looked over."""
    found = sheet_of(request, sheet_id)
    form = ConfirmForm(request.POST)
    try:
        confirmed = actions.confirm_sheet(
            by=request.actor, sheet=found, now=timezone.now(), leaves_there=form.leaves_there
        )
        jobs.now_or_later(by=request.actor, sheet=confirmed)
    except actions.SheetChanged as changed:
        messages.warning(request, str(changed))
        again = actions.read_again(by=request.actor, sheet=found)
        jobs.now_or_later(by=request.actor, sheet=again)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("sheets:sheet", found.id)


@never_cache
@require_POST
def decide(request: WorkerRequest, sheet_id: UUID) -> HttpResponse:
    """Say who names are that fit several people, and read the sheet again."""
    found = sheet_of(request, sheet_id)
    try:
        decided = actions.decide_names(
            by=request.actor, sheet=found, decided=decided_in(request.POST)
        )
        jobs.now_or_later(by=request.actor, sheet=decided)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("sheets:sheet", found.id)


@never_cache
@require_POST
def carry_on(request: WorkerRequest, sheet_id: UUID) -> HttpResponse:
    """Put a sheet that stands still back into the queue."""
    found = sheet_of(request, sheet_id)
    try:
        jobs.later(by=request.actor, sheet=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("sheets:sheet", found.id)


@never_cache
@require_POST
def set_aside(request: WorkerRequest, sheet_id: UUID) -> HttpResponse:
    """Bring in nothing of a sheet, and keep nothing of it."""
    found = sheet_of(request, sheet_id)
    try:
        actions.set_aside(by=request.actor, sheet=found)
        messages.success(request, "The sheet is set aside. Nothing of it was brought in.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(all_sheets(found.site))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: WorkerRequest, sheet_id: UUID) -> HttpResponse:
    """Ask, and then take a whole sheet back."""
    found = sheet_of(request, sheet_id)
    if request.method != "POST":
        return render(request, "sheets/take_back.jinja", {"site": found.site, "sheet": found})
    try:
        back = actions.take_back(by=request.actor, sheet=found, now=timezone.now())
        jobs.now_or_later(by=request.actor, sheet=back)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("sheets:sheet", found.id)


@never_cache
@require_safe
def wrong_rows_file(request: WorkerRequest, sheet_id: UUID) -> HttpResponse:
    """Give the rows that cannot be brought in as a file, to be put right and brought in again."""
    found = sheet_of(request, sheet_id)
    actions.note_taken_away(by=request.actor, sheet=found)
    shape = queries.shape_of(found)
    wrong = queries.wrong_rows(found, actor=request.actor, at_a_time=found.rows_wrong)
    columns = max([len(shape.headings), *(len(row.cells) for row in wrong.rows)])
    headings = [choice.heading for choice in choices(shape.headings, [])]
    sheet = as_csv(
        [*cells, *[""] * (columns - len(cells)), last]
        for cells, last in [(headings, "Why not"), *((row.cells, row.why) for row in wrong.rows)]
    )
    # The mark in front keeps a spreadsheet from taking it for an old Windows file.
    response = HttpResponse(sheet.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rows-to-put-right.csv"'
    return response


def _after(request: WorkerRequest) -> int:
    after = request.GET.get("after", "")
    return int(after) if after.isascii() and after.isdecimal() and len(after) < 8 else 0
