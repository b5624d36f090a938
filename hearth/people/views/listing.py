"""The list of people, finding one of them, and adding somebody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hearth.accounts.standing import choose_first, standing_at
from hearth.foundation.actors import Permission, require, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people import actions, queries
from hearth.people.forms import KnownAsForm, LookForm
from hearth.people.queries import Mark, Which
from hearth.people.views.whose import page_of, posted
from hearth.places.models import Site
from hearth.places.queries import sites_where

MOST_ALIKE = 5
"""People shown, before somebody new is added, because their name is like the new one."""


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: WorkerRequest) -> HttpResponse:
    """Show who is known here, those seen lately first. A name is posted: it stays out of logs."""
    require_somewhere(request.actor, Permission.GREET_PEOPLE)
    everywhere = request.GET.get("site") == "all"
    site = None if everywhere else _site(request)
    sees_more = request.actor.may_somewhere(Permission.SEE_PEOPLE)
    which = _which(request.GET.get("which", "")) if sees_more else Which.EVERYONE
    typed = LookForm(posted(request))
    words = typed.cleaned_data["q"].strip() if typed.is_valid() else ""
    page = {
        "site": site,
        "everywhere": site is None,
        "has_several": len(sites_where(request.actor, Permission.GREET_PEOPLE)[:2]) > 1,
        "which": which,
        "sees_more": sees_more,
        "words": words,
        "may_add": _may_add(request, site),
    }
    if words:
        page["rows"] = queries.look_for(
            words, actor=request.actor, site=site, today=timezone.localdate()
        )
    else:
        page["listing"] = queries.people_list(
            actor=request.actor,
            site=site,
            today=timezone.localdate(),
            which=which,
            after=Mark.read(request.GET.get("after", "")),
            before=Mark.read(request.GET.get("before", "")),
        )
    return render(request, "people/people.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: WorkerRequest) -> HttpResponse:
    """Take a name and nothing else. People like them are shown first, and block nothing."""
    require_somewhere(request.actor, Permission.GREET_PEOPLE)
    site = _site(request)
    if site is None:
        return choose_first(request)
    require(request.actor, Permission.GREET_PEOPLE, at=site)
    form = KnownAsForm(posted(request), initial={"person_id": uuid7()})
    alike: tuple[queries.PersonRow, ...] = ()
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["known_as"]
        if not form.cleaned_data["is_new"]:
            alike = queries.look_for(
                name, actor=request.actor, today=timezone.localdate(), most=MOST_ALIKE
            )
        if alike:
            form.show_who_is_like_them()
        else:
            try:
                person = actions.meet_person(
                    by=request.actor,
                    site=site,
                    known_as=name,
                    today=timezone.localdate(),
                    person_id=form.cleaned_data["person_id"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{person.known_as} is known at {site.name} now")
                return redirect(page_of(person.id))
    page = {"site": site, "form": form, "alike": alike}
    return render(request, "people/new.jinja", page)


def _site(request: WorkerRequest) -> Site | None:
    return found_or_404(standing_at, request, request.actor, Permission.GREET_PEOPLE)


def _which(typed: str) -> Which:
    return Which(typed) if typed in set(Which) else Which.EVERYONE


def _may_add(request: WorkerRequest, site: Site | None) -> bool:
    writes = (Permission.RECORD_VISIT, Permission.CHANGE_PEOPLE)
    if site:
        return any(request.actor.may(permission, at=site) for permission in writes)
    return any(request.actor.may_somewhere(permission) for permission in writes)
