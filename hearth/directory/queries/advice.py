"""Questions about advice: what the public reads, and what whoever keeps it needs to know."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from hearth.design.languages import Language, language_called
from hearth.directory.advice import reading
from hearth.directory.models import AdvicePage, AdviceTopic, AdviceVersion, Edition
from hearth.foundation.actors import Actor, Permission, require_somewhere

SAYS = ("title", "summary", "body", "sources", "searches")
"""What a page says: the fields of a version."""
TOPICS = {topic.value: place for place, topic in enumerate(AdviceTopic)}


@dataclass(frozen=True)
class AdviceInBrief:
    """A page in the public's list."""

    slug: str
    title: str
    summary: str
    language: Language
    has_easy_read: bool


@dataclass(frozen=True)
class AdviceOfTopic:
    topic: AdviceTopic
    pages: Sequence[AdviceInBrief]


@dataclass(frozen=True)
class AdviceToRead:
    """A page as the public reads it."""

    slug: str
    topic: AdviceTopic
    edition: Edition
    says: AdviceVersion
    language: Language
    in_this_language: bool
    """False if it is only there in English."""
    other_edition: bool
    """There is an Easy Read of this page; or of this Easy Read, the usual one."""
    others: Sequence[AdviceInBrief]
    """The other pages of its topic."""
    reviewed_on: datetime.date | None
    review_on: datetime.date | None

    @property
    def is_easy_read(self) -> bool:
        return self.edition == Edition.EASY_READ


def advice_by_topic(*, language: str) -> list[AdviceOfTopic]:
    """Return every page that is out, by topic: in a language, or in English where it is not."""
    pages = _out().filter(language__in={language, settings.LANGUAGE_CODE})
    usual: dict[str, AdvicePage] = {}
    easy = {(page.slug, page.language) for page in pages if page.edition == Edition.EASY_READ}
    for page in sorted(pages, key=lambda page: page.language == language):
        if page.edition == Edition.USUAL:
            usual[page.slug] = page  # English first, so that this language comes in its place
    topics: dict[str, list[AdviceInBrief]] = {}
    for page in sorted(usual.values(), key=_in_order):
        topics.setdefault(page.topic, []).append(_in_brief(page, easy))
    return [AdviceOfTopic(AdviceTopic(topic), found) for topic, found in topics.items()]


def advice_to_read(slug: str, *, language: str, edition: Edition) -> AdviceToRead:
    """
    Return a page that is out: in a language, or in English where it is not.

    :raises AdvicePage.DoesNotExist: if it is out in neither
    """
    if "\0" in slug:
        raise AdvicePage.DoesNotExist(slug)
    found = list(_out().filter(slug=slug, language__in={language, settings.LANGUAGE_CODE}))
    here = [page for page in found if page.edition == edition]
    here.sort(key=lambda page: page.language != language)
    if not here:
        raise AdvicePage.DoesNotExist(slug)
    page = here[0]
    assert page.published is not None
    topics = {each.topic: each.pages for each in advice_by_topic(language=language)}
    return AdviceToRead(
        slug=slug,
        topic=AdviceTopic(page.topic),
        edition=edition,
        says=page.published,
        language=language_called(page.language),
        in_this_language=page.language == language,
        other_edition=any(
            each.edition != edition and each.language == page.language for each in found
        ),
        others=[each for each in topics.get(AdviceTopic(page.topic), []) if each.slug != slug],
        reviewed_on=page.reviewed_on,
        review_on=page.review_on,
    )


def _out() -> QuerySet[AdvicePage]:
    return AdvicePage.objects.filter(published__isnull=False).select_related("published")


def _in_order(page: AdvicePage) -> tuple[int, int, str]:
    return TOPICS[page.topic], page.place, page.title


def _in_brief(page: AdvicePage, easy: Iterable[tuple[str, str]]) -> AdviceInBrief:
    assert page.published is not None
    return AdviceInBrief(
        slug=page.slug,
        title=page.published.title,
        summary=page.published.summary,
        language=language_called(page.language),
        has_easy_read=(page.slug, page.language) in easy,
    )


