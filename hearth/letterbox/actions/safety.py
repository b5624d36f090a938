"""An answer to a questionnaire of which whoever is on duty knows at once, and until one has it."""

import datetime

from django.db import transaction

from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor
from hearth.letterbox.actions.telling import BEYOND
from hearth.letterbox.actions.writing import WORST_DAY
from hearth.letterbox.models import Letter, LetterKind
from hearth.letterbox.queries.boxes import box_of
from hearth.letterbox.queries.hours import reading_at
from hearth.people.models import Person
from hearth.places.models import Site


@transaction.atomic
def tell_duty(
    *,
    by: Actor,
    person: Person,
    site: Site,
    words: str,
    by_link: bool,
    now: datetime.datetime,
) -> None:
    """
    Put an answer before whoever is on duty at a hub, as somebody's worst day is (see telling.py).

    It goes at any hour. Where nobody holds a role that reads there, it goes beyond the hub at once.
    Outcomes calls it in the transaction that writes the reading down, through the settings.

    :param words: which question was answered, and how
    :param by_link: they answered by a link, and no sign-in wrote it down
    """
    box = box_of(site)
    reads = reading_at(site, box, now=now, but_not=person.worker_id).has_readers
    row = Letter(
        kind=LetterKind.ANSWERED, site=site, person_id=person.id, held_by_id=site.run_by_id,
        for_roles=box.audiences(site), written_at=now,
        written_by_id=None if by_link else by.id,
        said_aloud=by.themselves is None,
        look_by=now + datetime.timedelta(minutes=box.louder_after if reads else 0),
        louder_at=None if reads else now, late_told_at=None if reads else now,
    )  # fmt: skip
    row.called, row.words = person.known_as, words
    row.save(force_insert=True)
    outbox.tell(WORST_DAY if reads else BEYOND, about_id=row.id)
    audit.note(by=by, verb="told whoever is on duty of an answer of", subject=person, place=site)
