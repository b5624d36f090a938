"""What the gallery shows: invented people, and invented numbers that only look likely."""

from typing import Any

from django.db.models import TextChoices

from hearth.design import nhs

PEOPLE: list[dict[str, Any]] = [
    {
        "name": "Liz Hartley",
        "pronouns": "she/her",
        "note": "Here most Tuesdays",
        "needs": [("hearing", "Hearing loop"), ("quiet", "Somewhere quiet")],
    },
    {
        "name": "Mohammed Aziz",
        "pronouns": "",
        "note": "First came last week",
        "needs": [("language", "Urdu interpreter")],
    },
    {"name": "Zoë", "pronouns": "they/them", "note": "", "needs": []},
    {
        "name": "Frank Pemberton",
        "pronouns": "he/him",
        "note": "Not seen since March. Good to see him back",
        "needs": [("step-free", "Step-free"), ("large-print", "Large print"), ("dog", "Bramble")],
    },
]

MONTHS = [
    ("Oct 2025", 812, 96),
    ("Nov 2025", 1_034, 121),
    ("Dec 2025", 688, 140),
    ("Jan 2026", 1_240, 118),
    ("Feb 2026", 1_177, 84),
    ("Mar 2026", 1_391, 0),
]

HOURS = ["9am", "10am", "11am", "midday", "1pm", "2pm", "3pm", "4pm", "5pm", "6pm"]
WEEK: list[tuple[str, list[int | None]]] = [
    ("Monday", [3, 9, 14, 18, 12, 11, 8, 4, 2, 0]),
    ("Tuesday", [5, 16, 27, 31, 22, 19, 12, 7, 3, 1]),
    ("Wednesday", [2, 8, 12, 15, 9, 10, 7, 5, None, None]),
    ("Thursday", [6, 14, 21, 24, 20, 17, 13, 9, 6, 4]),
    ("Friday", [4, 11, 15, 17, 10, 6, 3, 1, 0, 0]),
    ("Saturday", [None, 7, 11, 9, 4, None, None, None, None, None]),
]


def people_called(words: str) -> list[dict[str, Any]]:
    """Return the invented people with these letters in their names."""
    return [person for person in PEOPLE if words.casefold() in person["name"].casefold()]


class Feeling(TextChoices):
    """How someone is today, in their own five words."""

    WELL = "well", "Well"
    OK = "ok", "OK"
    NOT_GREAT = "not_great", "Not great"
    WORST_DAY = "worst_day", "My worst day"
    GROWING = "growing", "Growing"


class GalleryForm(nhs.Form):
    """One of each field. It is only ever looked at."""

    name = nhs.TextField(
        label="What do they like to be called?",
        help_text="Leave this empty if they would rather not say",
        required=False,
    )
    feeling = nhs.EnumField(Feeling, label="How are you today?", called="how you are today")
    reasons = nhs.ManyField(
        [("talk", "To talk to someone"), ("company", "Company"), ("advice", "Advice")],
        label="What brought you in?",
        hints={"talk": "Someone will come and find you"},
        required=False,
    )
    alone = nhs.YesNoField(label="Did you come alone?", required=False)
    born = nhs.DateField(
        label="Date of birth", called="date of birth", help_text="For example, 27 3 1968"
    )
    opens_at = nhs.TimeField(label="Opens at", help_text="For example, 9:30am or 17:00")
    arrived_at = nhs.DateTimeField(label="When did they arrive?", required=False)
    came = nhs.NumberField(
        label="How many people came?", called="how many people came", min_value=1
    )
    site = nhs.ChoiceField(
        [("", "Choose"), ("acomb", "Acomb"), ("clifton", "Clifton")], label="Site", as_select=True
    )
    minutes = nhs.NumberField(
        label="How long is too long to wait?", suffix="minutes", required=False
    )
    note = nhs.LongTextField(label="A note for the team", required=False)
    sheet = nhs.FileField(
        label="Yesterday's sheet", called="the sheet", kinds=(".csv", ".xlsx"), required=False
    )
    password = nhs.PasswordField(label="Password", required=False)
    safe = nhs.CheckField(label="It is safe to phone", help_text="Nobody else answers this phone")
    sent_as = nhs.HiddenField(required=False)
