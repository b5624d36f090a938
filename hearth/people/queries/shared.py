"""What somebody shares with whom, in words that can be read aloud with them."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.accounts.roles import MAY_BE_SHARED_WITH, Role
from hearth.design.words import listed
from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Agreed, Basis, Decider, Layer, Person, Sharing
from hearth.people.queries.ages import ASKED_AGAIN_AT, age_on, asked_again_on, born_on_of

BY_ANOTHER_RULE = (Decider.YOUNG_PERSON, Decider.PARENT)
"""Who decided for a young person, or as one. Where no birth date is known, it is asked anew gently,
once a year: our own choice."""
A_YEAR = datetime.timedelta(days=365)
A_CHILDHOOD = datetime.timedelta(days=18 * 366)
"""Whoever was older than this when it was agreed has no such birthday to come."""
ENDS_SOON = datetime.timedelta(days=7)
ENDED_LATELY = datetime.timedelta(days=14)
"""How long before and after its last day a sharing waits on whoever is to ask if it goes on."""
LAYER_ICONS = {
    Layer.HELLO: "welcome",
    Layer.ABOUT: "person",
    Layer.CIRCLE: "people",
    Layer.PLAN: "heart",
    Layer.SUPPORT: "talk",
}
LAYER_LINES = {
    Layer.HELLO: "Your name, and how you like to be welcomed.",
    Layer.ABOUT: "What matters to you. What people should know. How to reach you.",
    Layer.CIRCLE: "The people round you.",
    Layer.PLAN: "What helps you on good days and bad days.",
    Layer.SUPPORT: "What you and we do together.",
}
"""One short line for each, as it is said to the person."""

WAYS = {
    Agreed.SAID: "You said so",
    Agreed.SIGNED: "You signed a paper",
    Agreed.OWN_PAGE: "You did it on your own page",
}
TEAM_WORDS = {
    Role.GREETER: "greeters",
    Role.TEAM_MEMBER: "team members",
    Role.CONNECTOR: "connectors",
    Role.HUB_MANAGER: "hub managers",
}
TEAM_LINES = {
    Role.GREETER: "They welcome you at the door. Some are volunteers",
    Role.TEAM_MEMBER: "They support people here",
    Role.CONNECTOR: "They look for what may help, and introduce you",
    Role.HUB_MANAGER: "They run the hub",
}
"""Who each of a team is, as it is said to the person."""


@dataclass(frozen=True)
class LayerSaid:
    """One layer, as a page shows it beside its icon."""

    name: str
    icon: str
    line: str


@dataclass(frozen=True)
class SharingRow:
    """One sharing in words, said to the person."""

    id: UUID
    whom: str
    """As in a sentence: "the team at Acomb"."""
    of_them: str
    """Which of a team, or for whom a worker works."""
    icon: str
    layers: tuple[LayerSaid, ...]
    until_on: datetime.date | None
    agreed_on: datetime.date
    agreed: str
    """How it was agreed: "You said so"."""
    recorded_by: str
    decided_by: str
    """Who decided, unless it was the person alone."""
    decided_note: str
    basis: str
    """Why it is shared without agreement; empty if they agreed."""
    reason: str
    told: str
    ask_again: bool
    """They have turned 16 or 18 since; or it was decided as of a young person a year ago, and
    nobody knows when they were born."""
    birthday_is_known: bool
    stopped_on: datetime.date | None
    stopped_by: str
    stopped_how: str
    """Such as "You said so", if the person alone decided that it stops."""
    stopped_decided_by: str
    """Who decided that, if it was not the person alone."""
    stopped_note: str
    """Who they were, and why they may."""

    @property
    def words(self) -> str:
        """The layers in a row, as in a sentence."""
        return ", ".join(layer.name.lower() for layer in self.layers)

    @property
    def stopped_words(self) -> str:
        """Who decided that it stops, in a sentence to the person; empty if its last day came."""
        if not self.stopped_by:
            return ""
        if self.stopped_how == WAYS[Agreed.OWN_PAGE]:
            return "You stopped it on your own page."
        if self.stopped_how:
            return f"{self.stopped_how}, to {self.stopped_by}."
        if self.stopped_decided_by:
            said = (
                f"That it stops was written down by {self.stopped_by}."
                f" Who decided that: {self.stopped_decided_by}."
            )
            return f"{said} Who they are, and why they may: {self.stopped_note}"
        if self.basis:
            return f"Ended by {self.stopped_by}."
        return f"That it stops was written down by {self.stopped_by}, and not who decided that."

    @property
    def how_it_ended(self) -> str:
        """The same in few words to a worker, as in a sentence."""
        if not self.stopped_by:
            return "its last day came"
        if self.stopped_how == WAYS[Agreed.OWN_PAGE]:
            return "they stopped it on their own page"
        if self.stopped_how:
            return f"they said stop, to {self.stopped_by}"
        return f"{self.stopped_by} wrote down that it stops"


@dataclass(frozen=True)
class WhatIsShared:
    """What stands today, and what was shared before and is over."""

    standing: tuple[SharingRow, ...]
    over: tuple[SharingRow, ...]

    @property
    def agreed(self) -> tuple[SharingRow, ...]:
        return tuple(row for row in self.standing if not row.basis)

    @property
    def without_agreement(self) -> tuple[SharingRow, ...]:
        return tuple(row for row in self.standing if row.basis)

    def before(self, layers: Collection[str]) -> SharingRow | None:
        """Return what ended last of what they agreed to of these layers; None if nothing did."""
        wanted = {Layer(layer).short for layer in layers}
        agreed = (row for row in self.over if not row.basis)
        return next((row for row in agreed if wanted & {layer.name for layer in row.layers}), None)

    @property
    def closed(self) -> tuple[LayerSaid, ...]:
        """The layers that nobody may open."""
        opened = {layer.name for row in self.standing for layer in row.layers}
        return tuple(
            layer for layer in layers_said(Layer) if layer.name not in opened
            and layer.name != Layer.HELLO.short
        )  # fmt: skip


@dataclass(frozen=True)
class ToAskAgain:
    """Somebody whose sharing is to be asked anew: they have turned 16 or 18, or may have."""

    person_id: UUID
    known_as: str
    since: datetime.date
    how_many: int
    birthday_is_known: bool


@dataclass(frozen=True)
class SharingEnds:
    """That something somebody shares ends on a day, or has ended."""

    person_id: UUID
    known_as: str
    until_on: datetime.date


def layers_said(layers: Iterable[str]) -> tuple[LayerSaid, ...]:
    """Return layers in their usual order, each with its icon and its line."""
    chosen = set(layers)
    return tuple(
        LayerSaid(layer.short, LAYER_ICONS[layer], LAYER_LINES[layer])
        for layer in Layer
        if layer.value in chosen
    )


def what_is_shared(person: Person, *, today: datetime.date) -> WhatIsShared:
    """
    Return what somebody shares and has shared, as far as whoever acts may read of it.

    What is held back from the person is left out whoever asks: it is read with them.
    """
    found = Sharing.objects.shown(today).filter(person=person)
    sharings = list(
        found.select_related("with_organisation", "with_site", "with_worker__works_for").order_by(
            "with_organisation__name", "with_site__name", "with_worker__name", "id"
        )
    )
    names = workers_named(
        {each.recorded_by_id for each in sharings}
        | {each.withdrawn_by_id for each in sharings if each.withdrawn_by_id}
    )
    born_on = born_on_of(person.id)
    rows = [(is_over(each, today), _row(each, names, today, born_on)) for each in sharings]
    past = [row for over, row in rows if over]
    return WhatIsShared(
        standing=tuple(row for over, row in rows if not over),
        over=tuple(sorted(past, key=lambda row: row.stopped_on or today, reverse=True)),
    )


def get_sharing(sharing_id: UUID, *, person: Person, today: datetime.date) -> Sharing:
    """
    Return a sharing that stands, of this person.

    :raises Sharing.DoesNotExist: if there is none, it is over, or the actor may not read of it
    """
    found = Sharing.objects.standing(today).filter(person=person)
    return found.select_related("with_organisation", "with_site", "with_worker__works_for").get(
        id=sharing_id
    )


def who_decides_now(sharing: Sharing, *, today: datetime.date) -> str:
    """
    Return whoever decided a sharing, if they still may: from 18 on nobody does so as a young
    person, or for one, so it is the person. Empty for what is shared without agreement.
    """
    age = age_on(born_on_of(sharing.person_id), today)
    if sharing.decided_by in BY_ANOTHER_RULE and age is not None and age >= ASKED_AGAIN_AT[1]:
        return Decider.PERSON.value
    return sharing.decided_by


def sharing_row(sharing: Sharing, *, today: datetime.date) -> SharingRow:
    """Return one sharing in words."""
    names = workers_named({sharing.recorded_by_id})
    return _row(sharing, names, today, born_on_of(sharing.person_id))


def shared_with_nobody(person: Person, layer: Layer, *, today: datetime.date) -> bool:
    """
    Test if somebody agreed to share a layer with nobody yet, so that they are to be asked first.

    What is shared without agreement does not count, held back from them or not: the walls of what
    is the team's till they share go by the same (see _agreed.is_agreed in the migrations).
    """
    standing = Sharing.objects.standing(today).filter(person=person, basis="")
    return not standing.filter(layers__contains=[layer.value]).exists()


def sharings_to_ask_again(actor: Actor, today: datetime.date) -> list[ToAskAgain]:
    """
    Return the people of the actor's teams who have turned 16 or 18 since they were asked what is
    shared, the longest wait first; and those who may have: nobody knows when they were born. One
    question.
    """
    standing = Sharing.objects.standing(today).filter(
        known_at__overlap=list(actor.places_where(Permission.CHANGE_PEOPLE)),
        person__died_recorded_at__isnull=True,
    )
    young = Q(person__details__born_on__gt=F("recorded_at") - A_CHILDHOOD)
    unknown = Q(person__details__born_on__isnull=True, decided_by__in=BY_ANOTHER_RULE)
    found: dict[UUID, list[tuple[datetime.date, str, bool]]] = {}
    for sharing in standing.filter(
        Q(ask_again_on__lte=today) | young | unknown, basis=""
    ).select_related("person__details"):
        details = getattr(sharing.person, "details", None)
        born_on = details.born_on if details else None
        due = _ask_again_on(sharing, born_on)
        if due and due <= today:
            said = (due, sharing.person.known_as, born_on is not None)
            found.setdefault(sharing.person_id, []).append(said)
    rows = [
        ToAskAgain(person_id, each[0][1], min(each)[0], len(each), each[0][2])
        for person_id, each in found.items()
    ]
    return sorted(rows, key=lambda row: (row.since, row.known_as, row.person_id))


def sharings_ending(
    actor: Actor, today: datetime.date, *, supports: Collection[UUID] = ()
) -> list[SharingEnds]:
    """
    Return what is shared until a day that is near or just past, and that nothing shared since goes
    beyond, the earliest first: what the actor wrote down, and what those agreed to whom they
    support. Whoever wrote it down may have left, or it was the person themselves. One question.

    :param supports: the people whom the actor supports
    """
    theirs = Q(recorded_by=actor.id) | Q(basis="", person__in=list(supports))
    longer = Sharing.objects.standing(today).filter(
        Q(until_on=None) | Q(until_on__gt=OuterRef("until_on")), person=OuterRef("person"),
        audiences=OuterRef("audiences"), layers__contains=OuterRef("layers"),
    )  # fmt: skip
    ending = Sharing.objects.shown(today).filter(
        theirs,
        ~Exists(longer),
        known_at__overlap=list(actor.places_where(Permission.CHANGE_PEOPLE)),
        until_on__range=(today - ENDED_LATELY, today + ENDS_SOON),
        withdrawn_at__isnull=True,
        person__died_recorded_at__isnull=True,
    )
    rows = ending.order_by("until_on", "id").values_list(
        "person_id", "person__known_as", "until_on"
    )
    return [SharingEnds(person_id, name, on) for person_id, name, on in rows if on]


def whom_in_words(sharing: Sharing) -> tuple[str, str, str]:
    """Return with whom something is shared, which of them, and the icon that stands for it."""
    if sharing.with_organisation:
        return sharing.with_organisation.name, "", "hub"
    if sharing.with_site:
        roles = [TEAM_WORDS[role] for role in MAY_BE_SHARED_WITH if role in sharing.with_roles]
        return f"the team at {sharing.with_site.name}", listed(roles), "group"
    assert sharing.with_worker
    works_for = sharing.with_worker.works_for
    return sharing.with_worker.name, works_for.name if works_for else "", "person"


def is_over(sharing: Sharing, today: datetime.date) -> bool:
    """Test if a sharing opens nothing any more: taken back, or past its last day."""
    ended = sharing.until_on is not None and sharing.until_on < today
    return sharing.withdrawn_at is not None or ended


def _ask_again_on(sharing: Sharing, born_on: datetime.date | None) -> datetime.date | None:
    """
    Return when it is asked anew. A date of birth may have been told, or put right, only after it
    was agreed: what is known of it now counts.
    """
    agreed_on = timezone.localdate(sharing.recorded_at)
    if sharing.basis:
        return None
    if born_on:
        return asked_again_on(born_on, after=agreed_on)
    if sharing.ask_again_on is None and sharing.decided_by in BY_ANOTHER_RULE:
        return agreed_on + A_YEAR
    return sharing.ask_again_on


def _row(
    sharing: Sharing, names: dict[UUID, str], today: datetime.date, born_on: datetime.date | None
) -> SharingRow:
    whom, of_them, icon = whom_in_words(sharing)
    stopped = timezone.localdate(sharing.withdrawn_at) if sharing.withdrawn_at else None
    over = is_over(sharing, today)
    decided = sharing.decided_by if sharing.decided_by != Decider.PERSON else ""
    withdrawn_by = sharing.withdrawn_by_id
    how, stop = sharing.withdrawn_how, sharing.withdrawn_decided_by
    others = (stop or sharing.decided_by or Decider.PERSON) != Decider.PERSON
    due = _ask_again_on(sharing, born_on)
    return SharingRow(
        id=sharing.id,
        whom=whom,
        of_them=of_them,
        icon=icon,
        layers=layers_said(sharing.layers),
        until_on=sharing.until_on,
        agreed_on=timezone.localdate(sharing.recorded_at),
        agreed=WAYS[Agreed(sharing.how)] if sharing.how and not decided else "",
        recorded_by="" if sharing.how == Agreed.OWN_PAGE else names.get(sharing.recorded_by_id, ""),
        decided_by=Decider(decided).label if decided else "",
        decided_note=sharing.decided_note,
        basis=Basis(sharing.basis).label if sharing.basis else "",
        reason=sharing.reason,
        told=sharing.told,
        ask_again=bool(due and due <= today and not over),
        birthday_is_known=born_on is not None,
        stopped_on=stopped or (sharing.until_on if over else None),
        stopped_by=names.get(withdrawn_by, "") if withdrawn_by else "",
        stopped_how=WAYS[Agreed(how)] if how and not others else "",
        stopped_decided_by=Decider(stop).label if stop and others else "",
        stopped_note=sharing.withdrawn_note,
    )
