"""How much is too much from one address, and whose address it is."""

import pytest

from hearth.foundation.crowding import (
    A_DAY,
    AS_MANY_TOGETHER,
    TOGETHER,
    Counter,
    address_of,
)

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

    def test_the_key_of_a_fingerprint_is_another_each_day_and_in_each_process(self):
        counters = [Counter(5, 3600), Counter(5, 3600)]
        fingerprints = []
        for now in (0, A_DAY - 1, A_DAY):
            for counter in counters:
                counter.one_more(ADDRESS, now)
                fingerprints += counter._counts

        assert fingerprints[:2] == fingerprints[2:4]
        assert len(set(fingerprints)) == 4

    def test_those_of_whom_no_address_can_be_read_count_together_and_are_let_ask_more(self, rf):
        counter = Counter(1, 3600)
        request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="9.9.9.9, unknown")
        said = [counter.asks_too_much(request) for _ in range(AS_MANY_TOGETHER + 1)]

        assert said == [False] * AS_MANY_TOGETHER + [True]

    def test_a_home_with_a_whole_network_of_addresses_is_one(self, rf):
        counter = Counter(1, 3600)
        home = ["2001:4860:4860:1::8888", "2001:4860:4860:1:ffff::1", "2001:4860:4860:2::1"]

        assert [counter.asks_too_much(asked_from(rf, each)) for each in home] == [
            False, True, False,
        ]  # fmt: skip

    def test_where_no_address_is_known_nobody_is_counted(self, rf):
        counter = Counter(0, 3600)

        assert counter.asks_too_much(asked_from(rf, "127.0.0.1")) is False


def whose(rf, nearest, said):
    return address_of(rf.get("/", REMOTE_ADDR=nearest, HTTP_X_FORWARDED_FOR=said))


@pytest.mark.parametrize(
    ("nearest", "said", "address"),
    [
        ("93.184.216.34", "", "93.184.216.34"),
        ("93.184.216.34", "1.1.1.1", "93.184.216.34"),
        ("10.0.0.2", "6.6.6.6, 93.184.216.34", "93.184.216.34"),
        ("127.0.0.1", "", ""),
        ("", "93.184.216.34", "93.184.216.34"),
        ("", "", ""),
        ("::1", " ", ""),
        ("2001:4860:4860::8888", "", "2001:4860:4860::/64"),
        ("::ffff:93.184.216.34", "", "93.184.216.34"),
        ("::ffff:10.0.0.2", "93.184.216.34", "93.184.216.34"),
    ],
)
def test_whose_address_counts(rf, nearest, said, address):
    assert whose(rf, nearest, said) == address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("81.2.69.142:4711", "81.2.69.142"),
        ("[2a00:1450::1]:443", "2a00:1450::/64"),
        ("[2a00:1450::1]", "2a00:1450::/64"),
        ("2a00:1450::1", "2a00:1450::/64"),
        ("unknown", TOGETHER),
        ("10.0.0.5", TOGETHER),
        ("100.64.3.4", TOGETHER),
        ("[", TOGETHER),
        ("", TOGETHER),
    ],
)
def test_what_the_asker_claims_is_never_believed(rf, written, address):
    """The proxy wrote the last entry, whatever it is; the asker wrote the first."""
    assert whose(rf, "127.0.0.1", f"9.9.9.9, {written}") == address


@pytest.mark.parametrize(
    ("proxies", "nearest", "said", "address"),
    [
        (0, "93.184.216.34", "9.9.9.9", "93.184.216.34"),
        (0, "127.0.0.1", "9.9.9.9", ""),
        (1, "151.101.1.1", "9.9.9.9, 93.184.216.34", "93.184.216.34"),
        (2, "127.0.0.1", "9.9.9.9, 93.184.216.34, 151.101.1.1", "93.184.216.34"),
        (2, "127.0.0.1", "9.9.9.9, 93.184.216.34, 10.0.0.5", "93.184.216.34"),
        (2, "127.0.0.1", "9.9.9.9, nobody, 151.101.1.1", TOGETHER),
        (2, "127.0.0.1", "93.184.216.34", "93.184.216.34"),
        (2, "127.0.0.1", "", ""),
    ],
)
def test_how_many_proxies_are_ours_says_whose_word_counts(
    rf, settings, proxies, nearest, said, address
):
    settings.HEARTH_PROXIES = proxies

    assert whose(rf, nearest, said) == address
