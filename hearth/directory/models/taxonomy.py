"""The words that what there is, is sorted by, and the words by which people ask for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext

from hearth.foundation.models import Record


class Group(models.TextChoices):
    """
    The six standard service groups of a hub.

    Source: Plymouth's standard services for wellbeing hubs (see the demonstration's networks.json).
    """

    ADVICE = "ADVICE", "Advice on housing, money and care"
    HEALTHY = "HEALTHY", "Healthy living and wellbeing"
    MIND = "MIND", "Counselling, befriending and mental health"
    CONDITIONS = "CONDITIONS", "Living with a long-term condition"
    LEARNING = "LEARNING", "Work, learning, volunteering and getting online"
    SOCIAL = "SOCIAL", "Company, arts, crafts and peer support"


class Facet(models.TextChoices):
    """What a term of the hub's own taxonomy says of a service."""

    OFFER = "OFFER", "What it is"
    NEED = "NEED", "What it helps with"
    WHO = "WHO", "Whom it is for"
    LIKE = "LIKE", "What it is like there"
    OTHER = "OTHER", "From another list"


class Taxonomy(Record):
    """A list of terms: the hubs' own, or one brought in from elsewhere."""

    slug = models.SlugField(unique=True)
    """`hub` is the hubs' own."""
    name = models.TextField()
    description = models.TextField()
    uri = models.TextField(blank=True, default="")
    version = models.TextField(blank=True, default="")
    edited_at = models.DateTimeField(auto_now=True)
    also = models.JSONField(default=dict, blank=True)
    """What a source said that is shown nowhere here; it goes out again as it came in."""

    class Privacy:
        personal: list[str] = []
        plain = ["also", "description", "edited_at", "name", "slug", "uri", "version"]

    def __str__(self) -> str:
        return self.name


class Term(Record):
    """One word that services are sorted by."""

    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.PROTECT, related_name="terms")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="narrower"
    )
    slug = models.SlugField(max_length=80)
    """Unique in its taxonomy. The hubs' own never change: code and sheets name them."""
    name = models.TextField()
    description = models.TextField()
    facet = models.TextField(choices=Facet, default=Facet.OTHER)
    group = models.TextField(choices=Group, blank=True, default="")
    """For an offer: to which of the six it belongs."""
    term_uri = models.TextField(blank=True, default="")
    """The address of the same term in a standard list, if there is one."""
    confirm_every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """For an offer: how soon an entry must be confirmed again. The more urgent, the sooner."""
    is_crisis = models.BooleanField(default=False)
    """For an offer: help now. An entry of it is never hidden, however old its word."""
    edited_at = models.DateTimeField(auto_now=True)
    also = models.JSONField(default=dict, blank=True)

    class Privacy:
        personal: list[str] = []
        plain = [
            "also", "confirm_every_days", "description", "edited_at", "facet", "group",
            "is_crisis", "name", "parent", "slug", "taxonomy", "term_uri",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["taxonomy", "slug"], name="directory_term_has_its_own_slug"
            ),
            models.CheckConstraint(
                name="directory_offer_says_how_often",
                condition=~Q(facet="OFFER") | (Q(confirm_every_days__gte=1) & ~Q(group="")),
            ),
        ]

    @property
    def said(self) -> str:
        """Its name in the language of the page in hand, where it is one of the hubs' own."""
        return pgettext("a kind of help, or what it is for", self.name)

    def __str__(self) -> str:
        return self.name


class SynonymQuerySet(models.QuerySet["Synonym"]):
    """Synonyms, and those of them that mean something here."""

    def said(self) -> SynonymQuerySet:
        """Return those that nobody refused."""
        return self.filter(not_here=False)


class Synonym(Record):
    """What people say for a term, as connectors have heard it: "cant sleep" for sleep."""

    phrase = models.TextField()
    """Small letters, single spaces, no marks (see finding.words)."""
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="synonyms")
    by_hand = models.BooleanField(default=True)
    """Kept by a connector here, and so not touched when Hearth brings its own list up to date."""
    not_here = models.BooleanField(default=False)
    """One of Hearth's that connectors here refused: it means nothing, and is not brought again."""

    objects = SynonymQuerySet.as_manager()

    class Privacy:
        personal: list[str] = []
        plain = ["by_hand", "not_here", "phrase", "term"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phrase", "term"], name="directory_synonym_once"),
        ]

    def __str__(self) -> str:
        return f"{self.phrase}: {self.term_id}"


class Tagged(Record):
    """A term said of a service, an organisation or a place: what the standard calls attribute."""

    service = models.ForeignKey(
        "directory.Service", on_delete=models.CASCADE, null=True, blank=True, related_name="tagged"
    )
    provider = models.ForeignKey(
        "directory.Provider", on_delete=models.CASCADE, null=True, blank=True, related_name="tagged"
    )
    location = models.ForeignKey(
        "directory.Location", on_delete=models.CASCADE, null=True, blank=True, related_name="tagged"
    )
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="tagged"
    )
    also = models.JSONField(default=dict, blank=True)

    class Privacy:
        personal: list[str] = []
        plain = ["also", "location", "provider", "service", "term"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="directory_tagged_is_of_one_thing",
                condition=Q(service__isnull=False, provider__isnull=True, location__isnull=True)
                | Q(service__isnull=True, provider__isnull=False, location__isnull=True)
                | Q(service__isnull=True, provider__isnull=True, location__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["service", "term"], name="directory_service_tagged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} of {self.service_id or self.provider_id or self.location_id}"
