"""The numbers by which organisations are known."""

import pytest

from hearth.places.registers import (
    NotANumber,
    charity_number,
    company_number,
    ods_code,
    website,
)


class TestOdsCode:
    @pytest.mark.parametrize(
        ("typed", "code"), [("rx4", "RX4"), (" b82 098 ", "B82098"), ("E06000014", None), ("", "")]
    )
    def test_is_three_to_eight_letters_and_numbers(self, typed, code):
        if code is None:
            with pytest.raises(NotANumber, match="3 to 8"):
                ods_code(typed)
        else:
            assert ods_code(typed) == code

    @pytest.mark.parametrize("typed", ["RX", "RX4!", "RX4É"])
    def test_is_nothing_else(self, typed):
        with pytest.raises(NotANumber, match="3 to 8"):
            ods_code(typed)

    def test_of_a_practice_is_a_letter_and_five_numbers(self):
        assert ods_code("b82098", kind="PRACTICE") == "B82098"
        with pytest.raises(NotANumber, match="practice"):
            ods_code("RX4", kind="PRACTICE")

    def test_of_a_primary_care_network_is_u_and_five_numbers(self):
        assert ods_code("u12345", kind="PRIMARY_CARE_NETWORK") == "U12345"
        with pytest.raises(NotANumber, match="network"):
            ods_code("B82098", kind="PRIMARY_CARE_NETWORK")


class TestCharityNumber:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("", ""),
            ("1089464", "1089464"),
            ("202 918", "202918"),
            ("1089464-1", "1089464-1"),
            ("sc012345", "SC012345"),
            ("SC12345", "SC012345"),
            ("nic100123", "NIC100123"),
            ("NI100123", "NIC100123"),
        ],
    )
    def test_is_written_as_its_register_writes_it(self, typed, number):
        assert charity_number(typed) == number

    @pytest.mark.parametrize(
        "typed", ["12345", "100123", "12345678", "SC1234567", "NIC1001234", "ABC", "1089464-0"]
    )
    def test_is_nothing_else(self, typed):
        with pytest.raises(NotANumber, match="charity number"):
            charity_number(typed)


class TestCompanyNumber:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("", ""),
            ("01234567", "01234567"),
            ("1234567", "01234567"),
            ("ce012345", "CE012345"),
            ("SC 123456", "SC123456"),
            ("NI12345", "NI012345"),
            ("R0000123", "R0000123"),
            ("IP12345R", "IP12345R"),
        ],
    )
    def test_is_eight_characters(self, typed, number):
        assert company_number(typed) == number

    @pytest.mark.parametrize(
        "typed", ["00000000", "1234", "123456789", "QQ123456", "SC000000", "SC12345R", "Ltd"]
    )
    def test_is_nothing_else(self, typed):
        with pytest.raises(NotANumber, match="company number"):
            company_number(typed)


class TestWebsite:
    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            ("", ""),
            ("www.example.org", "https://www.example.org"),
            ("http://example.org/about?x=1", "http://example.org/about?x=1"),
        ],
    )
    def test_is_made_a_link(self, typed, address):
        assert website(typed) == address

    @pytest.mark.parametrize(
        "typed", ["javascript:alert(1)", "example", 'x.org/"><script>', "ftp://example.org"]
    )
    def test_that_could_do_anything_else_is_refused(self, typed):
        with pytest.raises(NotANumber, match="website"):
            website(typed)
