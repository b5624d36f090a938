"""Advice is written, published, checked again, put back and read by anybody."""

import datetime

import pytest
from django.utils import timezone

from hearth.directory.actions import advice as all_acts
from hearth.directory.models import AdvicePage, AdviceTopic, AdviceVersion, Edition
from hearth.directory.queries import advice as asks
from hearth.directory.tests.factories import AdviceFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.versions import ChangedMeanwhile, facts_of, written_down

SOURCE = {"fact": "Tips", "who": "NHS", "address": "https://www.nhs.uk/", "read": ""}
SAYS = {
    "title": "Keeping warm",
    "topic": AdviceTopic.MONEY,
    "summary": "What helps when it is cold.",
    "body": "Wear a hat.",
    "sources": [SOURCE],
}


def acting(act):
    """Return an act that is done in a transaction of whoever does it, as a request is."""

    def done(*, by, **given):
        with acting_as(by):
            return act(by=by, **given)

    return done


class acts:  # noqa: N801 (it stands for the module)
    AdviceRefused = all_acts.AdviceRefused
    write_advice = staticmethod(acting(all_acts.write_advice))
    edit_advice = staticmethod(acting(all_acts.edit_advice))
    add_edition = staticmethod(acting(all_acts.add_edition))
    publish_advice = staticmethod(acting(all_acts.publish_advice))
    still_right = staticmethod(acting(all_acts.still_right))
    take_off_advice = staticmethod(acting(all_acts.take_off_advice))
    put_version_back = staticmethod(acting(all_acts.put_version_back))


@pytest.fixture(autouse=True)
def _no_starters(db):
    with as_the_owner():
        AdvicePage.objects.all().delete()


def by_topic(language="en-gb"):
    found = asks.advice_by_topic(language=language)
    return {each.topic: [page.title for page in each.pages] for each in found}


def to_read(slug="keeping-warm", language="en-gb", edition=Edition.USUAL):
    return asks.advice_to_read(slug, language=language, edition=edition)


def test_the_public_sees_nothing_of_a_page_until_it_is_published(hub_manager):
    page = acts.write_advice(by=hub_manager, **SAYS)
    assert page.slug == "keeping-warm"
    assert by_topic() == {}
    with pytest.raises(AdvicePage.DoesNotExist):
        to_read()

    acts.publish_advice(by=hub_manager, page=page)

    assert by_topic() == {AdviceTopic.MONEY: ["Keeping warm"]}
    assert to_read().says.body == "Wear a hat."
    assert to_read().reviewed_on == timezone.localdate()


def test_a_change_is_seen_when_it_is_published(hub_manager):
    page = acts.publish_advice(by=hub_manager, page=acts.write_advice(by=hub_manager, **SAYS))

    acts.edit_advice(by=hub_manager, page=page, body="Wear two hats.")
    assert to_read().says.body == "Wear a hat."
    (kept,) = asks.advice_kept(actor=hub_manager, today=timezone.localdate())
    assert kept.has_changes

    acts.publish_advice(by=hub_manager, page=page)
    assert to_read().says.body == "Wear two hats."
    (kept,) = asks.advice_kept(actor=hub_manager, today=timezone.localdate())
    assert not kept.has_changes


def test_a_page_needs_a_source_before_it_goes_out(hub_manager):
    page = acts.write_advice(by=hub_manager, **SAYS | {"sources": []})

    with pytest.raises(acts.AdviceRefused, match="source"):
        acts.publish_advice(by=hub_manager, page=page)


@pytest.mark.parametrize("empty", ["title", "summary", "body"])
def test_a_page_needs_a_title_a_summary_and_a_body(hub_manager, empty):
    with pytest.raises(acts.AdviceRefused):
        acts.write_advice(by=hub_manager, **SAYS | {empty: "  "})


def test_what_it_said_before_can_be_put_back(hub_manager):
    page = acts.publish_advice(by=hub_manager, page=acts.write_advice(by=hub_manager, **SAYS))
    acts.edit_advice(by=hub_manager, page=page, body="Wear two hats.")
    acts.publish_advice(by=hub_manager, page=page)
    first = asks.get_advice_version(page.id, 1, actor=hub_manager)

    acts.put_version_back(by=hub_manager, version=first)

    assert to_read().says.body == "Wear two hats."
    acts.publish_advice(by=hub_manager, page=page)
    assert to_read().says.body == "Wear a hat."
    assert AdviceVersion.objects.filter(page=page).count() == 3


def test_taken_off_it_is_kept(hub_manager):
    page = acts.publish_advice(by=hub_manager, page=acts.write_advice(by=hub_manager, **SAYS))

    acts.take_off_advice(by=hub_manager, page=page)

    assert by_topic() == {}
    assert page.versions.count() == 1
    with pytest.raises(acts.AdviceRefused, match="not out"):
        acts.still_right(by=hub_manager, page=page)


@pytest.mark.parametrize(("topic", "days"), [("CRISIS", 182), ("MONEY", 365)])
def test_a_page_is_checked_again_the_sooner_the_more_urgent_it_is(hub_manager, topic, days):
    page = AdviceFactory(
        topic=topic, reviewed_on=datetime.date(2020, 1, 1), review_on=datetime.date(2021, 1, 1)
    )
    today = timezone.localdate()
    (kept,) = asks.advice_kept(actor=hub_manager, today=today)
    assert kept.is_overdue

    acts.still_right(by=hub_manager, page=page)

    (kept,) = asks.advice_kept(actor=hub_manager, today=today)
    assert not kept.is_overdue
    assert kept.page.review_on == today + datetime.timedelta(days=days)


