"""What can be done on the team's side of people's own pages."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.foundation.errors import PartRefused
from hearth.frontdoor.models import HowToday
from hearth.myhub.models import Gives, TodayIdea

MOST = 12
"""How many things are said for one way to be. More is a list that nobody reads on a bad day."""
LONGEST = 120


class IdeasRefused(PartRefused):
    """What somebody can use or create cannot be said like that."""


@transaction.atomic
def say_today(*, by: Actor, ideas: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """
    Say what people can use and create here, for each way that they are today.

    :param ideas: by how somebody is (HowToday) and what it gives (Gives), in their order
    :raises NotAllowed: if the actor does not keep the network
    :raises IdeasRefused: if there are too many, or one is too long
    """
    require_everywhere(by, Permission.KEEP_NETWORK)
    rows = []
    for (how, gives), said in ideas.items():
        words = [" ".join(each.split()) for each in said if each.strip()]
        about = f"{how}_{gives}".lower()
        if len(words) > MOST:
            raise IdeasRefused(f"Say at most {MOST}. Fewer are easier to read", about=about)
        if any(len(each) > LONGEST for each in words):
            raise IdeasRefused(f"Say each in at most {LONGEST} letters", about=about)
        rows += [
            TodayIdea(how=HowToday(how), gives=Gives(gives), words=each, place=place)
            for place, each in enumerate(words)
        ]
    TodayIdea.objects.all().delete()
    for row in rows:
        row.save(force_insert=True)
    audit.note(
        by=by, verb="said what people can use and create", subject=rows[0] if rows else TodayIdea()
    )
