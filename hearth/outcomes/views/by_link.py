"""
The page that a link opens: the questions and the hub, nobody's name, no account and no cookie.

Nothing happens by reading it. What is answered is taken once; then the same page says what it may
mean, and nothing of it can be opened again.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hearth.design.public import draw
from hearth.directory.queries.this_minute import help_this_minute
from hearth.directory.without_account import without_account
from hearth.foundation.acting import as_anybody
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.outcomes import actions, crowding, queries
from hearth.outcomes.forms.readings import AnswersForm
from hearth.outcomes.models import HowGiven, MeasureUsed
from hearth.outcomes.queries import LinkFound, LinkIs, ReadingPage
from hearth.people.own_pages import acting_by_link

STATUS = {LinkIs.UNKNOWN: 404}


def _answer(request: HttpRequest, reading_token: str) -> HttpResponse:
    """Show the questions of a link, or take the answers."""
    now = timezone.now()
    found = queries.find_link(reading_token)
    try:
        measure = queries.measure_used(found.measure) if found.state is LinkIs.OPEN else None
    except MeasureUsed.DoesNotExist:
        measure = None
    if measure is None or measure.words is None or found.site is None:
        return _over(request, found)
    page: dict[str, object] = {
        "measure": measure, "site": found.site, "help": help_this_minute(now),
        "is_off": not queries.may_answer_from_afar(measure, found.site, now=now),
    }  # fmt: skip
    form = AnswersForm(
        request.POST if request.method == "POST" else None, initial={"reading_id": uuid7()},
        measure=measure,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate(now)
        said = form.said_from_afar(how=HowGiven.LINK, site_id=found.site.id, today=today)
        try:
            row = actions.answer_by_link(
                secret=reading_token, found=found, said=said, now=now, today=today,
                reading_id=form.cleaned_data["reading_id"] or uuid7(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            if row is None:
                return _over(request, LinkFound(LinkIs.USED, site=found.site))
            return _thanks(request, page, _read_back(found, row.id))
    with as_anybody():
        return draw(request, "outcomes/by_link.jinja", page | {"form": form})


def _read_back(found: LinkFound, reading_id: UUID) -> ReadingPage:
    assert found.id
    assert found.person_id
    with acting_by_link(found.id, found.person_id) as (by, _):
        row = queries.own_reading(reading_id, actor=by)
        return queries.reading_page(row, actor=by)


def _thanks(request: HttpRequest, page: dict[str, object], read: ReadingPage) -> HttpResponse:
    with as_anybody():
        return draw(request, "outcomes/by_link_thanks.jinja", page | {"read": read})


def _over(request: HttpRequest, found: LinkFound) -> HttpResponse:
    """Say kindly that the link opens nothing any more, or that we do not know it."""
    page = {"state": found.state.value, "site": found.site}
    status = STATUS.get(found.state, 410)
    with as_anybody():
        return draw(request, "outcomes/by_link_over.jinja", page, status=status)


answer = without_account(crowding.links, "directory/answer_too_much.jinja")(_answer)
