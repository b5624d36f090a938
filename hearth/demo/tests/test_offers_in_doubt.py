"""How far the directories are believed, what is missing in them, and that they come out alike."""

import datetime
from collections import Counter

import pytest

from hearth.accounts.roles import Role
from hearth.demo.networks import BENCH, DEMONSTRATION
from hearth.demo.offers.laying import lay
from hearth.demo.tests.laid import NOW, TODAY, by, rows_as_they_are
from hearth.directory.models import (
    Claim,
    Confirmation,
    Cover,
    How,
    LinkedContact,
    Location,
    Outing,
    Provider,
    ProviderContact,
    SameAs,
    Schedule,
    Search,
    Service,
    ServiceStatus,
    Space,
    Tip,
    TipState,
    UnmetNeed,
)

pytestmark = pytest.mark.django_db  # for there to be a database when they are laid


class TestTroubleAsInLife:
    def test_about_one_in_eight_is_overdue_and_one_crisis_entry(self, laid):
        overdue = [one for one in laid[Service] if one.confirm_by < TODAY]
        assert 0.08 <= len(overdue) / len(laid[Service]) <= 0.18
        urgent = [one.name for one in overdue if one.offer.is_crisis]
        assert len(urgent) == 1, urgent

    def test_crisis_help_is_always_somebodys(self, laid):
        crisis = [one for one in laid[Service] if one.offer.is_crisis]
        assert "crisis-team" in {one.offer.slug for one in crisis}
        assert [one.name for one in crisis if not one.kept_by_id] == []

    def test_a_word_that_keeps_somebody_safe_is_on_no_public_page(self, laid):
        abuse = [one for one in laid[Service] if one.offer.slug == "domestic-abuse"]
        assert abuse
        said = [f"{one.first_time} {one.how_to_book} {one.description}" for one in abuse]
        assert not [words for words in said if "will know what you mean" in words]
        assert not [words for words in said if "knitting" in words.lower()]

    def test_some_are_full_waiting_closed_internal_or_secret(self, laid):
        assert len(by(laid, space_now=Space.FULL)) >= 3
        assert len([one for one in laid[Service] if one.waiting_now]) >= 10
        assert len(by(laid, status=ServiceStatus.TEMPORARILY_CLOSED)) == 1
        assert len(by(laid, internal=True)) == 1
        secret = by(laid, place_is_secret=True)
        assert len(secret) == 2
        assert {one.offer.slug for one in secret} == {"domestic-abuse"}
        for one in laid[Service]:
            said = one.waiting_now or one.space_now
            assert bool(one.space_said_on) == bool(said and one.confirmed_on), one.name

    def test_eight_pairs_are_alike_and_all_are_found_and_hardly_any_other(self, laid):
        twins = {one.pk for one in laid[Service] if one.source_id.startswith("S-9")}
        pairs = [{pair.one_id, pair.other_id} for pair in laid[SameAs]]
        found = [pair for pair in pairs if pair & twins]
        names = {one.pk: one.name for one in laid[Service]}
        wrong = [sorted(names[each] for each in pair) for pair in pairs if not pair & twins]

        assert len(twins) == len(found) == 8
        assert len(wrong) <= 1, wrong
        assert all(pair.one_id < pair.other_id for pair in laid[SameAs])
        assert all(pair.is_same is None for pair in laid[SameAs])

    def test_tips_and_claims_wait(self, laid):
        assert len(laid[Tip]) == 8
        states = Counter(one.state for one in laid[Tip])
        assert states[TipState.WAITING] == 5
        assert all((one.decided_by_id is None) == (one.state == "WAITING") for one in laid[Tip])
        assert all(laid.opened[one.pk] for one in laid[Tip])
        open_claims = [one for one in laid[Claim] if one.taken is None]
        assert len(open_claims) == 6
        services = {one.pk: one for one in laid[Service]}
        for claim in laid[Claim]:
            assert str(getattr(services[claim.service_id], claim.fact)) != claim.says

    def test_everybodys_word_is_in_order(self, laid):
        every = {one.pk: one.offer.confirm_every_days for one in laid[Service]}
        last = {}
        for each in sorted(laid[Confirmation], key=lambda each: each.on):
            last[each.service_id] = each.on
            by_a_worker = each.how not in {How.LINK, How.SOURCE}
            assert bool(each.by_id) == by_a_worker
        assert {each.how for each in laid[Confirmation]} == set(How.values)
        for one in laid[Service]:
            assert last.get(one.pk) == one.confirmed_on
            if one.confirmed_on:
                due = one.confirmed_on + datetime.timedelta(days=every[one.pk])
                assert one.confirm_by == due
                assert one.recorded_at.date() <= one.confirmed_on <= TODAY
        assert any(one.confirmed_on is None for one in laid[Service])


