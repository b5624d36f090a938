"""The words that people use for things, kept by connectors."""

from django.db import transaction

from hearth.directory.finding import lexicon
from hearth.directory.finding.words import plain
from hearth.directory.models import Facet, Synonym, Term
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
