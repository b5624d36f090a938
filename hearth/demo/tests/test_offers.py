"""The directories of the three networks, as they are laid."""

import datetime
import re
import statistics
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connection, transaction

from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.networks import BENCH, DEMONSTRATION
from hearth.demo.offers.laying import lay
from hearth.demo.offers.shelf import ORDER
from hearth.demo.settling import settle
from hearth.directory.models import (
    Claim,
    Confirmation,
    CostOption,
    Cover,
    Facet,
    Findable,
    Group,
    How,
    LinkedContact,
    Location,
    Mode,
    Outing,
    Provider,
    ProviderContact,
    SameAs,
    Schedule,
    Search,
    Service,
    ServiceAtLocation,
    ServiceStatus,
    Space,
    Tagged,
    Term,
    Tip,
    TipState,
    UnmetNeed,
)
from hearth.foundation.tests.factories import as_the_owner
from hearth.places import geo

NOW = datetime.datetime(2026, 11, 24, 16, 30, tzinfo=datetime.UTC)
TODAY = NOW.date()
DRAMA = re.compile(r"(01632 960\d{3}|07700 900\d{3}|0808 157 0\d{3}|020 7946 0\d{3})$")
NATIONAL = {
    "116 123", "111", "999", "85258", "0800 1111", "0808 2000 247", "0800 068 4141",
    "0800 58 58 58",
}  # fmt: skip
DISTRICTS = {
    "york": {"York"},
    "plymouth": {"City of Plymouth"},
    "lincolnshire": {
        "Lincoln", "Boston", "East Lindsey",
        "West Lindsey", "North Kesteven", "South Kesteven",
        "South Holland",
    },
}  # fmt: skip


pytestmark = pytest.mark.django_db  # for there to be a database when they are laid


@dataclass(frozen=True)
class Laid:
    """What stands in the tables once a network's directory is laid."""

    network: Network
    rows: dict[type, list]
    tags: dict[UUID, set[str]]
    offers: dict[str, Term]
    wanting: int
    opened: dict[UUID, str]
    """What is sealed, by whose it is: only within a partnership can it be opened."""

    def __getitem__(self, model):
        return self.rows[model]

    @property
    def local(self):
        """Everything but the national lines, which are real."""
        return [one for one in self[Service] if one.phone not in NATIONAL and not is_shout(one)]


def is_shout(service):
    return service.text_number in NATIONAL


def rows_as_they_are(network, *, seed="1", now=NOW):
    """Lay a network's directory, read all of it, and take it away again."""
    connection.set_schema("york")
    with as_the_owner(), transaction.atomic():
        standing = settle(network, today=now.date())
        lay(network, standing, now=now, seed=seed)
        rows = {model: list(model.objects.order_by("id")) for model in ORDER}
        rows[Service] = list(
            Service.objects.select_related("provider", "offer", "site", "kept_by").order_by("id")
        )
        rows[ServiceAtLocation] = list(
            ServiceAtLocation.objects.select_related("location", "service").order_by("id")
        )
        rows[Findable] = list(Findable.objects.order_by("id"))
        tags = {}
        for service_id, slug in Tagged.objects.values_list("service_id", "term__slug"):
            tags.setdefault(service_id, set()).add(slug)
        offers = {term.slug: term for term in Term.objects.filter(taxonomy__slug="hub")}
        wanting = Service.objects.public().count()
        opened = {one.pk: one.words for one in rows[Tip]}
        opened |= {one.pk: one.note for one in [*rows[Outing], *rows[UnmetNeed]]}
        opened |= {one.pk: f"{one.name} {one.email} {one.phone}" for one in rows[ProviderContact]}
        transaction.set_rollback(True)
    connection.set_schema_to_public()
    return Laid(network, rows, tags, offers, wanting, opened)


