"""Whom a colleague or volunteer is asked to meet, and their answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.foundation.actors import NotAllowed, Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.foundation.identifiers import uuid7
from hearth.introductions import actions, queries
from hearth.introductions.forms import FittedReplyForm, ReplyForm
from hearth.introductions.views.whose import posted


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def asked_of_me(request: WorkerRequest) -> HttpResponse:
    """Show whom the worker is asked to meet; draw the form of one (?of=), and take the answer."""
    if request.actor.id not in request.actor.audiences:
        raise NotAllowed(f"{request.actor.label} works or volunteers here no more")
    rows = queries.asked_of_me()
    one = next((row for row in rows if str(row.id) == request.GET.get("of", "")), None)
    form = None
    if one:
        says = FittedReplyForm if one.has_met else ReplyForm
        form = says(posted(request), initial={"line_id": uuid7()})
    if request.method == "POST" and one is None:
        messages.error(request, "This is over. You need do nothing")
        return redirect("introductions:asked_of_me")
    if one and form and request.method == "POST" and form.is_valid():
        try:
            _answer(request, one.id, form)
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"Sent. {one.owner} reads it, and tells them")
            return redirect("introductions:asked_of_me")
    if one and request.method != "POST":
        actions.note_looked(one.id)
    page = {
        "rows": rows, "one": one, "form": form, "along": queries.going_along(request.actor),
        "reads": request.actor.may_somewhere(Permission.CHANGE_PEOPLE),
    }  # fmt: skip
    return render(request, "introductions/asked_of_me.jinja", page)


def _answer(
    request: WorkerRequest, introduction_id: UUID, form: ReplyForm | FittedReplyForm
) -> None:
    actions.answer_as_colleague(
        by=request.actor, introduction_id=introduction_id, said=form.said(),
        line_id=form.cleaned_data["line_id"] or uuid7(),
    )  # fmt: skip
