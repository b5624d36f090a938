"""
Write the copy for somebody who asked for everything: hearth subject-access --partnership york ...

A PDF and a JSON file, in a folder. Only what was read through and looked at a second time, unless
--draft is said: a draft is marked as one, on every page and in the file.
"""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django_tenants.utils import get_tenant_model, schema_context

from hearth.accounts.models import User
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.people.actions import note_opened
from hearth.people.models import Person
from hearth.rights import actions, queries
from hearth.rights.jobs import gather_everything
from hearth.rights.models import Asks, Pack, RightsRequest


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", required=True, help="its schema, such as york")
        parser.add_argument("--person", required=True, type=UUID, help="the id of their record")
        parser.add_argument("--by", required=True, help="the name with which you sign in")
        parser.add_argument("--to", required=True, type=Path, help="the folder to write to")
        parser.add_argument("--draft", action="store_true", help="before it is released")
        parser.add_argument("--large", action="store_true", help="in large print")

    def handle(self, **options: Any) -> None:
        schema = options["partnership"]
        if not get_tenant_model().objects.filter(schema_name=schema).exists():
            raise CommandError(f"There is no partnership {schema}. See: hearth partnership list")
        with schema_context(schema):
            worker = User.objects.filter(username=options["by"], is_active=True).first()
            if worker is None:
                raise CommandError(f"Nobody signs in as {options['by']}")
            try:
                self._write(worker, **options)
            except NotAllowed as no:
                raise CommandError(f"{worker.name} does not answer for what they ask") from no

    def _write(self, worker: User, **options: Any) -> None:
        with acting_as(worker):
            person, request = self._asked(worker, options["person"])
            pack = queries.packs_of(request, actor=worker).first()
        if options["draft"] and pack is None:
            gather_everything(request.id)
        with acting_as(worker):
            pack = self._free(queries.packs_of(request, actor=worker).first(), **options)
            given = queries.what_is_given(
                pack, known_as=person.known_as, today=timezone.localdate()
            )
            paper = queries.as_paper(given, holder=person.held_by.name, large=options["large"])
            stem = f"{'draft-' if given['draft'] else ''}everything-{pack.id.hex[-8:]}"
            for ending, made in (("pdf", paper), ("json", queries.as_json(given))):
                there = _written(options["to"], f"{stem}.{ending}", made)
                self.stdout.write(str(there))
            note_opened(by=worker, person_id=person.id, part="everything")
            what = f"{'A draft, ' if given['draft'] else ''}PDF and JSON, by command"
            actions.note_taken_out(by=worker, pack=pack, what=what, now=timezone.now())

    def _asked(self, worker: User, person_id: UUID) -> tuple[Person, RightsRequest]:
        """:raises CommandError: if the worker answers for nothing that this person asked"""
        try:
            person = queries.get_person_for_rights(person_id, worker)
        except Person.DoesNotExist as nobody:
            raise CommandError(f"{worker.name} answers for nobody with that id") from nobody
        rows = queries.requests_of(person, actor=worker, today=timezone.localdate())
        for row in rows:
            if row.asks == Asks.ACCESS:
                return person, queries.get_request(row.id, person=person, actor=worker)
        raise CommandError("They have not asked for everything: write that down on their page")

    def _free(self, pack: Pack | None, **options: Any) -> Pack:
        """:raises CommandError: if it may not be written"""
        if pack is None or pack.gathered_at is None:
            raise CommandError("Nothing is gathered yet, or it was taken away after its day")
        if pack.released_at is None and not options["draft"]:
            raise CommandError("It is not released yet. Read it through first, or say --draft")
        return pack


def _written(folder: Path, name: str, made: bytes) -> Path:
    """Write a file that nobody but its owner reads, in a folder that is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    there = folder / name
    with os.fdopen(os.open(there, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(made)
    return there