@pytest.fixture(scope="module", params=DEMONSTRATION, ids=lambda network: network.slug)
def laid(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return rows_as_they_are(request.param)


def by(laid, **wanted):
    return [
        one
        for one in laid[Service]
        if all(getattr(one, name) == value for name, value in wanted.items())
    ]


class TestWhatThereIs:
    def test_there_are_more_than_two_hundred_invented_ones(self, laid):
        assert len(laid.local) >= 220
        assert laid.wanting == len({one.service_id for one in laid[Findable]})

    def test_over_all_six_groups_and_nearly_every_kind(self, laid):
        groups = Counter(one.offer.group for one in laid[Service])
        assert set(groups) == set(Group.values)
        assert min(groups.values()) >= 15
        kinds = {slug for slug, term in laid.offers.items() if term.facet == Facet.OFFER}
        assert len(kinds - {one.offer.slug for one in laid[Service]}) <= 1

    def test_every_need_and_nearly_every_group_of_people_is_somewhere(self, laid):
        said = set().union(*laid.tags.values())
        for facet, may_be_missing in ((Facet.NEED, 0), (Facet.LIKE, 0), (Facet.WHO, 5)):
            slugs = {slug for slug, term in laid.offers.items() if term.facet == facet}
            assert len(slugs - said) <= may_be_missing, slugs - said

    def test_each_has_two_terms_or_more_and_none_is_an_offer(self, laid):
        for one in laid.local:
            if one.source and one.booking == "":
                continue  # another list's, which has no words of ours
            said = laid.tags[one.pk]
            assert len(said) >= 1 if one.internal else 2 <= len(said) <= 9, one.name
            assert all(laid.offers[slug].facet != Facet.OFFER for slug in said), one.name

    def test_they_are_at_hubs_partners_and_in_no_place_at_all(self, laid):
        of_hubs = [one for one in laid[Service] if one.site]
        assert len(of_hubs) >= 20
        placed = {each.service_id for each in laid[ServiceAtLocation]}
        elsewhere = [one for one in laid[Service] if one.pk in placed and not one.site]
        assert len(elsewhere) >= 130
        assert len(laid[Service]) - len(placed) >= 25
        open_slugs = {place.slug for place in laid.network.open_sites}
        with_an_open_door = {one.site.slug for one in of_hubs}
        assert open_slugs <= with_an_open_door

    def test_online_by_phone_and_at_home(self, laid):
        modes = Counter(mode for one in laid[Service] for mode in one.modes)
        assert set(modes) == set(Mode.values)
        assert min(modes.values()) >= 5

    def test_the_hubs_own_are_of_whoever_runs_the_hub(self, laid):
        own = [one for one in laid[Service] if one.offer.slug == "open-door" and one.site]
        assert any(one.provider.partner_id == one.site.run_by_id for one in own)

    def test_no_two_of_a_provider_have_one_name_and_no_two_one_description(self, laid):
        named = Counter((one.provider_id, one.name) for one in laid[Service])
        assert [name for name, times in named.items() if times > 1] == []
        told = Counter(one.description for one in laid[Service])
        assert [words for words, times in told.items() if times > 1] == []

    def test_nothing_is_left_to_be_filled_in(self, laid):
        for one in laid[Service]:
            words = "|".join((one.name, one.description, one.what_its_like, one.first_time))
            assert not re.search(r"[{}]|  ", words), words
            assert one.description, one.name

    def test_what_costs_has_a_price_and_says_so(self, laid):
        priced = {each.service_id for each in laid[CostOption]}
        assert len(priced) >= 15
        for one in laid[Service]:
            assert (one.is_free is False) == (one.pk in priced), one.name
            if one.pk in priced:
                assert one.fees, one.name


class TestWhen:
    def days(self, laid):
        return Counter(day[-2:] for each in laid[Schedule] for day in each.byday)

    def test_on_every_day_of_the_week(self, laid):
        days = self.days(laid)
        assert set(days) == {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
        assert min(days.values()) >= 25

    def test_in_every_kind_of_week(self, laid):
        kinds = {(each.freq, each.interval > 1) for each in laid[Schedule]}
        assert {("WEEKLY", False), ("WEEKLY", True), ("MONTHLY", False), ("", False)} <= kinds
        assert any(day.startswith("-1") for each in laid[Schedule] for day in each.byday)
        assert any(each.ends_on and each.ends_on > TODAY for each in laid[Schedule])
        assert any(each.not_on for each in laid[Schedule])
        assert any(
            each.opens and each.closes and each.closes <= each.opens for each in laid[Schedule]
        )

    def test_every_other_week_is_counted_from_a_day_on_which_it_was(self, laid):
        codes = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        for each in laid[Schedule]:
            if each.interval > 1:
                assert each.begins_on
                assert codes[each.begins_on.weekday()] in each.byday
            if each.freq == "":
                assert each.begins_on
                assert each.begins_on > TODAY
                assert each.byday == []

    @pytest.mark.parametrize("kind", ["open-door", "crisis-cafe", "community-meal"])
    def test_somewhere_is_really_open_on_sunday(self, laid, kind):
        assert self.places_open(laid, "SU", datetime.time(18, 30), kinds={kind})

    def test_several_places_are_open_on_sunday_evening_and_on_every_weekday_evening(self, laid):
        kinds = {"open-door", "crisis-cafe", "community-meal", "coffee-morning", "warm-space"}
        for day in ("SU", "MO", "TU", "WE", "TH", "FR"):
            assert len(self.places_open(laid, day, datetime.time(18), kinds=kinds)) >= 3, day

    def places_open(self, laid, day, clock, *, kinds):
        services = {
            one.pk
            for one in laid[Service]
            if one.offer.slug in kinds and one.status == ServiceStatus.ACTIVE
        }
        places = {each.service_id: each.location_id for each in laid[ServiceAtLocation]}
        return {
            places[each.service_id]
            for each in laid[Schedule]
            if each.service_id in services
            and each.service_id in places
            and day in each.byday
            and (
                each.opens is None
                or (each.opens <= clock and (clock < each.closes or each.closes <= each.opens))
            )
        }


class TestWhatIsReal:
    def test_every_number_is_one_for_drama_or_in_the_national_list(self, laid):
        numbers = [one.phone for one in laid[Service]]
        numbers += [one.text_number for one in laid[Service]]
        numbers += [one.phone for one in laid[Provider]]
        numbers += [one.says for one in laid[Claim] if one.fact == "phone"]
        for number in filter(None, numbers):
            assert DRAMA.match(number) or number in NATIONAL, number
        assert set(numbers) >= NATIONAL

    def test_every_address_on_the_internet_is_nobodys_but_those_of_national_lines(self, laid):
        for one in laid.local:
            assert not one.url or re.match(r"https://[\w-]+\.example\.org/", one.url)
        for one in laid[Provider]:
            assert not one.email or one.email.endswith(".example.org")
        for one in laid[ProviderContact]:
            assert re.fullmatch(
                r"\w[\w' -]+ person\d+@[\w-]+\.example\.org (07700 900\d{3})?", laid.opened[one.pk]
            ), laid.opened[one.pk]

    def test_every_postcode_exists_and_lies_in_the_place(self, laid):
        for one in laid[Location]:
            spot = geo.find(one.postcode)
            assert spot, one.postcode
            assert spot.precision == geo.Precision.POSTCODE, one.postcode
            assert spot.local_authority in DISTRICTS[laid.network.slug], one.name
            assert (one.latitude, one.longitude) == (spot.latitude, spot.longitude)
            assert one.town
            assert one.neighbourhood

    def test_no_number_of_a_register_has_been_given_out(self, laid):
        for one in laid[Provider]:
            assert not one.charity_number or re.match(r"999\d{4}$", one.charity_number)
            assert not one.company_number or re.match(r"999\d{5}$", one.company_number)
        assert 85 <= len([one for one in laid[Provider] if one.email]) <= 120
        assert len([one for one in laid[Provider] if one.partner_id]) >= 2

    def test_the_words_are_easy(self, laid):
        """Flesch and Kincaid's grade and five more is about the age at which it can be read."""
        grades = sorted(
            (grade(f"{one.description} {one.what_its_like} {one.first_time}"), one.name)
            for one in laid[Service]
        )
        assert statistics.median(value for value, _ in grades) < 5.5
        assert grades[-1][0] < 11, grades[-5:]


def grade(words):
    sentences = max(1, len(re.findall(r"[.!?:]+", words)))
    each = re.findall(r"[A-Za-z']+", words)
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", word.lower().rstrip("e")))) for word in each
    )
    return 0.39 * len(each) / sentences + 11.8 * syllables / len(each) - 15.59


class TestTroubleAsInLife:
    def test_about_one_in_eight_is_overdue_and_no_crisis_entry_but_one(self, laid):
        overdue = [one for one in laid[Service] if one.confirm_by < TODAY]
        assert 0.08 <= len(overdue) / len(laid[Service]) <= 0.18
        urgent = [one.name for one in overdue if one.offer.is_crisis]
        assert urgent == (
            ["Headscount café at Four Greens"] if laid.network.slug == "plymouth" else []
        )

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

    def test_eight_pairs_are_alike_and_half_of_them_noticed(self, laid):
        twins = [one for one in laid[Service] if one.source_id.startswith("S-9")]
        assert len(twins) == 8
        assert len(laid[SameAs]) == 4
        for pair in laid[SameAs]:
            assert pair.one_id < pair.other_id
            assert pair.is_same is None
        postcodes = {each.service_id: each.location.postcode for each in laid[ServiceAtLocation]}
        for twin in twins:
            alike = [
                one
                for one in laid.local
                if one.phone == twin.phone
                and one.pk != twin.pk
                and one.offer_id == twin.offer_id
                and postcodes.get(one.pk) == postcodes[twin.pk]
            ]
            assert len(alike) == 1, twin.name

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
        one, other, third = (
            rows_as_they_are(DEMONSTRATION[0], seed=seed) for seed in ("7", "7", "8")
        )
    assert [one.pk for one in one[Service]] == [one.pk for one in other[Service]]
    assert [one.pk for one in one[Service]] != [one.pk for one in third[Service]]
    assert [(row.name, row.confirm_by) for row in one[Service]] == [
        (row.name, row.confirm_by) for row in other[Service]
    ]
    assert [row.pk for row in one[Schedule]] == [row.pk for row in other[Schedule]]


def test_a_network_that_names_no_offers_has_none(db):
    lay(BENCH, [], now=NOW, seed="1")
    assert not Service.objects.exists()
