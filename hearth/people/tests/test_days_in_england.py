"""A day is the day in England, also half an hour after midnight in summer."""

import datetime

from hearth.evidence.tests.factories import link
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import queries, standing
from hearth.people.models import CarerView, Link
from hearth.people.queries.caring import OVER, _let_read
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer
from hearth.rights.queries.gathering import _day_of

LATE = datetime.datetime(2025, 7, 1, 23, 30, tzinfo=datetime.UTC)
DAY = datetime.date(2025, 7, 2)


def test_what_is_told_them_of_a_link(jo, hub, team_member):
    joanna = PersonFactory(known_as="Joanna", sites=[hub], held_by=jo.held_by)
    link(jo, joanna, by=team_member, unlinked_at=LATE)
    with as_the_owner():
        Link.objects.update(recorded_at=LATE)
    with acting_as(OnATimer()), standing.reaching(jo.id):
        told = [row["says"] for row in queries.everything_about(jo)]
    assert [says for says in told if "02 July 2025 to 02 July 2025" in says]


def test_what_a_carer_could_read_is_over_on():
    view = CarerView(
        reads=[], agreed_how="SAID", agreed_on=DAY, ended_at=LATE,
        person_until_on=datetime.date(2026, 1, 1),
    )  # fmt: skip
    shown = _let_read(view, {}, {}, today=DAY)
    assert (shown.stands, shown.over_on) == (OVER, DAY)


def test_a_line_of_a_copy():
    assert _day_of(Link(recorded_at=LATE)) == DAY
