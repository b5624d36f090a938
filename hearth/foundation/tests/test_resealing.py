"""A new key seals everything anew, and whoever works meanwhile loses nothing."""

import json

import pytest
from django.core.management import CommandError, call_command

from hearth.foundation import resealing, sealing
from hearth.foundation.resealing import left_behind, reseal, rotate_keys, sealed_columns
from hearth.foundation.sealing import CannotOpen, add_key, make_ring, ring, ring_path
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory


@pytest.fixture(autouse=True)
def _a_ring_of_its_own(db, tmp_path, settings, monkeypatch):
    """Look at the file each time; and let no other test see these keys."""
    settings.HEARTH_KEYS = str(tmp_path)
    monkeypatch.setattr(sealing, "LOOKED_AT_EVERY", 0.0)
    monkeypatch.setattr(resealing, "LOOKED_AT_EVERY", 0.0)
    sealing._rings.clear()
    make_ring("york")
    yield
    sealing._rings.clear()


@pytest.fixture
def some(hub):
    people = []
    for number in range(5):
        person = PersonFactory(sites=[hub])
        person.welcome = f"Tea, number {number}"
        person.needs_note = "By the window" if number == 3 else ""
        with as_the_owner():
            person.save()
        people.append(person)
    return people


def words_of(person):
    return Person.objects.get(id=person.id).welcome


def key_of(person):
    return int.from_bytes(bytes(Person.objects.get(id=person.id).welcome_sealed)[1:5], "big")


def test_everything_is_sealed_with_the_new_key_and_still_opens(some):
    with as_the_owner():
        done = {each.column: each.values for each in rotate_keys("york")}

        assert done["people_person.welcome_sealed"] == 5
        assert done["people_person.needs_note_sealed"] == 1
        assert left_behind() == 0
        assert [key_of(person) for person in some] == [1] * 5
        assert [words_of(person) for person in some] == [f"Tea, number {n}" for n in range(5)]


def test_every_sealed_column_of_every_app_is_among_them():
    columns = {f"{model._meta.db_table}.{sealed.column}" for model, sealed in sealed_columns()}

    assert {"people_passage.words_sealed", "people_waytocontact.value_sealed"} <= columns
    assert len(columns) >= 40


def test_what_is_written_meanwhile_is_not_written_over(some, monkeypatch):
    """A row is changed between being read and being sealed anew, by who has only the old key."""
    old, seen = ring(), []
    really_open = sealing.Ring.open

    def changed_under_our_hands(self, sealed, about):
        if not seen and about.endswith(str(some[2].id).encode()):
            seen.append(about)
            new = old.seal("Coffee now", about)
            Person.objects.filter(id=some[2].id).update(welcome_sealed=new)
        return really_open(self, sealed, about)

    monkeypatch.setattr(sealing.Ring, "open", changed_under_our_hands)
    with as_the_owner():
        rotate_keys("york")

        assert seen
        assert words_of(some[2]) == "Coffee now"
        assert key_of(some[2]) == 1
        assert left_behind() == 0


def test_many_rows_are_sealed_some_at_a_time(some, monkeypatch):
    monkeypatch.setattr(resealing, "AT_A_TIME", 2)
    with as_the_owner():
        rotate_keys("york")

        assert left_behind() == 0


def test_stopped_halfway_both_keys_open_and_the_next_run_does_the_rest(some):
    add_key("york")
    with as_the_owner():
        next(reseal("york"))
        for person in some:
            assert words_of(person).startswith("Tea")

        rotate_keys("york")
        assert {key_of(person) for person in some} == {2}


def test_what_is_found_by_a_hash_is_found_after_it_too():
    before = sealing.blind_index("nhs", "9434765919")
    add_key("york")

    assert sealing.blind_index("nhs", "9434765919") == before


def test_a_process_that_serves_seals_with_a_key_that_another_added():
    assert len(ring().keys) == 1

    add_key("york")

    assert len(ring().keys) == 2
    assert len(json.loads(ring_path("york").read_text())) == 2
    assert ring_path("york").stat().st_mode & 0o077 == 0


def test_a_value_that_no_key_opens_is_said_and_stays_as_it_was(some):
    broken = bytes([1, 0, 0, 0, 0]) + b"x" * 40
    with as_the_owner():
        Person.objects.filter(id=some[4].id).update(welcome_sealed=broken)

        with pytest.raises(CommandError, match=r"people_person\.welcome_sealed"):
            call_command("rotate_keys", partnership="york")
        assert bytes(Person.objects.get(id=some[4].id).welcome_sealed) == broken


def test_asks_for_a_partnership_that_is_there():
    with pytest.raises(CommandError, match="no partnership"):
        call_command("rotate_keys", partnership="leeds")


def test_without_its_ring_nothing_is_begun(settings, tmp_path):
    settings.HEARTH_KEYS = str(tmp_path / "nowhere")

    with pytest.raises(CannotOpen):
        add_key("york")
