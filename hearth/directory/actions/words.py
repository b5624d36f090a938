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
    if synonym.not_here:
        put_back(by=by, synonym=synonym)
        return synonym
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
        raise WordRefused("This word came with Hearth. Say there that it is not said here.")
    audit.note(by=by, verb="removed", subject=synonym)
    synonym.delete()
    lexicon.forget()


@transaction.atomic
def say_not_here(*, by: Actor, phrase: str, term: Term) -> Synonym:
    """
    Refuse one of Hearth's phrases for a term: it does not mean that here, and is not brought again.

    :raises NotAllowed: if the actor keeps no directory
    :raises WordRefused: if Hearth brought no such phrase for the term, or it is refused already
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    brought = Synonym.objects.said().filter(term=term, by_hand=False).select_for_update()
    synonym = brought.filter(phrase=plain(phrase)).first()
    if synonym is None:
        raise WordRefused(f"Hearth has no such words for {term.name}. Copy them from the list.")
    _refuse(synonym, True)
    audit.note(by=by, verb="refused", subject=synonym)
    return synonym


@transaction.atomic
def put_back(*, by: Actor, synonym: Synonym) -> None:
    """
    Let one of Hearth's phrases mean again what it was refused for.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if synonym.not_here:
        _refuse(synonym, False)
        audit.note(by=by, verb="put back", subject=synonym)


def _refuse(synonym: Synonym, not_here: bool) -> None:
    synonym.not_here = not_here
    synonym.save(update_fields=["not_here"])
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
