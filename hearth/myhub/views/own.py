"""A person's own pages: each reads what is theirs, and most do one thing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.introductions import actions as introducing
from hearth.introductions.queries import get_introduction
from hearth.myhub import leads, passkeys, queries, saying
from hearth.myhub.forms.typed import FittedForm, HowFarForm, OwnGoalForm, WordsForm
from hearth.myhub.passkeys import NewPasskey
from hearth.people import actions
from hearth.people.forms.story import HINTS
from hearth.people.models import ABOUT_ME, PLAN, Heading, Person
from hearth.people.own_view import OwnRequest, draw_own, own_page
from hearth.people.queries import (
    get_own_key,
    own_pages_of,
    passages,
    sight_of,
    who_has_looked,
)
from hearth.people.queries.caring import ended_for, may_read
from hearth.people.queries.layers import plan_of
from hearth.people.queries.sections import details_of
from hearth.rights.queries import statements_of
from hearth.support.actions import say_how_far, set_goal
from hearth.support.queries.goals import get_goal, goals_of

BOTH = ["GET", "HEAD", "POST"]


def id_typed(typed: str) -> UUID:
    """Return the id that was sent. :raises Http404: if it is none"""
    try:
        return UUID(typed)
    except ValueError as not_one:
        raise Http404 from not_one


@own_page(by_paper=True)
@require_safe
def home(request: OwnRequest, person: Person) -> HttpResponse:
    now = timezone.now()
    said = queries.home(person, actor=request.actor, today=timezone.localdate(now))
    page: dict[str, object] = {
        "signed_in": not request.by_paper, "person": person, "said": said,
        "where_it_is": queries.where_it_is,
    }  # fmt: skip
    if not request.by_paper:
        page["hows"] = queries.HOW_I_AM
        page["now"] = queries.today_for(person, request.GET.get("how", ""), actor=request.actor)
        page["cares_for"] = may_read(today=timezone.localdate(now))
        page["let_go"] = ended_for(person, sight=sight_of(request.actor))
        page["saying"], page["lead"] = saying.on_home(request.actor, now=now), leads.lead
    template = "myhub/home_by_paper.jinja" if request.by_paper else "myhub/home.jinja"
    return draw_own(request, template, page)


@own_page()
@require_safe
def looked(request: OwnRequest, person: Person) -> HttpResponse:
    before = request.GET.get("before", "")
    looks = who_has_looked(person.id, before=id_typed(before) if before else None)
    return draw_own(request, "myhub/looked.jinja", {"signed_in": True, "looks": looks})


@own_page()
@require_http_methods(BOTH)
def story(request: OwnRequest, person: Person) -> HttpResponse:
    """Read one's story and one's plan; ask that somebody look at the plan together."""
    now = timezone.now()
    if request.method == "POST":
        try:
            actions.ask_for_a_fresh_look(
                by=request.actor, person=person, why="They asked for it on their own page",
                today=timezone.localdate(now), now=now,
            )  # fmt: skip
        except Refused:
            messages.error(request, "There is no plan yet. Write the first part of it yourself")
        else:
            messages.success(request, "Asked. Your team sees that you want to look at it together")
        return redirect("myhub:story")
    sight = sight_of(request.actor)
    page = {
        "signed_in": True,
        "about": passages(person.id, ABOUT_ME, sight=sight),
        "plan": plan_of(person.id, PLAN, sight=sight),
        "me": request.actor.label,
        "person": person,
        "details": details_of(person),
        "statements": statements_of(person, actor=request.actor),
    }
    return draw_own(request, "myhub/story.jinja", page)


@own_page(writes=True)
@sensitive_post_parameters()
@require_http_methods(BOTH)
def write(request: OwnRequest, person: Person, part: str) -> HttpResponse:
    """Write under one heading, oneself. What stood there before is kept."""
    name = part.upper().replace("-", "_")
    if name not in Heading.values:
        raise Http404
    under = Heading(name)
    now = passages(person.id, [under], sight=sight_of(request.actor))[0].said
    typed = request.POST if request.method == "POST" else None
    form = WordsForm(typed, heading=under, initial=WordsForm.drawn_from(now))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_passage(
                by=request.actor, person=person, said=form.section(),
                stamp=form.cleaned_data["stamp"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Kept, as you wrote it")
            return redirect("myhub:story")
    page = {
        "signed_in": True, "form": form, "heading": under, "hint": HINTS[under], "theirs": theirs,
    }  # fmt: skip
    return draw_own(request, "myhub/write.jinja", page)


@own_page(writes=True)
@sensitive_post_parameters()
@require_http_methods(BOTH)
def goals(request: OwnRequest, person: Person) -> HttpResponse:
    """Read one's goals, say how far along one is, and what else one wants."""
    now = timezone.now()
    adds = request.method == "POST" and "step_id" not in request.POST
    new = OwnGoalForm(request.POST if adds else None, initial={"goal_id": uuid7()})
    if adds and new.is_valid():
        try:
            set_goal(
                by=request.actor, person=person, said=new.said(), now=now,
                goal_id=new.cleaned_data["goal_id"] or uuid7(), today=timezone.localdate(now),
            )  # fmt: skip
        except Refused as refusal:
            new.tell(refusal)
        else:
            messages.success(request, "Kept, as you said it")
            return redirect("myhub:goals")
    far = request.method == "POST" and not adds
    form = HowFarForm(request.POST if far else None)
    if far and form.is_valid():
        typed = form.cleaned_data
        goal = found_or_404(get_goal, typed["goal_id"], person=person, actor=request.actor)
        try:
            say_how_far(
                by=request.actor, goal=goal, how_far=int(typed["how_far"]),
                words=typed["step_words"], step_id=typed["step_id"], now=now,
                today=timezone.localdate(now),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Kept. You said how far along you are")
            return redirect("myhub:goals")
    page = {
        "signed_in": True, "form": form, "new": new, "step_id": uuid7(),
        "goals": goals_of(person, actor=request.actor),
        "about": request.POST.get("goal_id", ""),
    }  # fmt: skip
    return draw_own(request, "myhub/goals.jinja", page)


@own_page(writes=True)
@sensitive_post_parameters()
@require_http_methods(BOTH)
def introductions(request: OwnRequest, person: Person) -> HttpResponse:
    """Read where one's introductions are; stop one, once asked; say whether it was right."""
    now = timezone.now()
    today = timezone.localdate(now)
    stops = request.POST.get("stop", "")
    form = FittedForm(request.POST if request.method == "POST" and not stops else None)
    about = request.POST.get("introduction_id", "")
    if request.method == "POST":
        one = found_or_404(get_introduction, id_typed(about), person=person, actor=request.actor)
        try:
            if stops == "sure":
                introducing.stop_introduction(
                    by=request.actor, introduction=one, words="", now=now, today=today
                )
                messages.success(request, "Stopped. Nothing more happens with it")
                return redirect("myhub:introductions")
            if not stops and form.is_valid():
                introducing.say_whether_it_fitted(
                    by=request.actor, introduction=one, other_side=False, now=now,
                    fitted=form.cleaned_data["fitted"].value, words=form.cleaned_data["words"],
                    stamp=form.cleaned_data["stamp"],
                )  # fmt: skip
                messages.success(request, "Thank you. Kept, as you said it")
                return redirect("myhub:introductions")
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("myhub:introductions")
    said = queries.introductions(person, actor=request.actor, today=today)
    page = {
        "signed_in": True, "said": said, "form": form, "where_it_is": queries.where_it_is,
        "about": about,
        "stopping": [one for one in said.going_on if stops and str(one.row.id) == about],
    }  # fmt: skip
    return draw_own(request, "myhub/introductions.jinja", page)


@own_page()
@require_http_methods(BOTH)
def ways_in(request: OwnRequest, person: Person) -> HttpResponse:
    """Read by what one signs in; stop one; sign out everywhere; close one's pages."""
    now = timezone.now()
    if "answer" in request.POST:
        if new := passkeys.made(request, request.POST["answer"]):
            return _keep(request, person, new)
        messages.error(request, "That did not work. Try again, or sign in with a link")
        return redirect("myhub:ways_in")
    if request.method == "POST":
        if "close" in request.POST:
            actions.end_own_pages(by=request.actor, person=person, now=now)
        elif "key" in request.POST:
            key = found_or_404(get_own_key, id_typed(request.POST["key"]), person=person)
            actions.end_own_key(by=request.actor, person=person, key=key, now=now)
        else:
            actions.sign_out_everywhere(by=request.actor, person=person, now=now)
        request.session.flush()
        return redirect("myhub:out")
    pages = own_pages_of(person, now=now)
    asked = passkeys.ask_to_make(request, handle=request.actor.id.bytes)
    page = {"signed_in": True, "pages": pages, "asked": asked}
    return draw_own(request, "myhub/ways_in.jinja", page)


def _keep(request: OwnRequest, person: Person, new: NewPasskey) -> HttpResponse:
    try:
        actions.add_passkey(
            by=request.actor, person=person, credential_id=new.credential_id,
            public_key=new.public_key, sign_count=new.sign_count,
            name=request.POST.get("name", ""), now=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Kept. Next time you can sign in with this passkey")
    return redirect("myhub:ways_in")
