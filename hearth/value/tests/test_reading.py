"""What a document may say, and how it is refused: the place is named, and what would be right."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.foundation.errors import Refused
from hearth.value.answer import answer_to
from hearth.value.reading import Part
from hearth.value.tests.making import a_model, an_outcome, money

PROXY = {"value": 10, "source": "a study", "price_year": "2024-25"}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["name", "value", "source", "price_year", "outcomes", "kind", "rate"])
        | st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


def quick(document):
    return answer_to(document | {"draws": {"how_many": 0}})


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (5, 5),
        (Decimal("0.10"), Decimal("0.1")),
        (0.1, Decimal("0.1")),
        ("£1,234.50", Decimal("1234.5")),
        ("-£5", -5),
        ("\u22125", -5),
        ("25%", Decimal("0.25")),
        (".5", Decimal("0.5")),
    ],
)  # fmt: skip
def test_a_number_is_taken_as_people_write_it(said, number):
    assert Part({"n": said}).number("n") == number


@pytest.mark.parametrize(
    "said", [True, "many", "", [], {}, math.nan, math.inf, Decimal("NaN"), "1e9", "5 6", 10**15,
             Decimal("1e-40")]
)  # fmt: skip
def test_what_is_no_number_is_refused(said):
    with pytest.raises(Refused):
        Part({"n": said}).number("n")


REFUSALS = [
    (an_outcome(deadwieght=0), "Outcome “Fewer GP visits” has “deadwieght”, .* mean “deadweight”"),
    (an_outcome(deadweight=25), r"deadweight must be from 0 to 1 .write 0.25.*it is 25"),
    (an_outcome(deadweight={"value": 0.2, "low": 0.3}), "deadweight, low is 0.3, which is above"),
    (an_outcome(deadweight={"value": 0.2, "high": 0.1}), "deadweight, high is 0.1, which is below"),
    (an_outcome(deadweight={"low": 0.3}), "deadweight, value is missing"),
    (an_outcome(duration=-1), "duration must be from 0 to 500"),
    (an_outcome(duration=501), "duration must be from 0 to 500"),
    (an_outcome(quantity=90), "must say where it is from"),
    (an_outcome(quantity={"value": 90, "how": "guessed"}), "must be “measures”, “records” or"),
    (an_outcome(quantity={"value": 90, "how": "stated"}), "says who states it"),
    (an_outcome(quantity={"value": -1, "how": "records"}), "value must be 0 or more: what is lost"),
    (an_outcome(proxy=19), "must say where it is from"),
    (an_outcome(proxy={"value": 1, "source": "s"}), "price_year is missing"),
    (an_outcome(proxy={"value": 1, "price_year": "2024-25"}), "source is missing"),
    (an_outcome(proxy=PROXY | {"index": "rpi"}), "no index “rpi”"),
    (an_outcome(discount_as="quickly"), "must be “standard” or “health”"),
    (an_outcome(stakeholder=""), "stakeholder is empty"),
    (an_outcome(name=None), "name is missing"),
]


@pytest.mark.parametrize(("outcome", "says"), REFUSALS)
def test_an_outcome_that_cannot_be_is_refused_by_its_place(outcome, says):
    with pytest.raises(Refused, match=says) as refusal:
        quick(a_model(outcome))

    assert "outcome" in str(refusal.value).casefold()


@pytest.mark.parametrize(
    ("put_in", "says"),
    [
        (money(-1), "amount must be 0 or more"),
        (money(hours=3), "one of the two ways"),
        ({"name": "Time", "kind": "volunteer_time", "hours": 3}, "value_per_hour is missing"),
        ({"name": "Time", "kind": "volunteer_time"}, "one of the two ways"),
        (money(kind="love"), "must be “cash”, “in_kind” or “volunteer_time”"),
        (money(year=1.5), "must be a whole number"),
    ],
)
def test_an_input_that_cannot_be_is_refused_by_its_place(put_in, says):
    with pytest.raises(Refused, match=says) as refusal:
        quick(a_model(inputs=[put_in]))

    assert "Input “" in str(refusal.value)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"outcomes": []}, "The file’s outcomes is missing"),
        ({"outcomes": {}}, "must be a list"),
        ({"outcomes": [1]}, "Outcome 1 must be an object"),
        ({"price_year": None}, "The file’s price_year is missing"),
        ({"outcome": []}, "Do you mean “outcomes”"),
        ({"index": "rpi"}, "“rpi”, which is not there"),
        ({"discounting": {"rate": 3.5}}, "rate must be from 0 to 1"),
        ({"discounting": {"first_year_discounted": "yes"}}, "must be true or false"),
        ({"discounting": {"series": "steep"}}, "must be “flat” or “green_book”"),
        ({"outcomes": [an_outcome(), an_outcome()]}, "“Fewer GP visits” more than once"),
        ({"inputs": [money(), money()]}, "“Grant” more than once"),
        ({"stakeholders": ["People who came in"]}, "Do you mean “People who came in”"),
        ({"stakeholders": [5]}, "Stakeholder 1 must be an object"),
        ({"price_lists": [{"list": "ours"}]}, "edition is missing"),
        ({"indices": [{"list": "gdp_deflator"}]}, "is missing"),
    ],
)
def test_a_document_that_cannot_be_is_refused(said, says):
    with pytest.raises(Refused, match=says):
        quick(a_model() | said)


def test_nothing_said_of_a_share_is_none_of_it_and_is_told():
    short = {name: an_outcome()[name] for name in ("name", "stakeholder", "quantity", "proxy")}
    answer = quick(a_model(short))

    assert answer["totals"]["impact_by_year"] == [1000]
    assert "taken_as_none" in [each["kind"] for each in answer["notices"]]


def test_a_share_without_a_reason_is_told_and_one_with_a_reason_is_not():
    with_ = {"value": 0, "why": "nobody else offers it"}
    names = ("deadweight", "displacement", "attribution_to_others", "leakage", "drop_off")

    told = quick(a_model(an_outcome()))
    silent = quick(a_model(an_outcome(**dict.fromkeys(names, with_))))

    assert "no_reason" in [each["kind"] for each in told["notices"]]
    assert "no_reason" not in [each["kind"] for each in silent["notices"]]


def test_a_note_may_stand_anywhere():
    noted = an_outcome(note="ask Jo", proxy=PROXY | {"note": "old"})

    assert quick(a_model(noted, note="draft"))["totals"] == quick(a_model())["totals"]


def test_stakeholders_are_words_or_objects_or_not_listed_at_all():
    said = ["NHS", {"name": "People who come in", "people": 120, "source": "visits"}]

    listed = quick(a_model(stakeholders=said))["stakeholders"]
    assert [each["name"] for each in listed] == ["NHS", "People who come in"]
    assert [each["name"] for each in quick(a_model())["stakeholders"]] == ["People who come in"]


def test_what_was_left_to_hearth_is_said():
    short = a_model()
    del short["discounting"]

    answer = quick(short)

    assert answer["discounting"]["rate"] == Decimal("0.035")
    assert len(answer["taken_by_default"]) == 2
    assert quick(a_model())["taken_by_default"] == []


def answered_or_refused(document):
    """Return the answer, or the words of the refusal; anything else is a fault."""
    try:
        return quick(document)
    except Refused as refusal:
        return str(refusal)


ANY_DOCUMENT = st.dictionaries(
    st.sampled_from(
        [*a_model(), "hubs", "journey", "journeys", "scenarios", "external", "indices",
         "price_lists", "editions", "vary"]
    ),
    ANYTHING, max_size=3,
)  # fmt: skip
ANY_OUTCOME = st.dictionaries(
    st.sampled_from([*an_outcome(), "wellby", "about", "discount_as"]), ANYTHING, max_size=3
)
ANY_INPUT = st.dictionaries(
    st.sampled_from([*money(), "hours", "value_per_hour", "year"]), ANYTHING, max_size=3
)


@pytest.mark.parametrize("odd", [math.nan, Decimal("1e999999"), Decimal("1e-999999"), 10**99])
def test_numbers_that_nobody_counts_with_break_nothing(odd):
    ours = {"list": "ours", "edition": "1", "source": "us", "licence": "CC0", "note": odd,
            "price_year": "2024-25", "rows": []}  # fmt: skip

    assert quick(a_model(note=[odd], price_lists=[ours]))["totals"] == quick(a_model())["totals"]


def test_numbers_too_large_to_multiply_are_refused_and_large_ones_are_not():
    steep = {"list": "steep", "edition": "1", "source": "us", "licence": "CC0",
             "values": {"2023-24": Decimal("1e-25"), "2024-25": 10**14}}  # fmt: skip
    dear = {"value": 10**14, "source": "s", "price_year": "2023-24", "index": "steep"}
    many = {"value": 10**14, "how": "records"}

    with pytest.raises(Refused, match="larger than any"):
        quick(a_model(an_outcome(quantity=many, proxy=dear), indices=[steep]))
    near = {"value": 10**14, "source": "s", "price_year": "2024-25"}
    large = an_outcome(quantity=many, proxy=near)
    assert quick(a_model(large))["totals"]["present_value"] > 10**27


@settings(max_examples=100, deadline=None)
@given(ANY_DOCUMENT)
def test_whatever_a_document_says_it_is_answered_or_refused(said):
    answer = answered_or_refused(a_model() | said)

    assert answer.endswith((".", "?")) if isinstance(answer, str) else answer["schema"]


@settings(max_examples=100, deadline=None)
@given(ANY_OUTCOME, ANY_INPUT)
def test_whatever_an_outcome_or_an_input_says_it_is_answered_or_refused(of_outcome, of_input):
    answer = answered_or_refused(a_model(an_outcome() | of_outcome, inputs=[money() | of_input]))

    assert answer.endswith((".", "?")) if isinstance(answer, str) else answer["totals"]
