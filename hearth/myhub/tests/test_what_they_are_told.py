"""What came of what somebody asked of their record, in the words in which they were told."""

import datetime

import pytest
from django.db import connection

from hearth.erasing.models import Erasure, HolderDecision
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.tests.factories import PersonFactory
from hearth.rights.models import Limit, LogKind, Pack, RightsLine, RightsRequest, Statement

WORDS = "I never said that about my mother"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def asked(jo, hub, today):
    """Something that somebody asked, with lines of its log."""

    def ask(*lines, person=jo, asks="CORRECTION", **more):
        told = {"person": person, "held_by": person.held_by, "site": hub}
        with as_the_owner():
            row = RightsRequest(
                asks=asks, asked_on=today, asked_by="PERSON", asked_how="OWN_PAGE", due_on=today,
                part="PLAN" if asks == "CORRECTION" else "", **told, **more,
            )  # fmt: skip
            row.words = "That is wrong"
            row.save()
            for kind, words in lines:
                line = RightsLine(
                    request=row, kind=kind, at=datetime.datetime.now(datetime.UTC), **told
                )
                line.words = words
                line.save()
        return row

    return ask


@pytest.fixture
def beside(hub, today):
    def stand(row, words):
        with as_the_owner():
            statement = Statement(
                request=row, person=row.person, held_by=row.held_by, site=hub, part="PLAN",
                layer="PLAN", written_on=today,
            )  # fmt: skip
            statement.words = words
            statement.save()

    return stand


def test_their_own_words_stand_beside_the_part_and_they_read_why(own, asked, beside, today):
    row = asked((LogKind.NOT_AGREED, "It is what the nurse wrote that day"), closed_on=today,
                outcome="STATEMENT")  # fmt: skip
    beside(row, WORDS)

    assert WORDS in own("story")
    rights = own("rights")
    assert WORDS in rights
    assert "What we told you: It is what the nurse wrote that day" in rights


def test_nothing_else_of_the_log_and_nothing_of_anybody_else(own, asked, beside, hub, today):
    asked((LogKind.NOTE, "Ask the lawyer first"), (LogKind.IDENTITY_ASKED, "We were in doubt"))
    sam = PersonFactory(known_as="Sam", sites=[hub])
    beside(
        asked((LogKind.ENDED, "Sam was told"), person=sam, closed_on=today, outcome="NOT_DONE"),
        "Words of Sam",
    )

    rights = own("rights")
    for words in ("lawyer", "in doubt", "Sam was told", "Words of Sam"):
        assert words not in rights, words
    assert "Words of Sam" not in own("story")


def test_says_when_a_copy_is_ready(own, asked, jo, hub, hub_manager, now):
    row = asked(asks="ACCESS")
    assert "answers by" in own("rights")

    pack = Pack(
        request=row, person=jo, held_by=jo.held_by, site=hub, state="RELEASED", released_at=now,
        released_by=hub_manager, goes_on=now.date() + 30 * DAY,
    )  # fmt: skip
    with as_the_owner():
        pack.save()
    assert "It is ready. Ask for it at Acomb" in own("rights")

    with as_the_owner():
        Pack.objects.update(state="REVIEW", released_at=None, released_by=None)
    assert "It is ready" not in own("rights")


def test_says_what_stands_and_how_to_complain(own, asked, jo, hub, today):
    row = asked(asks="RESTRICTION", closed_on=today, outcome="STANDS")
    with as_the_owner():
        Limit.objects.create(
            request=row, person=jo, held_by=jo.held_by, site=hub, kind="RESTRICTED", from_on=today
        )

    rights = own("rights")
    assert "Kept, and not used, since" in rights
    assert "Information Commissioner’s Office" in rights
    assert 'href="tel:03031231113"' in rights


class TestErasing:
    @pytest.fixture
    def kept(self, jo, hub, hub_manager, team_member, now, today):
        with as_the_owner():
            erasure = Erasure(
                person=jo, whose=jo.id, known_at=jo.known_at, why="OBJECTS", asked_for="PERSON",
                asked_by=team_member, asked_at=now,
            )  # fmt: skip
            erasure.save()
            row = HolderDecision(
                erasure=erasure, holder=jo.held_by, decision="KEEP", why_keep="LEGAL_HOLD",
                look_again_on=today + 90 * DAY, decided_by=hub_manager, decided_at=now,
                known_at=jo.known_at,
            )  # fmt: skip
            row.words = "A court asked us to keep it"
            row.save()

    def test_says_what_each_decided_and_why(self, own, kept):
        rights = own("rights")

        for words in (
            "A court asked us to keep it",
            "It is on hold for the law",
            "look at it again",
        ):
            assert words in rights, words

    def test_tells_nobody_else(self, kept, team_member, as_jo):
        def told():
            with connection.cursor() as cursor:
                cursor.execute("SELECT words_sealed FROM erasing_told_them()")
                return len(cursor.fetchall())

        with acting_as(team_member):
            assert told() == 0
        with as_jo():
            assert told() == 1
