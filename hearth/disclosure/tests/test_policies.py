"""The named policies, number by number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.disclosure.policies import all_policies, default_policy, policy_called
from hearth.foundation.errors import Refused

POLICIES = sorted(all_policies())


@pytest.mark.parametrize(
    ("policy", "count", "printed"),
    [
        ("mhsds_5_5", 254, 255),  # these three from the reference, 5.1
        ("mhsds_5_5", 3, None),
        ("mhsds_5_5", 297, 295),
        ("mhsds_5_5", 0, None),
        ("mhsds_5_5", 4, None),
        ("mhsds_5_5", 5, 5),
        ("mhsds_5_5", 7, 5),
        ("mhsds_5_5", 8, 10),
        ("hes_1to7", 0, 0),
        ("hes_1to7", 1, 5),
        ("hes_1to7", 7, 5),
        ("hes_1to7", 8, 10),
        ("hes_1to7", 13, 15),
        ("threshold_10", 0, None),
        ("threshold_10", 9, None),
        ("threshold_10", 10, 10),
        ("threshold_10", 11, 11),
    ],
)
def test_a_number_is_printed_as_the_policy_says(policy, count, printed):
    assert policy_called(policy).printed(count) == printed


@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_says_where_it_is_from_and_whether_that_is_sure(name):
    policy = policy_called(name)

    assert policy.source
    assert policy.status in {"confirmed", "to be confirmed"}
    assert policy.symbol == "*"
    assert policy.average_of_at_least == 10


def test_what_was_read_second_hand_is_to_be_confirmed():
    assert policy_called("hes_1to7").status == "to be confirmed"
    assert policy_called("mhsds_5_5").status == "confirmed"


def test_the_public_gets_the_rule_of_the_mental_health_data_set_if_nobody_asks():
    assert default_policy() == "mhsds_5_5"


def test_a_policy_that_there_is_not_is_refused():
    with pytest.raises(Refused, match=r"no policy “mhsds”: it is one of mhsds_5_5"):
        policy_called("mhsds")


@pytest.mark.parametrize("name", POLICIES)
@given(count=st.integers(0, 100_000))
def test_a_printed_number_stands_for_all_that_are_printed_so_and_no_other(name, count):
    policy = policy_called(name)
    printed = policy.printed(count)

    if printed is not None:
        least, most = policy.stands_for(printed)
        assert least <= count <= most
        assert {policy.printed(each) for each in range(least, most + 1)} == {printed}
        assert policy.printed(most + 1) != printed
        assert least == 0 or policy.printed(least - 1) != printed


@pytest.mark.parametrize(("name", "printed"), [("mhsds_5_5", 3), ("mhsds_5_5", 0), ("hes_1to7", 7)])
def test_a_number_that_a_policy_never_prints_stands_for_nothing(name, printed):
    with pytest.raises(Refused, match=f"never prints {printed}"):
        policy_called(name).stands_for(printed)