@dataclass(frozen=True)
class AdviceKept:
    """A page in the list of whoever keeps it."""

    page: AdvicePage
    language: Language
    is_out: bool
    has_changes: bool
    """What is being written is not what the public sees."""
    is_overdue: bool
    age: int | None
    """The reading age of what is being written."""

    @property
    def is_easy_to_read(self) -> bool:
        return self.age is None or self.age <= reading.TARGET_AGE


def advice_kept(*, actor: Actor, today: datetime.date) -> list[AdviceKept]:
    """
    Return every page: those that must be checked first, the longest overdue on top.

    :raises NotAllowed: if the actor does not keep the directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    pages = AdvicePage.objects.select_related("published").order_by("slug")
    kept = [_kept(page, today) for page in pages]
    return sorted(kept, key=lambda each: (not each.is_overdue, *_by_review(each), each.page.slug))


def _by_review(kept: AdviceKept) -> tuple[datetime.date, int, int]:
    page = kept.page
    due = page.review_on if kept.is_overdue and page.review_on else datetime.date.max
    return due, TOPICS[page.topic], page.place


def _kept(page: AdvicePage, today: datetime.date) -> AdviceKept:
    is_english = page.language.startswith("en")
    return AdviceKept(
        page=page,
        language=language_called(page.language),
        is_out=page.published is not None,
        has_changes=page.published is not None and _says(page) != _says(page.published),
        is_overdue=page.published is not None
        and page.review_on is not None
        and page.review_on <= today,
        age=reading.reading_age(page.body) if is_english else None,
    )


def _says(text: AdvicePage | AdviceVersion) -> dict[str, Any]:
    return {name: getattr(text, name) for name in SAYS}


@dataclass(frozen=True)
class AdviceDesk:
    """Everything that whoever keeps a page sees of it."""

    kept: AdviceKept
    hints: reading.Hints
    versions: Sequence[AdviceVersion]
    """The newest first."""
    siblings: Sequence[AdvicePage]
    """The same page in other languages and editions."""
    missing: Sequence[tuple[str, Edition, str]]
    """What could be added: the language's code, the edition, and both in words."""

    @property
    def page(self) -> AdvicePage:
        return self.kept.page

    @property
    def is_untouched(self) -> bool:
        """It is as Hearth brought it: nobody here has read it against its sources."""
        return bool(self.page.starter) and self.page.reviewed_on is None


def get_advice(advice_id: UUID, *, actor: Actor) -> AdvicePage:
    """
    Return a page, for somebody who keeps it.

    :raises AdvicePage.DoesNotExist: if there is none
    :raises NotAllowed: if the actor does not keep the directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return AdvicePage.objects.select_related("published", "edited_by", "reviewed_by").get(
        id=advice_id
    )


def advice_desk(advice_id: UUID, *, actor: Actor, today: datetime.date) -> AdviceDesk:
    """
    Return a page with its hints, what it said before, and what it is missing.

    :raises AdvicePage.DoesNotExist: if there is none
    :raises NotAllowed: if the actor does not keep the directory
    """
    page = get_advice(advice_id, actor=actor)
    siblings = list(AdvicePage.objects.filter(slug=page.slug).exclude(id=page.id))
    there = {(each.language, each.edition) for each in [page, *siblings]}
    codes = dict.fromkeys([*(code for code, _ in settings.LANGUAGES), page.language])
    longest = (
        reading.LONGEST_EASY_SENTENCE
        if page.edition == Edition.EASY_READ
        else reading.LONG_SENTENCE
    )
    return AdviceDesk(
        kept=_kept(page, today),
        hints=reading.hints(page.body, english=page.language.startswith("en"), longest=longest),
        versions=list(page.versions.select_related("published_by").order_by("-number")),
        siblings=siblings,
        missing=[
            (code, edition, f"{language_called(code).name}, {edition.label}")
            for code in codes
            for edition in Edition
            if (code, edition.value) not in there
        ],
    )


def get_advice_version(advice_id: UUID, number: int, *, actor: Actor) -> AdviceVersion:
    """
    Return what a page said when it was published for the so manieth time.

    :raises AdviceVersion.DoesNotExist: if it was not
    :raises NotAllowed: if the actor does not keep the directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    found = AdviceVersion.objects.select_related("page", "published_by")
    return found.get(page_id=advice_id, number=number)