def test_what_is_overdue_stands_first_the_longest_on_top(hub_manager):
    long_ago = datetime.date(2020, 1, 1)
    AdviceFactory(title="Fresh", topic="CRISIS")
    for year, title in [(2022, "Later"), (2021, "First")]:
        AdviceFactory(title=title, reviewed_on=long_ago, review_on=datetime.date(year, 1, 1))

    kept = asks.advice_kept(actor=hub_manager, today=timezone.localdate())

    assert [each.page.title for each in kept] == ["First", "Later", "Fresh"]


def test_two_who_write_at_once_lose_nothing(hub_manager, network_lead):
    page = acts.write_advice(by=hub_manager, **SAYS)
    seen = written_down(facts_of(page, ("body", "summary")))
    acts.edit_advice(by=network_lead, page=page, seen=seen, body="Theirs", summary="x")

    with pytest.raises(ChangedMeanwhile) as refused:
        acts.edit_advice(by=hub_manager, page=page, seen=seen, body="Mine", summary="x")

    assert set(refused.value.changed) == {"body", "summary"}
    page.refresh_from_db()
    assert page.body == "Theirs"


def test_easy_read_and_another_language_are_begun_from_what_it_says(hub_manager):
    page = acts.publish_advice(by=hub_manager, page=acts.write_advice(by=hub_manager, **SAYS))
    easy = acts.add_edition(by=hub_manager, page=page, language="en-gb", edition=Edition.EASY_READ)
    welsh = acts.add_edition(by=hub_manager, page=page, language="cy", edition=Edition.USUAL)
    assert easy.slug == welsh.slug == page.slug
    with pytest.raises(acts.AdviceRefused, match="already"):
        acts.add_edition(by=hub_manager, page=page, language="cy", edition=Edition.USUAL)

    acts.edit_advice(by=hub_manager, page=welsh, title="Cadw'n gynnes")
    assert not to_read(language="cy").in_this_language
    acts.publish_advice(by=hub_manager, page=welsh)
    acts.publish_advice(by=hub_manager, page=easy)

    assert to_read(language="cy").says.title == "Cadw'n gynnes"
    assert by_topic("cy") == {AdviceTopic.MONEY: ["Cadw'n gynnes"]}
    assert by_topic() == {AdviceTopic.MONEY: ["Keeping warm"]}
    assert to_read().other_edition
    assert to_read(edition=Edition.EASY_READ).is_easy_read
    assert not to_read(language="cy").other_edition


def test_two_pages_of_one_title_have_two_addresses(hub_manager):
    slugs = [acts.write_advice(by=hub_manager, **SAYS).slug for _ in range(3)]

    assert slugs == ["keeping-warm", "keeping-warm-2", "keeping-warm-3"]
    assert acts.write_advice(by=hub_manager, **SAYS | {"title": "New"}).slug == "new-2"


def test_who_does_not_keep_the_directory_writes_nothing(greeter, hub_manager):
    page = acts.write_advice(by=hub_manager, **SAYS)
    version = acts.publish_advice(by=hub_manager, page=page).published

    for act in (acts.publish_advice, acts.still_right, acts.take_off_advice, acts.edit_advice):
        with pytest.raises(NotAllowed):
            act(by=greeter, page=page)
    with pytest.raises(NotAllowed):
        acts.put_version_back(by=greeter, version=version)
    with pytest.raises(NotAllowed):
        acts.write_advice(by=greeter, **SAYS)
    for question in (
        lambda: asks.advice_kept(actor=greeter, today=timezone.localdate()),
        lambda: asks.get_advice(page.id, actor=greeter),
        lambda: asks.get_advice_version(page.id, 1, actor=greeter),
    ):
        with pytest.raises(NotAllowed):
            question()


def test_what_was_done_is_on_the_trail(hub_manager):
    page = acts.write_advice(by=hub_manager, **SAYS)
    acts.edit_advice(by=hub_manager, page=page, body="Wear two hats.")
    acts.edit_advice(by=hub_manager, page=page, body="Wear two hats.")
    acts.publish_advice(by=hub_manager, page=page)
    acts.still_right(by=hub_manager, page=page)
    acts.take_off_advice(by=hub_manager, page=page)
    acts.take_off_advice(by=hub_manager, page=page)

    with as_the_owner():
        verbs = AuditLine.objects.filter(subject_id=page.id).order_by("at", "id")
        assert [each.verb for each in verbs] == [
            "written", "edited", "published", "reviewed", "taken off",
        ]  # fmt: skip


@pytest.mark.parametrize("count", [2, 20])
def test_lists_ask_the_same_number_of_questions_however_many_there_are(
    hub_manager, django_assert_num_queries, count
):
    for _ in range(count):
        AdviceFactory()

    with django_assert_num_queries(1):
        asks.advice_by_topic(language="en-gb")
    hub_manager.may_everywhere("directory.keep")
    with django_assert_num_queries(1):
        asks.advice_kept(actor=hub_manager, today=timezone.localdate())
