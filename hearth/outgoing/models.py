"""What has been sent, or held back, and why."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.directory.models import ProviderContact, Service
from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models import Layer, Person
from hearth.places.models import Organisation, Site


class Kind(models.TextChoices):
    """By what something is sent."""

    MAIL = "MAIL", "Email"
    LETTER = "LETTER", "Letter"
    TEXT = "TEXT", "Text message"
    LINK = "LINK", "Private link"


class State(models.TextChoices):
    WAITING = "WAITING", "Waiting to go"
    SENDING = "SENDING", "Going now"
    SENT = "SENT", "Sent"
    HELD_BACK = "HELD_BACK", "Held back"


class Why(models.TextChoices):
    """Why something was held back, in words for the worker who looks after it."""

    DIED = "DIED", "They have died"
    OBJECTED = "OBJECTED", "They want no messages"
    RESTRICTED = "RESTRICTED", "They asked that their record is kept, and not used"
    ASK_ELSEWHERE = "ASK_ELSEWHERE", "Ask them first: they may not want messages, or not this way"
    NO_WAY = "NO_WAY", "No way to contact them is written down"
    NOT_ASKED = "NOT_ASKED", "They have not been asked whether it is safe"
    ASK_FIRST = "ASK_FIRST", "It is safe only after asking them"
    NOT_SAFE = "NOT_SAFE", "It is not safe for them"
    LARGE_PRINT = "LARGE_PRINT", "They need large print"
    EASY_READ = "EASY_READ", "They need Easy Read"
    BRAILLE = "BRAILLE", "They need braille"
    AUDIO = "AUDIO", "They need audio, not print"
    READ_ALOUD = "READ_ALOUD", "They need it read aloud"
    BSL = "BSL", "They need British Sign Language"
    INTERPRETER = "INTERPRETER", "They need it in their own language"
    NO_PHONE_CALLS = "NO_PHONE_CALLS", "It asks them to ring, and they need no phone calls"
    NO_MAIL_SERVICE = "NO_MAIL_SERVICE", "No email service is set up here"
    NO_TEXT_SERVICE = "NO_TEXT_SERVICE", "No text service is set up here"
    NO_LINKS = "NO_LINKS", "There are no private links here yet"
    NOT_LISTED = "NOT_LISTED", "The public does not see the entry any more"
    NOT_NEUTRAL = "NOT_NEUTRAL", "The sender or the subject would give away what it is about"
    COULD_NOT_SEND = "COULD_NOT_SEND", "The email service did not take it"
    NOT_NEEDED = "NOT_NEEDED", "It is not needed any more"
    NOT_SHARED = "NOT_SHARED", "They share their support with whom they were to meet no more"
    NOT_HERE = "NOT_HERE", "Whoever they were to meet does not work here any more"
    UNSURE = "UNSURE", "It may have gone: something stopped while it was being sent"


class OwnAddress(Record):
    """Where a worker wants to be written to, if something cannot wait."""

    worker = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_address"
    )
    address_sealed = models.BinaryField(blank=True, default=b"")
    address = Sealed("address_sealed")

    class Privacy:
        personal = ["address_sealed", "worker"]
        plain: list[str] = []

    def __str__(self) -> str:
        return f"Address of {self.worker_id}"


class OutgoingMessage(Record):
    """One thing to be sent to one person, worker or provider, with what became of it."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="messages", null=True, blank=True
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    contact = models.ForeignKey(
        ProviderContact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+",
        null=True, blank=True,
    )  # fmt: skip
    """Somebody at a provider. They may be taken away: nothing is in the way of it, or goes then."""
    entry = models.ForeignKey(
        Service, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+",
        null=True, blank=True,
    )  # fmt: skip
    """The entry of the directory that a provider is asked about, or a lead told of."""
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="messages")
    """Which site sends it: its team sees it, and looks after it if it is held back."""
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind, blank=True, default="")
    """Empty while nothing by which it could be sent is known."""
    template = models.TextField()
    formats = ArrayField(models.TextField(), default=list, blank=True)
    """The formats, of those people need, in which this version is."""
    way_id = models.UUIDField(null=True, blank=True)
    """The way to contact them that was chosen. It is looked at again before anything goes."""
    to_sealed = models.BinaryField(blank=True, default=b"")
    to = Sealed("to_sealed")
    """
    A worker's own address, or that of somebody who told us something: theirs is forgotten once
    it is sent, or after 30 days. A person's stays on their record alone, a contact's on theirs.
    """
    subject_sealed = models.BinaryField(blank=True, default=b"")
    subject = Sealed("subject_sealed")
    body_sealed = models.BinaryField(blank=True, default=b"")
    body = Sealed("body_sealed")
    state = models.TextField(choices=State, default=State.WAITING)
    reasons = ArrayField(models.TextField(choices=Why), default=list, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """Who pressed the button; nobody, if Hearth did it by itself."""
    changed_at = models.DateTimeField()
    """When it came to be in this state."""
    go_at = models.DateTimeField(null=True, blank=True)
    """Not before this moment; at once, if empty."""
    no_use_after = models.DateTimeField(null=True, blank=True)
    """What it reminds of is over then: it never goes later."""
    dealt_with_at = models.DateTimeField(null=True, blank=True)
    dealt_with_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    layer = models.TextField(choices=Layer, blank=True, default="")
    """The layer of their record that it is of; empty, if it says nothing of any."""
    of_team = models.BooleanField(default=True)
    """The site's whole team reads it. The database takes that back once they agree to share
    the layer."""
    open_to = ArrayField(models.UUIDField(), default=list, editable=False)
    """To whom its layer is open stands here, put there by the database (see people.models.Layered,
    whose `worker_id` has another meaning here)."""
    open_till = ArrayField(models.UUIDField(), default=list, editable=False)
    closes_on = models.DateField(null=True, editable=False)
    their_sign_in_id = models.UUIDField(null=True, editable=False)
    """Whose sign-in it is, if the person works here too."""

    class Privacy:
        personal = [
            "body_sealed", "closes_on", "contact", "formats", "layer", "of_team", "open_till",
            "open_to", "person", "reasons", "subject_sealed", "their_sign_in_id", "to_sealed",
            "way_id", "worker",
        ]  # fmt: skip
        plain = [
            "asked_by", "changed_at", "dealt_with_at", "dealt_with_by", "entry", "go_at",
            "held_by", "kind", "no_use_after", "site", "state", "template", "tries",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outgoing_message_is_not_to_two",
                condition=Q(person__isnull=True, worker__isnull=True)
                | Q(person__isnull=True, contact__isnull=True)
                | Q(worker__isnull=True, contact__isnull=True),
            ),
            models.CheckConstraint(
                name="outgoing_message_says_why_it_is_held_back",
                condition=Q(state="HELD_BACK") ^ Q(reasons=[]),
            ),
        ]
        indexes = [
            models.Index(fields=["site", "state", "changed_at"], name="outgoing_message_of_site"),
        ]

    def __str__(self) -> str:
        return f"Message {self.pk}"
