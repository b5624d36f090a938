"""
What went wrong or nearly did, and how one invented person comes in safely.

At the first site of each hub manager in the cast, by the apps' own actions: an incident that is
new to them, a near miss that is settled and taught the team something, and one agreement.
"""

import datetime
from collections.abc import Sequence
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.foundation.acting import acting_as
from hearth.incidents import actions
from hearth.incidents.queries.after import LessonSaid
from hearth.incidents.queries.agreements import AgreementSaid
from hearth.incidents.queries.happened import IncidentSaid
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.places.opening import LONDON

A_DAY = datetime.timedelta(days=1)


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """Let something have happened where each hub manager of the cast works, as the owner."""
    sites = {here.site.slug: here.site for here in standing}
    managers = [one for one in network.workers if one.role == Role.HUB_MANAGER and one.sites]
    for slug, username in {one.sites[0]: one.username for one in managers}.items():
        team = [
            one.username
            for one in network.workers
            if one.role in (Role.TEAM_MEMBER, Role.CONNECTOR) and slug in one.sites
        ]
        manager = User.objects.get(username=username)
        worker = User.objects.get(username=team[0]) if team else manager
        _lay_incidents(sites[slug], manager, worker, now=now)
        _lay_agreement(sites[slug], worker, now=now)


def _lay_incidents(site: Site, manager: User, worker: User, *, now: datetime.datetime) -> None:
    today = now.astimezone(LONDON).date()
    with acting_as(worker):
        actions.write_incident(
            by=worker, site=site, incident_id=_id(site, "spill"), now=now, today=today,
            said=IncidentSaid(
                "INCIDENT", now - datetime.timedelta(hours=3), "The kitchen",
                "Somebody slipped where the tea had been spilt. They got up by themselves.",
                "One visitor, on the knee. They laughed it off and we asked twice.",
                "A cold cloth, a chair and the floor mopped.",
            ),
            today_to_do="Put the wet floor sign where everybody can reach it",
        )  # fmt: skip
        near = actions.write_incident(
            by=worker, site=site, incident_id=_id(site, "door"), now=now, today=today,
            said=IncidentSaid(
                "NEAR_MISS", now - 20 * A_DAY, "The back door",
                "The fire door was still locked when we opened. Nobody needed it.",
            ),
        )  # fmt: skip
    with acting_as(manager):
        actions.see_incident(by=manager, incident=near, now=now, today=today)
        actions.write_lesson(
            by=manager, incident=near, stamp=LessonSaid().stamp, tell=True, now=now, today=today,
            said=LessonSaid(
                "Whoever opens up has ten things to think of, and the back door was on no list.",
                "The first two in walk round together, and there is a list by the kettle.",
            ),
        )  # fmt: skip
        actions.settle_incident(
            by=manager, incident=near, look_again_on=today + 60 * A_DAY, now=now, today=today
        )


def _lay_agreement(site: Site, worker: User, *, now: datetime.datetime) -> None:
    today = now.astimezone(LONDON).date()
    known = Person.objects.living().known_to(site).filter(listed=True, worker__isnull=True)
    person = known.order_by("id").first()
    if person is None:
        return
    with acting_as(worker):
        actions.agree_coming_in(
            by=worker, person=person, site=site, agreement_id=_id(site, "dog"), now=now,
            today=today,
            said=AgreementSaid(
                "COMES_IN", "My dog is my family. She is loud when people run.",
                "Two people here are frightened of dogs.", "Keep the garden room free for the two.",
                "Come in by the garden gate, with a short lead.", "",
                "They come in by the garden gate with their dog, and the garden room is theirs.",
                f"The two of us, {worker.name} and they, over tea",
                (today + 28 * A_DAY).isoformat(),
            ),
        )  # fmt: skip


def _id(site: Site, what: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{what}.{site.slug}.incidents.example.org")
