"""Who is acting, and what they may do: the vocabulary every app shares."""

from collections.abc import Collection
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Permission(StrEnum):
    """
    Everything a role can allow. The value is stored; never rename one.

    Where a permission has a wall in the database (see acting.WALLS), its value
    is also the name of the setting that row-level security policies read.
    """

    GREET_PEOPLE = "people.greet"
    """Find people welcomed at a site in the last 26 weeks: their name, and how to welcome them."""

    SEE_PEOPLE = "people.see"
    """See the people known to a site, with what they have told the team there."""

    FIND_ANYONE = "people.find"
    """Find a person from anywhere by their full name and date of birth, or by their card."""

    CHANGE_PEOPLE = "people.change"
    """Write down more about a person, link records and unlink them."""

    SEE_SHARED = "people.see_shared"
    """Read what people have agreed to share with one's own organisation, and nothing else."""

    REVIEW_OPENINGS = "people.review_openings"
    """Be told when somebody opened a record without a right to it, and look at why."""

    HOLD_BACK = "people.hold_back"
    """Keep a line off the list of who has looked until a day, for somebody's safety."""

    SEE_VISITS = "frontdoor.see_visits"
    """See who has come in to a site."""

    RECORD_VISIT = "frontdoor.record_visit"
    """Write down that someone has come in, and put right what was written."""

    TAKE_CONVERSATION = "frontdoor.take_conversation"
    """Take a conversation with someone who would like to talk."""

    WATCH_VISITS = "diary.watch_visits"
    """Be told when a worker who went somewhere alone is long overdue, and read where they went."""

    HAND_OVER = "handover.hand_over"
    """Read the handover board of a site, write on it, hand it over and take it over."""

    IMPORT_SHEET = "frontdoor.import_sheet"
    """Bring in a sheet that was kept on paper or in a spreadsheet."""

    SEE_CHILD_ALERTS = "frontdoor.see_child_alerts"
    """Be told when a child has come in alone."""

    READ_REPORTS = "evidence.read_reports"
    """Read reports of numbers, which name nobody."""

    EXPORT_REPORTS = "evidence.export_reports"
    """Take a report's exact numbers away in a file, marked internal."""

    PUBLISH_REPORTS = "evidence.publish_reports"
    """Let a report's numbers leave the building, as a policy prints them."""

    SEE_PLACES = "places.see"
    """See the partnership's sites and organisations."""

    KEEP_PLACE = "places.keep"
    """Keep a site's own page true: opening times, access, closures."""

    KEEP_NETWORK = "places.keep_network"
    """Open sites, and keep the list of organisations."""

    KEEP_DIRECTORY = "directory.keep"
    """Keep the directory true: entries, what people told us of them, words, and advice."""

    LEAD_DIRECTORY = "directory.lead"
    """Decide how often each kind of entry is confirmed, and be told when crisis help is overdue."""

    TELL_NEED = "directory.tell_need"
    """Write down that somebody needed what nobody here offers. Never whose need it was."""

    SEE_NEEDS = "directory.see_needs"
    """See what was needed and not found, and what connectors did: numbers and places, no names."""

    TELL_SAFETY = "safety.tell"
    """Write down that somebody is worried about somebody, or a concern about somebody's safety."""

    SEE_WORRIES = "safety.see_worries"
    """See what others are worried about at a site, and look after it."""

    KEEP_WORRIES = "safety.keep_worries"
    """Answer for every worry at a site, those told in confidence too."""

    SEE_CONCERNS = "safety.see_concerns"
    """See the safety concerns of a site."""

    KEEP_CONCERNS = "safety.keep_concerns"
    """Answer for every safety concern at a site: add to it, hand it over, finish it for now."""

    SEE_UNANSWERED = "safety.unanswered"
    """Be told where somebody's safety has nobody to look after it: how many and where, no more."""

    KEEP_WORKERS = "accounts.keep_workers"
    """Give workers a sign-in, and roles at a site."""

    WRITE_INCIDENT = "incidents.write"
    """Write down an incident or a near miss at a site, read what was learned there, and read the
    sentence that somebody agreed for its door."""

    LEAD_INCIDENTS = "incidents.lead"
    """Be told of each incident at a site, see all of them, and choose who owns them."""

    ASK_ERASING = "erasing.ask"
    """Ask that what is held about somebody be erased, and put it on hold for the law."""

    DECIDE_ERASING = "erasing.decide"
    """Agree as the second of two that what is held about somebody is erased, or say why it has to
    be kept; decide for how long records are kept."""

    COUNT_INCIDENTS = "incidents.count"
    """See how many incidents and near misses there were, by site and month: numbers, no words."""

    AGREE_COMING_IN = "incidents.agree"
    """Agree with somebody how they come in to a site safely, and read what was agreed there."""

    READ_LETTERS = "letterbox.read"
    """Read what people write to a hub, where the hub has named one's role to them; answer it."""

    KEEP_LETTERS = "letterbox.keep"
    """Read all that people write to a hub, and decide who else does, and how soon."""

    CHOOSE_MEASURES = "outcomes.choose_measures"
    """Decide which outcome measures the partnership uses, and load words that it may show."""

    READ_OUTCOMES = "outcomes.read"
    """Read what changed for people at a site, by outcome measure: numbers, which name nobody."""

    ANSWER_RIGHTS = "rights.answer"
    """Answer what people ask about what is kept of them: read it through, decide what is given."""

    SEE_MONEY = "commissioning.see"
    """See what pays for a hub, until when, and what it cost, month by month."""

    SEE_ALL_MONEY = "commissioning.see_all"
    """See what pays for every hub, whichever partner runs it, and each pot of money."""

    KEEP_COSTS = "commissioning.keep_costs"
    """Type what a hub cost in a month, put it right, and show it to the other hubs or not."""

    KEEP_MONEY = "commissioning.keep"
    """Write down what pays for the hubs, what was decided of it, and how new hubs come along."""

    READ_TRAIL = "foundation.read_trail"
    """Read who did what, and who opened which record."""


