"""Prices and series: what ships, what is brought, and one year’s pounds in those of another."""

import hashlib
import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from hearth.foundation.errors import Refused
from hearth.value.answer import answer_to
from hearth.value.discounting import Discounting, Kind
from hearth.value.exact import to_the_penny
from hearth.value.prices import shipping
from hearth.value.prices.importing import bring_gmca, bring_own, bring_pssru
from hearth.value.prices.importing_indices import bring_index
from hearth.value.prices.indices import gdp_deflator, indices, uprating
from hearth.value.prices.shipping import OTHERS, PRICES, SHIPPED, editions_of, shipped_prices
from hearth.value.reading import Part
from hearth.value.tests.making import a_model, an_outcome, money
from hearth.value.years import financial_year

PROXY = {"value": 156, "source": "a study", "price_year": "2011-12"}
OWN = {"name": "ours", "title": "Our proxies", "edition": "1", "source": "worked out by us",
       "licence": "CC0"}  # fmt: skip

CAME_WITH_HEARTH = {
    "gdp_deflator.2026-03.json": "e39f9eadb9ddfc3e",
    "green_book.2026.json": "a8b3bea5e2c8b498",
    "ncc_2024_25.1.json": "365db6250767a329",
    "settings.1.json": "43759059607ed834",
    "volunteer_time.2025-26.json": "3e377aef5bfdd1d3",
    "wellbeing.2021.json": "ba73cc2f4698869b",
}


def in_pounds_of_2024(amount, year):
    factor = uprating(gdp_deflator(), year, "2024-25", place="here").factor
    return str(to_the_penny(Decimal(amount) * factor))


def quick(document):
    return answer_to(document | {"draws": {"how_many": 0}})


@pytest.mark.parametrize(
    ("amount", "year", "now"),
    [
        (156, "2011-12", "221.82"),
        (410, "2011-12", "583.00"),
        (109, "2011-12", "154.99"),
        (45, "2023-24", "46.82"),
        (13000, "2019-20", "16074.43"),
        (10000, "2019-20", "12364.94"),
        (16000, "2019-20", "19783.91"),
    ],
)
def test_a_price_comes_to_another_year_by_the_deflator(amount, year, now):
    assert in_pounds_of_2024(amount, year) == now


def test_nhscii_that_is_brought_gives_the_growth_of_four_years():
    """Pay and prices, as PSSRU prints them; the product was worked out by hand."""
    content = b"Year,Growth\n2020-21,2.49%\n2021-22,2.58\n2022-23,7.32\n2023-24,4.31\n"
    brought = bring_index(content, name="nhscii", title="NHSCII", edition="2024", licence="NC",
                          source="PSSRU Unit Costs")  # fmt: skip
    series = indices([Part(brought)])["nhscii"]

    factor = uprating(series, "2019-20", "2023-24", place="here").factor

    assert round(factor, 5) == Decimal("1.17693")


def test_a_series_with_a_year_missing_between_two_is_refused():
    with pytest.raises(Refused, match="yearly growth is missing: 2021-22"):
        bring_index(b"Year,Growth\n2020-21,2\n2022-23,7\n", name="x", title="X", edition="1",
                    licence="NC", source="us")  # fmt: skip


@pytest.mark.parametrize("content", [b"Year,Growth\n2020-21,dear\n2021-22,1", b"Month,Sum\nMay,1"])
def test_a_series_that_cannot_be_read_is_refused(content):
    with pytest.raises(Refused):
        bring_index(content, name="x", title="X", edition="1", licence="NC", source="us")


def test_what_ships_may_ship_and_says_where_it_is_from():
    shipped = [origin for name in (*PRICES, *OTHERS) for origin, _ in editions_of(name).values()]

    assert len(shipped) == len(list(SHIPPED.iterdir()))
    for origin in shipped:
        assert origin.licence in {"Open Government Licence v3.0", "MIT"}, origin
        assert origin.edition, origin
        assert origin.source, origin
        assert origin.status in {"confirmed", "to be confirmed"}, origin
        assert origin.digest.startswith("sha256:"), origin


