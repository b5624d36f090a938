"""Entries that are there twice are found, and a connector decides."""

import datetime

import pytest

from hearth.directory.actions import same
from hearth.directory.models import (
    Findable,
    SameAs,
    Service,
)
from hearth.directory.tests.factories import (
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner


@pytest.fixture
def service(db):
    return ServiceFactory(name="Tea and talk", phone="01904 555010")


class TestThereTwice:
    def pair(self):
        with as_the_owner():
            return SameAs.objects.get()

    def other(self, **facts):
        return ServiceFactory(**{"name": "Tea & talk", "phone": "(01904) 555-010"} | facts)

    def test_the_same_phone_and_nearly_the_same_name(self, connector, service):
        self.other()
        with acting_as(connector):
            assert same.look_for_same([service.id]) == 1
            assert same.look_for_same([service.id]) == 0

        assert "the same phone number" in self.pair().because

    def test_the_same_charity_number_and_name(self, connector):
        one = ServiceFactory(name="Chess", provider=ProviderFactory(charity_number="1000001"))
        ServiceFactory(name="Chess", provider=ProviderFactory(charity_number="1000001"))
        with acting_as(connector):
            same.look_for_same([one.id])

        assert "charity or company number" in self.pair().because

    def pair_at_one_hall(self, *, names, kinds=("warm-space", "warm-space"), opens=(10, 10)):
        """Two entries with the same phone number at the same hall, on Tuesdays; the second's id."""
        hall = LocationFactory(name="Heworth parish hall", town="York")
        for name, kind, hour in zip(names, kinds, opens, strict=True):
            made = self.other(name=name, offer=term(kind))
            ScheduleFactory(service=made, opens=datetime.time(hour), closes=None)
            with as_the_owner():
                made.at_locations.create(location=hall)
        return made.id

    def test_the_same_kind_of_thing_there_at_the_same_time_whatever_its_name(self, connector):
        names = ("WINTER WARM SPACE - HEWORTH PH. HALL", "Cosy Tuesdays")
        with acting_as(connector):
            assert same.look_for_same([self.pair_at_one_hall(names=names)]) == 1

        assert "at the same time" in self.pair().because

    @pytest.mark.parametrize(
        "apart",
        [
            {"names": ("Warm room at Heworth parish hall", "Chess at Heworth parish hall"),
             "kinds": ("warm-space", "games-group")},
            {"names": ("Warm room at Heworth parish hall", "Late supper, Heworth parish hall"),
             "opens": (10, 19)},
        ],
    )  # fmt: skip
    def test_the_words_of_the_place_do_not_make_two_things_there_one(self, connector, apart):
        with acting_as(connector):
            assert same.look_for_same([self.pair_at_one_hall(**apart)]) == 0

    def test_endings_and_signs_make_no_difference(self, connector):
        ids = [self.other(name=name).id for name in ("Benefits & forms", "BENEFIT AND FORM")]
        with acting_as(connector):
            assert same.look_for_same(ids) == 1

    def test_the_same_place_and_nearly_the_same_name(self, connector, service):
        other, hall = self.other(phone=""), LocationFactory()
        with as_the_owner():
            service.at_locations.create(location=hall)
            other.at_locations.create(location=LocationFactory(postcode=hall.postcode))
        with acting_as(connector):
            same.look_for_same([other.id])

        assert "the same place" in self.pair().because

    @pytest.mark.parametrize(
        "facts",
        [
            {"phone": ""},
            {"name": "Boxing"},
            {"phone": "01904 555011"},
            {"phone": "999"},
        ],
    )
    def test_too_little_in_common_is_no_pair(self, connector, service, facts):
        self.other(**facts)
        with acting_as(connector):
            assert same.look_for_same([service.id]) == 0

    def test_one_groups_mornings_in_two_villages_are_two(self, connector):
        group = ProviderFactory()
        mornings = [ServiceFactory(name="Coffee", provider=group) for _ in range(2)]
        with as_the_owner():
            for morning, postcode in zip(mornings, ["YO24 4AB", "YO30 1AA"], strict=True):
                morning.at_locations.create(location=LocationFactory(postcode=postcode))
        with acting_as(connector):
            assert same.look_for_same([mornings[0].id]) == 0

    def test_said_to_be_one_hides_the_other_and_loses_nothing(self, connector, service, now):
        other = self.other()
        with acting_as(connector):
            same.look_for_same([service.id])
            same.say_same(by=connector, pair=self.pair(), keep=service.id, now=now)
            assert list(Service.objects.public()) == [service]
            assert set(Findable.objects.values_list("service", flat=True)) == {service.id}
            same.undo(by=connector, pair=self.pair())

        assert set(Service.objects.public()) == {service, other}
        assert self.pair().is_same is None

    def test_said_to_be_two_is_remembered(self, connector, service, now):
        self.other()
        with acting_as(connector):
            same.look_for_same([service.id])
            same.say_not_same(by=connector, pair=self.pair(), now=now)
            assert same.look_for_same([service.id]) == 0

        assert self.pair().is_same is False

    def test_is_decided_once(self, connector, other_connector, service, now):
        self.other()
        with acting_as(connector):
            same.look_for_same([service.id])
            pair = self.pair()
            same.say_not_same(by=connector, pair=pair, now=now)
        with acting_as(other_connector), pytest.raises(same.SameRefused, match="already"):
            same.say_same(by=other_connector, pair=pair, keep=service.id, now=now)

    @pytest.mark.parametrize(
        ("kept", "hidden", "why"),
        [
            ({"internal": True}, {}, "is not shown to the public"),
            ({"status": "defunct"}, {}, "is not shown to the public"),
            ({}, {"place_is_secret": True}, "keeps its place secret"),
        ],
    )
    def test_what_is_shown_is_neither_hidden_nor_told_by_its_twin(
        self, connector, service, now, kept, hidden, why
    ):
        other = self.other()
        with acting_as(connector):
            same.look_for_same([service.id])
        with as_the_owner():
            Service.objects.filter(id=service.id).update(**kept)
            Service.objects.filter(id=other.id).update(**hidden)
        with acting_as(connector), pytest.raises(same.SameRefused, match=why):
            same.say_same(by=connector, pair=self.pair(), keep=service.id, now=now)

    def test_what_stands_for_another_is_not_hidden_itself(self, connector, service, now):
        other, third = self.other(), self.other(name="Tea and talk!")
        with as_the_owner():
            Service.objects.filter(id=third.id).update(same_as=service)
        with acting_as(connector):
            same.look_for_same([service.id])
            with pytest.raises(same.SameRefused, match="stands in place"):
                same.say_same(by=connector, pair=self.pair(), keep=other.id, now=now)

    def test_asks_no_more_for_more_entries_elsewhere(
        self, connector, service, django_assert_num_queries
    ):
        for number in range(30):
            ServiceFactory(name=f"Tea and talk {number}")
        with acting_as(connector), django_assert_num_queries(4):
            same.look_for_same([service.id])
