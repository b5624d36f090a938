"""What somebody needs, so that they can come in and be understood."""

from collections.abc import Collection

from django.db import models


class Need(models.TextChoices):
    """What somebody needs so that they can come in, and understand us and be understood."""

    STEP_FREE = "STEP_FREE", "Step-free way in"
    QUIET = "QUIET", "A quiet space"
    HEARING_LOOP = "HEARING_LOOP", "Hearing loop"
    BSL = "BSL", "British Sign Language"
    INTERPRETER = "INTERPRETER", "An interpreter"
    LARGE_PRINT = "LARGE_PRINT", "Large print"
    EASY_READ = "EASY_READ", "Easy Read"
    BRAILLE = "BRAILLE", "Braille"
    AUDIO = "AUDIO", "Audio, not print"
    READ_ALOUD = "READ_ALOUD", "Read things aloud"
    WRITE_FOR_ME = "WRITE_FOR_ME", "Help with writing"
    NO_PHONE_CALLS = "NO_PHONE_CALLS", "No phone calls"
    MORE_TIME = "MORE_TIME", "More time"
    ASSISTANCE_DOG = "ASSISTANCE_DOG", "Comes with an assistance dog"
    SEATING = "SEATING", "A seat straight away"

    @property
    def icon(self) -> str:
        """The name of the drawing that goes with the words, never without them."""
        return NEED_ICONS[self.value]


NEED_ICONS = {
    "STEP_FREE": "step-free",
    "QUIET": "quiet",
    "HEARING_LOOP": "hearing",
    "BSL": "sign",
    "INTERPRETER": "language",
    "LARGE_PRINT": "large-print",
    "EASY_READ": "easy-read",
    "BRAILLE": "sight",
    "AUDIO": "sight",
    "READ_ALOUD": "talk",
    "WRITE_FOR_ME": "write",
    "NO_PHONE_CALLS": "phone",
    "MORE_TIME": "time",
    "ASSISTANCE_DOG": "dog",
    "SEATING": "space",
}


NEED_FLAGS = {need.value: (need.icon, str(need.label)) for need in Need}


def flags_of(needs: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return needs as pairs of an icon's name and words, in the order in which they are listed."""
    return tuple(NEED_FLAGS[need] for need in NEED_FLAGS if need in needs) if needs else ()