def test_a_list_that_came_with_hearth_is_never_changed():
    """A new edition is a new file, and a new line here; the old stay as they are."""
    now = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16]
           for path in SHIPPED.iterdir()}  # fmt: skip

    assert now == CAME_WITH_HEARTH


def test_nothing_of_pssru_or_gmca_ships():
    said = " ".join(path.read_text().casefold() for path in SHIPPED.iterdir())

    assert not {"pssru", "gmca", "greater manchester", "nhscii"} & {
        word for word in ("pssru", "gmca", "greater manchester", "nhscii") if word in said
    }


@pytest.mark.parametrize(
    ("code", "pounds"), [("A02", "356.83"), ("A21", "290.84"), ("bed_day_picu", "1265.89")]
)
def test_the_national_cost_collection_ships(code, pounds):
    price = shipped_prices()["ncc_2024_25"].price(code)

    assert str(price.value) == pounds
    assert price.price_year == "2024-25"
    assert price.status == "confirmed"


def test_a_price_of_a_list_brings_its_source_and_its_year():
    answer = quick(a_model(an_outcome(proxy={"price": "ncc_2024_25/A02"})))

    proxy = answer["outcomes"][0]["proxy"]
    assert proxy["value"] == Decimal("356.83")
    assert "National Cost Collection" in proxy["source"]
    assert "ncc_2024_25" not in [each["list"] for each in quick(a_model())["price_files"]]
    assert "ncc_2024_25" in [each["list"] for each in answer["price_files"]]


def test_f06_keeps_its_caution_and_others_have_none():
    f06 = quick(a_model(an_outcome(proxy={"price": "ncc_2024_25/F06"})))
    a02 = quick(a_model(an_outcome(proxy={"price": "ncc_2024_25/A02"})))

    assert any("not what a visit to a community hub costs" in each["words"]
               for each in f06["notices"] if each["kind"] == "caution")  # fmt: skip
    assert not [each for each in a02["notices"] if each["kind"] == "caution"]


def test_what_is_yet_to_be_confirmed_says_so():
    hours = {"name": "Volunteers", "kind": "volunteer_time", "hours": 10,
             "value_per_hour": {"price": "volunteer_time/living_wage"}}  # fmt: skip

    answer = quick(a_model(inputs=[hours]))

    assert [each["kind"] for each in answer["notices"]].count("to_be_confirmed") == 1
    assert answer["totals"]["inputs_by_kind"]["volunteer_time"] == pytest.approx(
        Decimal("122.1") * 100 / Decimal("103.2388")
    )


@pytest.mark.parametrize("price", ["ncc_2024_25/A99", "nowhere/A02", "A02"])
def test_a_price_that_is_not_there_is_refused(price):
    with pytest.raises(Refused, match="“Fewer GP visits”, proxy"):
        quick(a_model(an_outcome(proxy={"price": price})))


def test_a_price_is_not_told_twice():
    with pytest.raises(Refused, match="is told by the price"):
        quick(a_model(an_outcome(proxy={"price": "ncc_2024_25/A02", "value": 1})))


def test_a_forecast_and_a_distorted_year_are_said():
    ahead = quick(a_model(an_outcome(proxy=PROXY), price_year="2026-27"))
    odd = quick(a_model(an_outcome(proxy=PROXY | {"price_year": "2020-21"})))
    usual = quick(a_model(an_outcome(proxy=PROXY)))

    assert "forecast" in [each["kind"] for each in ahead["notices"]]
    how = ahead["outcomes"][0]["proxy"]["uprating"]
    assert (how["edition"], how["base"], how["forecast"]) == ("March 2026", "2024-25 = 100", True)
    assert "distorted_year" in [each["kind"] for each in odd["notices"]]
    assert not {"forecast", "distorted_year"} & {each["kind"] for each in usual["notices"]}


