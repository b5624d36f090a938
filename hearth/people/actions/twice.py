"""What was done already and is sent again: the same passes, and no other word is lost."""

from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.people.actions.written import tidied


def is_said_again(*, by: Actor, who: UUID | None, kept: str, words: str) -> bool:
    """
    Test if the actor sends again what they did themselves, word for word.

    :param who: who did it first
    :param kept: what they wrote
    """
    return who == by.id and tidied(words) == kept


def somebody_did(what: str, *, who: UUID | None, kept: str) -> str:
    """
    Return what is said to whoever was second: who was first, and what they wrote.

    :param what: what they did, as in "stopped this"
    """
    name = workers_named([who]).get(who) if who else None
    return f"{name or 'Somebody'} {what} meanwhile, and wrote: “{kept}”"
