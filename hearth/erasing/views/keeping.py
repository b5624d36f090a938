"""For those who decide: for how long records are kept, and what is past it, to be looked at."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.erasing import actions, queries
from hearth.erasing.forms import LookForm, RuleForm
from hearth.erasing.views.deciding import FORMS
from hearth.foundation.actors import Permission, require_everywhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.places.queries import organisations


@require_safe
def due(request: WorkerRequest) -> HttpResponse:
    """Show what is past its time, longest first, and who has chosen for how long."""
    require_everywhere(request.actor, Permission.DECIDE_ERASING)
    number = page_number(request.GET.get("page", ""))
    rows, has_more = queries.due_to_look(request.actor, today=timezone.localdate(), page=number)
    holders = queries.holders_with_rules()
    called = queries.called([row.person_id for row in rows], actor=request.actor)
    page = {
        "rows": rows, "number": number, "has_more": has_more, "holders": holders, "called": called,
    }  # fmt: skip
    return render(request, "erasing/due.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def look(request: WorkerRequest, due_id: UUID) -> HttpResponse:
    """Look at what is past its time: keep it longer, or ask that it be erased."""
    require_everywhere(request.actor, Permission.DECIDE_ERASING)
    row = found_or_404(queries.get_due, due_id, actor=request.actor)
    sent = request.POST if request.method == "POST" else None
    form = LookForm(sent)
    if sent is not None and form.is_valid():
        typed, now = form.cleaned_data, timezone.now()
        try:
            if typed["decision"] == "ASK":
                actions.ask_what_is_due(
                    by=request.actor, due_id=row.id, words=typed["words"], now=now
                )
            else:
                actions.keep_longer(
                    by=request.actor, due_id=row.id, until=typed["until"], why=typed["words"],
                    now=now,
                )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            asked = "Asked. A second person decides"
            messages.success(request, asked if typed["decision"] == "ASK" else "Kept longer")
            return redirect("erasing:due")
    held = [
        (str(each.kind.label), each.rows)
        for each in queries.what_goes(row.person_id, actor=request.actor)
        if each.holder_id == row.holder_id and each.kind == row.kind
    ]
    called = queries.called([row.person_id], actor=request.actor)
    page = {"row": row, "form": form, "held": held, "called": called}
    return render(request, "erasing/look.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def rules(request: WorkerRequest, organisation_id: UUID) -> HttpResponse:
    """Show and choose for how long an organisation keeps each kind of record."""
    require_everywhere(request.actor, Permission.DECIDE_ERASING)
    holder = found_or_404(organisations().get, id=organisation_id)
    sent = request.POST if request.method == "POST" else None
    form = RuleForm(sent)
    if sent is not None and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.set_rule(
                by=request.actor, holder_id=holder.id, kind=typed["kind"].value,
                months=typed["months"], source=typed["source"], confirmed=typed["confirmed"],
                months_after_death=typed["months_after_death"], child_until=typed["child_until"],
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. What is past it is listed tonight, for you to look")
            return redirect("erasing:rules", holder.id)
    page = {"holder": holder, "rows": queries.rule_rows(holder), "form": form}
    return render(request, "erasing/rules.jinja", page)
