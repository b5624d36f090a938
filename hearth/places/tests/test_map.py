"""A map that is drawn here: what is in its frame, and how it is moved with links."""

import gzip
import math
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.template import engines
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.places import geo
from hearth.places.flat import HEIGHT, WIDTH, flat, globe
from hearth.places.map import LEAST_ZOOM, MOST_ZOOM, Kind, Marker, Tiles, fit, look
from hearth.places.markers import APART
from hearth.places.shading import shades

LATITUDES = st.floats(50, 60)
LONGITUDES = st.floats(-6, 2)
TIMES = "\N{MULTIPLICATION SIGN}"
TILES = Tiles("https://tiles.example.org/{z}/{x}/{y}.png", "© Somebody's map")


def marker(postcode="YO24 4AB", name="Acomb hub", kind=Kind.HUB, **more):
    spot = geo.find(postcode)
    return Marker(kind, name, spot.latitude, spot.longitude, **more)


def asked_by(link):
    return {name: value[0] for name, value in parse_qs(urlsplit(link).query).items()}


@given(LATITUDES, LONGITUDES, st.integers(LEAST_ZOOM, MOST_ZOOM))
def test_a_spot_comes_back_from_the_flat_world(latitude, longitude, zoom):
    there = globe(*flat(latitude, longitude, zoom), zoom)

    assert there == pytest.approx((latitude, longitude), abs=1e-7)


def test_the_flat_world_is_the_one_that_tiles_are_drawn_on():
    x, y = flat(53.95763, -1.08271, 12)

    # By the formula of OpenStreetMap's wiki, "Slippy map tilenames".
    assert int(x // 256) == int((-1.08271 + 180) / 360 * 2**12)
    lat = math.radians(53.95763)
    assert int(y // 256) == int((1 - math.log(math.tan(lat) + 1 / math.cos(lat)) / math.pi) * 2**11)


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=30))
def test_a_map_is_fitted_to_all_its_markers(spots):
    markers = [Marker(Kind.SERVICE, str(spot), *spot) for spot in spots]
    frame = fit(markers)

    for each in markers:
        x, y = frame.spot(each.latitude, each.longitude)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


@settings(deadline=None)  # the first map lays out the ground, which takes its time
@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=60))
def test_no_two_pins_are_too_close_to_touch_one_of_them(spots):
    view = look([Marker(Kind.SERVICE, "One", *spot) for spot in spots], {})

    for one in view.pins:
        for other in view.pins:
            across = abs(one.across - other.across) * WIDTH / 100
            down = abs(one.down - other.down) * HEIGHT / 100
            assert one is other or across > APART - 1 or down > APART - 1


@settings(deadline=None)  # the first map lays out the ground, which takes its time
@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=60))
def test_every_marker_is_in_a_pin(spots):
    view = look([Marker(Kind.SERVICE, "One", *spot) for spot in spots], {})
    counted = [int(pin.label.lstrip(TIMES)) if pin.label else 1 for pin in view.pins]

    assert sum(counted) + view.outside == len(spots)


def test_nothing_to_show_is_no_map():
    assert look([], {}) is None


def test_a_marker_goes_where_it_says_and_one_with_no_page_to_the_list():
    there = look([marker(href="/places/acomb/")], {})
    nowhere = look([marker()], {}, list_href="#found")

    assert [pin.href for pin in there.pins] == ["/places/acomb/"]
    assert [pin.href for pin in nowhere.pins] == ["#found"]


def test_several_together_say_how_many_and_take_one_nearer():
    near = [marker("YO24 4AB", "Acomb hub"), marker("YO24 3BZ", "Foxwood café"), marker("LN1 3DY")]
    view = look(near, {})
    [heap] = [pin for pin in view.pins if pin.label]

    assert heap.label == f"{TIMES}2"
    assert heap.name == "Acomb hub, Foxwood café"
    closer = look(near, asked_by(heap.href))
    assert {pin.name for pin in closer.pins} == {"Acomb hub", "Foxwood café"}
    assert closer.outside == 1


def test_several_that_say_how_many_they_stand_for_say_their_sum():
    markers = [marker(name="Debt", kind=Kind.NEED, count=4), marker(name="Sleep", count=3)]

    assert [pin.label for pin in look(markers, {}).pins] == ["7"]
    assert [pin.label for pin in look([marker(count=4)], {}).pins] == ["4"]
    assert [pin.label for pin in look([marker(count=104)], {}).pins] == ["99+"]
    assert [pin.label for pin in look([*markers, marker()], {}).pins] == [f"{TIMES}3"]


def test_several_at_one_door_lead_to_the_list():
    view = look([marker(name=f"Group {n}") for n in range(6)], {})

    [pin] = view.pins
    assert pin.href == "#list"
    assert pin.name == "Group 0, Group 1, Group 2, Group 3 +2"


def test_different_things_together_have_a_shape_of_their_own():
    view = look([marker(), marker(kind=Kind.NEED, name="Debt")], {})

    assert [pin.kind for pin in view.pins] == [Kind.MIXED]
    assert view.pins[0].kinds == [Kind.HUB, Kind.NEED]
    assert view.kinds == [Kind.HUB, Kind.NEED, Kind.MIXED]


@pytest.mark.parametrize(
    ("step", "across", "down"),
    [("north", 0, 0.5), ("south", 0, -0.5), ("west", 0.5, 0), ("east", -0.5, 0)],
)
def test_the_links_move_the_map_half_a_frame(step, across, down):
    markers = [marker()]
    at_first = look(markers, {}).pins[0]
    moved = look(markers, asked_by(getattr(look(markers, {}), step)))
    if moved.pins:
        assert moved.pins[0].across - at_first.across == pytest.approx(100 * across, abs=0.5)
        assert moved.pins[0].down - at_first.down == pytest.approx(100 * down, abs=0.5)
    else:
        assert moved.outside == 1


