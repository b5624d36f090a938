"""What is kept of somebody's history is sealed under a key of their own, which erasing destroys."""

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.foundation import sealing
from hearth.foundation.acting import acting_as
from hearth.foundation.resealing import left_behind, reseal
from hearth.foundation.sealing import FORMAT_OWN, CannotOpen, ring
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import forget_person
from hearth.people.models import PersonKey, SaidBefore
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer


@pytest.fixture
def before(jo, team_member):
    row = SaidBefore(
        person=jo, held_by=jo.held_by, known_at=jo.known_at, section="HELLO",
        changed_by=team_member,
    )  # fmt: skip
    with as_the_owner():
        row.was = "Jojo"
        row.save()
    return row


def raw(row):
    with as_the_owner():
        return bytes(SaidBefore.objects.get(id=row.id).was_sealed)


def test_the_team_reads_it_and_the_ring_alone_does_not_open_it(before, team_member):
    with acting_as(team_member):
        assert SaidBefore.objects.get(id=before.id).was == "Jojo"
    sealed = raw(before)
    assert sealed.startswith(FORMAT_OWN)
    with pytest.raises(CannotOpen):
        ring().open(sealed, f"people_saidbefore.was_sealed:{before.id}".encode())


def test_once_they_are_erased_no_copy_of_it_opens(before, jo):
    copy = SaidBefore(id=before.id, person_id=jo.id, was_sealed=raw(before))
    timer = OnATimer()
    with acting_as(timer):
        forget_person(by=timer, person=jo)
    with acting_as(timer), pytest.raises(CannotOpen):
        copy.was  # noqa: B018
    with as_the_owner():
        assert not PersonKey.objects.exists()


def test_another_persons_key_does_not_open_it(before, hub, team_member):
    sam = PersonFactory(known_as="Sam", sites=[hub])
    copy = SaidBefore(id=before.id, person_id=sam.id, was_sealed=raw(before))
    with as_the_owner():
        sealing.seal_own("Sam's own", b"here", sam.id)
        with pytest.raises(CannotOpen):
            copy.was  # noqa: B018


def test_a_key_that_was_taken_back_with_its_savepoint_seals_nothing(jo, team_member):
    with acting_as(team_member):
        savepoint = transaction.savepoint()
        sealing.seal_own("Gone", b"here", jo.id)
        transaction.savepoint_rollback(savepoint)
        kept = sealing.seal_own("Kept", b"here", jo.id)
    with acting_as(team_member):
        assert sealing.open_own(kept, b"here", jo.id) == "Kept"


def test_the_key_is_fetched_once_for_a_page(before, team_member, django_assert_num_queries):
    with acting_as(team_member):
        rows = list(SaidBefore.objects.all()) * 20
        with django_assert_num_queries(1):
            assert {row.was for row in rows} == {"Jojo"}


def test_the_web_reads_no_table_of_keys_and_gets_none_unless_somebody_acts(before, team_member):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        acting_as(team_member),
    ):
        PersonKey.objects.exists()
    with (
        pytest.raises(DatabaseError, match="nobody acts"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT people_own_key(%s, NULL)", [before.person_id])


def test_what_the_ring_sealed_before_opens_and_comes_under_their_own_key(before, team_member):
    about = f"people_saidbefore.was_sealed:{before.id}".encode()
    with as_the_owner():
        old = ring().seal("Jojo", about)
        SaidBefore.objects.filter(id=before.id).update(was_sealed=old)
        PersonKey.objects.all().delete()
    with acting_as(team_member):
        assert SaidBefore.objects.get(id=before.id).was == "Jojo"
    with as_the_owner():
        assert left_behind() == 1
        assert sum(each.values for each in reseal("york")) == 1
        assert left_behind() == 0
        assert list(reseal("york")) is not None
    assert raw(before).startswith(FORMAT_OWN)
    with acting_as(team_member):
        assert SaidBefore.objects.get(id=before.id).was == "Jojo"
