"""Beginning an introduction: to what, in which way, whose it is, what is next, what is shared."""

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from hearth.accounts.queries import welcomers_to_choose
from hearth.directory.models import Service, Term
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.statements import insert_once
from hearth.introductions.actions.along import who_goes
from hearth.introductions.actions.asking import ask_them, require_wait
from hearth.introductions.actions.failing import found_another_way, nobody_said_yes
from hearth.introductions.actions.ours import ask_our_hub
from hearth.introductions.actions.showing import Shown, keep_shared
from hearth.introductions.actions.today import require_today
from hearth.introductions.actions.writing import (
    IntroductionRefused,
    checked,
    next_is,
    refuse_if_restricted,
    tell_story,
)
from hearth.introductions.models import Introduction, LineKind, State, Way
from hearth.introductions.queries.said import (
    IntroductionSaid,
    Missing,
    NobodyYes,
    Whereto,
    introduction_said,
)
from hearth.people.actions.editing import refuse_other_words
from hearth.people.actions.keepers import require_keeper, require_near
from hearth.people.actions.layered import begin_in, whose
from hearth.people.models import Layer, Person
from hearth.places.models import Site


@transaction.atomic
def introduce(
    *, by: Actor, person: Person, said: IntroductionSaid, introduction_id: UUID,
    now: datetime.datetime, today: datetime.date, shown: Shown | None = None,
    instead_of: Introduction | None = None, send_to: str = "", missing: Missing | None = None,
    nobody: NobodyYes | None = None,
) -> Introduction:  # fmt: skip
    """
    Begin an introduction. Until they have met it has an owner, a next step and a day.

    :param introduction_id: an id that the page made up, so that a double tap is one introduction
    :param shown: what the other side is told; it was shown to the person, and they agreed
    :param instead_of: one that could not happen: this is the other way that was found
    :param missing: what was needed of that one, if it was not answered
    :param nobody: of help needed today, where nobody said yes: what is begun is the next idea
    :param send_to: how the other side is asked in writing, if so (see asking.ask_them)
    :raises NotAllowed: if the person's support is not open to the actor, or not at that hub
    :raises IntroductionRefused: if something is missing or cannot be
    :raises SavedAlready: if it was saved already, in other words
    """
    person = begin_in(Layer.SUPPORT, by=by, person=person, now=now)
    said = _checked(by, person, said, nobody is not None, today=today)
    row = Introduction(
        id=introduction_id, way=said.way, service_id=said.whereto.service_id,
        site_id=said.whereto.site_id, colleague_id=said.whereto.colleague_id,
        from_site_id=said.from_site_id, need_id=said.need_id, owner_id=said.owner_id,
        needed_today=said.needed_today, begun_on=today, answer_by=said.answer_by,
        state=State.COULD_NOT if nobody else _begins_as(said), instead_of=instead_of,
        goes_with_id=said.goes_with_id, goes_at=said.goes_at, edited_at=now, **whose(by, person),
    )  # fmt: skip
    row.hope, row.accepted_by = said.hope, said.accepted_by
    next_is(row, step=said.next_step, on=said.next_on, today=today)
    if not insert_once(row):
        there = Introduction.objects.filter(id=introduction_id, person=person).first()
        if there is None:
            raise IntroductionRefused("Part of this page was lost. Open the page again")
        refuse_other_words(introduction_said(there), said)
        return there
    tell_story(by, row, LineKind.BEGUN, now=now, words=said.hope)
    if nobody:
        nobody_said_yes(by, row, nobody, now=now, today=today)
    elif said.needed_today:
        tell_story(by, row, LineKind.RANG, now=now, words=said.accepted_by)
    if shown:
        keep_shared(by, row, shown, now=now, today=today)
    if not nobody:
        ask_our_hub(by, row, shown.lines if shown else (), today=today)
    if send_to:
        ask_them(by, row, send_to, now=now, today=today)
    if instead_of:
        found_another_way(by, instead_of, missing, found=row, now=now, today=today)
    audit.note(by=by, verb="began an introduction of", subject=person)
    return row


def refuse_before_it_is_read_out(
    *, by: Actor, person: Person, said: IntroductionSaid, nobody: NobodyYes | None,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Refuse what could not begin before it is read out: nobody agrees to what is then refused.

    :raises NotAllowed: if the actor may not begin it
    :raises IntroductionRefused: if something is missing or cannot be
    """
    said = _checked(by, person, said, nobody is not None, today=today)
    require_near(said.next_on, refused=IntroductionRefused, about="next_on", today=today)


def _begins_as(said: IntroductionSaid) -> str:
    if said.needed_today:
        return State.YES.value
    return (State.WAITING if said.way == Way.IN_TOUCH else State.TO_GO).value


def _checked(
    by: Actor, person: Person, said: IntroductionSaid, in_vain: bool, *, today: datetime.date
) -> IntroductionSaid:
    """:raises IntroductionRefused: if something is missing or cannot be"""
    if person.has_died:
        raise IntroductionRefused("They have died. Nobody is introduced any more")
    refuse_if_restricted(person)
    site = Site.objects.filter(id=said.from_site_id).first()
    if site is None:
        raise IntroductionRefused("Choose the hub that introduces them", about="from_site")
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if said.way not in Way.values:
        raise IntroductionRefused("Choose in which way", about="way")
    _check_whereto(said.whereto, person, today=today)
    require_keeper(
        by, person, said.owner_id, refused=IntroductionRefused, about="owner", today=today
    )
    if said.need_id and not Term.objects.filter(id=said.need_id).exists():
        raise IntroductionRefused("Choose what it is for", about="need")
    accepted_by = checked(
        said.accepted_by, about="accepted_by",
        needed="Ring first, and write who there said yes, or whom you rang"
        if said.needed_today and not in_vain else "",
    )  # fmt: skip
    require_today(said.needed_today, said.next_on, today=today)
    answer_by = said.answer_by
    if said.way == Way.IN_TOUCH and not said.needed_today:
        require_wait(answer_by, today=today)
    else:
        answer_by = None
    return replace(
        who_goes(by, person, said, today=today), accepted_by=accepted_by, answer_by=answer_by,
        hope=checked(said.hope, about="hope"),
        next_step=checked(said.next_step, about="next_step", needed="Write what is next"),
    )  # fmt: skip


def _check_whereto(whereto: Whereto, person: Person, *, today: datetime.date) -> None:
    """:raises IntroductionRefused: if it is nothing, several things, or not there"""
    chosen = [each for each in (whereto.service_id, whereto.site_id, whereto.colleague_id) if each]
    if len(chosen) != 1:
        raise IntroductionRefused("Choose to what, or to whom", about="whereto")
    there = (
        Service.objects.filter(id=whereto.service_id).exists()
        if whereto.service_id
        else Site.objects.filter(id=whereto.site_id).exists()
        if whereto.site_id
        else any(one.id == chosen[0] for one in welcomers_to_choose(today=today))
    )
    if not there:
        raise IntroductionRefused("That is not there any more. Choose another", about="whereto")
    if whereto.colleague_id and whereto.colleague_id == person.worker_id:
        raise IntroductionRefused("That would be themselves. Choose another", about="whereto")
