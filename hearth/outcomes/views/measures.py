"""Which measures a partnership uses, and the words that it has a licence for."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.actors import Permission, require_everywhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.outcomes import actions, queries
from hearth.outcomes.forms.measures import WordsForm
from hearth.outcomes.meaning import how_to_read


@require_safe
def measures(request: WorkerRequest) -> HttpResponse:
    """List every measure that Hearth knows, and whether it is in use."""
    require_everywhere(request.actor, Permission.CHOOSE_MEASURES)
    page = {"rows": queries.measures_known()}
    return render(request, "outcomes/measures.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: WorkerRequest) -> HttpResponse:
    """Show what a measure rests on (?measure=); use it or not; lay licensed words over it."""
    require_everywhere(request.actor, Permission.CHOOSE_MEASURES)
    slug = request.GET.get("measure", "")
    if not slug:
        return redirect("outcomes:measures")
    row = next((one for one in queries.measures_known() if one.measure.slug == slug), None)
    if row is None:
        raise Http404(slug)
    uses = request.POST.get("use", "")
    if request.method == "POST" and uses in ("yes", "no"):
        actions.use_measure(by=request.actor, measure=row.measure, is_used=uses == "yes")
        messages.success(
            request, "It is in use" if uses == "yes" else "No more offered. What was given stays"
        )
        return redirect(f"{reverse('outcomes:measure')}?{urlencode({'measure': slug})}")
    form = WordsForm(
        request.POST if request.method == "POST" else None, initial={"words": row.brought_words}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.load_words(
                by=request.actor, measure=row.measure, words=form.cleaned_data["words"]
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect(f"{reverse('outcomes:measure')}?{urlencode({'measure': slug})}")
    page = {"row": row, "form": form, "how_to_read": how_to_read}
    return render(request, "outcomes/measure.jinja", page)
