"""What the three networks' directories hold: enough of everything, and nothing that is real."""

import datetime
import re
import statistics
from collections import Counter

import pytest

from hearth.demo.tests.laid import DISTRICTS, DRAMA, NATIONAL, TODAY
from hearth.directory.models import (
    Claim,
    CostOption,
    Facet,
    Findable,
    Group,
    Location,
    Mode,
    Provider,
    ProviderContact,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceStatus,
)
from hearth.places import geo

pytestmark = pytest.mark.django_db  # for there to be a database when they are laid


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
