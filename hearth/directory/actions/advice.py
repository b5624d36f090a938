"""Writing advice, publishing it, and standing by what it says."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from hearth.directory.models import AdvicePage, AdviceTopic, AdviceVersion, Edition
from hearth.directory.queries.advice import SAYS
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.places.versions import facts_of, insist_unchanged

CHECKED_EVERY = {AdviceTopic.CRISIS: 182, AdviceTopic.SAFETY: 182}
"""Days after which a page is checked again: half a year where a wrong number does most harm."""
CHECKED_EVERY_OTHER = 365
MAY_BE_GIVEN = frozenset({*SAYS, "topic"})
NOT_SLUGS = frozenset({"new", "easy-read"})


class AdviceRefused(Refused):
    """The page cannot be written or published as given."""


@transaction.atomic
def write_advice(*, by: Actor, language: str = "en-gb", slug: str = "", **says: Any) -> AdvicePage:
    """
    Begin a page. The public sees nothing of it until it is published.

    :param slug: its address; made from the title unless given
    :param says: the fields of MAY_BE_GIVEN
    :raises NotAllowed: if the actor does not keep the directory
    :raises AdviceRefused: if something given cannot be so
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    page = AdvicePage(language=language, edited_by_id=by.id)
    _write(page, says)
    page.slug = slug or _free_slug(slugify(page.title))
    page.save()
    audit.note(by=by, verb="written", subject=page)
    return page


@transaction.atomic
def edit_advice(*, by: Actor, page: AdvicePage, seen: str | None = None, **says: Any) -> AdvicePage:
    """
    Change what is being written. What the public sees stays as it is.

    :param seen: what the form showed, from versions.written_down; None if there was no form
    :raises NotAllowed: if the actor does not keep the directory
    :raises AdviceRefused: if something given cannot be so
    :raises ChangedMeanwhile: if somebody else changed the same since the form was drawn
    """
    page = _to_change(page, by)
    before = facts_of(page, tuple(says))
    insist_unchanged(seen, before)
    _write(page, says)
    if facts_of(page, tuple(says)) != before:
        page.edited_by_id = by.id
        page.save()
        audit.note(by=by, verb="edited", subject=page)
    return page


@transaction.atomic
def add_edition(*, by: Actor, page: AdvicePage, language: str, edition: Edition) -> AdvicePage:
    """
    Begin the same page in another language or in Easy Read, from what this one says.

    :raises NotAllowed: if the actor does not keep the directory
    :raises AdviceRefused: if it is there already
    """
    page = _to_change(page, by)
    other = AdvicePage(
        slug=page.slug, topic=page.topic, place=page.place, language=language, edition=edition,
        edited_by_id=by.id, **{name: getattr(page, name) for name in SAYS},
    )  # fmt: skip
    try:
        with transaction.atomic():
            other.save()
    except IntegrityError:
        raise AdviceRefused("Somebody has begun that already.") from None
    audit.note(by=by, verb="written", subject=other)
    return other


@transaction.atomic
def publish_advice(*, by: Actor, page: AdvicePage) -> AdvicePage:
    """
    Let the public see what is written, and say that it was checked today.

    :raises NotAllowed: if the actor does not keep the directory
    :raises AdviceRefused: if something that every page needs is missing
    """
    page = _to_change(page, by)
    if not page.sources:
        raise AdviceRefused(
            "Say where its facts are from before you publish it: at least one source."
        )
    last = page.versions.order_by("-number").first()
    page.published = AdviceVersion.objects.create(
        page=page, number=last.number + 1 if last else 1, published_by_id=by.id,
        **{name: getattr(page, name) for name in SAYS},
    )  # fmt: skip
    _say_it_was_checked(page, by)
    audit.note(by=by, verb="published", subject=page)
    return page


@transaction.atomic
def still_right(*, by: Actor, page: AdvicePage) -> AdvicePage:
    """
    Say that what the public sees was checked against its sources today, and is right.

    :raises NotAllowed: if the actor does not keep the directory
    :raises AdviceRefused: if the public sees nothing of it
    """
    page = _to_change(page, by)
    if page.published is None:
        raise AdviceRefused("This page is not out, so there is nothing to check yet.")
    _say_it_was_checked(page, by)
    audit.note(by=by, verb="reviewed", subject=page)
    return page


@transaction.atomic
def take_off_advice(*, by: Actor, page: AdvicePage) -> AdvicePage:
    """
    Take a page off the public's list. What it says is kept.

    :raises NotAllowed: if the actor does not keep the directory
    """
    page = _to_change(page, by)
    if page.published is not None:
        page.published = None
        page.save()
        audit.note(by=by, verb="taken off", subject=page)
    return page


@transaction.atomic
def put_version_back(*, by: Actor, version: AdviceVersion) -> AdvicePage:
    """
    Write again what a page said before. The public sees it when it is published.

    :raises NotAllowed: if the actor does not keep the directory
    """
    page = _to_change(version.page, by)
    for name in SAYS:
        setattr(page, name, getattr(version, name))
    page.edited_by_id = by.id
    page.save()
    audit.note(by=by, verb="put back", subject=page)
    return page


def _to_change(page: AdvicePage, by: Actor) -> AdvicePage:
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    return (
        AdvicePage.objects.select_for_update(of=("self",))
        .select_related("published")
        .get(id=page.id)
    )


def _say_it_was_checked(page: AdvicePage, by: Actor) -> None:
    days = CHECKED_EVERY.get(AdviceTopic(page.topic), CHECKED_EVERY_OTHER)
    page.reviewed_on = timezone.localdate()
    page.reviewed_by_id = by.id
    page.review_on = page.reviewed_on + datetime.timedelta(days=days)
    page.save()


def _write(page: AdvicePage, says: dict[str, Any]) -> None:
    if unknown := says.keys() - MAY_BE_GIVEN:
        raise TypeError(f"Advice has no {sorted(unknown)}")
    for name, value in says.items():
        setattr(page, name, value.strip() if isinstance(value, str) else value)
    page.topic = AdviceTopic(page.topic)
    page.title = " ".join(page.title.split())
    if not page.title or not page.summary or not page.body:
        raise AdviceRefused("A page needs a title, what it is about, and the page itself.")


def _free_slug(wanted: str) -> str:
    """Return an address that no page has yet."""
    wanted = wanted[:45].strip("-") or "page"
    like_it = AdvicePage.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    taken = NOT_SLUGS | set(like_it)
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
