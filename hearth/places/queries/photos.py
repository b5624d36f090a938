"""Questions about the photos of sites."""

from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.places.models import Site, SitePhoto

MOST_PHOTOS = 6
"""Of each site: enough to know the door, the room and the way in."""
MOST_LETTERS = 200
"""In the words for who cannot see it: somebody is listening to them."""


def photos_of(site: Site) -> QuerySet[SitePhoto]:
    """Return the photos of a site in their order, without the pictures themselves."""
    return site.photos.defer("small", "large").order_by("position", "id")


def photo_of(site: Site, photo_id: UUID) -> SitePhoto:
    """
    Return one photo of a site, without the pictures themselves.

    :raises SitePhoto.DoesNotExist: if this site has no such photo
    """
    return photos_of(site).get(id=photo_id)


def picture_called(digest: str) -> bytes:
    """
    Return the picture that a digest names, for anybody at all: it is on a public page.

    :raises SitePhoto.DoesNotExist: if it is on none, or no longer
    """
    if "\0" in digest:  # no database can keep it, so nothing is called that
        raise SitePhoto.DoesNotExist(digest)
    named = SitePhoto.objects.filter(Q(small_digest=digest) | Q(large_digest=digest)).first()
    if named is None:
        raise SitePhoto.DoesNotExist(digest)
    return bytes(named.small if named.small_digest == digest else named.large)
