"""A page that reads what is kept of many people's history asks for their own keys once."""

from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.foundation import sealing
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.resealing import reseal
from hearth.foundation.sealing import fetch_own_keys, forget_own_keys, sealing_for_many
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import PersonKey, SaidBefore
from hearth.people.tests.factories import PersonFactory

HERE = b"people_saidbefore.was_sealed:here"


@pytest.fixture
def people(hub):
    return [PersonFactory(known_as=f"Jo {n}", sites=[hub]) for n in range(6)]


@pytest.fixture
def sealed(people):
    with as_the_owner():
        return {each.id: sealing.seal_own(each.known_as, HERE, each.id) for each in people}


def test_the_keys_of_many_are_fetched_by_one_question(
    people, sealed, team_member, django_assert_num_queries
):
    with acting_as(team_member):
        with django_assert_num_queries(1):
            fetch_own_keys([*sealed, None])
        with django_assert_num_queries(0):
            fetch_own_keys(sealed)
            said = [sealing.open_own(words, HERE, whose) for whose, words in sealed.items()]
    assert said == [each.known_as for each in people]


def test_nothing_is_asked_where_all_is_about_nobody(team_member, django_assert_num_queries):
    with acting_as(team_member), django_assert_num_queries(0):
        fetch_own_keys([None, None])


def test_whoever_has_no_key_is_left_out(people, sealed, team_member):
    erased, *others = sealed
    with as_the_owner():
        PersonKey.objects.filter(person_id=erased).delete()
    with acting_as(team_member):
        fetch_own_keys([*sealed, uuid7()])
        assert {whose for _, whose in sealing._own.keys} == set(others)
        with pytest.raises(sealing.CannotOpen):
            sealing.open_own(sealed[erased], HERE, erased)


def test_many_are_sealed_for_by_one_question_which_makes_the_keys_that_are_missing(
    people, team_member, django_assert_num_queries
):
    known, *_ = people
    with as_the_owner():
        before = sealing.seal_own("Before", HERE, known.id)
    with acting_as(team_member):
        with django_assert_num_queries(1), sealing_for_many(each.id for each in people):
            kept = {each.id: sealing.seal_own(each.known_as, HERE, each.id) for each in people}
        with django_assert_num_queries(1):  # afterwards it is asked each time again
            sealing.seal_own("After", HERE, known.id)
    with acting_as(team_member):
        fetch_own_keys(kept)
        assert [sealing.open_own(words, HERE, whose) for whose, words in kept.items()] == [
            each.known_as for each in people
        ]
        assert sealing.open_own(before, HERE, known.id) == "Before"


def test_keys_that_were_taken_back_with_their_savepoint_seal_nothing(people, team_member):
    with acting_as(team_member):
        savepoint = transaction.savepoint()
        with sealing_for_many(each.id for each in people):
            sealing.seal_own("Gone", HERE, people[0].id)
        transaction.savepoint_rollback(savepoint)
        with sealing_for_many(each.id for each in people):
            kept = sealing.seal_own("Kept", HERE, people[0].id)
    with acting_as(team_member):
        assert sealing.open_own(kept, HERE, people[0].id) == "Kept"


def test_what_another_thread_forgets_is_kept_in_this_one(
    sealed, team_member, django_assert_num_queries
):
    whose, words = next(iter(sealed.items()))
    with acting_as(team_member):
        fetch_own_keys(sealed)
        other = Thread(target=forget_own_keys)
        other.start()
        other.join()
        with django_assert_num_queries(0):
            sealing.open_own(words, HERE, whose)


@pytest.mark.parametrize("made", [None, [b"x"]], ids=["fetched", "made"])
def test_the_web_gets_none_unless_somebody_acts_here(sealed, made):
    whose = list(sealed)[:1]
    with (
        pytest.raises(DatabaseError, match="nobody acts"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM people_own_keys(%s::uuid[], %s::bytea[])", [whose, made])


def test_nobody_gets_any_by_acting_in_another_partnership(sealed, team_member):
    with acting_as(team_member), connection.cursor() as cursor:
        cursor.execute("SET LOCAL app.partnership = 'lincolnshire'")
        with pytest.raises(DatabaseError, match="nobody acts"), transaction.atomic():
            fetch_own_keys(sealed)


def test_what_the_ring_sealed_of_many_comes_under_their_keys(people, team_member):
    rows = [
        SaidBefore(
            person=each, held_by=each.held_by, known_at=each.known_at, section="HELLO",
            changed_by=team_member,
        )
        for each in people
    ]  # fmt: skip
    with as_the_owner():
        for row in rows:
            about = f"people_saidbefore.was_sealed:{row.id}".encode()
            row.was_sealed = sealing.ring().seal(row.person.known_as, about)
            row.save()
        assert not PersonKey.objects.exists()
        anew = {each.column: each.values for each in reseal("york")}
        assert anew["people_saidbefore.was_sealed"] == len(people)
        assert PersonKey.objects.count() == len(people)
    with acting_as(team_member):
        assert {row.was for row in SaidBefore.objects.all()} == {row.known_as for row in people}
