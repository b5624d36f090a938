"""What people told us, pairs that may be one, words, how often. Each page asks, or acts once."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.directory.actions import same as same_actions
from hearth.directory.actions import tips as tip_actions
from hearth.directory.actions import truth, words
from hearth.directory.forms.parts import DaysForm, DecideForm, NotHereForm, SynonymForm
from hearth.directory.models import Facet, Term, Tip
from hearth.directory.queries import terms, tips
from hearth.directory.queries.entries import EntryPage, entry_page
from hearth.directory.views.around import page_number, tell_refusal
from hearth.foundation.actors import Permission, require_everywhere, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404


@require_safe
def told(request: WorkerRequest) -> HttpResponse:
    done = request.GET.get("which") == "done"
    number = page_number(request)
    rows, total = tips.tips(actor=request.actor, done=done, page=number)
    page = {
        "rows": [(tip, tips.said_first(tip)) for tip in rows],
        "total": total, "done": done, "number": number, "size": tips.PAGE,
    }  # fmt: skip
    return render(request, "directory/tips.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def tip(request: WorkerRequest, tip_id: UUID) -> HttpResponse:
    found = found_or_404(tips.get_tip, tip_id, actor=request.actor)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tip_actions.decide(by=request.actor, tip=found, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("."))
        else:
            messages.success(request, "Decided. Thank you for looking into it")
            return redirect("directory:tips")
    page = {
        "tip": found,
        "about": tips.said_first(found),
        "facts": tips.facts_of_tip(found),
        "form": form,
        "may_answer": bool(found.reply_to_sealed),
        "now": _as_it_stands(request, found),
    }
    return render(request, "directory/tip.jinja", page)


def _as_it_stands(request: WorkerRequest, found: Tip) -> EntryPage | None:
    """Return what the entry that a tip is about says now, if it is about one."""
    if found.service_id is None:
        return None
    return entry_page(found.service_id, actor=request.actor, today=timezone.localdate())


@require_POST
def settle_fact(request: WorkerRequest, tip_id: UUID) -> HttpResponse:
    found = found_or_404(tips.get_tip, tip_id, actor=request.actor)
    take = request.POST.get("take") == "yes"
    try:
        tip_actions.settle_fact(
            by=request.actor,
            tip=found,
            fact=request.POST.get("fact", ""),
            take=take,
            now=timezone.now(),
        )
    except Refused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "Taken into the entry" if take else "Left as it was")
    return redirect("directory:tip", found.id)


@require_safe
def pairs(request: WorkerRequest) -> HttpResponse:
    decided = request.GET.get("which") == "decided"
    number = page_number(request)
    rows, total = tips.pairs(actor=request.actor, decided=decided, page=number)
    page = {
        "rows": rows, "total": total, "decided": decided, "number": number, "size": tips.PAGE,
    }  # fmt: skip
    return render(request, "directory/pairs.jinja", page)


@require_safe
def pair(request: WorkerRequest, pair_id: UUID) -> HttpResponse:
    found = found_or_404(
        tips.side_by_side, pair_id, actor=request.actor, today=timezone.localdate()
    )
    return render(request, "directory/pair.jinja", {"both": found, "pair": found.pair})


@require_POST
def decide_pair(request: WorkerRequest, pair_id: UUID) -> HttpResponse:
    found = found_or_404(tips.get_pair, pair_id, actor=request.actor)
    said, now = request.POST.get("keep", ""), timezone.now()
    try:
        if said == "both":
            same_actions.say_not_same(by=request.actor, pair=found, now=now)
            words_said = "They are two. We will not ask again"
        elif said in (str(found.one_id), str(found.other_id)):
            same_actions.say_same(by=request.actor, pair=found, keep=UUID(said), now=now)
            words_said = "They are one now. The other is kept, and you can undo this"
        else:
            messages.error(request, "Choose which of the two to show, or that they are two")
            return redirect("directory:pair", found.id)
    except Refused as refusal:
        tell_refusal(request, refusal)
        return redirect("directory:pair", found.id)
    messages.success(request, words_said)
    return redirect("directory:pairs")


@require_POST
def undo_pair(request: WorkerRequest, pair_id: UUID) -> HttpResponse:
    found = found_or_404(tips.get_pair, pair_id, actor=request.actor)
    same_actions.undo(by=request.actor, pair=found)
    messages.success(request, "Undone. Both are shown again")
    return redirect("directory:pair", found.id)


@require_http_methods(["GET", "HEAD", "POST"])
def synonyms(request: WorkerRequest) -> HttpResponse:
    require_somewhere(request.actor, Permission.KEEP_DIRECTORY)
    refusing = "not_here" in request.POST
    form = SynonymForm(
        None if refusing else request.POST or None,
        initial={"phrase": request.GET.get("phrase", "")},
    )
    if request.method == "POST" and not refusing and form.is_valid():
        facet, slug = form.cleaned_data["term"].split("/", 1)
        term: Term = found_or_404(terms.term_called, facet, slug)
        try:
            made = words.add_synonym(
                by=request.actor, phrase=form.cleaned_data["phrase"], term=term
            )
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("."))
        else:
            messages.success(request, f"“{made.phrase}” is understood as {term.name} now")
            return redirect("directory:synonyms")
    chosen = request.GET.get("kind", Facet.NEED)
    facet = chosen if chosen in Facet.values else Facet.NEED
    page = {
        "form": form,
        "kinds": [(each.value, each.label) for each in Facet if each is not Facet.OTHER],
        "kind": facet,
        "rows": terms.words_by_term(actor=request.actor, facet=facet),
        "lately": terms.not_understood(actor=request.actor, today=timezone.localdate()),
    }
    if slug := request.GET.get("term", ""):
        chosen_term: Term = found_or_404(terms.term_called, facet, slug)
        refusal_form = NotHereForm(request.POST if refusing else None)
        if refusing and refusal_form.is_valid():
            try:
                refused = words.say_not_here(
                    by=request.actor, phrase=refusal_form.cleaned_data["not_here"], term=chosen_term
                )
            except Refused as refusal:
                refusal_form.add_error("not_here", str(refusal).rstrip("."))
            else:
                said = f"“{refused.phrase}” is not understood as {chosen_term.name} any more"
                messages.success(request, said)
                return _of_term(chosen_term)
        page |= {
            "term": chosen_term,
            "refusal_form": refusal_form,
            "refused": terms.refused_words(chosen_term, actor=request.actor),
            "hearths": terms.hearths_words(chosen_term, actor=request.actor),
        }
    return render(request, "directory/synonyms.jinja", page)


def _of_term(term: Term) -> HttpResponse:
    query = urlencode({"kind": term.facet, "term": term.slug})
    return redirect(f"{reverse('directory:synonyms')}?{query}#hearths")


@require_POST
def put_back_synonym(request: WorkerRequest, synonym_id: UUID) -> HttpResponse:
    synonym = found_or_404(terms.get_synonym, synonym_id, actor=request.actor)
    words.put_back(by=request.actor, synonym=synonym)
    messages.success(request, f"“{synonym.phrase}” is understood as {synonym.term.name} again")
    return _of_term(synonym.term)


@require_POST
def remove_synonym(request: WorkerRequest, synonym_id: UUID) -> HttpResponse:
    synonym = found_or_404(terms.get_synonym, synonym_id, actor=request.actor)
    try:
        words.remove_synonym(by=request.actor, synonym=synonym)
    except Refused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, f"“{synonym.phrase}” is taken away")
    return redirect("directory:synonyms")


@require_POST
def forget_typed(request: WorkerRequest) -> HttpResponse:
    typed = request.POST.get("words", "").replace("\0", "")
    gone = words.forget_typed(by=request.actor, words=typed, today=timezone.localdate())
    if gone:
        messages.success(request, "Forgotten")
    else:
        messages.error(request, "That was forgotten already")
    is_there = request.POST.get("next") == "searches"
    return redirect("directory:searches" if is_there else "directory:synonyms")


@require_safe
def how_often(request: WorkerRequest) -> HttpResponse:
    page = {"kinds": terms.kinds(actor=request.actor)}
    return render(request, "directory/how_often.jinja", page)


@require_POST
def set_how_often(request: WorkerRequest, term_id: UUID) -> HttpResponse:
    require_everywhere(request.actor, Permission.LEAD_DIRECTORY)
    offer = found_or_404(terms.get_offer, term_id)
    form = DaysForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"{offer.name}: type a number of days between 1 and 730")
        return redirect("directory:how_often")
    changed = truth.set_how_often(by=request.actor, offer=offer, days=form.cleaned_data["days"])
    due = {0: "No entry", 1: "1 entry"}.get(changed, f"{changed} entries")
    messages.success(request, f"{offer.name}: saved. {due} must be confirmed on another day now")
    return redirect("directory:how_often")
