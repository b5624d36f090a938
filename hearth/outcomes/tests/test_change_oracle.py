"""
Change worked out a second time by other means, over rows that nobody chose.

Pairs and counts by SQL; means and deviations by Python's statistics; Wilson's interval by its
formula as he wrote it down.
"""

import sqlite3
import statistics
from math import isclose, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.outcomes.change.answering import answer
from hearth.outcomes.change.intervals import share_of
from hearth.outcomes.tests.changing import rule
from hearth.outcomes.tests.making import measure

Z = statistics.NormalDist().inv_cdf(0.975)
HIGHEST = {"reqol-10": 40, "phq-9": 27, "core-10": 40}
THRESHOLD = {"reqol-10": 5, "phq-9": 6, "core-10": 6}
CUT_OFF = {"reqol-10": "< 25", "phq-9": ">= 10", "core-10": ">= 11"}
SIGN = {"reqol-10": 1, "phq-9": -1, "core-10": -1}
SQL = """
WITH valid AS (
    SELECT rowid AS place, * FROM reading WHERE score BETWEEN 0 AND :highest AND day <= :ends
), began AS (
    SELECT person, score AS first, day AS first_on,
        row_number() OVER (PARTITION BY person ORDER BY day, place) AS number FROM valid
), ended AS (
    SELECT person, score AS latest, day AS latest_on,
        row_number() OVER (PARTITION BY person ORDER BY day DESC, place DESC) AS number FROM valid
)
SELECT person, first, latest, (latest - first) * :sign AS gain, first {cut_off} AS ill,
    NOT latest {cut_off} AS well
FROM began JOIN ended USING (person)
WHERE began.number = 1 AND ended.number = 1 AND latest_on > first_on
"""

rows = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 12), st.integers(-2, 45)), max_size=60)


def by_sql(slug, readings, ends):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE reading (person TEXT, day INTEGER, score INTEGER)")
    database.executemany("INSERT INTO reading VALUES (?, ?, ?)", readings)
    asked = {"highest": HIGHEST[slug], "ends": ends, "sign": SIGN[slug]}
    found = database.execute(SQL.format(cut_off=CUT_OFF[slug]), asked).fetchall()
    [(firsts,)] = database.execute(
        "SELECT count(DISTINCT person) FROM reading WHERE score BETWEEN 0 AND ? AND day <= ?",
        [HIGHEST[slug], ends],
    )
    database.close()
    return found, firsts


@pytest.mark.parametrize("slug", HIGHEST)
@given(readings=rows, ends=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_pairs_counts_means_and_deviations(slug, readings, ends):
    answered = answer({
        "measure": slug, "eligible": 8, "period": {"to": f"2025-{ends:02}-01"},
        "readings": [
            {"person": person, "on": f"2025-{month:02}-01", "total": score}
            for person, month, score in readings
        ],
    })["results"][0]  # fmt: skip

    pairs, firsts = by_sql(slug, readings, ends)

    assert {(one["person"], one["first"], one["latest"]) for one in answered["pairs"]} == {
        one[:3] for one in pairs
    }
    assert answered["funnel"] == {"eligible": 8, "first": firsts, "paired": len(pairs)}
    counts_agree(slug, answered, pairs)
    means_agree(answered, pairs)


def counts_agree(slug, answered, pairs):
    least = THRESHOLD[slug]
    found = rule(answered, "nhs-england", least)
    gains = [one[3] for one in pairs]
    assert answered["any_change"]["improved"]["n"] == sum(one > 0 for one in gains)
    assert answered["any_change"]["worse"]["n"] == sum(one < 0 for one in gains)
    assert found["reliably_improved"]["n"] == sum(one >= least for one in gains)
    assert found["reliably_worse"]["n"] == sum(one <= -least for one in gains)
    assert found["no_reliable_change"]["n"] == sum(-least < one < least for one in gains)
    assert found["recovered"]["of"] == sum(ill for *_, ill, _ in pairs)
    assert found["recovered"]["n"] == sum(
        bool(ill and well) and gain >= least for *_, gain, ill, well in pairs
    )


def means_agree(answered, pairs):
    for name, place in (("first", 1), ("latest", 2)):
        figures = [one[place] for one in pairs]
        same(answered["means"][name]["mean"], statistics.fmean(figures) if figures else None)
        same(answered["means"][name]["sd"], statistics.stdev(figures) if figures[1:] else None)
    changes = [one[2] - one[1] for one in pairs]
    first = [one[1] for one in pairs]
    spread = statistics.stdev(first) if first[1:] else 0
    same(answered["means"]["effect_size"], statistics.fmean(changes) / spread if spread else None)


def same(one, other):
    assert (one is None) == (other is None)
    assert one is None or isclose(one, other, abs_tol=1e-9)


@given(
    data=st.tuples(st.integers(1, 500), st.integers(0, 500)).filter(lambda two: two[1] <= two[0])
)
@settings(deadline=None)
def test_wilsons_interval_by_its_formula(data):
    of, n = data
    share = n / of
    middle = (share + Z**2 / (2 * of)) / (1 + Z**2 / of)
    reach = Z * sqrt(share * (1 - share) / of + Z**2 / (4 * of**2)) / (1 + Z**2 / of)

    found = share_of(n, of)

    assert isclose(found.low, middle - reach, abs_tol=1e-9)
    assert isclose(found.high, middle + reach, abs_tol=1e-9)
    assert 0 <= found.low <= found.share <= found.high <= 1


@given(readings=rows)
@settings(max_examples=60, deadline=None)
def test_the_three_outcomes_of_every_rule_are_everybody_paired(readings):
    answered = answer({
        "measure": "core-10",
        "readings": [
            {"person": person, "on": f"2025-{month:02}-01", "total": score}
            for person, month, score in readings
        ],
    })["results"][0]  # fmt: skip

    for one in answered["rules"]:
        outcomes = [
            one[name]["n"] for name in ("reliably_improved", "no_reliable_change", "reliably_worse")
        ]
        assert sum(outcomes) == answered["funnel"]["paired"]
        assert one["recovered"]["n"] <= one["reliably_improved"]["n"]


@given(readings=rows)
@settings(max_examples=40, deadline=None)
def test_jacobson_and_truax_by_their_formula(readings):
    answered = answer({
        "measure": "core-10",
        "readings": [
            {"person": person, "on": f"2025-{month:02}-01", "total": score}
            for person, month, score in readings
        ],
    })["results"][0]  # fmt: skip
    pairs, _ = by_sql("core-10", readings, 12)

    least = 1.645 * 7.7 * sqrt(2) * sqrt(1 - 0.90)

    found = rule(answered, "jacobson-truax")
    assert found["reliably_improved"]["n"] == sum(one[3] > least for one in pairs)
    assert found["reliably_worse"]["n"] == sum(one[3] < -least for one in pairs)
    assert found["worse_past_cut_off"]["of"] == sum(one[1] <= 10 for one in pairs)


def test_the_oracle_asks_of_the_measures_as_they_ship():
    for slug, highest in HIGHEST.items():
        assert measure(slug).scores[0].highest == highest
