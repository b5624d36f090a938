"""What each field makes of what was typed, and how it says what is wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import TextChoices

from hearth.design import nhs


class Feeling(TextChoices):
    WELL = "well", "Well"
    WORST = "worst", "My worst day"


def clean(field, value):
    form = type("OneForm", (nhs.Form,), {"answer": field})({"answer": value})
    return form.cleaned_data["answer"] if form.is_valid() else form.errors["answer"][0]


def test_choices_clean_to_what_they_stand_for():
    assert clean(nhs.EnumField(Feeling, label="How are you?"), "well") is Feeling.WELL
    assert clean(nhs.EnumField(Feeling, label="How are you?", required=False), "") is None
    assert clean(nhs.ManyField(Feeling, label="How?"), ["well", "worst"]) == [*Feeling]
    assert clean(nhs.ManyField([("a", "A")], label="Which?", required=False), []) == []
    assert clean(nhs.ChoiceField([("a", "A")], label="Which?"), "a") == "a"
    assert clean(nhs.YesNoField(label="Alone?"), "yes") is True
    assert clean(nhs.YesNoField(label="Alone?"), "no") is False
    assert clean(nhs.YesNoField(label="Alone?", required=False), "") is None
    assert clean(nhs.CheckField(label="Safe?"), "on") is True
    assert clean(nhs.CheckField(label="Safe?"), "") is False


def test_a_choice_that_was_not_offered_is_refused():
    refusal = "Choose one of the answers shown"

    assert clean(nhs.EnumField(Feeling, label="How are you?"), "high") == refusal
    assert clean(nhs.ChoiceField([("a", "A")], label="Which?"), "b") == refusal
    assert clean(nhs.ManyField(Feeling, label="How?"), ["high"]) == refusal


def test_a_box_that_has_to_be_ticked_says_so_in_its_own_words():
    field = nhs.CheckField(label="I have read it", required=True)
    assert clean(field, "") == "Tick the box first: “I have read it”"


def test_numbers_are_read_as_they_were_meant():
    field = nhs.NumberField(label="How many came?", called="how many came", min_value=1)

    assert clean(field, " 1,200 ") == 1200
    assert clean(field, "a few") == "How many came must be a whole number, like 12"
    assert clean(field, "0") == "How many came must be 1 or more"


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (nhs.TextField(label="Your name for signing in"), "Enter your name for signing in"),
        (nhs.TextField(label="NHS number"), "Enter NHS number"),
        (nhs.TextField(label="Name?", called="a name"), "Enter a name"),
        (nhs.TextField(label="What brought you?"), "Answer “What brought you?”"),
        (nhs.EnumField(Feeling, label="Feeling"), "Choose feeling"),
        (nhs.DateField(label="Closed from", called="the day"), "Enter the day"),
        (nhs.TextField(label="Name", error_messages={"required": "Who?"}), "Who?"),
    ],
)
def test_an_empty_answer_is_asked_for_by_its_name(field, words):
    assert clean(field, "") == words


def test_too_long_is_said_in_letters():
    assert clean(nhs.TextField(label="Town", max_length=5), "Mablethorpe") == (
        "Town must be 5 characters or fewer"
    )


def test_a_password_keeps_its_spaces():
    assert clean(nhs.PasswordField(label="Password"), " come in ") == " come in "


def test_a_lost_identifier_says_what_to_do():
    assert clean(nhs.UUIDField(), "not one") == "Part of this page was lost. Open the page again"


class SheetForm(nhs.Form):
    sheet = nhs.FileField(label="Sheet", kinds=(".csv", ".xlsx"), max_mb=1)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("sheet.pdf", b"%PDF", "The file's name must end with .csv or .xlsx"),
        ("sheet.csv", b"", "The file has nothing in it"),
        ("sheet.csv", b"x" * 1_000_001, "The file must be smaller than 1 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(name, content, words):
    form = SheetForm({}, {"sheet": SimpleUploadedFile(name, content)})

    assert form.errors["sheet"] == [words]


def test_a_file_that_can_be_read_is_taken():
    assert SheetForm({}, {"sheet": SimpleUploadedFile("Sheet.CSV", b"Jo")}).is_valid()
    assert SheetForm({}, {}).errors["sheet"] == ["Choose a file"]
