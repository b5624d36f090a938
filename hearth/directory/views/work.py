"""A connector's own work: written down in a few seconds, and read again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.models import User
from hearth.directory.actions import work as actions
from hearth.directory.forms.work import CoverForm, LayersForm, OutingForm
from hearth.directory.models import Cover, Outing
from hearth.directory.neighbourhoods import places_known
from hearth.directory.queries import work as queries
from hearth.directory.queries.work_map import LAYERS, LAYERS_AT_FIRST, work_on_a_map
from hearth.foundation.actors import Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places.map import look


@require_http_methods(["GET", "HEAD", "POST"])
def work(request: WorkerRequest) -> HttpResponse:
    mine = queries.own_outings(actor=request.actor)
    form = OutingForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_outing(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("whom", str(refusal))
        else:
            messages.success(request, "Written down. Thank you for going.")
            return redirect("directory:work")
    page = {
        "form": form,
        "mine": mine,
        "names": queries.names_to_offer(),
        "uncovered": queries.coverage(actor=request.actor),
    }
    return render(request, "directory/work.jinja", page)


@require_POST
def remove_outing(request: WorkerRequest) -> HttpResponse:
    number = _number(request.POST.get("outing", ""))
    try:
        outing = queries.own_outing(number, actor=request.actor)
    except Outing.DoesNotExist:
        messages.warning(request, "That was taken away already.")
    else:
        actions.remove_outing(by=request.actor, outing=outing)
        messages.success(request, "Taken away.")
    return redirect("directory:work")


@require_safe
def work_map(request: WorkerRequest) -> HttpResponse:
    form = LayersForm(
        request.GET if "shown" in request.GET else dict.fromkeys(LAYERS_AT_FIRST, "on")
    )
    form.is_valid()
    layers = {name for name in LAYERS if form.cleaned_data.get(name)}
    found = work_on_a_map(layers, actor=request.actor, today=timezone.localdate())
    view = look(found.markers, request.GET, known=places_known())
    page = {"form": form, "found": found, "map": view}
    return render(request, "directory/work_map.jinja", page)


@require_safe
def work_report(request: WorkerRequest) -> HttpResponse:
    report = queries.work_report(actor=request.actor, today=timezone.localdate())
    page = {"report": report, "kinds": Outing.Did}
    return render(request, "directory/work_report.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: WorkerRequest) -> HttpResponse:
    found = queries.coverage(actor=request.actor)
    leads = request.actor.may_somewhere(Permission.LEAD_DIRECTORY)
    today = timezone.localdate()
    form = CoverForm(
        request.POST or None,
        places=[each.name for each in found.places],
        workers=queries.connectors(today) if leads else None,
        initial={"neighbourhood": request.GET.get("place", ""), "who": request.GET.get("group")},
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        worker = asked.get("worker") or User.objects.get(id=request.actor.id)
        try:
            actions.look_after(
                by=request.actor, worker=worker, neighbourhood=asked["neighbourhood"],
                who=asked["who"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            what = asked["neighbourhood"] or asked["who"].name
            is_me = worker.id == request.actor.id
            whose = "You look" if is_me else f"{worker.name} looks"
            messages.success(request, f"{whose} after {what} now.")
            return redirect("directory:cover")
    page = {"form": form, "found": found, "leads": leads}
    return render(request, "directory/cover.jinja", page)


@require_POST
def stop_cover(request: WorkerRequest) -> HttpResponse:
    number = _number(request.POST.get("cover", ""))
    try:
        found = queries.get_cover(number, actor=request.actor)
    except Cover.DoesNotExist:
        messages.warning(request, "That was taken away already.")
    else:
        actions.stop_looking_after(by=request.actor, cover=found)
        messages.success(request, f"{found.worker.name} does not look after that any more.")
    return redirect("directory:cover")


@require_safe
def contacts(request: WorkerRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    found = queries.contacts(actor=request.actor, words=words)
    return render(request, "directory/contacts.jinja", {"found": found, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: WorkerRequest, contact_id: UUID) -> HttpResponse:
    act = request.POST.get("act", "")
    if act in ("spoke", "forget"):
        found = found_or_404(queries.get_contact, contact_id, actor=request.actor)
        if act == "spoke":
            actions.say_known(by=request.actor, contact=found, spoke_on=timezone.localdate())
            messages.success(request, "Written down: you know them, and spoke today.")
        else:
            actions.say_not_known(by=request.actor, contact=found)
            messages.success(request, "You are not named here any more.")
        return redirect("directory:contact", contact_id)
    read = found_or_404(queries.contact_read, contact_id, actor=request.actor)
    return render(request, "directory/contact.jinja", {"contact": read})


def _number(typed: str) -> UUID:
    """Return the number that a form sent; one that nothing has, if it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return UUID(int=0)
