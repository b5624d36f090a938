"""Pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearth.foundation.http import WorkerRequest


@require_safe
def today(request: WorkerRequest) -> HttpResponse:
    return render(request, "accounts/home.jinja")
