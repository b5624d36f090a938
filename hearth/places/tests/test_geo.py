"""Where a postcode is, and how far one place is from another."""

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.places import geo
from hearth.places.data.build import build
from hearth.places.geo import Precision, Spot, distance_km, find, nearest, parse_postcode

YORK_MINSTER = Spot(53.96235, -1.08193, Precision.POSTCODE)
LINCOLN_CATHEDRAL = Spot(53.23441, -0.53606, Precision.POSTCODE)
SMEATONS_TOWER = Spot(50.36451, -4.14180, Precision.POSTCODE)


@pytest.fixture(scope="module")
def source():
    with gzip.open(geo.DATA / "pilot_postcodes.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestParsePostcode:
    @pytest.mark.parametrize(
        ("typed", "postcode"),
        [
            ("yo18el", "YO1 8EL"),
            ("  YO30 7DA ", "YO30 7DA"),
            ("ln1-1yr", "LN1 1YR"),
            ("p l 1 2 a a", "PL1 2AA"),
            ("sw1a1aa", "SW1A 1AA"),
            ("m11ae", "M1 1AE"),
            ("B338TH", "B33 8TH"),
            ("w1a 0ax", "W1A 0AX"),
        ],
    )
    def test_gives_the_usual_form(self, typed, postcode):
        assert parse_postcode(typed) == postcode

    @pytest.mark.parametrize("typed", ["Y01 8EL", "yo1 8el", "YOI 8EL", "Y0I 8EL"])
    def test_puts_right_a_nought_for_a_letter(self, typed):
        assert parse_postcode(typed) == "YO1 8EL"

    def test_puts_right_a_letter_for_a_nought(self):
        assert parse_postcode("YO3O ODA") == "YO30 0DA"

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "York",
            "YO1",
            "8EL",
            "YO1 8E",
            "YO1 8ELL",
            "YO1 8CO",
            "12345",
            "no fixed place",
            "é" * 6,
        ],
    )
    def test_says_when_it_is_not_one(self, typed):
        assert parse_postcode(typed) is None

    def test_one_newer_than_our_list_is_still_one(self):
        assert parse_postcode("ZZ99 9ZZ") == "ZZ99 9ZZ"

    @given(st.text())
    def test_anything_at_all_may_be_typed(self, typed):
        parsed = parse_postcode(typed)

        assert parsed is None or parse_postcode(parsed) == parsed


class TestFind:
    def test_places_a_postcode_with_its_area(self):
        assert find("yo317ad") == Spot(
            *_in_source("YO31 7AD"), Precision.POSTCODE, "York", "Guildhall"
        )

    def test_every_postcode_of_the_source_is_found_where_the_source_says(self, source):
        for row in source[::500]:
            spot = find(row["postcode"])

            assert spot is not None
            assert spot.precision == Precision.POSTCODE
            assert spot.latitude == pytest.approx(float(row["latitude"]), abs=1e-6)
            assert spot.longitude == pytest.approx(float(row["longitude"]), abs=1e-6)

    @pytest.mark.parametrize("end", [0, -1])
    def test_the_first_and_the_last_in_the_file_are_found(self, source, end):
        in_order = sorted(source, key=lambda row: geo.key_of(*row["postcode"].split()))

        assert find(in_order[end]["postcode"]).precision == Precision.POSTCODE

    def test_the_rest_of_great_britain_is_placed_by_its_first_half(self):
        spot = find("SW1A 1AA")

        assert spot.precision == Precision.OUTWARD_CODE
        assert distance_km(spot, Spot(51.501, -0.142, Precision.POSTCODE)) < 3
        assert (spot.local_authority, spot.ward) == (None, None)

    def test_a_new_postcode_near_the_hubs_is_placed_by_its_first_half(self, source):
        assert "YO1 9ZZ" not in {row["postcode"] for row in source}
        assert find("YO1 9ZZ").precision == Precision.OUTWARD_CODE

    def test_a_postcode_with_no_area_in_the_source_has_none_here(self):
        spot = find("NG14 7HL")

        assert spot.precision == Precision.POSTCODE
        assert (spot.local_authority, spot.ward) == (None, None)

    @pytest.mark.parametrize("typed", ["BT1 1AA", "ZZ99 9ZZ", "not a postcode"])
    def test_elsewhere_is_nowhere(self, typed):
        assert find(typed) is None


class TestDistance:
    def test_agrees_with_known_distances(self):
        # Ordnance Survey grid references SE603521, SK978718 and SX477538, by Pythagoras.
        assert distance_km(YORK_MINSTER, LINCOLN_CATHEDRAL) == pytest.approx(88.6, rel=0.01)
        assert distance_km(YORK_MINSTER, SMEATONS_TOWER) == pytest.approx(451.5, rel=0.01)

    def test_to_itself_is_none(self):
        assert distance_km(YORK_MINSTER, YORK_MINSTER) == 0

    def test_half_way_round_the_earth_is_no_error(self):
        pole, other_pole = (Spot(latitude, 0, Precision.POSTCODE) for latitude in (90, -90))

        assert distance_km(pole, other_pole) == pytest.approx(20_015, abs=1)

    def test_is_the_same_both_ways(self):
        there = distance_km(YORK_MINSTER, SMEATONS_TOWER)

        assert distance_km(SMEATONS_TOWER, YORK_MINSTER) == pytest.approx(there)

    def test_nearest_first(self):
        near = nearest(YORK_MINSTER, [SMEATONS_TOWER, YORK_MINSTER, LINCOLN_CATHEDRAL])

        assert [spot for _, spot in near] == [YORK_MINSTER, LINCOLN_CATHEDRAL, SMEATONS_TOWER]
        assert near[0][0] == 0

    def test_nearest_of_none_is_none(self):
        assert nearest(YORK_MINSTER, []) == []


class TestTheFiles:
    def test_the_committed_file_is_what_its_source_makes(self, tmp_path):
        assert build(geo.DATA / "pilot_postcodes.csv.gz", tmp_path) == 173_514

        for name in ("postcodes.bin", "areas.csv"):
            assert (tmp_path / name).read_bytes() == (geo.DATA / name).read_bytes()

    def test_the_attribution_is_given_beside_the_data_in_full(self):
        readme = (geo.DATA / "README.md").read_text(encoding="utf-8")

        assert geo.ATTRIBUTION in " ".join(readme.replace(">", "").split())


def _in_source(postcode):
    path = Path(geo.DATA) / "pilot_postcodes.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["postcode"] == postcode)
    return float(row["latitude"]), float(row["longitude"])
