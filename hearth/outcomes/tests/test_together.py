"""Rules over several measures of the same person, each labelled as what it is."""

import pytest

from hearth.outcomes.change.answering import answer


def readings(person, **scores):
    return [
        {"person": person, "on": day, "measure": slug.replace("_", "-"), "total": total}
        for slug, totals in scores.items()
        for day, total in zip(["2025-01-01", "2025-06-01"], totals, strict=False)
    ]


def found(name, *people):
    answered = answer({"readings": [one for rows in people for one in rows]})["together"]
    return next((one for one in answered if one["rule"] == name), None)


def counts(said):
    return {name: (one["n"], one["of"]) for name, one in said.items() if isinstance(one, dict)}


@pytest.mark.parametrize(
    ("phq", "gad", "improved", "worse", "recovered", "both"),
    [
        ((15, 9), (12, 7), 1, 0, (1, 1), (1, 1)),
        ((15, 9), (9, 13), 0, 1, (0, 1), (0, 1)),  # GAD-7 is reliably worse
        ((15, 9), (12, 8), 1, 0, (0, 1), (0, 1)),  # GAD-7 is still at caseness
        ((10, 9), (7, 7), 0, 0, (1, 1), (0, 1)),  # recovered by a point
        ((9, 3), (7, 7), 1, 0, (0, 0), (0, 0)),  # not at caseness at first
        ((3, 9), (3, 3), 0, 1, (0, 0), (0, 0)),
    ],
)
def test_talking_therapies_looks_at_both(phq, gad, improved, worse, recovered, both):
    said = found("talking-therapies", readings("a", phq_9=phq, gad_7=gad))

    assert counts(said) == {
        "reliably_improved": (improved, 1), "reliably_worse": (worse, 1),
        "recovered": recovered, "reliably_recovered": both,
    }  # fmt: skip
    assert said["status"] == "to be confirmed"


def test_talking_therapies_is_of_those_who_are_paired_by_both():
    said = found(
        "talking-therapies",
        readings("a", phq_9=(15, 9), gad_7=(12, 7)),
        readings("b", phq_9=(15, 9), gad_7=(12,)),
    )

    assert said["people"] == 1


def test_with_one_of_the_two_there_is_no_rule_for_both():
    assert found("talking-therapies", readings("a", phq_9=(15, 9))) is None


@pytest.mark.parametrize(
    ("core", "reqol", "says"),
    [
        ((20, 15), (20, 21), "improved"),  # by 5, as NHS Digital has it
        ((20, 15), (20, 15), "worse"),  # whatever improved
        ((20, 17), (20, 22), "no_change"),
        ((20, 15), (20,), "improved"),
    ],
)
def test_of_many_measures_one_that_is_worse_decides(core, reqol, says):
    said = found("many-measures", readings("a", core_10=core, reqol_10=reqol))

    assert {name: n for name, (n, _) in counts(said).items() if n} == {says: 1}
    assert said["people"] == 1


def test_of_one_measure_there_is_no_rule_for_many():
    assert found("many-measures", readings("a", core_10=(20, 15))) is None


def test_the_sum_of_swemwbs_is_no_second_measure():
    assert found("many-measures", readings("a", swemwbs=(20, 30))) is None


def test_each_rater_is_asked_by_themselves():
    by_parent = [
        {**one, "rater": "parent"} for one in readings("a", core_10=(20, 10), reqol_10=(10, 20))
    ]
    own = readings("a", core_10=(20, 30), reqol_10=(20, 20))

    answered = answer({"readings": by_parent + own})["together"]

    said = {one["rater"]: counts(one) for one in answered if one["rule"] == "many-measures"}
    assert said[None]["worse"] == (1, 1)
    assert said["parent"]["improved"] == (1, 1)


def goals(person, first, latest, linked):
    return [
        {
            "person": person,
            "on": "2025-01-01",
            "measure": "gbo",
            "answers": first,
            "linked": linked,
        },
        {"person": person, "on": "2025-06-01", "measure": "gbo", "answers": latest},
    ]


@pytest.mark.parametrize(
    ("first", "latest", "linked", "any_progress", "reliable", "worse"),
    [
        ([2], [5], True, 1, 1, 0),
        ([2], [4], [1], 1, 0, 0),
        ([2, 2], [2, 9], [1], 0, 0, 0),  # the other goal is not what they came for
        ([2, 2], [2, 9], [1, 2], 1, 1, 0),
        ([5, 2], [2, 9], [1, 2], 1, 1, 1),
        ([5], [4], [1], 0, 0, 0),
    ],
)
def test_progress_is_on_a_goal_that_they_came_for(
    first, latest, linked, any_progress, reliable, worse
):
    said = found("goals-they-came-for", goals("a", first, latest, linked))

    assert counts(said) == {
        "any_progress": (any_progress, 1), "reliable_progress": (reliable, 1),
        "reliably_worse": (worse, 1),
    }  # fmt: skip


def test_who_has_no_goal_that_they_came_for_is_not_counted():
    said = found("goals-they-came-for", goals("a", [2], [5], [1]), goals("b", [2], [9], []))

    assert said["people"] == 1
