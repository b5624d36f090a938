"""What a visitor might try first, and as whom."""

from dataclasses import dataclass

from hearth.accounts.roles import Role
from hearth.foundation.schema import schema_in_hand


@dataclass(frozen=True)
class Suggestion:
    """Something to try."""

    as_whom: Role | None
    """None for whoever comes by, with no sign-in."""

    words: str


SUGGESTIONS = (
    Suggestion(
        Role.GREETER,
        "Welcome twenty people: some you know, some new, some who give no name, and a group.",
    ),
    Suggestion(Role.GREETER, "Find one of them again with the name spelt wrongly."),
    Suggestion(Role.GREETER, "Welcome somebody by mistake, and undo it."),
    Suggestion(Role.TEAM_MEMBER, "See who would like to talk, and take a conversation."),
    Suggestion(
        Role.TEAM_MEMBER,
        "Begin on Today: say a hello that is due, and open the plan of somebody who is in.",
    ),
    Suggestion(
        Role.TEAM_MEMBER,
        "Look for Odette, and read what she shares. Then look as a greeter, or from another hub.",
    ),
    Suggestion(
        Role.TEAM_MEMBER,
        "Introduce Odette to a knitting group, and ask it by a link. Make the link anew, open it, "
        "and answer as the group.",
    ),
    Suggestion(
        Role.TEAM_MEMBER,
        "See what waits on you in Introductions: one came back, as no answer came in time. Look "
        "for another way.",
    ),
    Suggestion(
        Role.TEAM_MEMBER,
        "Begin a shift at the handover board: take over what the shift before left, and write a "
        "line for the next.",
    ),
    Suggestion(Role.TEAM_MEMBER, "Print the list of who is in the building, for a fire."),
    Suggestion(
        Role.HUB_MANAGER, "Bring in yesterday's paper sheet, with three rows that are wrong."
    ),
    Suggestion(
        Role.HUB_MANAGER, "Shut the hub for an afternoon of training, and look at its page."
    ),
    Suggestion(
        Role.CONNECTOR,
        "See which entries nobody has confirmed for too long, which two may be one, and what "
        "people looked for in vain.",
    ),
    Suggestion(
        Role.NETWORK_LEAD,
        "Read how many people came, and how often.",
    ),
    Suggestion(
        None,
        "Be Odette on her own pages: see who has looked, stop one sharing, and leave.",
    ),
    Suggestion(
        None,
        "Sign out, and look for somewhere to go on Sunday evening, for debt, or for a night "
        "without sleep.",
    ),
)

OF_A_NETWORK = {
    "lincolnshire": Suggestion(
        Role.NETWORK_LEAD,
        "Read the report for September 2023 to March 2025, the months that Lincolnshire has "
        "published.",
    ),
    "york": Suggestion(
        Role.TEAM_MEMBER,
        "Be the night worker at York West: see who came in the small hours, and take over on the "
        "handover board. As the manager of Clarence Street, read the support report for May to "
        "September 2024: it is as published.",
    ),
    "plymouth": Suggestion(
        Role.BOARD_MEMBER,
        "See how the hubs compare, tier by tier. No page a board member opens names anybody.",
    ),
}


def things_to_try() -> list[Suggestion]:
    """Return what to try in the network in hand, its own suggestion last."""
    own = OF_A_NETWORK.get(schema_in_hand())
    return [*SUGGESTIONS, *([own] if own else [])]
