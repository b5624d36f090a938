"""Names on our own ground: what people here speak of, and nothing over anything."""

from dataclasses import dataclass
from itertools import combinations

import pytest
from django.template import engines
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.places import geo
from hearth.places.flat import HEIGHT, WIDTH, Frame
from hearth.places.map import Kind, Marker, look
from hearth.places.naming import LETTER, LINE, names_on


@dataclass(frozen=True)
class Town:
    name: str
    latitude: float
    longitude: float


def town(name, postcode):
    spot = geo.find(postcode)
    return Town(name, spot.latitude, spot.longitude)


LINCOLN, BOSTON = town("Lincoln", "LN2 1JB"), town("Boston", "PE21 6NH")
WIDE = Frame.around(53.1, -0.3, 8)


def box(named):
    x, y = named.across * WIDTH / 100, named.down * HEIGHT / 100
    half = len(named.words) * LETTER / 2
    return x - half, y - LINE / 2, x + half, y + LINE / 2


def overlap(one, other):
    inside = 0.2  # what is lost in rounding
    return (
        one[0] + inside < other[2] and other[0] + inside < one[2]
        and one[1] + inside < other[3] and other[1] + inside < one[3]
    )  # fmt: skip


def test_a_wide_map_names_the_towns_of_the_partnership_and_no_councils():
    assert {each.words for each in names_on(WIDE, [], [LINCOLN, BOSTON])} == {"Lincoln", "Boston"}
    assert "Gedling" in {each.words for each in names_on(WIDE, [], [])}


def test_a_near_map_fills_up_with_wards():
    near = Frame.around(53.96, -1.08, 13)
    words = [each.words for each in names_on(near, [], [town("Bootham", "YO31 8LG")])]

    assert words[0] == "Bootham"
    assert "Guildhall" in words


def test_a_name_goes_beside_the_pin_that_stands_on_its_place():
    x, y = WIDE.spot(LINCOLN.latitude, LINCOLN.longitude)
    pin = (x - 29, y - 29, x + 29, y + 29)
    [named] = names_on(WIDE, [pin], [LINCOLN])

    assert not overlap(box(named), pin)
    assert abs(named.down * HEIGHT / 100 - y) < 1


def test_a_name_never_goes_so_far_that_it_seems_to_be_anothers():
    x, y = WIDE.spot(LINCOLN.latitude, LINCOLN.longitude)
    round_it = [(x + 58 * n - 29, y + 58 * m - 29, x + 58 * n + 29, y + 58 * m + 29)
                for n in (-1, 0, 1) for m in (-1, 0, 1)]  # fmt: skip

    assert names_on(WIDE, round_it, [LINCOLN]) == []


def test_where_most_people_live_is_named_first_and_each_once():
    hamlet = Town("A hamlet", LINCOLN.latitude + 0.005, LINCOLN.longitude)
    twice = Town("LINCOLN", BOSTON.latitude, BOSTON.longitude)

    assert [each.words for each in names_on(WIDE, [], [hamlet, LINCOLN, twice])] == ["Lincoln"]


@pytest.mark.parametrize(
    "words", ["Whitleigh, Honicknowle and Manadon", "Morice Town and Stoke", "M" * 30]
)
def test_a_list_of_places_is_no_name(words):
    assert names_on(WIDE, [], [Town(words, 53.1, -0.3)]) == names_on(WIDE, [], [])


@settings(deadline=None, max_examples=40)  # the first map lays out the ground, which takes its time
@given(
    st.lists(
        st.tuples(st.text("abcdefg ", min_size=1, max_size=20), st.floats(52.5, 53.8),
                  st.floats(-1.3, 0.5)), max_size=30),
    st.lists(st.tuples(st.floats(52.5, 53.8), st.floats(-1.3, 0.5)), min_size=1, max_size=30),
)  # fmt: skip
def test_nothing_lies_over_anything_or_out_of_the_frame(towns, spots):
    markers = [Marker(Kind.HUB, "Hub", *spot) for spot in spots]
    view = look(markers, {}, known=[Town(*each) for each in towns])
    boxes = [box(each) for each in view.names]
    pins = [(pin.across * WIDTH / 100, pin.down * HEIGHT / 100) for pin in view.pins]

    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    for left, top, right, foot in boxes:
        assert left >= -0.1
        assert top >= -0.1
        assert right <= WIDTH + 0.1
        assert foot <= HEIGHT + 0.1
        for x, y in pins:
            assert not overlap((left, top, right, foot), (x - 28, y - 28, x + 28, y + 28))


def test_the_drawing_says_which_way_is_north_and_how_long_a_length_is():
    template = "{% from 'design/map.jinja' import map %}{{ map(view, 'A map') }}"
    view = look([Marker(Kind.HUB, "Hub", 53.2, -0.5)], {}, known=[LINCOLN])
    drawn = engines["jinja"].env.from_string(template).render(view=view)

    assert 'class="hearth-map__north"' in drawn
    assert 'class="hearth-map__length"' in drawn
    assert "style=" not in drawn
    assert "<script" not in drawn