def test_a_year_that_the_series_lacks_is_refused_and_the_same_year_needs_none():
    early = PROXY | {"price_year": "2005-06"}
    with pytest.raises(Refused, match="no figure for 2005-06"):
        quick(a_model(an_outcome(proxy=early)))

    same = quick(a_model(an_outcome(proxy=early), price_year="2005-06"))
    assert same["outcomes"][0]["proxy"]["value"] == 156
    assert same["outcomes"][0]["proxy"]["uprating"]["index"] is None


NHSCII = {
    "list": "nhscii", "edition": "2024", "source": "PSSRU", "licence": "CC BY-NC-SA 4.0",
    "attribution": "PSSRU Unit Costs", "values": {"2011-12": 80, "2024-25": 100},
}  # fmt: skip


def test_two_series_within_one_family_are_refused_and_one_each_in_two_are_not():
    one = an_outcome(proxy=PROXY | {"family": "nhs"})
    other = an_outcome("Fewer calls", proxy=PROXY | {"family": "nhs", "index": "nhscii"})
    with pytest.raises(Refused, match=r"family “nhs”.*Choose one for all"):
        quick(a_model(one, other, indices=[NHSCII]))

    other["proxy"]["family"] = "police"
    answer = quick(a_model(one, other, indices=[NHSCII]))
    assert answer["index_by_family"] == {"nhs": "gdp_deflator", "police": "nhscii"}
    assert answer["outcomes"][1]["proxy"]["value"] == 195


def test_an_edition_that_is_not_here_is_refused():
    assert quick(a_model(editions={"gdp_deflator": "March 2026"}))
    with pytest.raises(Refused, match="“gdp_deflator” of “June 2025”; here is “March 2026”"):
        quick(a_model(editions={"gdp_deflator": "June 2025"}))
    with pytest.raises(Refused, match="Do you mean “gdp_deflator”"):
        quick(a_model(editions={"gdp_deflater": "March 2026"}))


@pytest.fixture
def a_year_later(tmp_path, monkeypatch):
    """A newer edition of the deflator stands beside the old."""
    for path in SHIPPED.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    newer = (SHIPPED / "gdp_deflator.2026-03.json").read_text()
    newer = newer.replace('"March 2026"', '"March 2027"').replace("70.3261", "71")
    (tmp_path / "gdp_deflator.2027-03.json").write_text(newer)
    monkeypatch.setattr(shipping, "SHIPPED", tmp_path)
    editions_of.cache_clear()
    yield
    editions_of.cache_clear()


MODEL = a_model(an_outcome(proxy=PROXY))
SIGNED_OFF = MODEL | {"editions": {"gdp_deflator": "March 2026"}}
BEFORE = answer_to(SIGNED_OFF)


def test_a_model_that_names_its_editions_has_the_same_answer_a_year_later(a_year_later):
    assert answer_to(SIGNED_OFF) == BEFORE


def test_one_that_names_none_has_the_newest(a_year_later):
    newest = answer_to(MODEL)

    assert newest["outcomes"][0]["proxy"]["uprating"]["edition"] == "March 2027"
    assert newest["totals"] != BEFORE["totals"]


PSSRU_CSV = """Unit Costs of Health and Social Care,,
Cost description,Unit,Cost
A visit (figures made up),10 minutes,£44.00
Nurse (band 5),hour,"1,050.50"
Nothing,hour,dear
,hour,5
"""


def test_pssru_rows_are_checked_and_keep_their_licence():
    brought = bring_pssru(PSSRU_CSV.encode(), edition="2025", price_year="2024/25")

    assert [row["value"] for row in brought.price_list["rows"]] == [44, Decimal("1050.5")]
    assert brought.problems == (
        "Row 5: its cost is “dear”, which is no amount in pounds.",
        "Row 6: it has no name.",
    )
    answer = quick(
        a_model(an_outcome(proxy={"price": "pssru/row_3"}), price_lists=[brought.price_list])
    )
    files = {each["list"]: each for each in answer["price_files"]}
    assert files["pssru"]["licence"] == "CC BY-NC-SA 4.0"
    assert files["pssru"]["comes_with_hearth"] is False
    assert answer["outcomes"][0]["proxy"]["value"] == 44


