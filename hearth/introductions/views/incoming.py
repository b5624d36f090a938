"""What comes in: to a partner, somebody whom a hub introduces to it; to a hub, from anybody."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.design.words import day
from hearth.foundation.actors import NotAllowed, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.foundation.identifiers import uuid7
from hearth.introductions import actions, queries
from hearth.introductions.forms import BringInForm, HearForm, SendOnForm, TakeForm, WentOnForm
from hearth.introductions.models import SAID_THERE, Came, Incoming
from hearth.introductions.views.introducing_us import brought_in
from hearth.introductions.views.other_side import as_drawn, reply_form
from hearth.introductions.views.whose import posted
from hearth.people.actions import note_opened
from hearth.people.forms.told import ToldForm
from hearth.people.queries import get_person, look_for
from hearth.places.models import Site

FORMS = ["GET", "HEAD", "POST"]


@require_safe
def incoming(request: WorkerRequest) -> HttpResponse:
    """Show a hub's team who was introduced to it; and a partner, who is introduced to theirs."""
    actor = request.actor
    takes, reads = (
        actor.may_somewhere(Permission.CHANGE_PEOPLE),
        actor.may_somewhere(Permission.SEE_SHARED),
    )
    if not (takes or reads):
        raise NotAllowed(f"{actor.label} neither supports people, nor works for a partner")
    number = page_number(request.GET.get("page", ""))
    page: dict[str, object] = {"takes": takes, "reads": reads, "number": number}
    if takes:
        rows, page["has_more"] = queries.come_in(actor, page=number)
        page["come_in"] = rows
        page["left_behind"] = queries.left_behind(rows, today=timezone.localdate())
        page["not_for_now"] = queries.not_for_now(actor) if number == 1 else []
    if reads:
        page["rows"], more = queries.inbox(actor, page=number)
        page["has_more"] = more or page.get("has_more")
        page["waiting"] = queries.how_many_wait(actor)
        page["heard"] = queries.heard_by_me()
    return render(request, "introductions/inbox.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def asked_us(request: WorkerRequest, other_side_id: UUID) -> HttpResponse:
    """Show a partner's worker what was shared with them; take their answer, or say it is over."""
    require_somewhere(request.actor, Permission.SEE_SHARED)
    try:
        row = queries.get_in_inbox(other_side_id, actor=request.actor)
    except ObjectDoesNotExist:
        return render(request, "introductions/asked_over.jinja", status=404)
    shared = queries.shared_page(row)
    form = reply_form(shared, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_from_inbox(
                by=request.actor, page=as_drawn(shared, request.POST.get("answers", "")),
                said=form.said(), line_id=form.cleaned_data["line_id"] or uuid7(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"Sent. Somebody at {row.from_site.name} reads it")
            return redirect("introductions:incoming")
    if request.method != "POST":
        actions.note_read_in_inbox(by=request.actor, row=row)
    page = {"row": row, "shared": shared, "form": form}
    return render(request, "introductions/asked_us.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def add(request: WorkerRequest) -> HttpResponse:
    """Introduce somebody from a partner's page; or type in what came on paper, or was told."""
    actor = request.actor
    hubs, came = queries.hubs_to_introduce_to(), Came.PARTNER
    if actor.may_somewhere(Permission.CHANGE_PEOPLE):
        mine = set(actor.places_where(Permission.CHANGE_PEOPLE))
        hubs, came = [hub for hub in hubs if hub[0] in mine], Came.PAPER
    else:
        require_somewhere(actor, Permission.SEE_SHARED)
    form = BringInForm(
        posted(request), hubs=hubs, initial={"incoming_id": uuid7()}, on_paper=came == Came.PAPER
    )
    if request.method == "POST" and form.is_valid():
        incoming_id = form.cleaned_data["incoming_id"] or uuid7()
        try:
            arrived = actions.bring_in(
                by=actor, site=Site.objects.get(id=form.cleaned_data["site"]), came=came,
                said=brought_in(form), today=timezone.localdate(), incoming_id=incoming_id,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            if came == Came.PAPER:
                words = "Saved. Below is the address by which whoever introduced them hears back"
                messages.success(request, words)
                return redirect("introductions:came_in", arrived.id)
            messages.success(request, "It has arrived. What they agreed to is said on this page")
            return redirect("introductions:incoming")
    page = {"form": form, "on_paper": came == Came.PAPER}
    return render(request, "introductions/bring_in.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def came_in(request: WorkerRequest, incoming_id: UUID) -> HttpResponse:
    """Show somebody who was introduced to a hub; take what happened, and who they are."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    row = found_or_404(queries.get_incoming, incoming_id, actor=request.actor)
    if request.method == "POST" and "who" in request.POST:
        return _who(request, row)
    forms = _Forms(request, row)
    theirs = None
    if request.method == "POST" and forms.posted.is_valid():
        try:
            said = forms.act()
        except Refused as refusal:
            theirs = forms.posted.tell(refusal)
        else:
            messages.success(request, said)
            return redirect("introductions:incoming" if forms.leaves else row_address(row))
    if request.method != "POST" and row.person_id:
        note_opened(by=request.actor, person_id=row.person_id, part="introductions")
    elif request.method != "POST":
        actions.note_looked(row.id)
    words, today = request.POST.get("q", row.name), timezone.localdate()
    left_behind = queries.left_behind([row], today=today)
    page = {
        "row": row,
        "form": forms.posted,
        "forms": forms,
        "theirs": theirs,
        "words": words,
        "story": queries.story_of(row),
        "over": queries.over_words(row),
        "left_behind": left_behind,
        "may_take": queries.may_take(row, left_behind),
        "said_there": row.stands in SAID_THERE,
        "link": _link(request, row),
        "people": () if row.person_id else look_for(
            words, actor=request.actor, today=today, site=row.site, most=8
        ),
        "person_id": uuid7(),
    }  # fmt: skip
    return render(request, "introductions/came_in.jinja", page)


class _Forms:
    """What can be sent from the page of somebody who was introduced: each in a form of its own."""

    def __init__(self, request: WorkerRequest, row: Incoming) -> None:
        self._actor, self._row, self.today = request.actor, row, timezone.localdate()
        does = request.POST.get("do", "") if request.method == "POST" else ""
        typed = posted(request)
        stamp = {"stamp": queries.incoming_now(row).stamp}
        self.went = WentOnForm(
            typed if does not in ("hear", "send", "take", "look") else None, today=self.today,
            initial=stamp, is_theirs=bool(row.next_on) and row.owner_id == request.actor.id,
            team=queries.team_at(row.site, actor=request.actor, today=self.today),
        )  # fmt: skip
        self.hear = HearForm(
            typed if does == "hear" else None, initial=stamp | {"may_hear": row.may_hear}
        )
        hubs = [hub for hub in queries.hubs_to_introduce_to() if hub[0] != row.site_id]
        self.send = SendOnForm(typed if does == "send" else None, hubs=hubs, initial=stamp)
        self.take = TakeForm(typed if does == "take" else None, initial=stamp)
        apart: dict[str, ToldForm] = {"hear": self.hear, "send": self.send, "take": self.take}
        self.posted = apart.get(does, self.went)
        self.leaves = does == "send"

    def act(self) -> str:
        """Do what was sent, and return what the next page says of it."""
        typed, now = self.posted.cleaned_data, timezone.now()
        named = {"by": self._actor, "incoming": self._row, "stamp": typed["stamp"], "now": now}
        if self.posted is self.hear:
            actions.change_what_is_heard(**named, may_hear=tuple(typed["may_hear"]))
            return "Saved. Whoever introduced them hears that, and no more"
        if self.posted is self.send:
            site = Site.objects.get(id=typed["hub"])
            actions.send_on(**named, site=site, words=typed["reason"])
            return f"Sent on. It waits at {site.name}, for somebody there to take it"
        if self.posted is self.take:
            row = actions.take(**named, today=self.today)
            return f"It is yours. Next, by {day(row.next_on)}: {row.next_step}"
        said = actions.WentOn(
            typed["what"], typed["words"], typed["next_step"], typed["next_on"],
            typed["why"].value if typed["why"] else "", typed["needed"],
            UUID(typed["owner"]) if typed["owner"] else None,
        )  # fmt: skip
        actions.go_on_with(**named, said=said, today=self.today)
        return "Written down"


def row_address(row: Incoming) -> str:
    return reverse("introductions:came_in", args=[row.id])


def _link(request: WorkerRequest, row: Incoming) -> str:
    """Return the address by which whoever introduced them hears back; nothing, if by none."""
    secret = queries.link_to_hand_on(row) if row.came != Came.PARTNER else ""
    path = reverse("introduce_us:heard", args=[secret]) if secret else ""
    return request.build_absolute_uri(path) if path else ""


def _who(request: WorkerRequest, row: Incoming) -> HttpResponse:
    """Say whose record it is: one that was found, or a new one."""
    chosen = request.POST["who"]
    person = None
    try:
        if chosen != "new":
            person = found_or_404(get_person, _id(chosen), request.actor)
        actions.say_who_it_is(
            by=request.actor, incoming=row, person=person, now=timezone.now(),
            person_id=_id(request.POST.get("person_id", "")), today=timezone.localdate(),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Written down. Whoever introduced them hears nothing of that")
    return redirect(row_address(row))


def _id(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        return uuid7()
