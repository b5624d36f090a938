"""Going on with what was asked: each act is one form, and leads back to the request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.forms.told import ToldForm
from hearth.rights import actions, queries
from hearth.rights.forms import (
    AgainForm,
    BackForm,
    DecidedForm,
    EndForm,
    GiveForm,
    IdentityForm,
    LongerForm,
    PutRightForm,
    ReleaseForm,
    SameForm,
    SeenForm,
    StandsForm,
    StatementForm,
)
from hearth.rights.models import Asks, Pack, PackState, RightsRequest, ToTell
from hearth.rights.queries.clock import stands_still
from hearth.rights.queries.said import HarmAsked
from hearth.rights.views.whose import answering, gathered, posted

Done = Callable[[WorkerRequest, RightsRequest, dict[str, Any]], None]
Offered = Callable[[RightsRequest, Pack | None], bool]


@dataclass(frozen=True)
class Act:
    """One thing that can be done: its button, its form, when it is offered, and what it does."""

    button: str
    title: str
    intro: str
    form: type[ToldForm]
    offered: Offered
    do: Done
    said: str


def _now(typed: dict[str, Any]) -> dict[str, Any]:
    return typed | {"now": timezone.now(), "today": timezone.localdate()}


def _pack(request: WorkerRequest, row: RightsRequest) -> dict[str, Any]:
    return {"by": request.actor, "pack": gathered(request, row), "now": timezone.now()}


def _is_open(row: RightsRequest, pack: Pack | None) -> bool:
    return row.closed_on is None


def _asks(*kinds: Asks) -> Offered:
    def offered(row: RightsRequest, pack: Pack | None) -> bool:
        return _is_open(row, pack) and row.asks in kinds

    return offered


def _has_linked(row: RightsRequest, pack: Pack | None) -> bool:
    if pack is None or not _in(PackState.REVIEW)(row, pack):
        return False
    return any(not linked.is_same for linked in queries.linked_records(pack))


def _in(*states: PackState) -> Offered:
    def offered(row: RightsRequest, pack: Pack | None) -> bool:
        return _is_open(row, pack) and pack is not None and pack.state in states

    return offered


ACTS = {
    "same": Act(
        "Is the other record theirs?", "Is the other record theirs?",
        "Some lines are of a record that was linked with this one. Two people can have one name: "
        "be sure before anybody is given another’s life. If it is somebody else, end the link on "
        "their page and gather everything again.",
        SameForm, _has_linked,
        lambda request, row, typed: actions.say_it_is_the_same_person(
            **_pack(request, row), record_id=UUID(typed["record"]), words=typed["words"]
        ),
        "Written down. Its lines can be decided now",
    ),
    "release": Act(
        "Look a second time, and release it", "The second look",
        "Read the copy as it would be given, and what is not given and why: both are below. "
        "Whoever decided about a line cannot do this. A health professional is asked once of the "
        "whole: what is about somebody’s health is given only when they say that it would do "
        "nobody serious harm.",
        ReleaseForm, _in(PackState.REVIEW),
        lambda request, row, typed: actions.release(
            **_pack(request, row), today=timezone.localdate(),
            harm=HarmAsked(
                typed["professional"], typed["asked_on"], typed["answer"].value, typed["said"]
            ),
        ),
        "Released. It may be given now",
    ),
    "give": Act(
        "It was given", "It was given to them",
        "Give it on paper, or as a file on something that they bring. Ask whether it is safe for "
        "them to take it home.",
        GiveForm, _in(PackState.RELEASED),
        lambda request, row, typed: actions.give(
            **_pack(request, row), words=typed["words"], today=timezone.localdate()
        ),
        "Written down. It is answered",
    ),
    "back": Act(
        "Send it back to be read again", "Send it back",
        "What has to be looked at again?", BackForm,
        _in(PackState.RELEASED, PackState.REVIEW),
        lambda request, row, typed: actions.take_release_back(
            **_pack(request, row), words=typed["words"]
        ),
        "Sent back",
    ),
    "right": Act(
        "It is put right", "It is put right",
        "Put it right where it stands first, then say here what was changed. Whoever it was shared "
        "with is told.",
        PutRightForm, _asks(Asks.CORRECTION),
        lambda request, row, typed: actions.say_it_is_put_right(
            by=request.actor, request=row, **_now(typed)
        ),
        "Written down",
    ),
    "statement": Act(
        "We do not agree", "We do not agree",
        "It stays as it is. Their own words stand beside it, wherever that part is read.",
        StatementForm, _asks(Asks.CORRECTION),
        lambda request, row, typed: actions.let_their_statement_stand(
            by=request.actor, request=row, **_now(typed)
        ),
        "Written down. Their words stand beside it",
    ),
    "stands": Act(
        "Let it stand from today", "Let it stand from today",
        "They asked for it on their own page, and nothing has changed yet. Be sure that they want "
        "it themselves. Kept and not used: nothing is sent, nothing new is shared, no count of "
        "people has them in it. A use stopped: no count of people has them in it.",
        StandsForm, _asks(Asks.RESTRICTION, Asks.OBJECTION),
        lambda request, row, typed: actions.let_it_stand(
            by=request.actor, request=row, now=timezone.now(), today=timezone.localdate()
        ),
        "It stands from today",
    ),
    "decided": Act(
        "It was decided", "It was decided",
        "To erase: first ask it under “What goes, what stays, and who decides”, and wait until "
        "each organisation has decided. To stop another use than in reports: stop it first.",
        DecidedForm, _asks(Asks.ERASURE, Asks.OBJECTION),
        lambda request, row, typed: actions.say_it_was_decided(
            by=request.actor, request=row, **_now(typed)
        ),
        "Written down. They read it on their own page",
    ),
    "identity": Act(
        "Ask who they are", "Ask who they are",
        "Only if that is in doubt. Somebody whom you know is not asked. The clock stands still "
        "until they have shown it.",
        IdentityForm,
        lambda row, pack: _is_open(row, pack) and row.identity_asked_on is None,
        lambda request, row, typed: actions.ask_who_they_are(
            by=request.actor, request=row, **_now(typed)
        ),
        "Written down. The clock stands still",
    ),
    "seen": Act(
        "They showed who they are", "They showed who they are",
        "The month begins on that day. Keep no copy of what they showed.",
        SeenForm, lambda row, pack: _is_open(row, pack) and stands_still(row),
        lambda request, row, typed: actions.see_who_they_are(
            by=request.actor, request=row, **_now(typed)
        ),
        "Written down. The clock goes on",
    ),
    "longer": Act(
        "It takes longer", "It takes longer",
        "Two months more, once, because there is very much or it is not simple. They must be told "
        "why within the first month.",
        LongerForm, lambda row, pack: _is_open(row, pack) and row.extended_on is None,
        lambda request, row, typed: actions.take_longer(
            by=request.actor, request=row, **_now(typed)
        ),
        "Written down. They have been told",
    ),
    "again": Act(
        "Gather it again", "Gather it again",
        "What was decided about the lines so far is lost: they are gathered and read anew.",
        AgainForm,
        _asks(Asks.ACCESS),
        lambda request, row, typed: actions.gather_again(by=request.actor, request=row),
        "It is being gathered. That takes minutes",
    ),
    "end": Act(
        "End it another way", "End it another way",
        "They take it back, or it is not done and they were told why.",
        EndForm, _is_open,
        lambda request, row, typed: actions.end_request(
            by=request.actor, request=row, **_now(typed)
        ),
        "Ended",
    ),
}  # fmt: skip


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def act(
    request: WorkerRequest, person_id: UUID, rights_request_id: UUID, rights_act: str
) -> HttpResponse:
    """Do one thing with what was asked. What it is stands in the address."""
    person, row = answering(request, person_id, rights_request_id)
    wanted = ACTS.get(rights_act)
    if wanted is None:
        raise Http404("no such act")
    form = wanted.form(posted(request))
    if isinstance(form, SameForm):
        form.offer_records(queries.linked_records(gathered(request, row)))
    if isinstance(form, PutRightForm | StatementForm):
        form.offer_names(queries.shared_with(person, today=timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            wanted.do(request, row, form.cleaned_data)
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, wanted.said)
            return redirect("rights:request", person.id, row.id)
    page = {
        "person": person, "row": row, "form": form, "act": wanted,
        "second_look": isinstance(form, ReleaseForm),
    }  # fmt: skip
    return render(request, "rights/act.jinja", page)


@require_POST
def told(
    request: WorkerRequest, person_id: UUID, rights_request_id: UUID, to_tell_id: UUID
) -> HttpResponse:
    person, row = answering(request, person_id, rights_request_id)
    one: ToTell = found_or_404(queries.get_to_tell, to_tell_id, request=row)
    actions.say_they_were_told(
        by=request.actor, to_tell=one, now=timezone.now(), today=timezone.localdate()
    )
    messages.success(request, "Written down")
    return redirect("rights:request", person.id, row.id)
