"""
Erase what is held about somebody, by the agreement of two workers: hearth forget.

It does what the pages do, at once, and refuses what they refuse: while a hold stands, or where an
organisation that holds something decides by somebody else.
"""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django_tenants.utils import get_tenant_model

from hearth.accounts.models import User, usual_form
from hearth.erasing import actions
from hearth.erasing.models import AskedFor, Decision, Erasure, WhyErase
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.schema import in_schema
from hearth.people.models import Person


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partnership", help="its schema")
        parser.add_argument("person", type=UUID, help="the id of the record, as in its address")
        parser.add_argument("--asked-by", required=True, help="who asks, by their sign-in")
        parser.add_argument("--agreed-by", required=True, help="who agrees, by their sign-in")
        parser.add_argument("--reason", required=True, help="what was asked, in words")
        parser.add_argument("--why", choices=WhyErase.values, default=WhyErase.TAKEN_BACK.value)
        parser.add_argument("--for", choices=AskedFor.values, default=AskedFor.PERSON.value)

    def handle(self, **options: Any) -> None:
        schema = options["partnership"]
        if not get_tenant_model().objects.filter(schema_name=schema).exists():
            raise CommandError(f"There is no partnership {schema!r}")
        asked = actions.Asked(options["why"], options["for"], options["reason"])
        with in_schema(schema):
            one, other = _worker(options["asked_by"]), _worker(options["agreed_by"])
            try:
                with transaction.atomic():
                    erasure = erase(one, other, options["person"], asked)
            except Person.DoesNotExist:
                raise CommandError("There is no such record") from None
            except (NotAllowed, Refused) as refusal:
                raise CommandError(f"Nothing was erased. {refusal}") from refusal
        self.stdout.write(f"{schema}: erased. What is left of it is the stub {erasure.id}")


def erase(one: User, other: User, person_id: UUID, asked: actions.Asked) -> Erasure:
    """
    Ask as one worker and decide as the other, for every organisation that holds something.

    :raises Person.DoesNotExist: if there is no such record
    :raises NotAllowed: if one of them may not
    :raises Refused: if it is the same worker, a hold stands, or others decide
    """
    now = timezone.now()
    with acting_as(one):
        row = actions.ask_erasing(by=one, person_id=person_id, asked=asked, now=now)
    with acting_as(other):
        while waits := row.decisions.filter(decision=Decision.WAITING).order_by("holder").first():
            row = actions.decide(
                by=other, erasure_id=row.id, holder_id=waits.holder_id,
                decided=actions.Decided(erase=True), now=now,
            )  # fmt: skip
    return row


def _worker(username: str) -> User:
    try:
        return User.objects.get(username=usual_form(username), is_active=True)
    except User.DoesNotExist:
        raise CommandError(f"Nobody signs in as {username!r}") from None
