"""Keeping the photos that the public sees of a site."""

from typing import Any
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.foundation.errors import Refused
from hearth.places.actions.sites import require_keeper
from hearth.places.models import Site, SitePhoto
from hearth.places.pictures import Pictures, pictures_of
from hearth.places.queries.photos import MOST_LETTERS, MOST_PHOTOS


class PhotoRefused(Refused):
    """The photos cannot be as asked."""


def add_photo(*, by: Actor, site: Site, content: bytes, words: str) -> SitePhoto:
    """
    Put a photo after the others of a site.

    The same one sent twice, as by a double tap, is put there once.

    :param content: the file, as it came
    :param words: what is in it, for those who cannot see it
    :raises NotAllowed: if the actor does not keep this site
    :raises NotAPhoto: if it cannot be shown
    :raises PhotoRefused: if there are no words, there is no room, or it is there already
    """
    require_keeper(by, site)
    words = _tidied(words)
    pictures = pictures_of(content)
    with transaction.atomic():
        site = _locked(site)
        if there := site.photos.filter(large_digest=pictures.large.digest).first():
            if there.words == words:
                return there
            raise PhotoRefused("That photo is there already. You can change its words.")
        count = site.photos.count()
        if count >= MOST_PHOTOS:
            raise PhotoRefused(
                f"There are {MOST_PHOTOS} photos already, which is the most. Take one away first."
            )
        photo = SitePhoto(site=site, words=words, position=count, **facts_of_pictures(pictures))
        photo.save()
        _changed(site)
        audit.note(by=by, verb="added", subject=photo, place=site)
    return photo


def change_photo(
    *, by: Actor, site: Site, photo_id: UUID, words: str, content: bytes | None = None
) -> None:
    """
    Change the words of a photo, or put another photo in its place.

    :param content: the file of the other photo; None to keep this one
    :raises NotAllowed: if the actor does not keep this site
    :raises NotAPhoto: if the other cannot be shown
    :raises PhotoRefused: if there are no words, it has gone, or the other is there already
    """
    require_keeper(by, site)
    words = _tidied(words)
    pictures = pictures_of(content) if content is not None else None
    with transaction.atomic():
        site = _locked(site)
        photo = _photo(site, photo_id)
        facts: dict[str, Any] = {"words": words}
        if pictures:
            others = site.photos.exclude(id=photo.id)
            if others.filter(large_digest=pictures.large.digest).exists():
                raise PhotoRefused("That photo is there already. Choose another.")
            facts |= facts_of_pictures(pictures)
        if all(getattr(photo, name) == value for name, value in facts.items()
               if name not in ("small", "large")):  # fmt: skip
            return
        for name, value in facts.items():
            setattr(photo, name, value)
        photo.save()
        _changed(site)
        audit.note(by=by, verb="edited", subject=photo, place=site)


@transaction.atomic
def move_photo(*, by: Actor, site: Site, photo_id: UUID, to: int) -> None:
    """
    Put a photo in another place among those of its site; the first stands at the top of the page.

    :param to: which place, from 0. Where it is, and not how far it moves, so that a double tap
        moves it once
    :raises NotAllowed: if the actor does not keep this site
    :raises PhotoRefused: if it has gone
    """
    require_keeper(by, site)
    site = _locked(site)
    photo = _photo(site, photo_id)
    order = _in_order(site)
    before = [each.id for each in order]
    order = [each for each in order if each.id != photo.id]
    order.insert(min(max(to, 0), len(order)), photo)
    if [each.id for each in order] == before:
        return
    _number(order)
    _changed(site)
    audit.note(by=by, verb="moved", subject=photo, place=site)


@transaction.atomic
def remove_photo(*, by: Actor, site: Site, photo_id: UUID) -> None:
    """
    Take a photo away for good. From then on nobody gets it from us.

    :raises NotAllowed: if the actor does not keep this site
    :raises PhotoRefused: if it has gone already
    """
    require_keeper(by, site)
    site = _locked(site)
    photo = _photo(site, photo_id)
    audit.note(by=by, verb="removed", subject=photo, place=site)
    photo.delete()
    _number(_in_order(site))
    _changed(site)


def facts_of_pictures(pictures: Pictures) -> dict[str, Any]:
    """Return what a SitePhoto keeps of a photo's two sizes."""
    return {
        "small": pictures.small.content,
        "small_digest": pictures.small.digest,
        "small_width": pictures.small.width,
        "large": pictures.large.content,
        "large_digest": pictures.large.digest,
        "width": pictures.large.width,
        "height": pictures.large.height,
    }


def _tidied(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        raise PhotoRefused("Say what is in the photo, for those who cannot see it.")
    if len(words) > MOST_LETTERS:
        raise PhotoRefused(f"Say what is in the photo in at most {MOST_LETTERS} letters.")
    return words


def _locked(site: Site) -> Site:
    """Return the site, held so that two who change its photos at once do so one after the other."""
    return Site.objects.select_for_update().get(id=site.id)


def _photo(site: Site, photo_id: UUID) -> SitePhoto:
    photo = site.photos.defer("small", "large").filter(id=photo_id).first()
    if photo is None:
        raise PhotoRefused("Somebody has already taken that photo away.")
    return photo


def _in_order(site: Site) -> list[SitePhoto]:
    return list(site.photos.only("id", "position").order_by("position", "id"))


def _number(order: list[SitePhoto]) -> None:
    for position, photo in enumerate(order):
        photo.position = position
    SitePhoto.objects.bulk_update(order, ["position"])


def _changed(site: Site) -> None:
    """Let the page say that it was changed today."""
    site.save(update_fields=["edited_at"])
