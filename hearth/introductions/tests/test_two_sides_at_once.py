"""The owner goes on while the other side opens it first: neither is in the other's way."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions
from hearth.introductions.actions.replying import SaidMeanwhile, _code_hash, prove
from hearth.introductions.actions.writing import held
from hearth.introductions.models import Introduction, IntroductionLine, OtherSide
from hearth.introductions.queries.other_side import ReplySaid, hash_of, shared_page
from hearth.introductions.tests.factories import IntroductionFactory, OtherSideFactory
from hearth.people.actions.editing import hold
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import OrganisationFactory, SiteFactory
from hearth.support.tests.factories import share_support
from hearth.tests.two_at_once import at_once

SECRET, CODE = "a" * 24, "123456"


def an_introduction():
    """Return its owner, a partner's worker in whose inbox it stands, and the introduction."""
    hub, partner = SiteFactory(name="Acomb", slug="acomb"), OrganisationFactory(name="Wool shop")
    owner = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Tariq").user
    pat = GrantFactory(site=hub, role=Role.PARTNER_WORKER, user__works_for=partner).user
    jo = PersonFactory(known_as="Jo", sites=[hub])
    share_support(jo, by=owner)
    row = IntroductionFactory(person=jo, held_by=jo.held_by, owner=owner, from_site=hub)
    side = OtherSideFactory(introduction=row, from_site=hub, organisation=partner)
    soon = timezone.now() + datetime.timedelta(minutes=9)
    with as_the_owner():
        OtherSide.objects.filter(id=side.id).update(
            token_hash=hash_of(SECRET), ends_at=soon, code_hash=_code_hash(CODE), code_ends_at=soon
        )
    return owner, pat, Introduction.objects.select_related("person").get(id=row.id)


def kinds():
    with as_the_owner():
        return sorted(IntroductionLine.objects.values_list("kind", flat=True))


@pytest.mark.parametrize("first_held", ["person", "introduction"])
@pytest.mark.parametrize("does", ["code", "inbox", "answer"])
def test_they_met_and_the_other_side_reads_or_answers(committed, does, first_held):
    owner, pat, row = committed(an_introduction)
    day = timezone.localdate()

    def holds():
        return hold(row.person) if first_held == "person" else held(owner, row, now=timezone.now())

    def met():
        return actions.say_they_met(
            by=owner, introduction=row, met_on=day, now=timezone.now(), today=day
        )

    def reads():
        if does == "code":
            return prove(SECRET, CODE)
        side = OtherSide.objects.get(introduction_id=row.id)
        if does == "inbox":
            return actions.note_read_in_inbox(by=pat, row=side)
        with pytest.raises(SaidMeanwhile):
            actions.answer_from_inbox(
                by=pat, page=shared_page(side), said=ReplySaid("NOT_NOW", "In June"),
                line_id=uuid7(),
            )  # fmt: skip
        return None

    first, second = at_once((owner, holds), (pat, reads), then=met)
    assert not isinstance(first, Exception)
    assert not isinstance(second, Exception)
    assert committed(kinds) == (["MET"] if does == "answer" else ["MET", "READ"])
