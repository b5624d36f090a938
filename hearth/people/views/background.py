"""The questions about somebody's background, one at a time, each with its reason."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people import actions, queries
from hearth.people.forms import BackgroundForm
from hearth.people.models import Layer, Question
from hearth.people.queries.sections import EditedMeanwhile
from hearth.people.views.whose import may_write, opened_layer, posted, says_if_shut


@require_safe
@says_if_shut
def background(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.ABOUT, "background")
    sight = queries.sight_of(request.actor)
    page = {
        "person": person,
        "answers": queries.background(person.id, sight=sight),
        "before": queries.agreed_before(person.id, Layer.ABOUT, sight=sight),
        "may_write": may_write(request),
    }
    return render(request, "people/background.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@says_if_shut
def answer(request: WorkerRequest, person_id: UUID, question: str) -> HttpResponse:
    """Ask one question, with its reason."""
    named = question.upper().replace("-", "_")
    if named not in Question.values:
        raise Http404
    person = opened_layer(request, person_id, Layer.ABOUT, "background", writes=True)
    asked = queries.questions()[Question(named)]
    standing = queries.background(person.id, sight=queries.sight_of(request.actor))
    said = next(each for each in standing if each.asked == asked).said
    drawn = BackgroundForm.drawn_from(said, several=asked.several)
    form = BackgroundForm(posted(request), asked=asked, initial=drawn)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_background(
                by=request.actor,
                person=person,
                said=form.section(),
                stamp=form.cleaned_data["stamp"],
                now=timezone.now(),
            )
        except Refused as refusal:
            form.tell(refusal)
            if isinstance(refusal, EditedMeanwhile):
                words = dict(asked.offered)
                theirs = [words[code] for code in getattr(refusal.now, "codes", ())]
                theirs = theirs or ["Not asked yet"]
        else:
            messages.success(request, "Saved")
            return redirect("people:background", person.id)
    page = {"person": person, "asked": asked, "form": form, "theirs": theirs}
    return render(request, "people/background_answer.jinja", page)
