"""How much is too much from one address, and whose address it is."""

import pytest

from hearth.foundation.crowding import AtOnce, Counter, address_of

ADDRESS = "93.184.216.34"


def asked_from(rf, address):
    return rf.get("/", REMOTE_ADDR=address)


class TestCounting:
    def test_an_hour_later_all_is_forgotten(self):
        counter = Counter(2, 3600)
        said = [counter.one_more(ADDRESS, now) for now in (0, 1, 2, 3600)]

        assert said == [False, False, True, False]

    def test_one_address_says_nothing_of_another(self):
        counter = Counter(1, 3600)

        assert counter.one_more("93.184.216.34", 0) is False
        assert counter.one_more("93.184.216.35", 0) is False
        assert counter.one_more("93.184.216.34", 0) is True

    def test_no_address_is_kept(self):
        counter = Counter(5, 3600)
        counter.one_more(ADDRESS, 0)

        assert ADDRESS.encode() not in repr(vars(counter)).encode()
        assert [type(key) for key in counter._counts] == [bytes]

    def test_a_home_with_a_whole_network_of_addresses_is_one(self, rf):
        counter = Counter(1, 3600)
        home = ["2001:4860:4860:1::8888", "2001:4860:4860:1:ffff::1", "2001:4860:4860:2::1"]

        assert [counter.asks_too_much(asked_from(rf, each)) for each in home] == [
            False, True, False,
        ]  # fmt: skip

    def test_where_no_address_is_known_nobody_is_counted(self, rf):
        counter = Counter(0, 3600)

        assert counter.asks_too_much(asked_from(rf, "127.0.0.1")) is False


class TestAtOnce:
    def test_one_of_each_address_and_no_more_than_there_is_room_for(self, rf):
        room = AtOnce(2)
        one = room.let_in(asked_from(rf, "93.184.216.34"))

        assert one
        assert room.let_in(asked_from(rf, "93.184.216.34")) is None
        assert room.let_in(asked_from(rf, "93.184.216.35"))
        assert room.let_in(asked_from(rf, "93.184.216.36")) is None
        one()
        assert room.let_in(asked_from(rf, "93.184.216.36"))

    def test_going_out_twice_lets_in_one(self, rf):
        room = AtOnce(1)
        one = room.let_in(asked_from(rf, "127.0.0.1"))
        one()
        one()

        assert room.let_in(asked_from(rf, "127.0.0.1"))
        assert room.let_in(asked_from(rf, "127.0.0.1")) is None


@pytest.mark.parametrize(
    ("nearest", "said", "address"),
    [
        ("93.184.216.34", "", "93.184.216.34"),
        ("93.184.216.34", "1.1.1.1", "93.184.216.34"),
        ("10.0.0.2", "6.6.6.6, 93.184.216.34", "93.184.216.34"),
        ("127.0.0.1", "93.184.216.34, 10.0.0.9", "93.184.216.34"),
        ("127.0.0.1", "", ""),
        ("", "nonsense", ""),
        ("::1", "", ""),
        ("2001:4860:4860::8888", "", "2001:4860:4860::/64"),
        ("::ffff:93.184.216.34", "", "93.184.216.34"),
        ("::ffff:10.0.0.2", "93.184.216.34", "93.184.216.34"),
    ],
)
def test_whose_address_counts(rf, nearest, said, address):
    request = rf.get("/", REMOTE_ADDR=nearest, HTTP_X_FORWARDED_FOR=said)

    assert address_of(request) == address
