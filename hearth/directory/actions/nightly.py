"""What Hearth does about the directory by itself."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hearth.directory.actions.same import look_for_same
from hearth.directory.models import WORDS_KEPT, Location, Search, Service
from hearth.directory.our_sites import say_which_are_ours
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere

LATELY = datetime.timedelta(days=2)
"""Entries changed since then are compared again: a night may be missed."""
AT_ONCE = 500
A_WEEK = 7


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
def find_our_sites(*, by: Actor) -> int:
    """
    Say of each place that stands at a site of ours, by its address, that it is that site.

    :returns: how many were found
    :raises NotAllowed: if the actor is not Hearth itself, or leads the network
    """
    require_everywhere(by, Permission.KEEP_DIRECTORY)
    found = say_which_are_ours(Location.objects.filter(site=None).exclude(postcode=""))
    for place in found:
        place.save(update_fields=["site", "edited_at"])
        audit.note(by=by, verb="edited", subject=place)
    return len(found)


@transaction.atomic
def find_what_is_there_twice(*, by: Actor, now: datetime.datetime) -> int:
    """
    Compare the entries that changed lately, and a seventh of all, with those that may be the same.

    So each is compared once a week, by what we have come to know of pairs since it was written.

    :returns: how many new pairs were found
    :raises NotAllowed: if the actor is not Hearth itself, or leads the network
    """
    require_everywhere(by, Permission.KEEP_DIRECTORY)
    changed = Q(edited_at__gte=now - LATELY) | Q(provider__edited_at__gte=now - LATELY)
    shown = Service.objects.filter(same_as__isnull=True)
    lately = set(shown.filter(changed).values_list("id", flat=True))
    tonight = timezone.localdate(now).toordinal() % A_WEEK
    every = shown.values_list("id", flat=True)
    its_turn = {each for each in every if each.int % A_WEEK == tonight}
    ids = sorted(lately | its_turn)
    return sum(look_for_same(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))
