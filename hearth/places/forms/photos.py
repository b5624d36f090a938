"""What is typed about a photo of a site."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from hearth.design import nhs
from hearth.foundation.uploading import MOST_MB
from hearth.places.queries.photos import MOST_LETTERS

KINDS = (".jpg", ".jpeg", ".png", ".webp")


class PhotoForm(nhs.Form):
    """A photo that is put up, with words for those who cannot see it."""

    photo = nhs.FileField(
        label="Choose a photo",
        help_text=f"A .jpg, .png or .webp file, up to {MOST_MB} MB. It is turned upright and made "
        "small, and where and when it was taken is left out",
        kinds=KINDS,
        max_mb=MOST_MB,
    )
    words = nhs.TextField(
        label="What is in it?",
        help_text="For those who cannot see it, such as: The front door, seen from the street",
        width="full",
        max_length=MOST_LETTERS,
        called="what is in the photo",
    )
    nobody = nhs.CheckField(
        label="Nobody who came here for help is in it",
        help_text="Anybody can see the photo. Somebody may be known by their coat or their back",
    )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("photo") and not typed.get("nobody"):
            self.add_error("nobody", "Look at the photo, then tick that nobody is in it")
        return typed

    def content(self) -> bytes | None:
        """Return the file's bytes; None if none was chosen."""
        file = self.cleaned_data["photo"]
        return file.read() if isinstance(file, UploadedFile) else None


class ChangePhotoForm(PhotoForm):
    """Other words for a photo, or another photo."""

    photo = nhs.FileField(
        label="Put another photo in its place",
        help_text="Leave it empty to keep this one",
        required=False,
        kinds=KINDS,
        max_mb=MOST_MB,
    )
    field_order = ("words", "photo", "nobody")
