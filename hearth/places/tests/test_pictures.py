"""From a photo's bytes to what the public sees: nothing but the picture, and nothing too large."""

import io
import os
import random
import struct
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from hearth.foundation.uploading import MOST_BYTES
from hearth.places import pictures
from hearth.places.pictures import LARGE_BYTES, SMALL_BYTES, NotAPhoto, pictures_of
from hearth.places.tests.factories import photograph


def opened(picture):
    return Image.open(io.BytesIO(picture.content))


def saved(image, kind="JPEG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_two_sizes_of_webp(kind):
    made = pictures_of(photograph((2000, 1500), kind=kind))

    for picture, size in ((made.small, (480, 360)), (made.large, (960, 720))):
        assert (picture.width, picture.height) == size == opened(picture).size
        assert opened(picture).format == "WEBP"
        assert len(picture.digest) == 32
    assert made.small.digest != made.large.digest


def test_the_same_photo_has_the_same_digest_and_another_has_another():
    first, again = pictures_of(photograph()), pictures_of(photograph())

    assert first.large.digest == again.large.digest
    assert first.large.digest != pictures_of(photograph(colour="red")).large.digest


def test_a_small_one_is_not_blown_up():
    made = pictures_of(photograph((600, 400)))

    assert (made.large.width, made.large.height) == (600, 400)
    assert made.small.width == 480


def test_what_a_phone_writes_beside_the_picture_is_gone():
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "SecretPhone", "Secret Owner"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:22 10:00:00"
    exif.get_ifd(0x8825)[2] = (53.0, 57.0, 30.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    jpeg = photograph(
        exif=exif, icc_profile=profile, comment=b"Secret comment", xmp=b"<x>Secret place</x>"
    )
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Secret Owner")
    notes.add_itxt("XML:com.adobe.xmp", "Secret place")
    png = photograph(kind="PNG", pnginfo=notes, exif=exif, icc_profile=profile)
    webp = photograph(kind="WEBP", exif=exif, xmp=b"Secret place", icc_profile=profile)
    assert b"Secret" in jpeg

    for file in (jpeg, png, webp):
        made = pictures_of(file)
        for picture in (made.small, made.large):
            assert b"Secret" not in picture.content
            for chunk in (b"EXIF", b"ICCP", b"XMP "):
                assert chunk not in picture.content
            assert not opened(picture).getexif()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_turned_upright(orientation):
    upright = Image.new("RGB", (800, 600), "white")
    upright.paste("red", (0, 0, 400, 300))  # the upper left quarter
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    as_taken = upright.transpose(undo[orientation]) if orientation in undo else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    seen = opened(pictures_of(saved(as_taken, exif=exif)).large).convert("RGB")

    assert seen.size == (800, 600)
    red, white = seen.getpixel((100, 100)), seen.getpixel((700, 500))
    assert red[0] > 200
    assert red[1] < 60
    assert min(white) > 230


def test_even_what_cannot_be_squeezed_stays_light():
    noise = Image.frombytes("RGB", (1200, 1200), random.Random(1).randbytes(1200 * 1200 * 3))
    made = pictures_of(saved(noise, "PNG"))

    assert len(made.small.content) <= SMALL_BYTES
    assert len(made.large.content) <= LARGE_BYTES
    assert made.small.width >= 200


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
def test_every_way_of_keeping_colours_is_read(mode):
    made = pictures_of(saved(Image.new(mode, (640, 480)), "PNG"))

    assert opened(made.large).mode == "RGB"


def test_what_one_sees_through_is_on_paper():
    clear = Image.new("RGBA", (640, 480), (0, 0, 0, 0))

    assert min(opened(pictures_of(saved(clear, "PNG")).large).getpixel((9, 9))) > 250


def test_cmyk_and_the_several_pictures_of_one_phone_are_read():
    cmyk = saved(Image.new("CMYK", (640, 480)))
    first = Image.new("RGB", (640, 480), "green")
    several = saved(first, "MPO", save_all=True, append_images=[Image.new("RGB", (640, 480))])

    assert opened(pictures_of(cmyk).large).mode == "RGB"
    assert opened(pictures_of(several).large).getpixel((9, 9))[1] > 100


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="640"><script>1</script></svg>"""
HTML = b"<!doctype html><script>alert(1)</script>"


def png_that_claims(width, height):
    """A PNG of a few bytes that says it is so large."""

    def chunk(kind, body):
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 1000,
        SVG,
        HTML,
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0" + HTML,  # begins as a JPEG does, and is none
        b"\x89PNG\r\n\x1a\n" + HTML,
        b"RIFF\x10\0\0\0WEBPVP8 " + HTML,
        photograph()[:-600],
        photograph(kind="PNG")[:-40],
        photograph(kind="WEBP")[:-40],
        photograph(kind="GIF"),
        photograph(kind="TIFF"),
        photograph(kind="BMP"),
        png_that_claims(640, 480),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_whole_photo_is_refused(content):
    with pytest.raises(NotAPhoto, match="not a photo that we can read"):
        pictures_of(content)


@pytest.mark.parametrize("side", [7_100, 10_000, 30_000, 60_000])
def test_a_small_file_that_unfolds_to_an_enormous_picture_is_refused_unread(side):
    with pytest.raises(NotAPhoto, match="more than 50 million pixels"):
        pictures_of(png_that_claims(side, side))


@pytest.mark.parametrize(
    ("size", "why"),
    [((319, 640), "too small"), ((1, 1), "too small"), ((1000, 331), "long and narrow")],
)
def test_what_nobody_could_see_anything_in_is_refused(size, why):
    with pytest.raises(NotAPhoto, match=why):
        pictures_of(photograph(size))


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr(pictures, "_decoded", lambda content: pytest.fail("it was read"))

    with pytest.raises(NotAPhoto, match="smaller than 20 MB"):
        pictures_of(b"\0" * (MOST_BYTES + 1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_is_hidden_behind_a_picture_does_not_come_through(kind):
    hidden = b"PK\x03\x04" + HTML + os.urandom(50)
    made = pictures_of(photograph(kind=kind) + hidden)

    assert b"script" not in made.small.content + made.large.content
    assert made.large.content.startswith(b"RIFF")
    assert struct.unpack("<I", made.large.content[4:8])[0] + 8 == len(made.large.content)


def test_only_the_first_picture_of_one_that_moves_is_kept():
    frames = [Image.new("RGB", (640, 480), colour) for colour in ("green", "red")]
    moving = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    made = pictures_of(moving)

    assert getattr(opened(made.large), "n_frames", 1) == 1
    assert opened(made.large).convert("RGB").getpixel((9, 9))[1] > 100


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_photo_is_read_or_refused_and_never_a_fault(seed):
    chance = random.Random(seed)
    kind = ("JPEG", "PNG", "WEBP")[seed % 3]
    content = bytearray(photograph(kind=kind))
    for _ in range(chance.randint(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        made = pictures_of(bytes(content))
    except NotAPhoto:
        return
    assert opened(made.large).format == "WEBP"
