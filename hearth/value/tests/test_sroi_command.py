"""hearth sroi: the example of its page as it stands there, in JSON and in words."""

import io
import re
from pathlib import Path

import pytest
import simplejson
from django.core.management import call_command
from django.core.management.base import CommandError

from hearth.value.tests.making import a_model, an_outcome, money, wheels_to_meals

PAGE = (Path(__file__).parents[3] / "docs/reference/sroi.md").read_text()
BLOCKS = [
    simplejson.loads(block, use_decimal=True)
    for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
]
EXAMPLES = list(zip(BLOCKS[::2], BLOCKS[1::2], strict=True))
FILE, _ = EXAMPLES[0]
WORDS = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)[1]


def asked(tmp_path, document, *options):
    file = tmp_path / "model.json"
    file.write_text(simplejson.dumps(document, use_decimal=True))
    said = io.StringIO()
    call_command("sroi", "--in", str(file), *options, stdout=said)
    return said.getvalue()


def answer(tmp_path, document):
    return simplejson.loads(asked(tmp_path, document, "--json"), use_decimal=True)


def holds(whole, part, place=""):
    """Return where an answer says other than a part of it that a page shows."""
    if isinstance(part, dict):
        return [wrong for name, each in part.items() for wrong in holds(whole[name], each, name)]
    if isinstance(part, list):
        return [wrong for one, other in zip(whole, part, strict=False)
                for wrong in holds(one, other, place)]  # fmt: skip
    return [] if whole == part else [f"{place}: {whole} is not {part}"]


def test_the_page_has_a_hub_a_programme_and_journeys():
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("file", "part"), EXAMPLES)
def test_each_example_of_the_page_is_answered_as_the_page_says(tmp_path, file, part):
    assert holds(answer(tmp_path, file), part) == []


def test_the_words_of_the_page_are_the_commands(tmp_path):
    assert asked(tmp_path, FILE).strip() == WORDS.strip()


def test_every_name_that_a_document_may_say_is_on_the_page():
    from hearth.value.document import SHARED
    from hearth.value.journeys.parts import CONTACT
    from hearth.value.model import hub, inputs, outcomes, proxies, wellbys
    from hearth.value.prices.lists import ORIGIN

    names = {*SHARED, *CONTACT, *ORIGIN, *hub.NAMES, *inputs.NAMES, *outcomes.NAMES,
             *proxies.NAMES, *wellbys.NAMES}  # fmt: skip
    assert [name for name in sorted(names) if f"`{name}`" not in PAGE] == []


def test_every_name_that_an_answer_says_at_its_head_is_on_the_page(tmp_path):
    heading = {"schema", "name", "arithmetic", "discounting", "taken_by_default"}
    told = {*answer(tmp_path, FILE)} - heading

    assert [name for name in sorted(told) if f"`{name}" not in PAGE] == []


def test_amounts_go_in_and_out_with_every_digit(tmp_path):
    document = a_model(inputs=[money("1234567.123456789012")])

    inputs = answer(tmp_path, document)["totals"]["with_volunteer_time"]["inputs"]

    assert str(inputs) == "1234567.123456789012"


def test_a_refusal_is_one_sentence_and_no_half_answer(tmp_path):
    with pytest.raises(CommandError, match="deadweight must be from 0 to 1"):
        asked(tmp_path, a_model(an_outcome(deadweight=2)), "--json")


def test_the_page_says_ratio_with_and_without_volunteers_and_rounds_half_up(tmp_path):
    said = asked(tmp_path, wheels_to_meals())

    assert "£1.93 for each £1 (£81,742 for £42,375)" in said
    assert "Without it:\n£3.35 for each £1" in said
    assert "No assumption has a low and a high" in said


def test_the_steps_on_the_page_add_up_in_whole_pounds(tmp_path):
    said = asked(tmp_path, FILE)

    steps = said.partition("From everything to what the hub can claim")[2].partition("\n\n")[0]
    pounds = [int(each.replace("\u2212", "-").replace("£", "").replace(",", ""))
              for each in re.findall("\u2212?£[0-9,]+", steps)]  # fmt: skip
    gross, *changes = pounds
    assert changes[1::2][-1] == gross + sum(changes[:-1:2])


def test_a_programme_and_journeys_have_a_page_too(tmp_path):
    hub = {name: a_model()[name] for name in ("name", "outcomes", "inputs")}
    journey = {
        "contacts": [
            {"category": "Calls", "when": "before", "count": 3, "unit_cost": 10, "source": "s",
             "price_year": "2024-25", "said_by": "person"},
            {"category": "Visits", "when": "after", "count": 1, "price": "ncc_2024_25/A02",
             "said_by": "service"},
        ],
    }  # fmt: skip
    said = asked(
        tmp_path,
        {
            "name": "All hubs", "price_year": "2024-25",
            "hubs": [hub, hub | {"name": "Another hub", "inputs": [money(50)]}],
            "journey": journey, "journeys": {"people": [journey]},
        },
    )  # fmt: skip

    assert "Hub by hub" in said
    assert "Another hub, with volunteers’ time, comes to £19.32 for each £1" in said
    assert "this is no ranking" in said
    assert "One person’s contacts, in pounds of 2024-25: one story, not a saving" in said
    assert "rose £356.83" in said
    assert "What would have changed anyway" in said


def test_what_never_comes_back_is_said(tmp_path):
    poor = asked(tmp_path, a_model(inputs=[money(5000)]))

    assert "does not come back within the years that are counted" in " ".join(poor.split())
    assert "does not come back" not in asked(tmp_path, a_model())


def test_a_hub_without_inputs_has_a_page(tmp_path):
    assert "no ratio" in asked(tmp_path, a_model(inputs=[]))
