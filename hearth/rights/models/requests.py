"""What somebody asked about what is kept of them, and the log of what happened since."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING
from hearth.places.models import Site


class Asks(models.TextChoices):
    """What somebody can ask for (UK GDPR, articles 15 to 18 and 21)."""

    ACCESS = "ACCESS", "Everything that is kept about them"
    CORRECTION = "CORRECTION", "That something is put right"
    RESTRICTION = "RESTRICTION", "That it is kept, and not used for now"
    OBJECTION = "OBJECTION", "That a use of it stops, such as in reports"
    ERASURE = "ERASURE", "That it is erased"

    @property
    def short(self) -> str:
        return SHORT[self.value]

    @property
    def to_them(self) -> str:
        """Return what was asked, said to the person who asked."""
        return ASKED[self.value]


SHORT = {
    "ACCESS": "Everything that is kept",
    "CORRECTION": "Something put right",
    "RESTRICTION": "Kept, and not used",
    "OBJECTION": "Stopping a use of it",
    "ERASURE": "Erasing",
}
ASKED = {
    "ACCESS": "You asked for everything that is kept about you",
    "CORRECTION": "You asked that something is put right",
    "RESTRICTION": "You asked that it is kept, and not used for now",
    "OBJECTION": "You asked that a use of it stops",
    "ERASURE": "You asked that it is erased",
}


class AskedBy(models.TextChoices):
    """Who asks. Whoever is not the person must be able to show that they may."""

    PERSON = "PERSON", "The person"
    FOR_THEM = "FOR_THEM", "Somebody whom they asked to, such as an advocate or a solicitor"
    PARENT = "PARENT", "Somebody with parental responsibility"
    ATTORNEY = "ATTORNEY", "An attorney for health and welfare"
    DEPUTY = "DEPUTY", "A deputy of the Court of Protection"

    @property
    def to_them(self) -> str:
        """Return who asked, said to the person."""
        return str(self.label).replace("whom they asked", "whom you asked")


class AskedHow(models.TextChoices):
    """However it was asked, it counts (ICO, Right of access: How do we recognise a SAR?)."""

    SAID = "SAID", "They said so"
    WRITTEN = "WRITTEN", "A letter, an email or a form"
    OWN_PAGE = "OWN_PAGE", "On their own page"


class Outcome(models.TextChoices):
    """How it ended."""

    GIVEN = "GIVEN", "They were given it"
    PUT_RIGHT = "PUT_RIGHT", "It was put right"
    STATEMENT = "STATEMENT", "Their own statement stands beside it"
    STANDS = "STANDS", "It is done, and stands until they say otherwise"
    DECIDED = "DECIDED", "It was decided, and they were told"
    TAKEN_BACK = "TAKEN_BACK", "They do not ask for it any more"
    NOT_DONE = "NOT_DONE", "It was not done, and they were told why"

    @property
    def to_them(self) -> str:
        """Return how it ended, said to the person who asked."""
        return TO_THEM.get(self.value, str(self.label))


TO_THEM = {
    "GIVEN": "You were given it",
    "STATEMENT": "Your own words stand beside it",
    "STANDS": "It is done, and stands until you say otherwise",
    "DECIDED": "It was decided, and you were told",
    "TAKEN_BACK": "You do not ask for it any more",
    "NOT_DONE": "It was not done, and you were told why",
}


class Part(models.TextChoices):
    """Which part of a record is said to be wrong. The value's first word is its layer."""

    HELLO = "HELLO", "Name, and how to welcome them"
    DETAILS = "DETAILS", "Details: full name, birth date, where they live"
    ABOUT = "ABOUT", "What they told about themselves"
    CIRCLE = "CIRCLE", "The people round them"
    PLAN = "PLAN", "The stay-well plan"
    SUPPORT = "SUPPORT", "What they and the hub do together"

    @property
    def to_them(self) -> str:
        """Return which part it is, said to the person whose it is."""
        return YOUR_PART[self.value]

    @property
    def layer(self) -> str:
        return {"DETAILS": "ABOUT"}.get(self.value, self.value)