def test_gmca_rows_come_from_a_spreadsheet_and_keep_their_attribution():
    book = Workbook()
    book.active.append(["Code", "Description", "Unit", "Cost", "Year", "Source"])
    book.active.append(["X0", "A made-up contact", "contact", 15, "2011/12", "a report"])
    book.active.append(["X1", "A bus ride", "ride", 0.4, "2011/12", ""])
    content = io.BytesIO()
    book.save(content)

    brought = bring_gmca(content.getvalue(), edition="v3.0")

    first, ride = brought.price_list["rows"]
    assert (first["code"], first["value"], first["price_year"]) == ("X0", 15, "2011-12")
    assert ride["value"] == Decimal("0.4")
    assert "CC BY 4.0" in brought.price_list["attribution"]
    assert brought.problems == ()


def test_a_spreadsheet_may_explain_itself_first_and_say_the_year_over_the_costs():
    book = Workbook()
    book.active.append(["What this is", "and whom to ask"])
    book.active.append(["Made up", "nobody"])
    costs = book.create_sheet("Costs")
    costs.append(["Made-up costs"])
    costs.append(["Description", "Unit", "Unit cost (£, 2023/24)"])
    costs.append(["A visit", "visit", 12.5])
    content = io.BytesIO()
    book.save(content)

    (row,) = bring_gmca(content.getvalue(), edition="v3.0").price_list["rows"]

    assert (row["name"], row["value"], row["price_year"]) == ("A visit", Decimal("12.5"), "2023-24")


def test_own_proxies_say_what_they_hold():
    content = b"name;value;low;high;price year;wellbeing;counts\nA;5;4;6;2024-25;yes;GP visits; x\n"
    brought = bring_own(content.replace(b"; x", b""), **OWN)

    row = brought.price_list["rows"][0]
    assert (row["low"], row["high"], row["wellbeing"]) == (4, 6, True)
    assert row["counts"] == ["GP visits"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "nothing in it"),
        (b"a,b\n1,2\n", "No row of headings"),
        (b"name,value\nA,1\n", "price year"),
        (b"PK\x03\x04 nothing of the kind", "cannot be read"),
        (b"name,value\0,\n", "not a file of rows"),
        (b"name,value,low,price year\nA,1,2,2024-25\n", "low and high"),
    ],
)
def test_a_file_that_is_no_list_of_prices_is_refused(content, says):
    with pytest.raises(Refused, match=says):
        bring_own(content, **OWN)


def test_a_list_without_a_licence_is_refused():
    with pytest.raises(Refused, match="needs a licence"):
        bring_own(b"name,value\nA,1\n", **(OWN | {"licence": " "}))


@pytest.mark.parametrize("said", ["2024-25", "2024/25", "2024/2025", "2024", 2024])
def test_a_financial_year_is_taken_as_people_write_it(said):
    assert financial_year(said, place="It") == "2024-25"


@pytest.mark.parametrize("said", ["2024-26", "24-25", "last year", True, None, 3.5])
def test_what_is_no_financial_year_is_refused(said):
    with pytest.raises(Refused, match="financial year"):
        financial_year(said, place="It")


def test_two_years_of_wellbys_at_the_health_rate_are_the_references():
    discounting = Discounting(Decimal("0.035"), Decimal("0.015"), first_year_discounted=False)

    both = sum(2600 * each for each in discounting.factors(2, Kind.HEALTH))

    assert str(to_the_penny(both)) == "5161.58"


def test_an_input_of_another_year_is_uprated():
    answer = quick(a_model(inputs=[money(45, price_year="2023-24")]))

    assert to_the_penny(answer["totals"]["with_volunteer_time"]["inputs"]) == Decimal("46.82")
