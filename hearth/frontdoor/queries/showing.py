"""How somebody who came in is shown on a page: by the name they gave, or kindly without one."""

from dataclasses import dataclass
from uuid import UUID

from hearth.frontdoor.models import Visit
from hearth.people.models import Person


@dataclass(frozen=True)
class Shown:
    """Somebody as a page may show them."""

    person_id: UUID | None = None
    name: str = ""
    pronouns: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    """What they need to come in and be understood: each an icon's name, and words."""
    kept_private: bool = False
    """They are known here, but this worker does not see their name."""

    @property
    def said(self) -> str:
        """The name, or words in its place."""
        if self.kept_private:
            return "Somebody known here"
        return self.name or "Somebody without a name"


NO_ONE = Shown()
HIDDEN = Shown(kept_private=True)


def shown_person(person: Person) -> Shown:
    """Return how a person is shown."""
    return Shown(
        person_id=person.pk,
        name=person.known_as,
        pronouns=person.pronouns,
        needs=tuple(person.need_flags),
    )


def shown(visit: Visit) -> Shown:
    """
    Return how whoever made a visit is shown, of a visit fetched with its person.

    The database leaves out a person whom the actor may not see (a greeter is
    not shown somebody who chose not to be listed), and the visit stays.
    """
    if visit.person_id is None:
        return NO_ONE
    if visit.person is None:
        return HIDDEN
    return shown_person(visit.person)
