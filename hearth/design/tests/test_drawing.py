"""How fields look: labels, hints, errors, and what joins them for people who listen to a page."""

from datetime import UTC, date, datetime

import pytest

from hearth.design import nhs
from hearth.design.samples import Feeling, GalleryForm
from hearth.design.tests.reading import read

FORM = (
    '{% from "design/form.jinja" import draw, problems %}'
    "{{ problems(form) }}{% for field in form %}{{ draw(field) }}{% endfor %}"
)
WRONG = {"born-day": "27", "born-year": "1968", "opens_at": "half nine", "came": "a few"}


@pytest.fixture
def fresh(draw):
    return read(draw(FORM, form=GalleryForm()))


@pytest.fixture
def wrong(draw):
    return read(draw(FORM, form=GalleryForm(WRONG)))


def ids(page):
    return [one.attributes["id"] for one in page.all() if "id" in one.attributes]


def test_no_id_is_used_twice(fresh, wrong):
    assert len(ids(fresh)) == len(set(ids(fresh)))
    assert len(ids(wrong)) == len(set(ids(wrong)))


def test_every_box_has_a_label_of_its_own(fresh):
    labelled = {label.attributes["for"] for label in fresh.all("label")}
    boxes = [
        one
        for one in fresh.all()
        if one.name in {"input", "select", "textarea"} and one.attributes.get("type") != "hidden"
    ]

    assert len(boxes) > 20
    assert {box.attributes["id"] for box in boxes} == labelled


def test_a_question_with_many_boxes_has_a_legend(fresh):
    legends = [legend.words for legend in fresh.all("legend")]

    assert legends == [
        "How are you today?",
        "What brought you in?",
        "Did you come alone?",
        "Date of birth",
        "When did they arrive?",
    ]


def test_a_fresh_form_has_no_problems(fresh):
    assert not fresh.all(class_="nhsuk-error-summary")
    assert not fresh.all("span", class_="nhsuk-error-message")


def test_the_summary_leads_to_each_box_that_is_wrong(wrong):
    links = {a.words: a.attributes["href"] for a in wrong.all("a")}

    assert links == {
        "Choose how you are today": "#feeling",
        "Date of birth must include a month": "#born-month",
        "The time must be like 9:30am or 17:00": "#opens_at",
        "How many people came must be a whole number, like 12": "#came",
        "Choose site": "#site",
    }
    for address in links.values():
        (box,) = [one for one in wrong.all() if one.attributes.get("id") == address[1:]]
        assert box.name in {"input", "select"}


def test_hints_and_errors_are_joined_to_what_they_are_about(fresh, wrong):
    for page in [fresh, wrong]:
        described = [
            name
            for one in page.all()
            for name in (one.attributes.get("aria-describedby") or "").split()
        ]
        assert described
        assert set(described) <= set(ids(page))
        told = [i for i in ids(page) if i.endswith(("-hint", "-error"))]
        assert set(told) == set(described)


def test_of_a_days_boxes_only_the_wrong_one_is_marked(wrong):
    marked = [
        one.attributes["id"] for one in wrong.all("input") if one.attributes.get("aria-invalid")
    ]

    assert marked == ["born-month", "opens_at", "came"]


def test_what_was_typed_is_still_there(wrong):
    given = {
        one.attributes["name"]: one.attributes.get("value")
        for one in wrong.all("input")
        if one.attributes["type"] == "text"
    }

    assert given["born-day"] == "27"
    assert given["born-year"] == "1968"
    assert given["opens_at"] == "half nine"
    assert given["came"] == "a few"


def test_no_box_takes_the_focus_by_itself_or_remembers_the_last_person(fresh):
    typed_in = [
        one
        for one in fresh.all()
        if one.name == "textarea" or one.attributes.get("type") in {"text", "email"}
    ]

    assert not [one for one in fresh.all() if "autofocus" in one.attributes]
    assert {one.attributes["autocomplete"] for one in typed_in} == {"off"}


def test_markup_in_an_answer_is_only_words(draw):
    class NameForm(nhs.Form):
        name = nhs.TextField(label="Name")
        note = nhs.LongTextField(label="Note")

    typed = '"><script>alert(1)</script></textarea>'
    page = draw(FORM, form=NameForm({"name": typed, "note": typed}))

    assert "<script" not in page
    assert page.count("</textarea>") == 1


def test_first_answers_are_shown(draw):
    first = {
        "feeling": Feeling.OK,
        "reasons": ["talk", "advice"],
        "alone": False,
        "born": date(1968, 3, 27),
        "arrived_at": datetime(2026, 7, 1, 8, 15, tzinfo=UTC),
        "site": "acomb",
        "safe": True,
    }
    page = read(draw(FORM, form=GalleryForm(initial=first)))

    checked = [one.attributes["value"] for one in page.all("input") if "checked" in one.attributes]
    values = {
        one.attributes["name"]: one.attributes.get("value")
        for one in page.all("input")
        if one.attributes["type"] == "text"
    }
    assert checked == ["ok", "talk", "advice", "no", "on"]
    assert [values[f"born-{part}"] for part in ["day", "month", "year"]] == ["27", "3", "1968"]
    assert [values[f"arrived_at-{part}"] for part in ["day", "month", "year", "time"]] == [
        "1", "7", "2026", "9:15am",
    ]  # fmt: skip
    (chosen,) = [one for one in page.all("option") if "selected" in one.attributes]
    assert chosen.words == "Acomb"


def test_an_empty_choice_is_not_a_button_to_press(draw):
    class AskForm(nhs.Form):
        which = nhs.ChoiceField([("", "Choose"), ("a", "A")], label="Which?")

    page = read(draw(FORM, form=AskForm()))

    assert [one.attributes["value"] for one in page.all("input")] == ["a"]


def test_rows_of_the_same_form_keep_their_boxes_apart(draw):
    first, second = GalleryForm(prefix="1"), GalleryForm(prefix="2")

    assert not set(ids(read(draw(FORM, form=first)))) & set(ids(read(draw(FORM, form=second))))


def test_one_question_can_be_the_whole_page(draw):
    source = '{% from "design/form.jinja" import draw %}{{ draw(form[name], heading=true) }}'

    for name in ["name", "feeling", "born"]:
        page = read(draw(source, form=GalleryForm(), name=name))
        assert [h1.words for h1 in page.all("h1")] == [GalleryForm().fields[name].label]


def test_a_filter_asks_for_a_day_in_one_box(draw):
    class Period(nhs.Form):
        since = nhs.DateField(label="From", one_box=True)

    page = read(draw(FORM, form=Period({"since": "2023-09-01"})))

    assert [one.attributes["value"] for one in page.all("input")] == ["2023-09-01"]


def test_hidden_fields_are_carried_and_their_problems_still_said(draw):
    class SendForm(nhs.Form):
        sent_as = nhs.UUIDField()

    page = read(draw(FORM, form=SendForm({"sent_as": "nonsense"})))

    assert [one.attributes["type"] for one in page.all("input")] == ["hidden"]
    assert "Open the page again" in page.all("li")[0].words
    assert not page.all("a")
