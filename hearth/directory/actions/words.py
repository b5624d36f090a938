"""The words that people use for things, kept by connectors."""

import datetime

from django.db import transaction
from django.db.models import Q

from hearth.directory.finding import lexicon
from hearth.directory.finding.words import plain
from hearth.directory.models import WORDS_KEPT, Facet, Search, Synonym, Term
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused


class WordRefused(Refused):
    """The word cannot be kept."""


@transaction.atomic
def add_synonym(*, by: Actor, phrase: str, term: Term) -> Synonym:
    """
    Write down what people say for a term.

    :raises NotAllowed: if the actor keeps no directory
    :raises WordRefused: if there is no word in it, or it means that already
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    phrase = plain(phrase)
    if not phrase:
        raise WordRefused("Type the words that people say.")
    if len(phrase) > 80:
        raise WordRefused("That is too long: a few words are enough.")
    if term.facet == Facet.OTHER:
        raise WordRefused("Choose what it means from the words shown.")
    synonym, fresh = Synonym.objects.get_or_create(phrase=phrase, term=term)
    if not fresh:
        raise WordRefused(f"“{phrase}” means {term.name} already.")
    audit.note(by=by, verb="added", subject=synonym)
    lexicon.forget()
    return synonym


@transaction.atomic
def remove_synonym(*, by: Actor, synonym: Synonym) -> None:
    """
    Take away what people say for a term, if a connector here wrote it.

    :raises NotAllowed: if the actor keeps no directory
    :raises WordRefused: if it is one of Hearth's own
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if not synonym.by_hand:
        raise WordRefused("This word came with Hearth, and would come back. It stays.")
    audit.note(by=by, verb="removed", subject=synonym)
    synonym.delete()
    lexicon.forget()


@transaction.atomic
def forget_typed(*, by: Actor, words: str, today: datetime.date) -> int:
    """
    Forget what was typed in the searches that were junk, or had it as a word not understood.

    :returns: how many searches had it. What they meant, and what they found, stay
    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    lately = Search.objects.filter(on__gt=today - WORDS_KEPT).exclude(words="", not_understood=[])
    found = lately.filter(Q(words=words) | Q(not_understood__contains=[words]))
    typed = list(found.select_for_update())
    Search.objects.filter(id__in=[each.id for each in typed]).update(words="", not_understood=[])
    audit.note_each(by=by, verb="forgot the words of", subjects=typed)
    return len(typed)
