"""The roles there are: a sentence each, and what each may do."""

from dataclasses import dataclass

from django.db import models

from hearth.foundation.actors import Permission as May


class Role(models.TextChoices):
    """Codes are stored; wording may change."""

    GREETER = "GREETER", "Greeter"
    TEAM_MEMBER = "TEAM_MEMBER", "Team member"
    HUB_MANAGER = "HUB_MANAGER", "Hub manager"
    CONNECTOR = "CONNECTOR", "Connector"
    PARTNER_WORKER = "PARTNER_WORKER", "Partner worker"
    NETWORK_LEAD = "NETWORK_LEAD", "Network lead"
    BOARD_MEMBER = "BOARD_MEMBER", "Board member"
    INFORMATION_GOVERNANCE_LEAD = "INFORMATION_GOVERNANCE_LEAD", "Information governance lead"
    SAFEGUARDING_LEAD = "SAFEGUARDING_LEAD", "Safeguarding lead"


MAY_BE_SHARED_WITH = (Role.GREETER, Role.TEAM_MEMBER, Role.CONNECTOR, Role.HUB_MANAGER)
"""The roles in a hub's own team with which somebody can share a layer of their record."""
SUPPORTING = (Role.TEAM_MEMBER, Role.CONNECTOR, Role.HUB_MANAGER)
"""Whom "our team" means unless it is said otherwise: those who support people, and not the door."""


@dataclass(frozen=True)
class RoleRules:
    """What a role is for, in a sentence, and what it allows."""

    sentence: str
    allows: frozenset[May]
    whole_partnership_only: bool = False


_WELCOMES = frozenset(
    {
        May.SEE_PLACES,
        May.GREET_PEOPLE,
        May.FIND_ANYONE,
        May.SEE_VISITS,
        May.RECORD_VISIT,
        May.HAND_OVER,
        May.TELL_NEED,
        May.TELL_SAFETY,
        May.WRITE_INCIDENT,
    }
)
_SUPPORTS = _WELCOMES | {
    May.SEE_PEOPLE,
    May.CHANGE_PEOPLE,
    May.TAKE_CONVERSATION,
    May.SEE_WORRIES,
    May.AGREE_COMING_IN,
    May.READ_LETTERS,
}

ROLES: dict[str, RoleRules] = {
    Role.GREETER: RoleRules(
        "Welcomes people at the door, and sees the names and welcome needs of people "
        "who came here lately.",
        _WELCOMES,
    ),
    Role.TEAM_MEMBER: RoleRules(
        "Supports people at a site: takes conversations and keeps what people have told the team.",
        _SUPPORTS,
    ),
    Role.HUB_MANAGER: RoleRules(
        "Runs a site: everything its team does, and what is written of the site, the "
        "directory and the organisations, its opening times, workers, sheets and report, what pays "
        "for it and what it costs. Answers for worries and safety concerns there, and for what "
        "people ask about their record.",
        _SUPPORTS
        | {
            May.KEEP_PLACE,
            May.KEEP_WORKERS,
            May.IMPORT_SHEET,
            May.READ_REPORTS,
            May.EXPORT_REPORTS,
            May.SEE_CHILD_ALERTS,
            May.WATCH_VISITS,
            May.REVIEW_OPENINGS,
            May.LEAD_INCIDENTS,
            May.KEEP_DIRECTORY,
            May.SEE_NEEDS,
            May.KEEP_WORRIES,
            May.SEE_CONCERNS,
            May.KEEP_CONCERNS,
            May.KEEP_LETTERS,
            May.READ_OUTCOMES,
            May.ANSWER_RIGHTS,
            May.ASK_ERASING,
            May.SEE_MONEY,
            May.KEEP_COSTS,
        },
    ),
    Role.CONNECTOR: RoleRules(
        "Knows what a place has, keeps the directory of it true, and goes along with people "
        "to it, from hubs, village halls and outreach stops.",
        _SUPPORTS | {May.READ_REPORTS, May.KEEP_DIRECTORY, May.SEE_NEEDS},
    ),
    Role.PARTNER_WORKER: RoleRules(
        "Works for a partner: sees where the hubs are and when they are open, and of people only "
        "what they have agreed to share with that partner.",
        frozenset({May.SEE_PLACES, May.SEE_SHARED}),
    ),
    Role.NETWORK_LEAD: RoleRules(
        "Leads the network: its sites, organisations, workers, money and reports, the visits "
        "behind a number, and what is published. Chooses which questionnaires are in use. Is told "
        "how many incidents there were, and where somebody's safety has nobody to look after it: "
        "numbers alone.",
        frozenset(
            {
                May.SEE_PLACES,
                May.KEEP_PLACE,
                May.KEEP_NETWORK,
                May.KEEP_WORKERS,
                May.IMPORT_SHEET,
                May.GREET_PEOPLE,
                May.SEE_PEOPLE,
                May.SEE_VISITS,
                May.READ_REPORTS,
                May.EXPORT_REPORTS,
                May.PUBLISH_REPORTS,
                May.KEEP_DIRECTORY,
                May.LEAD_DIRECTORY,
                May.TELL_NEED,
                May.SEE_NEEDS,
                May.SEE_UNANSWERED,
                May.COUNT_INCIDENTS,
                May.READ_OUTCOMES,
                May.CHOOSE_MEASURES,
                May.SEE_MONEY,
                May.SEE_ALL_MONEY,
                May.KEEP_COSTS,
                May.KEEP_MONEY,
            }
        ),
        whole_partnership_only=True,
    ),
    Role.BOARD_MEMBER: RoleRules(
        "Reads the network's reports, which name nobody, what pays for its hubs, and what they "
        "cost.",
        frozenset(
            {
                May.SEE_PLACES,
                May.READ_REPORTS,
                May.SEE_NEEDS,
                May.SEE_MONEY,
                May.SEE_ALL_MONEY,
            }
        ),
        whole_partnership_only=True,
    ),
    Role.INFORMATION_GOVERNANCE_LEAD: RoleRules(
        "Looks after people's rights: reads who did what, who opened which record, and why if they "
        "had no right to; may hold a line of that back for somebody's safety. Reads safety "
        "concerns, and what somebody who asks for everything is to be given. Decides, with "
        "another, what is erased and how long records are kept.",
        frozenset(
            {
                May.SEE_PLACES,
                May.READ_TRAIL,
                May.REVIEW_OPENINGS,
                May.HOLD_BACK,
                May.SEE_CONCERNS,
                May.ANSWER_RIGHTS,
                May.ASK_ERASING,
                May.DECIDE_ERASING,
            }
        ),
        whole_partnership_only=True,
    ),
    Role.SAFEGUARDING_LEAD: RoleRules(
        "Is told at once when a child has come in alone, and may hold back who has looked at a "
        "record, for somebody's safety. Answers for safety concerns.",
        frozenset(
            {
                May.SEE_PLACES,
                May.SEE_VISITS,
                May.SEE_CHILD_ALERTS,
                May.HOLD_BACK,
                May.TELL_SAFETY,
                May.SEE_CONCERNS,
                May.KEEP_CONCERNS,
                May.SEE_UNANSWERED,
            }
        ),
    ),
}

READS_WHAT_IS_SHARED = frozenset(
    role for role in Role if ROLES[role].allows & {May.GREET_PEOPLE, May.SEE_SHARED}
)
"""The roles whose pages lead to what somebody shares; with whoever holds none of these, sharing
would open nothing."""
