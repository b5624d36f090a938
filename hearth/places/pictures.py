"""
From a photo's bytes to the two pictures that the public sees of it. It knows no database.

A photo comes from outside: whatever its name says, it is read only if it can be decoded as one of
three kinds. What is kept is drawn anew from its colours alone, so that nothing else of it is left:
not where and when it was taken, by which phone or whose, nor anything hidden behind the picture.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from hearth.foundation.errors import Refused
from hearth.foundation.uploading import MOST_BYTES, MOST_MB

KINDS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000
"""What a good phone takes at most. A small file can claim a picture that would fill a memory."""
LEAST_SIDE = 320
LONGEST_FOR_ITS_WIDTH = 3

SMALL, LARGE = 480, 960
"""The longer side of each size, in pixels."""
SMALL_BYTES, LARGE_BYTES = 30_000, 70_000
"""So that a first view with one of either stays light on a phone that pays by the megabyte."""
QUALITIES = (75, 60, 45, 30, 15, 5)
PAPER = (255, 255, 255)
"""What is seen through a picture that one can see through."""


class NotAPhoto(Refused):
    """The file cannot be shown as a photo."""


@dataclass(frozen=True)
class Picture:
    """One size of a photo, as WebP, which every browser since 2020 reads."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """Return what names this picture and no other, for its address."""
        return hashlib.sha256(self.content).hexdigest()[:32]


@dataclass(frozen=True)
class Pictures:
    """A photo, ready to be shown."""

    small: Picture
    large: Picture


_one_at_a_time = threading.Lock()
"""The largest takes some 200 MB while it is read."""


def pictures_of(content: bytes) -> Pictures:
    """
    Return a photo upright, in its two sizes, with nothing in them but what one sees.

    :raises NotAPhoto: if it is none, or too large, too small or too narrow to show
    """
    if len(content) > MOST_BYTES:
        raise NotAPhoto(f"That photo is too large. Choose one smaller than {MOST_MB} MB.")
    with _one_at_a_time:
        picture = _decoded(content)
        return Pictures(_size(picture, SMALL, SMALL_BYTES), _size(picture, LARGE, LARGE_BYTES))


def _decoded(content: bytes) -> Image.Image:
    """Return what one sees, upright, not much larger than it is going to be."""
    try:
        with Image.open(BytesIO(content), formats=KINDS) as photo:
            _insist_it_can_be_shown(*photo.size)
            photo.draft("RGB", (2 * LARGE, 2 * LARGE))  # a JPEG need not be decoded in full
            photo.load()
            upright = ImageOps.exif_transpose(photo)
    except (NotAPhoto, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels() from bomb
    except Exception as broken:  # decoders fail in many ways on a file that is made to break them
        raise NotAPhoto(
            "That file is not a photo that we can read, or a part of it is missing. Choose a "
            "photo that ends with .jpg, .png or .webp."
        ) from broken
    upright.thumbnail((2 * LARGE, 2 * LARGE))
    seen = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info
                           else "RGB")  # fmt: skip
    anew = Image.new("RGB", seen.size, PAPER)  # it has no profile, no comment and no thumbnail
    anew.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    return anew


def _insist_it_can_be_shown(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < LEAST_SIDE:
        raise NotAPhoto(
            f"That photo is too small to see anything. It needs at least {LEAST_SIDE} pixels "
            "each way."
        )
    if max(width, height) > LONGEST_FOR_ITS_WIDTH * min(width, height):
        raise NotAPhoto("That photo is too long and narrow. Cut it to a usual shape first.")


def _too_many_pixels() -> NotAPhoto:
    return NotAPhoto(
        f"That photo has more than {MOST_PIXELS // 1_000_000} million pixels. "
        "Make it smaller first."
    )


def _size(picture: Image.Image, longest: int, most_bytes: int) -> Picture:
    """Return a picture at most so long, as good as so many bytes allow."""
    sized = picture.copy()
    sized.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    while True:
        for quality in QUALITIES:
            written = BytesIO()
            sized.save(written, "WEBP", quality=quality, method=4)
            if written.tell() <= most_bytes:
                return Picture(written.getvalue(), *sized.size)
        sized.thumbnail((sized.width * 3 // 4, sized.height * 3 // 4))