class TestConnecting:
    def test_there_is_a_connector_who_keeps_some_entries(self, laid):
        keepers = {one.kept_by.username for one in laid[Service] if one.kept_by}
        connectors = {
            worker.username for worker in laid.network.workers if worker.role == Role.CONNECTOR
        }
        assert keepers == connectors

    def test_some_neighbourhoods_and_rough_sleepers_are_nobodys(self, laid):
        covered = {each.neighbourhood for each in laid[Cover]} - {""}
        there = {each.neighbourhood for each in laid[Location]}
        of_sites = {place.neighbourhood for place in laid.network.sites}
        assert covered <= there | of_sites
        assert len(there - covered) >= 3
        assert laid.offers["rough-sleepers"].pk not in {each.who_id for each in laid[Cover]}
        assert any(each.who_id for each in laid[Cover])

    def test_outings_are_of_the_last_three_months_and_of_all_kinds(self, laid):
        assert {each.did for each in laid[Outing]} == set(Outing.Did.values)
        for each in laid[Outing]:
            assert 0 <= (TODAY - each.on).days <= 92
            assert (each.provider_id is None) != (each.location_id is None)
            assert laid.opened[each.pk]
        assert len(laid[LinkedContact]) >= 12

    def test_every_other_contact_is_somebody_and_gets_links(self, laid):
        assert len(laid[ProviderContact]) >= 50
        assert all(each.confirms for each in laid[ProviderContact])


class TestAsking:
    def test_the_words_of_a_search_are_kept_a_week_and_no_longer(self, laid):
        assert len(laid[Search]) >= 200
        for each in laid[Search]:
            is_young = (TODAY - each.on).days < 7
            assert bool(each.words) == is_young
            assert is_young or not each.not_understood
        assert any(each.found == 0 for each in laid[Search])

    def test_needs_are_unmet_in_many_places_and_named_by_nobody(self, laid):
        assert len(laid[UnmetNeed]) == 150
        assert len({each.neighbourhood for each in laid[UnmetNeed]}) >= 8
        assert {each.told for each in laid[UnmetNeed]} == set(UnmetNeed.Told.values)
        for each in laid[UnmetNeed]:
            by_worker = each.told in {"WORKER", "INTRODUCTION"}
            assert bool(each.site_id) == by_worker
            assert by_worker or each.note_sealed == b""
            assert 0 <= (TODAY - each.on).days <= 183


def test_the_same_seed_lays_the_same_rows(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        one, other = (rows_as_they_are(DEMONSTRATION[0], seed="7") for _ in range(2))
    for model in (Service, Provider, Location, Schedule, Confirmation, Search, UnmetNeed):
        assert [row.pk for row in one[model]] == [row.pk for row in other[model]]
    assert [(row.name, row.confirm_by) for row in one[Service]] == [
        (row.name, row.confirm_by) for row in other[Service]
    ]


def test_a_network_that_names_no_offers_has_none(db):
    lay(BENCH, [], now=NOW, seed="1")
    assert not Service.objects.exists()
