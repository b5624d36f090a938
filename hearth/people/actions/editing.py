"""What every change of a record begins with: the row held, the rule asked, nobody overwritten."""

from uuid import UUID

from hearth.foundation.actors import Actor, Permission
from hearth.foundation.errors import Refused
from hearth.people import standing
from hearth.people.finding import key_of_name, key_of_nhs_number, plausible_names
from hearth.people.models import FindingKey, Person
from hearth.people.queries.sections import EditedMeanwhile, Stamped, details_of
from hearth.people.queries.seeing import may_change, not_allowed
from hearth.places.models import Site

GONE = (
    "Somebody else {} while you were writing, and nothing you wrote is lost. Save to write it down "
    "anew"
)
"""What is said to whoever changes something that is there no more."""


OPEN_IT = (
    "This was saved already, in other words. Nothing you wrote is lost: open what was saved, and "
    "put it right there"
)


class SavedAlready(Refused):
    """A page was sent again, and says something else than what was saved from it."""

    def __init__(self, words: str = OPEN_IT) -> None:
        super().__init__(words)


def refuse_other_words(saved: object, said: object) -> None:
    """
    Pass over a page that was sent twice, and lose no word of one that was sent again with others.

    :param saved: what stands under the id that the page made up
    :param said: what the page says now, as it would be kept
    :raises SavedAlready: if they differ
    """
    if saved != said:
        raise SavedAlready()


def hold(person: Person) -> Person:
    """
    Return the person's row afresh, held so that no other request changes it before we are done.

    :raises Person.DoesNotExist: if the actor may not see them (any more)
    """
    return Person.objects.select_for_update(of=("self",)).get(id=person.id)


def require_change(by: Actor, person: Person) -> None:
    """
    Insist that the actor may write down more about the person.

    :raises NotAllowed: if they may not
    """
    if not may_change(by, person):
        raise not_allowed(by, person, "change the record")


def refuse_if_stale(now: Stamped, stamp: str) -> None:
    """
    Insist that a section still says what the page showed.

    :raises EditedMeanwhile: if it does not
    """
    if now.stamp != stamp:
        raise EditedMeanwhile(now)


def holder(by: Actor, person: Person) -> UUID:
    """
    Return the organisation that answers for what the actor writes about a person.

    It is the one that holds their record, if it runs a site at which the actor
    may write; otherwise the one that runs the actor's own.
    """
    sites = set(by.places_where(Permission.CHANGE_PEOPLE)) & set(person.known_at)
    running = list(
        Site.objects.filter(id__in=sites).order_by("id").values_list("run_by", flat=True)
    )
    return person.held_by_id if person.held_by_id in running or not running else running[0]


def write_finding_keys(person: Person) -> None:
    """
    Make the keys by which somebody is found from anywhere agree with their names and birth date.

    A greeter who puts a name right may not see the date of birth, and yet the
    keys change with it: hence the reach.
    """
    with standing.reaching(person.id):
        details = details_of(person)
        keys: set[tuple[str, bytes]] = set()
        if details.born_on:
            names = plausible_names(
                known_as=person.known_as,
                given_name=details.given_name,
                family_name=details.family_name,
                other_names=details.other_names,
            )
            kind = FindingKey.Kind.NAME_AND_BIRTH.value
            keys = {(kind, key_of_name(name, details.born_on)) for name in names}
        if details.nhs_number:
            keys.add((FindingKey.Kind.NHS_NUMBER.value, key_of_nhs_number(details.nhs_number)))
        held = FindingKey.objects.filter(person=person).exclude(kind=FindingKey.Kind.CARD)
        have = {(row.kind, bytes(row.key)): row.id for row in held}
        gone = [row_id for key, row_id in have.items() if key not in keys]
        if gone:
            FindingKey.objects.filter(id__in=gone).delete()
        FindingKey.objects.bulk_create(
            FindingKey(person=person, kind=kind, key=key, known_at=person.known_at)
            for kind, key in sorted(keys - set(have))
        )
