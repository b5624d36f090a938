"""What is typed when a list is brought in."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from hearth.design import nhs
from hearth.exchange.models import Holds
from hearth.exchange.queries.lists import offers
from hearth.sheets.reading import MOST_MB


class ListForm(nhs.Form):
    """A file with a list of services, and whose list it is."""

    source = nhs.TextField(
        label="Whose list is it?",
        help_text="A few words that you would use again next time, such as York council list. "
        "It tells us which entries came from them",
        max_length=100,
    )
    file = nhs.FileField(
        label="Choose the file",
        help_text=f"A spreadsheet (.xlsx), a .csv file, or Open Referral UK (.json), up to "
        f"{MOST_MB} MB",
        kinds=(".xlsx", ".csv", ".json", ".ndjson", ".jsonl", ".tsv", ".txt", ".xls"),
        max_mb=MOST_MB,
    )
    default_offer = nhs.RecordField(
        label="What is it, if a row does not say?",
        help_text="Only if the whole list is of one kind, such as a list of warm spaces",
        required=False,
        empty_label="Work it out from the name",
    )
    holds = nhs.EnumField(Holds, label="What is in the file?", initial=Holds.SERVICES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer(default_offer=offers())

    def content(self) -> tuple[str, bytes]:
        """Return the file's name and what is in it."""
        file = self.cleaned_data["file"]
        assert isinstance(file, UploadedFile)
        return file.name or "list", file.read()
