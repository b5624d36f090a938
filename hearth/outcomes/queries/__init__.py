"""Questions about measures and readings. Those that name people take who asks."""

from hearth.outcomes.queries.changed import Changed, changes_of
from hearth.outcomes.queries.due import Again, Whom, how_many_again, whom_again
from hearth.outcomes.queries.duty import is_anybody_on_duty, may_answer_from_afar
from hearth.outcomes.queries.everything import everything_about
from hearth.outcomes.queries.links import LinkFound, LinkIs, LinkRow, find_link, links_of
from hearth.outcomes.queries.measures import (
    MeasureRow,
    measure_of,
    measure_used,
    measures_known,
    measures_used,
)
from hearth.outcomes.queries.paper import as_paper
from hearth.outcomes.queries.readings import (
    ReadingOnce,
    ReadingPage,
    ReadingRow,
    Readings,
    get_reading,
    own_reading,
    reading_page,
    readings_of,
)
from hearth.outcomes.queries.said import ReadingSaid, reading_said

__all__ = [
    "Again",
    "Changed",
    "LinkFound",
    "LinkIs",
    "LinkRow",
    "MeasureRow",
    "ReadingOnce",
    "ReadingPage",
    "ReadingRow",
    "ReadingSaid",
    "Readings",
    "Whom",
    "as_paper",
    "changes_of",
    "everything_about",
    "find_link",
    "get_reading",
    "how_many_again",
    "is_anybody_on_duty",
    "links_of",
    "may_answer_from_afar",
    "measure_of",
    "measure_used",
    "measures_known",
    "measures_used",
    "own_reading",
    "reading_page",
    "reading_said",
    "readings_of",
    "whom_again",
]
