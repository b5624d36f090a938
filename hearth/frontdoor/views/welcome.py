"""The welcome screen: made for one hand, a cheap tablet and a queue at the door."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hearth.accounts.standing import choose_first, standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.frontdoor import actions, queries
from hearth.frontdoor.actions import VisitRefused
from hearth.frontdoor.capitals import with_capitals
from hearth.people.finding import reveal_found
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.places.models import Site
from hearth.places.queries import get_door


@dataclass
class Typed:
    """What was typed, so that nothing is lost when something is wrong with it."""

    words: str = ""
    known_as: str = ""
    how_many: str = ""
    what: str = ""
    trouble: str = ""
    trouble_in: str = ""
    """Which box the trouble is in: known_as, how_many, what; or nowhere in particular."""
    again: "Again | None" = None


@dataclass(frozen=True)
class Again:
    """Somebody who is in already was tapped: what to ask, and what to send if it is meant."""

    name: str
    since: datetime.datetime
    sends: dict[str, str]


class AlreadyIn(Exception):
    """The form welcomes somebody who is in, and nobody has said that this is meant."""

    def __init__(self, again: Again) -> None:
        super().__init__()
        self.again = again


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: WorkerRequest) -> HttpResponseBase:
    """Draw the door, look somebody up, or write down that somebody came in."""
    require_somewhere(request.actor, Permission.RECORD_VISIT)
    site = found_or_404(_site_of, request)
    if site is None:
        return choose_first(request)
    if request.method != "POST" or "q" in request.POST:
        return draw(request, site, Typed(words=words_looked_for(request)))
    try:
        return HttpResponseRedirect(_write_down(request, site, request.POST))
    except AlreadyIn as asks:
        return draw(request, site, Typed(again=asks.again))
    except Refused as refusal:
        typed = Typed(
            known_as=words_in(request.POST, "known_as"),
            how_many=words_in(request.POST, "how_many"),
            what=words_in(request.POST, "what"),
            trouble=str(refusal),
            trouble_in=_which_box(request.POST),
        )
        return draw(request, site, typed)


def _site_of(request: WorkerRequest) -> Site | None:
    """Return the site that the form was drawn for, even if another was chosen since."""
    if slug := request.POST.get("site", ""):
        return get_door(slug, actor=request.actor, permission=Permission.RECORD_VISIT)
    return standing_at(request, request.actor, Permission.RECORD_VISIT)


def _write_down(request: WorkerRequest, site: Site, sent: QueryDict) -> str:
    """
    Write down whoever the form says came in, and return where to go on to.

    :raises VisitRefused: if the form says nothing of who it was, not even that they gave no name
    :raises AlreadyIn: if they are in already, and the form does not say that this is meant
    """
    by, now = request.actor, timezone.now()
    made_id = read_id(sent.get("visit_id", ""))
    if "how_many" in sent:
        headcount = actions.record_headcount(
            by=by,
            site=site,
            now=now,
            how_many=_number(words_in(sent, "how_many")),
            what=words_in(sent, "what"),
            headcount_id=made_id,
        )
        return after(site, counted=headcount.pk)
    if "known_as" in sent:
        visit = actions.welcome_someone_new(
            by=by, site=site, now=now, known_as=words_in(sent, "known_as"), visit_id=made_id
        )
        return after(site, welcomed=visit.pk, new="yes")
    if "person" not in sent and "no_name" not in sent:
        raise VisitRefused("Part of this page was lost. Tap again whoever came in")
    person = person_sent(request, sent) if "person" in sent else None
    if person and "again" not in sent:
        since = queries.already_in(person, site=site, actor=by, now=now, besides=made_id)
        if since:
            names = ("visit_id", "person", "found")
            sends = {name: words_in(sent, name) for name in names if name in sent}
            sends |= {"site": site.slug, "again": "yes"}
            raise AlreadyIn(Again(person.known_as, since, sends))
    visit = actions.record_visit(by=by, site=site, now=now, person=person, visit_id=made_id)
    return after(site, welcomed=visit.pk)


def after(site: Site, **said: object) -> str:
    """Return the address of the welcome page at a site, with what it is to say."""
    return f"{reverse('frontdoor:welcome')}?{urlencode({'site': site.slug, **said})}"


def person_sent(request: WorkerRequest, sent: QueryDict) -> Person:
    """
    Return the person a button was for, opening them if they were found a moment ago.

    :raises Refused: if there is no such person for this worker, or they were found too long ago
    """
    found = None
    if token := sent.get("found", ""):
        found = reveal_found(actor=request.actor, token=token)
    person_id = read_id(sent.get("person", ""))
    try:
        if person_id is None:
            raise Person.DoesNotExist
        return get_person(person_id, request.actor, found=found)
    except Person.DoesNotExist as missing:
        raise VisitRefused("We cannot find that person now. Please look them up again") from missing


def words_looked_for(request: WorkerRequest) -> str:
    """Return what was typed into the search box, however it was sent."""
    return (words_in(request.POST, "q") or words_in(request.GET, "q")).strip()


def words_in(sent: QueryDict, name: str) -> str:
    """Return what was typed, without the character that no database can keep."""
    return sent.get(name, "").replace("\0", "")


def read_id(text: str) -> UUID | None:
    """
    Read an id that a page carries.

    :raises VisitRefused: if it is none
    """
    try:
        return UUID(text) if text else None
    except ValueError as broken:
        raise VisitRefused("Part of this page was lost. Open it again") from broken


def _number(text: str) -> int:
    """
    Read a number as people type it: "12", "1,200".

    :raises VisitRefused: if it is none
    """
    figures = text.strip().replace(",", "")
    if not (figures.isascii() and figures.isdigit() and len(figures) < 10):
        raise VisitRefused("Write how many came as a number, like 12")
    return int(figures)


def _which_box(sent: QueryDict) -> str:
    return next((box for box in ("how_many", "known_as") if box in sent), "")


def draw(request: WorkerRequest, site: Site, typed: Typed) -> HttpResponse:
    """Draw the door. While one types, the script takes its results from this same page."""
    actor, now = request.actor, timezone.now()
    searching = len(typed.words) >= 2
    came = _just_came(request, now)
    found = (
        queries.people_to_welcome(typed.words, site=site, actor=actor, now=now) if searching else []
    )
    likely = [] if typed.words else queries.likely_now(site, actor=actor, now=now)
    offered = [each.person.person_id for each in found]
    offered += [each.person.person_id for each in likely]
    offered += [came.who.person_id] if came and not came.undone else []
    page = {
        "site": site,
        "now": now,
        "typed": typed,
        "searching": searching,
        "someone_new": with_capitals(typed.words),
        "found": found,
        "likely": likely,
        "at_door": queries.said_at_door(offered, actor=actor, site=site),
        "came": came,
        "kept": "kept" in request.GET,
        "alike": queries.alike(came, actor=actor, now=now)
        if came and request.GET.get("new")
        else [],
        "new_id": uuid7,
        "has_other_sites": len(actor.places_where(Permission.RECORD_VISIT)) > 1,
    }
    return render(request, "frontdoor/welcome.jinja", page)


def _just_came(request: WorkerRequest, now: datetime.datetime) -> queries.JustCame | None:
    """Return whoever the page before wrote down. What is not an id, or not ours, is no one."""
    try:
        return queries.just_came(
            actor=request.actor,
            now=now,
            visit_id=read_id(request.GET.get("welcomed", "")),
            headcount_id=read_id(request.GET.get("counted", "")),
        )
    except VisitRefused:
        return None
