"""What a person says to a hub on their own pages: a message, their worst day, how they are."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.accounts.middleware import on_own_pages
from hearth.directory.queries.this_minute import help_this_minute
from hearth.foundation.errors import Refused
from hearth.foundation.http import found_or_404, page_number
from hearth.foundation.identifiers import uuid7
from hearth.letterbox import actions, queries
from hearth.myhub import saying
from hearth.myhub.forms.saying import (
    HowIAmForm,
    MessageForm,
    MoreForm,
    OfferForm,
    TakeBackForm,
    WorstDayForm,
)
from hearth.myhub.queries import words_about
from hearth.people.models import Person
from hearth.people.own_view import OwnRequest, draw_own, own_page, own_page_for_nobody
from hearth.people.queries import sight_of
from hearth.people.queries.plan import plan_page

BOTH = ["GET", "HEAD", "POST"]
NOT_SENT = (
    "You had been signed out, so this was not sent to the hub. Ring one of these numbers, or sign "
    "in and tell the hub again"
)


@own_page_for_nobody
@sensitive_post_parameters()
@require_http_methods(BOTH)
def worst_day(request: HttpRequest) -> HttpResponse:
    """
    Show at once the help that is there this minute, whoever asks; and to whoever has signed in,
    what helps them, whom to ring, and how to tell a hub.
    """
    if on_own_pages(request):
        response = _worst_day_of(request)
        if response.headers.get("Location") != reverse("myhub:sign_in"):
            return response
    page = {
        "signed_in": False, "help": help_this_minute(timezone.now()),
        "trouble": NOT_SENT if request.method == "POST" else "",
    }  # fmt: skip
    return draw_own(request, "myhub/worst_day.jinja", page)


@own_page(by_paper=True, writes=True)
def _worst_day_of(request: OwnRequest, person: Person) -> HttpResponse:
    now = timezone.now()
    there = help_this_minute(now)
    page = {"signed_in": not request.by_paper, "help": there, "trouble": ""}
    if request.by_paper:
        return draw_own(request, "myhub/worst_day.jinja", page)
    said = saying.worst_day_said(request.actor, now=now)
    asked_for = request.POST.get("hub") or request.GET.get("hub", "")
    hubs = saying.hubs_for(
        person, now=now, chosen=asked_for, told=said.row.site_slug if said else "",
        open_now=[door.site.id for door in there.doors],
    )  # fmt: skip
    read = [one for one in hubs.first if one.reading.has_readers]
    typed = request.POST if request.method == "POST" else None
    form = WorstDayForm(typed, initial={"letter_id": uuid7()})
    form.offer_hubs(
        [(one.site.slug, f"{one.site.name}. {one.reading.worst_day_words}") for one in read]
    )
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in read if one.site.slug == form.cleaned_data["hub"])
        try:
            actions.write_letter(
                by=request.actor, person=person, site=chosen.site, said=form.said(),
                letter_id=form.cleaned_data["letter_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            return redirect(f"{reverse('myhub:worst_day')}#told")
    plan = plan_page(person.id, sight=sight_of(request.actor))
    page |= {
        "form": form, "hubs": read, "others": hubs.others, "said": said, "again_id": uuid7(),
        "chosen": next((one for one in hubs.first if one.site.slug == asked_for), None),
        "passages": [one for one in plan.first if one.said.words], "ring": plan.ring,
    }  # fmt: skip
    return draw_own(request, "myhub/worst_day.jinja", page)


@own_page(writes=True)
@sensitive_post_parameters()
@require_http_methods(BOTH)
def letters(request: OwnRequest, person: Person) -> HttpResponse:
    """Read what one wrote to a hub, who has read it, and the answers; and write more."""
    now = timezone.now()
    form = MoreForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        row = found_or_404(queries.own_letter, typed["letter_id"], actor=request.actor)
        try:
            actions.write_more(
                by=request.actor, letter=row, words=typed["more"],
                line_id=typed["line_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Sent. It waits until somebody has read it")
            return redirect("myhub:letters")
    number = page_number(request.GET.get("page", ""))
    written, has_more = queries.own_letters(request.actor, now=now, number=number)
    page = {
        "signed_in": True, "form": form, "line_id": uuid7(),
        "letters": written, "number": number, "has_more": has_more,
        "new": queries.unseen_answers(request.actor),
        "about": request.POST.get("letter_id", ""),
    }  # fmt: skip
    actions.note_seen(by=request.actor, letter_ids=[one.row.id for one in written], now=now)
    return draw_own(request, "myhub/letters.jinja", page)


@own_page(writes=True)
@sensitive_post_parameters()
@require_http_methods(BOTH)
def say(request: OwnRequest, person: Person) -> HttpResponse:
    """
    Write to a hub, or offer help. Before they write the page says who reads it, when, and what to
    do if it cannot wait.
    """
    now = timezone.now()
    offers = request.GET.get("what") == "offer"
    wanted = request.GET.get("hub", "")
    hubs = saying.hubs_for(person, now=now, chosen=wanted)
    chosen = hubs.first[0] if hubs.first else None
    if wanted and (chosen is None or chosen.site.slug != wanted):
        raise Http404(wanted)
    kind = OfferForm if offers else MessageForm
    begins = words_about(
        person, request.GET.get("about", ""), actor=request.actor, today=timezone.localdate(now)
    )
    form = kind(
        request.POST if request.method == "POST" else None,
        initial={"letter_id": uuid7(), "called": person.known_as, "words": begins},
    )
    if request.method == "POST" and chosen and form.is_valid():
        try:
            actions.write_letter(
                by=request.actor, person=person, site=chosen.site, said=form.said(),
                letter_id=form.cleaned_data["letter_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"Sent to {chosen.site.name}. {chosen.reading.words}")
            return redirect("myhub:letters")
    page = {
        "signed_in": True, "form": form, "chosen": chosen, "offers": offers,
        "others": [*(one.site for one in hubs.first[1:]), *hubs.others],
    }  # fmt: skip
    return draw_own(request, "myhub/say.jinja", page)


@own_page(writes=True)
@sensitive_post_parameters()
@require_http_methods(BOTH)
def how(request: OwnRequest, person: Person) -> HttpResponse:
    """Keep how one is today, or take back what one kept."""
    now = timezone.now()
    back = TakeBackForm(request.POST)
    if back.is_valid():
        actions.take_back_how(by=request.actor, how_id=back.cleaned_data["take_back"])
        messages.success(request, "Taken back. Nothing of it is kept")
        return redirect("myhub:how")
    form = HowIAmForm(
        request.POST if request.method == "POST" else None,
        initial={"how_id": uuid7(), "how": request.GET.get("how", "")},
    )
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["how"]
        try:
            actions.say_how_i_am(
                by=request.actor, person=person, how=kept.value, words=form.cleaned_data["words"],
                how_id=form.cleaned_data["how_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Kept. You can take it back at any time")
            return redirect(f"{reverse('myhub:home')}?how={kept.value}#today")
    page = {"signed_in": True, "form": form, "before": queries.how_i_was(request.actor)}
    return draw_own(request, "myhub/how.jinja", page)
