"""The pictures that stand on the pages of hubs."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from hearth.foundation.http import found_or_404
from hearth.places.queries.photos import picture_called
from hearth.virtualhub.public import AN_HOUR, public_file


@public_file
def photo(request: HttpRequest, digest: str) -> HttpResponse:
    """Send a picture, which stands on some page now: one that was taken away is not there."""
    content = found_or_404(picture_called, digest)
    etag = f'"{digest}"'
    headers = {"ETag": etag, "Cache-Control": AN_HOUR}
    response = HttpResponse(content, content_type="image/webp", headers=headers)
    said = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(said, HttpResponse)
    return said
