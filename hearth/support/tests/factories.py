"""One of everything in support, and a team with whom somebody shares it."""

import factory
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.foundation.audiences import role_at
from hearth.foundation.tests.factories import RecordFactory, as_the_owner
from hearth.people.models import Sharing
from hearth.support import models

THE_TEAM = (Role.TEAM_MEMBER.value, Role.CONNECTOR.value, Role.HUB_MANAGER.value)


def share_support(person, *, by, layers=("SUPPORT",), roles=THE_TEAM):
    """Share somebody's support with the team of the first site that knows them."""
    at = person.known_at[0]
    with as_the_owner():
        return Sharing.objects.create(
            person=person, known_at=person.known_at, held_by=person.held_by, layers=list(layers),
            audiences=[role_at(at, Role(role)) for role in roles], with_site_id=at,
            with_roles=list(roles), how="SAID", decided_by="PERSON", recorded_by=by,
        )  # fmt: skip


class ContactFactory(RecordFactory):
    class Meta:
        model = models.Contact

    how = "ONE_TO_ONE"
    words = "Talked about the boat"


class NamelessContactFactory(RecordFactory):
    class Meta:
        model = models.NamelessContact

    how = "PHONE"
    who = "A young man who rang from the station"
    words = "I only wanted to hear a voice"
    happened_on = factory.LazyFunction(timezone.localdate)


class PartFactory(RecordFactory):
    class Meta:
        model = models.ConversationPart

    part = "MATTERS"
    words = "Being by the sea"


class PromiseFactory(RecordFactory):
    class Meta:
        model = models.Promise

    what = "Ring the housing office"
    first_due_on = factory.SelfAttribute("due_on")


class SupportStrandFactory(RecordFactory):
    class Meta:
        model = models.SupportStrand

    kind = "PEER"
    state = "WITH"
    since_on = factory.LazyFunction(timezone.localdate)


class KeepInTouchFactory(RecordFactory):
    """Said by `says_hello`, due today."""

    class Meta:
        model = models.KeepInTouch

    in_person = True
    every_days = 7
    next_on = factory.LazyFunction(timezone.localdate)
    agreed_on = factory.LazyFunction(timezone.localdate)
    agreed_by = factory.SelfAttribute("says_hello")
    if_no_answer = "Ring my sister"


class HelloFactory(RecordFactory):
    class Meta:
        model = models.Hello

    answered = True
    due_on = factory.SelfAttribute("said_on")


class GoalFactory(RecordFactory):
    class Meta:
        model = models.Goal

    words = "Sleep through the night"
    since_on = factory.LazyFunction(timezone.localdate)


class GoalStepFactory(RecordFactory):
    class Meta:
        model = models.GoalStep

    said_on = factory.LazyFunction(timezone.localdate)


def support_sample(person, worker):
    """Return a sample of each parameter of support's addresses."""
    share_support(person, by=worker, layers=("SUPPORT", "ABOUT"))
    mine = {"person": person, "held_by": person.held_by}
    contact = ContactFactory(met_by=worker, happened_on=timezone.localdate(), **mine)
    site = person.known_at[0]
    nameless = NamelessContactFactory(site_id=site, met_by=worker, held_by=person.held_by)
    today = timezone.localdate()
    PartFactory(edited_at=timezone.now(), edited_by=worker, **mine)
    promise = PromiseFactory(due_on=today, written_by=worker, promised_by=worker, **mine)
    strand = SupportStrandFactory(site_id=person.known_at[0], with_worker=worker, **mine)
    goal = GoalFactory(**mine)
    step = GoalStepFactory(goal=goal, how_far=3, written_by=worker, **mine)
    keep = KeepInTouchFactory(says_hello=worker, **mine)
    hello = HelloFactory(keep=keep, said_on=today, said_by=worker, **mine)
    return {
        "goal_id": goal.id,
        "goal_step_id": step.id,
        "hello_id": hello.id,
        "strand_id": strand.id,
        "support_contact_id": contact.id,
        "nameless_id": nameless.id,
        "promise_id": promise.id,
        "part": "matters",
    }
