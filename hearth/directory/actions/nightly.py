"""What Hearth does about the directory by itself."""

import datetime

from django.db import transaction
from django.db.models import Q

from hearth.directory.actions.same import look_for_same
from hearth.directory.models import WORDS_KEPT, Search, Service
from hearth.foundation.actors import Actor, Permission, require_everywhere

LATELY = datetime.timedelta(days=2)
"""Entries changed since then are compared again: a night may be missed."""
AT_ONCE = 500


@transaction.atomic
def forget_words(*, by: Actor, today: datetime.date) -> int:
    """
    Forget the words of searches from WORDS_KEPT ago and before. What they meant, and counts, stay.

    :returns: how many searches there were
    :raises NotAllowed: if the actor is not Hearth itself, or leads the network
    """
    require_everywhere(by, Permission.KEEP_DIRECTORY)
    old = Search.objects.filter(on__lte=today - WORDS_KEPT)
    known = old.exclude(Q(words="") & Q(not_understood=[]))
    return known.update(words="", not_understood=[])


@transaction.atomic
def find_what_is_there_twice(*, by: Actor, now: datetime.datetime) -> int:
    """
    Compare the entries that changed lately with those that may be the same.

    :returns: how many new pairs were found
    :raises NotAllowed: if the actor is not Hearth itself, or leads the network
    """
    require_everywhere(by, Permission.KEEP_DIRECTORY)
    changed = Q(edited_at__gte=now - LATELY) | Q(provider__edited_at__gte=now - LATELY)
    ids = list(Service.objects.filter(changed, same_as__isnull=True).values_list("id", flat=True))
    return sum(look_for_same(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))
