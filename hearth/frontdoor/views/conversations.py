"""What is done from the Today board: taking a conversation, ending it, seeing an alert."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.frontdoor import actions, queries
from hearth.frontdoor.views.onward import act


@require_POST
def take(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    by = request.actor
    conversation = found_or_404(queries.get_conversation, conversation_id, actor=by)
    return act(
        request,
        lambda: actions.take_conversation(by=by, conversation=conversation, now=timezone.now()),
    )


@require_POST
def give_back(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    by = request.actor
    conversation = found_or_404(queries.get_conversation, conversation_id, actor=by)
    return act(request, lambda: actions.give_back_conversation(by=by, conversation=conversation))


@require_POST
def end(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    by = request.actor
    conversation = found_or_404(queries.get_conversation, conversation_id, actor=by)
    return act(
        request,
        lambda: actions.end_conversation(by=by, conversation=conversation, now=timezone.now()),
        about={"ended": conversation.pk},
    )


@require_POST
def left_before(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    by = request.actor
    conversation = found_or_404(queries.get_conversation, conversation_id, actor=by)
    return act(
        request,
        lambda: actions.leave_before_talking(by=by, conversation=conversation, now=timezone.now()),
        about={"ended": conversation.pk},
    )


@require_POST
def undo(request: WorkerRequest, conversation_id: UUID) -> HttpResponse:
    """Put back a conversation that ended a moment ago."""
    by = request.actor
    conversation = found_or_404(queries.get_conversation, conversation_id, actor=by)
    return act(
        request,
        lambda: actions.undo_ending(by=by, conversation=conversation, now=timezone.now()),
    )


@require_POST
def child_alert_seen(request: WorkerRequest, alert_id: UUID) -> HttpResponse:
    by = request.actor
    alert = found_or_404(queries.get_child_alert, alert_id, actor=by)
    return act(
        request, lambda: actions.acknowledge_child_alert(by=by, alert=alert, now=timezone.now())
    )