def test_closer_and_wider_stop_where_there_is_no_more():
    view = look([marker()], {"at": "53.95,-1.12", "zoom": str(MOST_ZOOM)})
    assert view.closer == ""
    assert asked_by(view.wider)["zoom"] == str(MOST_ZOOM - 1)

    view = look([marker()], {"at": "53.95,-1.12", "zoom": str(LEAST_ZOOM)})
    assert view.wider == ""


def test_the_links_keep_what_else_was_asked():
    asked = QueryDict("need=debt&need=home&at=53.95,-1.12&zoom=11")
    view = look([marker()], asked)

    assert parse_qs(urlsplit(view.closer).query)["need"] == ["debt", "home"]
    assert view.closer.endswith("#map")
    assert view.whole == "?need=debt&need=home#map"
    assert look([marker()], QueryDict("need=debt")).whole == ""


@pytest.mark.parametrize(
    "asked",
    [
        {"at": "here", "zoom": "12"},
        {"at": "53.95,-1.12"},
        {"at": "53.95,-1.12", "zoom": "close"},
        {"at": "nan,-1.12", "zoom": "12"},
        {"at": "inf,1", "zoom": "12"},
        {"at": "0,0", "zoom": "12"},
        {"at": "53.95,-1.12,7", "zoom": "12"},
    ],
)
def test_what_makes_no_sense_shows_the_whole(asked):
    assert look([marker()], asked).pins == look([marker()], {}).pins


def test_a_zoom_there_is_not_is_the_nearest_there_is():
    assert look([], {"at": "53.95,-1.12", "zoom": "99999"}).zoom == MOST_ZOOM
    assert look([], {"at": "53.95,-1.12", "zoom": "-4"}).zoom == LEAST_ZOOM


def test_our_own_ground_is_darkest_where_most_people_live():
    view = look([marker("YO1 7HH")], {})

    assert {each.level for each in view.shades} == {1, 2, 3, 4}
    assert view.pictures == []
    assert "Guildhall" in {
        each.words for each in look([], {"at": "53.958,-1.082", "zoom": "13"}).names
    }


def test_squares_lie_on_the_ground_and_not_on_the_frame():
    one = shades(12, *flat(53.96, -1.1, 12), WIDTH, HEIGHT)
    moved = shades(12, *(part + 8 for part in flat(53.96, -1.1, 12)), WIDTH, HEIGHT)

    first = re.match(r"M(\S+) (\S+)h", one[0].path)
    second = re.match(r"M(\S+) (\S+)h", moved[0].path)
    assert (float(first[1]) - float(second[1])) % 8 == pytest.approx(0, abs=0.11)


@pytest.mark.parametrize("zoom", range(LEAST_ZOOM, MOST_ZOOM + 1))
@pytest.mark.parametrize("at", ["53.958,-1.082", "50.371,-4.142", "53.23,-0.54"])
def test_a_map_is_light(zoom, at):
    markers = [marker(pc, f"Place {pc}") for pc in ("YO1 7HH", "YO24 4AB", "LN1 3DY", "PL1 1DX")]
    drawn = draw(look(markers, {"at": at, "zoom": str(zoom)}))

    assert len(gzip.compress(drawn.encode())) < 30_000


def test_a_partnership_s_own_tiles_fill_the_frame():
    view = look([marker()], {}, tiles=TILES)

    assert view.shades == view.names == []
    assert view.attribution == TILES.attribution
    for x in (0, WIDTH - 1):
        for y in (0, HEIGHT - 1):
            assert any(
                it.x <= x < it.x + 256.1 and it.y <= y < it.y + 256.1 for it in view.pictures
            )
    assert re.fullmatch(r"https://tiles\.example\.org/14/\d+/\d+\.png", view.pictures[0].href)


def test_tiles_that_were_chosen_are_the_ground_of_every_map(settings):
    settings.HEARTH_TILES, settings.HEARTH_TILES_ATTRIBUTION = TILES.template, TILES.attribution

    assert look([marker()], {}) == look([marker()], {}, tiles=TILES)


def draw(view, name="The hubs"):
    template = engines["jinja"].env.from_string(
        '{% from "design/map.jinja" import map %}{{ map(view, name) }}'
    )
    return template.render(view=view, name=name)


def test_the_drawing_says_each_thing_in_words():
    drawn = draw(look([marker(href="/places/acomb/", name="Acomb <hub>", label="7")], {}))

    assert 'href="/places/acomb/" aria-label="Hub: Acomb &lt;hub&gt;"' in drawn
    assert ">7</text>" in drawn
    assert "Shading: where people live" in drawn
    assert "Closer" in drawn
    assert " style=" not in drawn


def test_the_drawing_says_whose_tiles_they_are_and_what_is_outside():
    drawn = draw(look([marker()], {"at": "50.37,-4.14", "zoom": "12"}, tiles=TILES))

    assert "© Somebody&#39;s map" in drawn
    assert "1 more is outside this part of the map." in drawn
    assert "<image href=" in drawn


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_shape_and_words(kind):
    shapes = {draw(look([marker(kind=each)], {})).split(' d="')[-1][:12] for each in Kind}

    assert len(shapes) == len(Kind)
    assert "Several close together" not in draw(look([marker(kind=kind)], {})) or kind == Kind.MIXED
