"""A worker says that they know what was taken back out of their hands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearth.foundation.http import WorkerRequest
from hearth.people import actions


@require_POST
def know_taken_back(request: WorkerRequest) -> HttpResponse:
    actions.know_what_was_taken_back(by=request.actor, now=timezone.now())
    messages.success(request, "Good. It stands here no more")
    return redirect("/today/")
