"""What people in the stories asked about their record, and how far it is."""

import datetime
from collections.abc import Sequence
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.demo.stories.laying import Hub, hub_of, id_of, told
from hearth.foundation.acting import acting_as
from hearth.people.models import Person
from hearth.places.opening import LONDON
from hearth.rights import actions, queries
from hearth.rights.jobs import gather_everything
from hearth.rights.models import PackRow, RightsRequest

DAY = datetime.timedelta(days=1)


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """
    Let one copy be read through and one be given, one person's own words stand beside what is
    written, and one be in no report: at the hub of the stories, where somebody looks after rights.
    """
    hub = hub_of(network, {here.site.slug: here.site for here in standing})
    lead = User.objects.filter(grants__role=Role.INFORMATION_GOVERNANCE_LEAD).order_by("id").first()
    if hub is None or lead is None:
        return
    _in_review(hub, now=now)
    _given(hub, lead, now=now)
    _corrected(hub, now=now)
    _ask(hub, "Priya", "OBJECTION", now - DAY, words="I do not want to be a number.")


def _in_review(hub: Hub, *, now: datetime.datetime) -> None:
    asked = _ask(hub, "Odette", "ACCESS", now - 9 * DAY, words="I want to see all of it.")
    gather_everything(asked.id)


def _given(hub: Hub, lead: User, *, now: datetime.datetime) -> None:
    today = now.astimezone(LONDON).date()
    asked = _ask(hub, "Tamsin", "ACCESS", now - 20 * DAY, words="What have you got on me?")
    gather_everything(asked.id)
    with acting_as(lead):
        pack = queries.newest_pack(asked, actor=lead)
        for row in PackRow.objects.filter(pack=pack, decided="").exclude(flag=""):
            row = queries.get_row(row.id, pack=pack)
            given = actions.Decision("GIVE")
            actions.decide_row(by=lead, row=row, decision=given, now=now, today=today)
    with acting_as(hub.manager):
        nothing = actions.HarmAsked("Dr Osei, her GP", today, "NONE")
        actions.release(by=hub.manager, pack=pack, harm=nothing, now=now, today=today)
        actions.give(
            by=hub.manager, pack=pack, words="Printed, and put into her own hand.", now=now,
            today=today,
        )  # fmt: skip


def _corrected(hub: Hub, *, now: datetime.datetime) -> None:
    today = now.astimezone(LONDON).date()
    asked = _ask(
        hub, "Alasdair", "CORRECTION", now - 6 * DAY, part="ABOUT",
        words="It says I like to be left alone. I never said that.",
    )  # fmt: skip
    with acting_as(hub.manager):
        actions.let_their_statement_stand(
            by=hub.manager, request=asked, now=now, today=today,
            why_not="Two of us remember it as it is written. We told him, and whom he can ask.",
            statement="I like to be left alone to get on with it. That is not the same as alone.",
            to_tell=["the team"],
        )  # fmt: skip


def _ask(
    hub: Hub, known_as: str, asks: str, then: datetime.datetime, *, words: str, part: str = ""
) -> RightsRequest:
    whose = next(each for each in told() if each["known_as"] == known_as)
    on = then.astimezone(LONDON).date()
    with acting_as(hub.worker):
        return actions.ask_about_rights(
            by=hub.worker, person=Person.objects.get(id=id_of(whose)), site=hub.site,
            said=actions.Asked(asks, on, words=words, part=part), now=then, today=on,
            request_id=_id(f"{known_as}.{asks}".lower()),
        )  # fmt: skip


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{name}.asked.example.org")
