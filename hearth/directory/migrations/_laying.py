"""
The hubs' own taxonomy, and Hearth's own words for its terms, as they are now.

They stand in data/ and are laid again by a migration when they change. What a partnership has
decided stays: how often a kind is confirmed, synonyms kept by hand, and those of Hearth's that it
refused.
"""

import csv
import hashlib
from pathlib import Path
from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

DATA = Path(__file__).parents[1] / "data"
TERMS, WORDS = DATA / "taxonomy.csv", DATA / "synonyms.csv"
DIGEST = hashlib.sha256(TERMS.read_bytes() + b"\0" + WORDS.read_bytes()).hexdigest()[:12]


class LayWords(Operation):
    """Bring the hubs' own terms, and Hearth's own synonyms for them, up to date."""

    reduces_to_sql = False
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models know of no rows."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            lay(from_state.apps.get_model)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """What was laid stays: entries may say it by now."""

    def describe(self) -> str:
        return "Lay the hubs' own terms and words"


def lay(model: Any) -> None:
    """
    Bring terms and synonyms up to date.

    :param model: gives the model of an app and a name, as they are at this migration
    """
    taxonomy, _ = model("directory", "Taxonomy").objects.update_or_create(
        slug="hub",
        defaults={
            "name": "Hub taxonomy",
            "description": "What hubs and their neighbours offer, what it helps with, for whom "
            "it is, and what it is like there",
            "version": "1",
        },
    )
    Term = model("directory", "Term")  # noqa: N806 (a model)
    before = {term.slug: term for term in Term.objects.filter(taxonomy=taxonomy)}
    fresh = []
    for row in _rows(TERMS):
        said = {name: row[name] for name in ("facet", "group", "name", "description")}
        said["is_crisis"] = row["is_crisis"] == "yes"
        term = before.get(row["slug"])
        if term is None:
            days = int(row["confirm_every_days"]) if row["confirm_every_days"] else None
            before[row["slug"]] = Term(
                taxonomy=taxonomy, slug=row["slug"], confirm_every_days=days, **said
            )
            fresh.append(before[row["slug"]])
        elif any(getattr(term, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(term, name, value)
            term.save()
    Term.objects.bulk_create(fresh)
    _lay_synonyms(model("directory", "Synonym"), before)


def _lay_synonyms(Synonym: Any, terms: dict[str, Any]) -> None:  # noqa: N803 (a model)
    ours = {(row["phrase"], terms[row["term"]].pk) for row in _rows(WORDS)}
    there = {(each.phrase, each.term_id): each for each in Synonym.objects.all()}
    Synonym.objects.bulk_create(
        Synonym(phrase=phrase, term_id=term_id, by_hand=False)
        for phrase, term_id in sorted(ours - there.keys(), key=str)
    )
    old = [
        each.pk
        for key, each in there.items()
        if key not in ours and not each.by_hand and not getattr(each, "not_here", False)
    ]
    Synonym.objects.filter(pk__in=old).delete()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