class Place(Protocol):
    """Anywhere that a permission can be held."""

    @property
    def id(self) -> UUID: ...


class Actor(Protocol):
    """A signed-in worker, a person on their own pages, or the system acting on a timer."""

    @property
    def id(self) -> UUID: ...
    @property
    def label(self) -> str: ...
    @property
    def audiences(self) -> Collection[UUID]:
        """The ids by which people share something with them (see foundation.audiences)."""
        ...

    @property
    def themselves(self) -> UUID | None:
        """The person who acts, on their own pages; None for a worker."""
        ...

    def may(self, permission: Permission, *, at: Place) -> bool: ...
    def may_somewhere(self, permission: Permission) -> bool: ...
    def may_everywhere(self, permission: Permission) -> bool: ...
    def places_where(self, permission: Permission) -> Collection[UUID]: ...


class NotAllowed(Exception):
    """
    The actor does not hold the permission at that place.

    says: why, in a sentence for whoever it is said to, where the role is not why.
    way_on: the words and address of what they can do instead, if there is something.
    """

    says = ""
    way_on: tuple[str, str] | None = None


def require(actor: Actor, permission: Permission, *, at: Place) -> None:
    """
    Insist that the actor holds the permission at the place.

    :raises NotAllowed: if they do not
    """
    if not actor.may(permission, at=at):
        raise NotAllowed(f"{actor.label} may not {permission} at {at.id}")


def require_somewhere(actor: Actor, permission: Permission) -> None:
    """
    Insist that the actor holds the permission at one place or more.

    :raises NotAllowed: if they do not
    """
    if not actor.may_somewhere(permission):
        raise NotAllowed(f"{actor.label} may not {permission} anywhere")


def require_everywhere(actor: Actor, permission: Permission) -> None:
    """
    Insist that the actor holds the permission for the whole partnership.

    :raises NotAllowed: if they do not
    """
    if not actor.may_everywhere(permission):
        raise NotAllowed(f"{actor.label} may not {permission} everywhere")
