"""The gallery: each component as it really looks, for those who build pages from them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearth.design import samples
from hearth.design.jinja import DRAWINGS

WRONG = {"born-day": "27", "born-year": "1968", "opens_at": "half nine", "came": "a few"}


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    page = {
        "form": samples.GalleryForm(prefix="fresh"),
        "wrong_form": samples.GalleryForm(WRONG),
        "samples": samples,
        "drawings": DRAWINGS,
        "here": request.path,
        "words": words,
        "found": samples.people_called(words),
        "refresh_every": 60 if "reload" in request.GET else None,
    }
    return render(request, "design/gallery.jinja", page)
