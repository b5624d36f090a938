"""What is typed of advice."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from hearth.design import nhs
from hearth.directory.advice import lines
from hearth.directory.advice.markup import SAFE
from hearth.directory.models import AdviceTopic
from hearth.places.versions import ChangedMeanwhile, is_what_was_seen, written_down


class LinesOf(nhs.LongTextField):
    """Lines that each say several things; cleans to a list of them."""

    def __init__(
        self,
        *,
        read: Callable[[str], dict[str, str]],
        write: Callable[[dict[str, str]], str],
        wrong: str,
        **options: Any,
    ) -> None:
        super().__init__(required=False, **options)
        self.read, self.write, self.wrong = read, write, wrong

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(self.write(each) for each in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, str]]:
        typed = [line.strip() for line in super().clean(value).splitlines()]
        found = []
        for number, line in enumerate(filter(None, typed), start=1):
            try:
                found.append(self.read(line))
            except ValueError:
                raise nhs.ValidationError(f"Line {number}: {self.wrong}") from None
        return found


class AdviceForm(nhs.Form):
    """A page of advice. It carries, unseen, what it was drawn from."""

    seen = nhs.HiddenField(required=False)
    title = nhs.TextField(
        label="Title",
        help_text="Words that people would say, such as: When you can't sleep",
        width="full",
        max_length=100,
    )
    topic = nhs.EnumField(AdviceTopic, label="What is it about?", as_select=True)
    summary = nhs.LongTextField(
        label="In a sentence or two",
        help_text="For the list of pages",
        rows=2,
        max_length=300,
    )
    body = nhs.LongTextField(label="The page", rows=24, max_length=20_000)
    searches = LinesOf(
        label="What to look for near them",
        help_text="One on each line: what the link says = what to look for. "
        "Such as: Find help with debt near you = debt",
        rows=3,
        max_length=1000,
        read=lines.search_in,
        write=lines.search_line,
        wrong="say what the link says, then =, then what to look for",
    )
    sources = LinesOf(
        label="Where its facts are from",
        help_text="One on each line: what it says | who says so | web address | when you read it. "
        "Such as: Debts can be paused for 60 days | GOV.UK | https://www.gov.uk/breathing-space | "
        "March 2026",
        rows=6,
        max_length=6000,
        read=lines.source_in,
        write=lines.source_line,
        wrong="say what it says, who says so and the web address, with | between them",
    )

    def clean_sources(self) -> list[dict[str, str]]:
        sources: list[dict[str, str]] = self.cleaned_data["sources"]
        for number, source in enumerate(sources, start=1):
            if not SAFE.fullmatch(source["address"]) or source["address"].startswith("/"):
                raise nhs.ValidationError(f"Line {number}: a web address begins with https://")
        return sources

    def facts(self) -> dict[str, Any]:
        """Return what was typed, without what was carried."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def tell(self, refusal: Exception) -> None:
        """Show a refusal, and beside each box what somebody else wrote in it. Nothing is lost."""
        self.add_error(None, str(refusal).rstrip("."))
        if not isinstance(refusal, ChangedMeanwhile):
            return
        assert isinstance(self.data, QueryDict)
        mine, typed = self.cleaned_data.copy(), self.data.copy()
        typed["seen"] = written_down(refusal.facts)
        self.data = typed
        for name in [name for name in refusal.changed if name in self.fields]:
            field = self.fields[name]
            theirs = str(field.prepare_value(refusal.facts[name]))
            words = f"Somebody else has changed “{field.label}” to: {theirs}"
            if is_what_was_seen(name, mine.get(name), refusal.seen):
                typed[name] = theirs  # so that saving again does not undo it
                self.add_error(name, f"{words}. That is what the form has now")
            else:
                self.add_error(name, f"{words}. The form still has yours")
