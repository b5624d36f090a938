"""What connectors make of what people outside told us (actions.telling)."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hearth.directory.actions.entries import edit_entry
from hearth.directory.actions.truth import confirm
from hearth.directory.models import How, Service, Tip, TipKind, TipState
from hearth.directory.queries.answering import facts_for_provider
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused

LONGEST = 2000
TAKEN_BY_HAND = {"times", "more"}
"""Said in a provider's own words: a connector writes them into the entry, and ticks them off."""


class TipRefused(Refused):
    """The tip cannot be taken, or decided on, as asked."""


@transaction.atomic
def decide(*, by: Actor, tip: Tip, state: str, answer: str, now: datetime.datetime) -> Tip:
    """
    Say what was made of a tip. The teller hears of it, if they left an address.

    :param state: DONE, NOT_CHANGED or NOT_FOR_US
    :param answer: what to tell them, in a sentence or two; usual words are used for none
    :raises NotAllowed: if the actor keeps no directory
    :raises TipRefused: if somebody has decided already, or it is no decision
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if state not in (TipState.DONE, TipState.NOT_CHANGED, TipState.NOT_FOR_US):
        raise TipRefused("Choose what you made of it.")
    if len(answer) > LONGEST:
        raise TipRefused("The answer is too long. Say it in fewer words.")
    tip = _waiting(tip)
    tip.state, tip.answer = state, answer.strip() or USUAL_ANSWERS[state]
    tip.decided_by_id, tip.decided_at = by.id, now
    tip.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    audit.note(by=by, verb="decided on", subject=tip)
    return tip


def note_listed(*, by: Actor, tip: Tip, now: datetime.datetime) -> Tip:
    """
    Say that what was missing is in the directory now.

    :raises NotAllowed: if the actor keeps no directory
    :raises TipRefused: if somebody has decided already
    """
    answer = "Thank you for telling us. It is in the directory now."
    return decide(by=by, tip=tip, state=TipState.DONE, answer=answer, now=now)


USUAL_ANSWERS: dict[str, str] = {
    TipState.DONE: "You were right. We have put it right.",
    TipState.NOT_CHANGED: "We looked into it and left the entry as it was.",
    TipState.NOT_FOR_US: "We read it. It is not something that we can list.",
}


@transaction.atomic
def settle_fact(*, by: Actor, tip: Tip, fact: str, take: bool, now: datetime.datetime) -> Tip:
    """
    Take one fact that a provider corrected into its entry, or leave it.

    When the last is settled the tip is decided, and if any was taken the entry counts as confirmed
    by its provider on the day on which they said so.

    :raises NotAllowed: if the actor keeps no directory
    :raises TipRefused: if it was settled already, or cannot be taken as it is
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    tip = _waiting(tip)
    correction = tip.corrections.get(fact)
    if not isinstance(correction, dict) or "taken" in correction or tip.service is None:
        raise TipRefused("This has been settled already.")
    if take and fact == "times" and _stand_as_they_were(tip.service, correction.get("was")):
        raise TipRefused(
            "When it is on still stands as it was. Write the new times into the entry first, or "
            "leave this as it is."
        )
    if take and fact not in TAKEN_BY_HAND:
        edit_entry(by=by, service=tip.service, **{fact: correction.get("says")})
    tip.corrections = {**tip.corrections, fact: {**correction, "taken": take}}
    tip.save(update_fields=["corrections"])
    audit.note(by=by, verb="took a fact of" if take else "left a fact of", subject=tip)
    settled = [each.get("taken") for each in tip.corrections.values()]
    if None not in settled:
        _decide_by_facts(by, tip, settled, now)
    return tip


def _stand_as_they_were(service: Service, was: Any) -> bool:
    """Test if an entry's times are still what the provider said was wrong."""
    return bool(facts_for_provider(service)["times"] == was)


def _decide_by_facts(by: Actor, tip: Tip, settled: list[Any], now: datetime.datetime) -> None:
    state = TipState.DONE if any(settled) else TipState.NOT_CHANGED
    decide(by=by, tip=tip, state=state, answer="", now=now)
    assert tip.service
    if any(settled) and tip.kind == TipKind.CORRECTION:
        said_on, today = timezone.localdate(tip.recorded_at), timezone.localdate(now)
        confirm(by=by, service=tip.service, how=How.LINK, on=said_on, today=today, corrected=True)


@transaction.atomic
def forget_address(*, by: Actor, tip: Tip) -> str:
    """
    Return the address to which the answer goes, and forget it here: whoever sends it has it now.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    tip = Tip.objects.select_for_update().get(id=tip.id)
    address = tip.reply_to
    tip.reply_to = ""
    tip.save(update_fields=["reply_to_sealed"])
    audit.note(by=by, verb="forgot the address of", subject=tip)
    return address


def _waiting(tip: Tip) -> Tip:
    held = Tip.objects.select_for_update(of=("self",)).select_related("service").get(id=tip.id)
    if held.state != TipState.WAITING:
        raise TipRefused("Somebody has decided on this already.")
    return held