YOUR_PART = {
    "HELLO": "Your name, and how to welcome you",
    "DETAILS": "Your details: full name, birth date, where you live",
    "ABOUT": "What you told about yourself",
    "CIRCLE": "The people round you",
    "PLAN": "Your stay-well plan",
    "SUPPORT": "What you and the hub do together",
}


class RightsRequest(Layered):
    """One thing that somebody asked, by when it is answered, and how it ended."""

    asks = models.TextField(choices=Asks)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    """Where it was asked: the team there sees how far it is."""
    asked_on = models.DateField()
    asked_by = models.TextField(choices=AskedBy)
    asked_how = models.TextField(choices=AskedHow)
    asker_sealed = models.BinaryField(blank=True, default=b"")
    asker = Sealed("asker_sealed")
    """Who asked for them, and what showed that they may."""
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = Sealed("words_sealed")
    """What they asked, as they said it."""
    part = models.TextField(choices=Part, blank=True, default="")
    """Of which part something is to be put right."""
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nobody, if they asked on their own page."""
    identity_asked_on = models.DateField(null=True, blank=True)
    identity_seen_on = models.DateField(null=True, blank=True)
    extended_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(choices=Outcome, blank=True, default="")
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal = [
            *STANDING, "asked_by", "asked_how", "asked_on", "asker_sealed", "asks", "closed_on",
            "due_on", "extended_on", "identity_asked_on", "identity_seen_on", "outcome", "part",
            "taken_by", "words_sealed",
        ]  # fmt: skip
        plain = ["edited_at", "held_by", "site"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rights_ended_somehow",
                condition=Q(closed_on=None, outcome="")
                | (Q(closed_on__isnull=False) & ~Q(outcome="")),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="rights_open", condition=Q(closed_on=None)),
            models.Index(fields=["person", "-asked_on"], name="rights_of"),
        ]

    def __str__(self) -> str:
        return f"Request {self.pk}"


class LogKind(models.TextChoices):
    """What a line of the log says."""

    ASKED = "ASKED", "Asked"
    IDENTITY_ASKED = "IDENTITY_ASKED", "We asked who they are: the clock stands still"
    IDENTITY_SEEN = "IDENTITY_SEEN", "We know who they are: the clock goes on"
    EXTENDED = "EXTENDED", "It takes longer, and they were told why"
    GATHERED = "GATHERED", "Everything was gathered"
    COULD_NOT = "COULD_NOT", "Not everything could be gathered"
    SAME = "SAME", "A linked record is the same person"
    RELEASED = "RELEASED", "Looked at a second time, and free to be given"
    GIVEN = "GIVEN", "Given to them"
    TAKEN_OUT = "TAKEN_OUT", "Taken out as a file"
    PUT_RIGHT = "PUT_RIGHT", "Put right"
    NOT_AGREED = "NOT_AGREED", "We did not agree, and said why"
    STATEMENT = "STATEMENT", "Their own statement was put beside it"
    TAKEN_AWAY = "TAKEN_AWAY", "Their own statement was taken away again"
    TOLD = "TOLD", "Told to whoever it was shared with"
    BEGUN = "BEGUN", "It stands from today"
    LIFTED = "LIFTED", "Lifted"
    ENDED = "ENDED", "Ended"
    NOTE = "NOTE", "Note"


class RightsLine(Layered):
    """One thing that happened. It is added to, and never written over."""

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="lines")
    kind = models.TextField(choices=LogKind)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = SealedForPerson("words_sealed")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal = [*STANDING, "at", "by", "kind", "request", "words_sealed"]
        plain = ["held_by", "site"]

    class Meta:
        indexes = [models.Index(fields=["request", "at"], name="rights_line_of")]

    def __str__(self) -> str:
        return f"Line {self.pk}"
