"""The photos of a site, for whoever keeps it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.uploading import held_in_memory
from hearth.places import actions
from hearth.places.forms.photos import ChangePhotoForm, PhotoForm
from hearth.places.models import Site
from hearth.places.queries import site_to_keep
from hearth.places.queries.photos import MOST_PHOTOS, photo_of, photos_of


def _site_kept_by(request: WorkerRequest, slug: str) -> Site:
    return found_or_404(site_to_keep, slug, actor=request.actor)


@require_safe
def photos(request: WorkerRequest, slug: str) -> HttpResponse:
    place = _site_kept_by(request, slug)
    page = {"place": place, "photos": list(photos_of(place)), "most": MOST_PHOTOS}
    return render(request, "places/photos.jinja", page)


@held_in_memory
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_photo(request: WorkerRequest, slug: str) -> HttpResponse:
    place = _site_kept_by(request, slug)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_photo(
                by=request.actor,
                site=place,
                content=form.content() or b"",
                words=form.cleaned_data["words"],
            )
        except Refused as refusal:
            form.add_error("photo", str(refusal))
        else:
            messages.success(request, "Everybody who looks at the page sees it now.")
            return redirect("places:photos", slug)
    page = {"form": form, "place": place, "cancel_href": reverse("places:photos", args=[slug])}
    return render(request, "places/add_photo.jinja", page)


@held_in_memory
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_photo(request: WorkerRequest, slug: str, photo_id: UUID) -> HttpResponse:
    place = _site_kept_by(request, slug)
    photo = found_or_404(photo_of, place, photo_id)
    form = ChangePhotoForm(
        request.POST or None, request.FILES or None, initial={"words": photo.words}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_photo(
                by=request.actor,
                site=place,
                photo_id=photo_id,
                words=form.cleaned_data["words"],
                content=form.content(),
            )
        except Refused as refusal:
            form.add_error("photo", str(refusal))
        else:
            messages.success(request, "Saved")
            return redirect("places:photos", slug)
    page = {
        "form": form,
        "place": place,
        "photo": photo,
        "cancel_href": reverse("places:photos", args=[slug]),
    }
    return render(request, "places/change_photo.jinja", page)


@require_POST
def move_photo(request: WorkerRequest, slug: str, photo_id: UUID) -> HttpResponse:
    place = _site_kept_by(request, slug)
    said = request.POST.get("to", "")
    to = int(said) if said.isascii() and said.isdecimal() and len(said) < 3 else 0
    try:
        actions.move_photo(by=request.actor, site=place, photo_id=photo_id, to=to)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("places:photos", slug)


@require_POST
def remove_photo(request: WorkerRequest, slug: str, photo_id: UUID) -> HttpResponse:
    place = _site_kept_by(request, slug)
    try:
        actions.remove_photo(by=request.actor, site=place, photo_id=photo_id)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The photo is gone for good.")
    return redirect("places:photos", slug)
