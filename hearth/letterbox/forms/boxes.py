"""What was typed of what a hub decides about its letterbox."""

from typing import Any

from hearth.accounts.roles import Role
from hearth.design import nhs
from hearth.frontdoor.models import HowToday
from hearth.letterbox.queries import BoxSaid, lists
from hearth.people.forms.told import ToldForm

ROLES = [
    (Role.TEAM_MEMBER.value, "Team members"),
    (Role.CONNECTOR.value, "Connectors"),
]


WHICH = (("ours", "Our own, as it is written below"), ("usual", "The usual list"))


class BoxForm(ToldForm):
    """Who reads what is written to a hub, and how soon."""

    roles = nhs.ManyField(
        ROLES, label="Who reads it, beside the hub manager?", required=False,
        help_text="The page says so before anybody writes. What was written before stays with "
        "those who were named then",
    )  # fmt: skip
    read_within = nhs.NumberField(
        label="Within how many minutes does somebody read a message?", called="the minutes",
        help_text="Only minutes in which the hub is open count", width="5",
    )  # fmt: skip
    louder_after = nhs.NumberField(
        label="After how many minutes does somebody’s worst day go to all who read here?",
        called="the minutes", help_text="Until then it is with whoever is on duty", width="5",
    )  # fmt: skip
    takes_messages = nhs.YesNoField(label="Can people write to this hub?")

    def said(self) -> BoxSaid:
        typed = self.cleaned_data
        return BoxSaid(
            tuple(typed["roles"]), typed["read_within"], typed["louder_after"],
            bool(typed["takes_messages"]),
        )  # fmt: skip


class DutyForm(ToldForm):
    """Until when a worker is on duty."""

    until = nhs.TimeField(label="I am on duty here until", called="the time")


class WaysForm(ToldForm):
    """What somebody can use and create at a hub, by how they are: one line each."""

    which = nhs.ChoiceField(
        WHICH, label="Which list do people see?", called="which list people see"
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for how in HowToday:
            for part, words in (("use", "can use"), ("create", "can create")):
                self.fields[f"{how.value}_{part}"] = nhs.LongTextField(
                    label=f"{how.label}: what I {words} here", rows=3, required=False,
                    called=f"what somebody {words}",
                )  # fmt: skip

    def ways(self) -> dict[str, dict[str, list[str]]]:
        """Return the hub's own list; nothing, for the usual."""
        if self.cleaned_data["which"] == "usual":
            return {}
        return {
            how: {
                part: self.cleaned_data[f"{how}_{part}"].splitlines() for part in ("use", "create")
            }
            for how in HowToday.values
        }


def as_typed(ways: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """Return a list as the form shows it."""
    return {
        f"{how}_{part}": "\n".join(lines)
        for how, parts in ways.items()
        for part, lines in parts.items()
    }


def lists_to_begin_from() -> list[tuple[str, str]]:
    """Return the lists that Hearth brings along, to begin from, each by its name."""
    return [(key, each["name"]) for key, each in lists().items()]
