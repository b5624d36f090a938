"""Forgetting somebody: all that this app holds about them goes, and no counts change."""

from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from hearth.accounts.actions import end_own_sessions
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import findable, standing
from hearth.people.models import (
    Acquaintance,
    Details,
    FindingKey,
    Layered,
    Link,
    OtherName,
    OwnKey,
    OwnPages,
    Person,
    SaidBefore,
    Sharing,
    WayToContact,
)


@transaction.atomic
def forget_person(*, by: Actor, person: Person) -> None:
    """
    Remove a person's record, with everything that this app holds about them.

    The apps above are asked first: each takes the person out of its own rows
    and keeps the count. The trail keeps that there was a record, by its id
    alone. Records it was linked with stay as they are.

    :raises NotAllowed: if the actor does not keep records at every site,
        because a link may end where a worker of one site cannot see
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        Link.objects.filter(Q(one=person) | Q(other=person)).delete()
        for model in (*_layers(), Details, OtherName, WayToContact, FindingKey, Acquaintance):
            _remove(model.objects.filter(person=person))
        _remove(Sharing.objects.filter(person=person))
        _remove(OwnKey.objects.filter(person=person))
        _let_go_of_own_pages(person)
        _remove(SaidBefore.objects.filter(person=person))
        with connection.cursor() as cursor:
            cursor.execute("SELECT people_forget_openings(%s)", [person.id])
        _remove(Person.objects.filter(id=person.id))
    findable.refresh([person.id])
    findable.sweep()  # a name that only they had must not be left among the spellings
    audit.note(by=by, verb="forgot", subject=person)


def _let_go_of_own_pages(person: Person) -> None:
    """End their sessions and take away whose sign-in it was: what is left of it tells nothing."""
    pages = OwnPages.objects.filter(person=person)
    for sign_in in pages.values_list("sign_in", flat=True):
        end_own_sessions(sign_in)
    _remove(pages)


def _layers() -> list[Any]:
    """The tables of this app that hold a layer of a record, whichever they are."""
    app = Person._meta.app_label
    return [model for model in Layered.__subclasses__() if model._meta.app_label == app]


def _remove(rows: QuerySet[Any]) -> None:
    """
    Delete rows, and nothing that hangs on them: what points to them is asked for by name.

    Django would first delete or change what points to each, also where the web may not: an opening
    is taken away by nobody, and a wording never changes.
    """
    rows._raw_delete(rows.db)
