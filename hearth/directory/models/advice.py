"""Advice for everybody: pages in plain words, what was published of each, and who stands by it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hearth.foundation.models import Record


class AdviceTopic(models.TextChoices):
    """What a page is about, in the order in which the public sees them."""

    CRISIS = "CRISIS", _("In a crisis")
    SELF_HELP = "SELF_HELP", _("Looking after myself")
    SLEEP = "SLEEP", _("Sleep")
    MONEY = "MONEY", _("Money")
    HOUSING = "HOUSING", _("Somewhere to live")
    FOOD = "FOOD", _("Food")
    CARERS = "CARERS", _("Looking after someone")
    OTHERS = "OTHERS", _("Worried about someone")
    LOSS = "LOSS", _("When somebody has died")
    SUBSTANCES = "SUBSTANCES", _("Drink and drugs")
    SAFETY = "SAFETY", _("Being safe at home")


class Edition(models.TextChoices):
    """Which of two ways a page is written."""

    USUAL = "USUAL", pgettext_lazy("the usual version of a page", "Usual")
    EASY_READ = "EASY_READ", _("Easy Read")


class AdviceText(Record):
    """What a page says: as it is being written, and as it was each time it was published."""

    title = models.TextField()
    summary = models.TextField()
    """One or two sentences, for lists."""
    body = models.TextField()
    """In the marks of hearth.directory.advice.markup."""
    sources = models.JSONField(default=list, blank=True)
    """Where its facts are from: {"fact", "who", "address", "read"}; "read" is when, or empty."""
    searches = models.JSONField(default=list, blank=True)
    """What to look for near somebody: {"label", "words"}."""

    class Meta:
        abstract = True


class AdvicePage(AdviceText):
    """
    One page of advice in one language and edition, as it is being written.

    The same page in another language, or in Easy Read, has the same slug.
    """

    slug = models.SlugField(max_length=50)
    topic = models.TextField(choices=AdviceTopic)
    language = models.TextField(default="en-gb")
    edition = models.TextField(choices=Edition, default=Edition.USUAL)
    place = models.PositiveSmallIntegerField(default=100)
    """Its place among the pages of its topic: smaller is earlier."""
    starter = models.TextField(blank=True, default="")
    """A digest of what Hearth brought, until somebody here changes it."""
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(auto_now=True)
    published = models.OneToOneField(
        "AdviceVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="shown_as"
    )
    """What the public sees; nothing if it is not out, or was taken off."""
    reviewed_on = models.DateField(null=True, blank=True)
    """When somebody here last checked what it says against its sources."""
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField(null=True, blank=True)
    """When it must be checked again."""

    class Privacy:
        personal: list[str] = []
        plain = [
            "body", "edited_at", "edited_by", "edition", "language", "place", "published",
            "review_on", "reviewed_by", "reviewed_on", "searches", "slug", "sources", "starter",
            "summary", "title", "topic",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language", "edition"], name="directory_advice_page_once"
            ),
            models.CheckConstraint(
                name="directory_advice_reviewed_first",
                condition=Q(review_on__isnull=True) | Q(review_on__gt=F("reviewed_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AdviceVersion(AdviceText):
    """What a page said when it was published. It is never changed."""

    page = models.ForeignKey(AdvicePage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Privacy:
        personal: list[str] = []
        plain = [
            "body", "number", "page", "published_by", "searches", "sources", "summary", "title",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "number"], name="directory_advice_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"
