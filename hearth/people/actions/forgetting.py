"""Forgetting somebody: all that this app holds about them goes, and no counts change."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import CASCADE, Q, QuerySet

from hearth.accounts.actions import end_own_sessions
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import findable, standing
from hearth.people.actions.editing import write_finding_keys
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
    Wording,
)

Holders = Collection[UUID]
"""The organisations that answer for what is to go."""


def remove_held(
    tables: Sequence[type[models.Model]], person: Person, held_by: Holders | None
) -> None:
    """
    Remove rows about somebody, or those of them that these organisations hold.

    What another holder's row hangs on stays with it: nobody loses what they have to keep.

    :param tables: in the order in which they can be removed
    :param held_by: whose rows go; everybody's, if None
    """
    for model in tables:
        rows = model._default_manager.filter(person=person)
        if held_by is None:
            rows.delete()
            continue
        rows = rows.filter(held_by__in=held_by)
        for hanging in model._meta.related_objects:
            if hanging.related_model in tables and hanging.on_delete is CASCADE:
                theirs = hanging.related_model._default_manager.filter(person=person)
                held = theirs.filter(**{f"{hanging.field.name}__isnull": False})
                rows = rows.exclude(pk__in=held.values(hanging.field.attname))
        rows.delete()


@transaction.atomic
def forget_rows(
    tables: Sequence[type[models.Model]], *, verb: str, by: Actor, person: Person,
    held_by: Holders | None,
) -> None:  # fmt: skip
    """
    Remove all rows about somebody in tables of which nothing is counted, whoever may read them.

    :param verb: what the trail says was done
    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        remove_held(tables, person, held_by)
    audit.note(by=by, verb=verb, subject=person)


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Remove a person's record, with everything that this app holds about them.

    The apps above are asked first: each takes the person out of its own rows
    and keeps the count. The trail keeps that there was a record, by its id
    alone. Records it was linked with stay as they are.

    :param held_by: remove what these organisations hold, and leave the record to the others: who
        they are, who knows them and what they agreed to share stay while anything does
    :raises NotAllowed: if the actor does not keep records at every site,
        because a link may end where a worker of one site cannot see
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    if held_by is not None:
        _forget_some(by, person, held_by)
        return
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


def _forget_some(by: Actor, person: Person, held_by: Holders) -> None:
    with standing.reaching(person.id):
        told = (*_layers(), Details, OtherName, WayToContact, SaidBefore)
        for model in told:
            theirs = model.objects.filter(person=person, held_by__in=held_by)
            if model is Wording:  # one that another holder's put back stays with it
                theirs = theirs.exclude(id__in=_put_back_by_others(person, held_by))
            _remove(theirs)
        write_finding_keys(person)
    findable.refresh([person.id])
    findable.sweep()
    audit.note(by=by, verb="forgot a part of", subject=person)


def _put_back_by_others(person: Person, held_by: Holders) -> list[UUID]:
    others = Wording.objects.filter(person=person, puts_back__isnull=False)
    return list(others.exclude(held_by__in=held_by).values_list("puts_back_id", flat=True))


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
