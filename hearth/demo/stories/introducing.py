"""To what the people in the stories are introduced, by the introductions' own actions."""

import datetime
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.directory.models import Service
from hearth.foundation.actors import Actor
from hearth.introductions import actions, queries
from hearth.introductions.models import Introduction, Way
from hearth.introductions.queries.said import IntroductionSaid, Whereto
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.places.opening import LONDON

AGO = datetime.timedelta(days=12)
A_WEEK = datetime.timedelta(days=7)


def introduce_them(
    worker: Actor, person: Person, said: list[dict[str, Any]], site: Site, *, now: datetime.datetime
) -> None:
    """Begin each introduction of a story twelve days ago, and go on with it as the story says."""
    for number, each in enumerate(said):
        service = (
            Service.objects.public()
            .filter(offer__slug=each["offer"])
            .order_by("name", "id")
            .first()
        )
        if service:
            _introduce(worker, person, each, service, site, number, now=now)


def _introduce(
    worker: Actor, person: Person, said: dict[str, Any], service: Service, site: Site, number: int,
    *, now: datetime.datetime,
) -> None:  # fmt: skip
    then = now - AGO
    began = then.astimezone(LONDON).date()
    today = now.astimezone(LONDON).date()
    waits = said["way"] == Way.IN_TOUCH
    row = actions.introduce(
        by=worker, person=person, introduction_id=_id_of(person, f"introduction.{number}"),
        said=IntroductionSaid(
            way=said["way"], whereto=Whereto(service_id=service.id), from_site_id=site.id,
            owner_id=worker.id, next_step=said["next"], next_on=began + A_WEEK,
            hope=said.get("hope", ""), answer_by=began + A_WEEK if waits else None,
        ),
        shown=actions.Shown((("The name they like", person.known_as),), "SAID") if waits else None,
        now=then, today=began,
    )  # fmt: skip
    if said.get("met"):
        actions.say_they_met(by=worker, introduction=row, met_on=today, now=now, today=today)
        met = Introduction.objects.get(id=row.id)
        actions.say_whether_it_fitted(
            by=worker, introduction=met, fitted="YES", words=said["met"], other_side=False,
            stamp=queries.next_step_of(met).stamp, now=now,
        )  # fmt: skip


def _id_of(person: Person, what: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{what}.{person.id}.example.org")
