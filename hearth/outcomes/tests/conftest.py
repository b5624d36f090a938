"""What only tests about readings need."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.tests.factories import UserFactory
from hearth.foundation.identifiers import uuid7
from hearth.letterbox.tests.acting import acting_as
from hearth.letterbox.tests.conftest import OnTheirOwnPages
from hearth.outcomes import actions
from hearth.outcomes.queries import ReadingSaid

EIGHT_ONES = {number: 1 for number in range(1, 9)}
"""PHQ-9 but for its last question: it comes to 8 with a nought there."""


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def jo_herself(jo):
    """Jo, on her own pages."""
    return OnTheirOwnPages(UserFactory(name="Jo herself"), jo)


@pytest.fixture
def record(shared, hub, now, today):
    """Write down what somebody answered: PHQ-9 with a nought at its last question, unless said."""

    def write(by, person, answers=None, *, measure="phq-9", reading_id=None, how="DESK", on=None,
              totals=(), site=None, words="", came_for=()):  # fmt: skip
        answers = {**EIGHT_ONES, 9: 0} if answers is None and not totals else answers or {}
        said = ReadingSaid(
            measure, on or today, how, (site or hub).id, tuple(sorted(answers.items())),
            tuple(totals), tuple(came_for), words,
        )  # fmt: skip
        with acting_as(by):
            return actions.record_reading(
                by=by, person=person, said=said, reading_id=reading_id or uuid7(), now=now,
                today=today,
            )  # fmt: skip

    return write


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query="", **more):
        client.force_login(worker)
        address = reverse(f"outcomes:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data, **more)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words
