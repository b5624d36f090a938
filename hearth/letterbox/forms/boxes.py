"""What was typed of what a hub decides about its letterbox."""

from hearth.accounts.roles import Role
from hearth.design import nhs
from hearth.letterbox.queries import BoxSaid
from hearth.people.forms.told import ToldForm

ROLES = [
    (Role.TEAM_MEMBER.value, "Team members"),
    (Role.CONNECTOR.value, "Connectors"),
]


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
        called="the minutes", width="5",
        help_text="Until then it is with whoever is on duty, or all who are in if they are out",
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
