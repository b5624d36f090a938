"""Who reads for whom in the stories: a person lets a carer read, and the carer says yes."""

import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.accounts.models import User
from hearth.demo.stories.writing_to_the_hub import speaking
from hearth.people import actions
from hearth.people.models import Agreed, CircleMember, Person


def let_read(
    worker: User, person: Person, member: dict[str, Any], carer_id: UUID, *, now: datetime.datetime
) -> None:
    """Let somebody in the circle read, as both say on their own pages."""
    today = timezone.localdate(now)
    with speaking(worker, person) as speaker:
        row = next(
            one for one in CircleMember.objects.filter(person=person) if one.name == member["name"]
        )
        code = actions.let_carer_read(
            by=speaker, person=person, member=row, reads=tuple(member["reads"]), days=365,
            how=Agreed.OWN_PAGE.value, now=now, today=today,
        )  # fmt: skip
    carer = Person(id=carer_id)
    with speaking(worker, carer) as speaker:
        carer = Person.objects.get(id=carer_id)
        view_id = actions.take_carer_code(by=speaker, person=carer, code=code, now=now, today=today)
        actions.agree_to_read(by=speaker, person=carer, view_id=view_id, today=today)
