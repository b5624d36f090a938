"""What is published, who is in it, and that only what changed is written anew."""

import datetime

import pytest
from django.db import connection, transaction

from hearth.erasing.actions.forgetting import forget_everywhere
from hearth.foundation import sealing
from hearth.foundation.sealing import add_key
from hearth.frontdoor.models import Visit
from hearth.lake import publishing, store
from hearth.lake.models import Mark
from hearth.lake.pseudonyms import pseudonym, pseudonym_key
from hearth.lake.star import AGE_BANDS, TABLES
from hearth.lake.store import LakeRefused
from hearth.lake.tests.reading import everything_in, files_in, rows_in
from hearth.lake.tests.town import DAYS, ago, as_hearth, came, link
from hearth.people.models import Details, Person
from hearth.places.timer import OnATimer


def person_in(lake, person):
    number = pseudonym(pseudonym_key(), person.id.bytes)
    return [row for row in rows_in(lake, "visits") if row["person"] == number]


def months_of(person):
    return {f"{day:%Y-%m}" for day in person.visits.values_list("arrived_on", flat=True)}


def written(done, table="visits"):
    return {part.month for part in done.written if part.table == table}


class TestWhatIsInIt:
    def test_every_visit_that_was_not_taken_back_is_in_it_once(self, town, lake, fill):
        fill()

        standing = Visit.objects.filter(taken_back_at=None)
        assert len(rows_in(lake, "visits")) == standing.count()
        days = sorted(row["day"] for row in rows_in(lake, "visits"))
        assert days == sorted(standing.values_list("arrived_on", flat=True))

    def test_every_table_says_what_the_star_schema_says(self, town, lake, fill):
        fill()

        for name, rows in everything_in(lake).items():
            assert rows, name
            assert set(rows[0]) == set(TABLES[name].names)

    def test_a_person_is_a_number_and_nothing_says_who(self, town, lake, fill):
        fill()

        said = b"".join(path.read_bytes() for path in lake.rglob("*") if path.is_file())
        for person in town.people:
            assert str(person.id).encode() not in said
            assert person.id.bytes not in said
            assert person.known_as.encode() not in said
        assert len({row["person"] for row in person_in(lake, town.jo)}) == 1
        assert len(person_in(lake, town.jo)) == town.jo.visits.count()

    def test_linked_records_are_one_person(self, town, lake, fill):
        fill()

        both = len(person_in(lake, town.ann)) + len(person_in(lake, town.anna))
        assert both == town.ann.visits.count() + town.anna.visits.count()
        assert not (person_in(lake, town.ann) and person_in(lake, town.anna))

    def test_an_age_is_a_band_on_the_day(self, town, lake, fill):
        fill()

        bands = {row["age_band"] for row in person_in(lake, town.jo)}
        assert bands <= {"18 to 24"}
        assert {row["age_band"] for row in person_in(lake, town.bo)} <= {"75 and over"} | {
            "65 to 74"
        }
        assert {row["age_band"] for row in rows_in(lake, "visits")} <= {"", *AGE_BANDS}

    def test_who_objected_came_as_somebody_without_a_name_and_is_in_nothing_else(
        self, town, lake, fill
    ):
        fill()

        assert person_in(lake, town.shy) == []
        theirs = set(town.shy.visits.values_list("arrived_on", flat=True))
        unnamed = [row for row in rows_in(lake, "visits") if not row["named"]]
        assert len(unnamed) == Visit.objects.filter(person=None).count() + len(theirs)
        number = pseudonym(pseudonym_key(), town.shy.id.bytes)
        for name, rows in everything_in(lake).items():
            assert not [row for row in rows if row.get("person") == number], name
        assert len(rows_in(lake, "hellos")) == 2 * (9 + 1)
        assert len(rows_in(lake, "conversations")) == 3

    def test_an_open_day_is_as_long_as_its_opening_times(self, town, lake, fill):
        fill()

        openings = rows_in(lake, "openings")
        assert {row["minutes"] for row in openings} <= {150}
        assert {row["day"].weekday() for row in openings} == {2}
        assert {row["hub"] for row in openings} == {str(town.acomb.id)}


class TestOnlyWhatChanged:
    def test_a_second_filling_writes_nothing(self, town, lake, fill):
        fill()
        before = files_in(lake)
        again = fill()

        assert not again.whole
        assert again.written == []
        assert files_in(lake) == before

    def test_a_late_visit_writes_its_month_and_no_other(self, town, lake, fill):
        fill()
        came(town, town.seldom, town.clifton, ago(250))
        again = fill()

        assert written(again) == {f"{ago(250):%Y-%m}"}
        assert len(person_in(lake, town.seldom)) == 2

    def test_a_visit_of_today_is_there_without_a_mark(self, town, lake, fill):
        fill()
        came(town, town.seldom, town.acomb, ago(0))

        assert Mark.objects.count() == 0
        assert written(fill()) == {f"{ago(0):%Y-%m}"}

    @pytest.mark.parametrize(
        "change",
        [
            {"arrived_hour": 15},
            {"taken_back_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
            {"person": None},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_a_late_change_of_a_visit_writes_its_month(self, town, lake, fill, change):
        fill()
        visit = town.jo.visits.order_by("arrived_on")[3]
        Visit.objects.filter(id=visit.id).update(**change)
        again = fill()

        assert written(again) == {f"{visit.arrived_on:%Y-%m}"}

    def test_a_visit_moved_to_another_month_writes_both(self, town, lake, fill):
        fill()
        visit = town.jo.visits.order_by("arrived_on")[1]
        Visit.objects.filter(id=visit.id).update(arrived_on=ago(100))

        assert written(fill()) == {f"{visit.arrived_on:%Y-%m}", f"{ago(100):%Y-%m}"}

    def test_what_does_not_show_writes_nothing(self, town, lake, fill):
        fill()
        Visit.objects.filter(person=town.jo).update(how_today="OK")

        assert Mark.objects.count() == 0
        assert fill().written == []

    def test_visits_that_are_gone_are_gone(self, town, lake, fill):
        fill()
        months = months_of(town.seldom)
        town.seldom.visits.all().delete()
        again = fill()

        assert written(again) == months
        assert person_in(lake, town.seldom) == []

    def test_a_month_in_which_nothing_is_left_has_no_file(self, town, lake, fill):
        month = f"{ago(DAYS):%Y-%m}"
        fill()
        first, last = publishing.days_of(month)
        Visit.objects.filter(arrived_on__range=(first, last)).delete()
        fill()

        assert not list(lake.glob(f"visits/*/month={month}/*"))

    def test_who_objects_is_gone_from_every_month_at_the_next_run(self, town, lake, fill):
        fill()
        months = months_of(town.bo)
        Person.objects.filter(id=town.bo.id).update(not_counted=True)
        again = fill()

        assert written(again) == months
        assert person_in(lake, town.bo) == []

    def test_and_whoever_is_linked_with_them(self, town, lake, fill):
        fill()
        Person.objects.filter(id=town.anna.id).update(restricted_on=ago(0))
        again = fill()

        assert written(again) == months_of(town.ann) | months_of(town.anna)
        assert not person_in(lake, town.ann)
        assert not person_in(lake, town.anna)

    def test_linking_and_unlinking_write_the_months_of_both(self, town, lake, fill):
        fill()
        link(town, town.anna, town.seldom)
        linked = fill()
        assert written(linked)
        assert written(linked) <= set().union(*map(months_of, (town.ann, town.anna, town.seldom)))
        before = everything_in(lake)
        town.linked.unlinked_at = datetime.datetime.now(tz=datetime.UTC)
        town.linked.save()
        fill()

        assert everything_in(lake)["visits"] != before["visits"]
        partly = everything_in(lake)
        fill(whole=True)
        assert everything_in(lake) == partly

    def test_who_is_erased_is_gone_at_the_next_run(self, town, lake, fill):
        fill()
        months, visits = months_of(town.bo), len(rows_in(lake, "visits"))
        number = pseudonym(pseudonym_key(), town.bo.id.bytes)
        as_hearth(lambda: forget_everywhere(by=OnATimer(), person=town.bo))
        again = fill()

        assert written(again) == months
        assert len(rows_in(lake, "visits")) == visits
        for name, rows in everything_in(lake).items():
            assert not [row for row in rows if row.get("person") == number], name
        kept = everything_in(lake)
        fill(whole=True)
        assert everything_in(lake) == kept

    def test_a_birth_date_that_is_told_later_changes_the_band(self, town, lake, fill):
        fill()
        details = Details.objects.get(person=town.jo)
        details.born_on = ago(31 * 366)
        details.save()
        again = fill()

        assert written(again) == months_of(town.jo)
        assert {row["age_band"] for row in person_in(lake, town.jo)} <= {"25 to 34"}

    def test_whatever_was_done_a_whole_filling_says_the_same(self, town, lake, fill):
        fill()
        came(town, town.jo, town.acomb, ago(333))
        town.seldom.visits.all().delete()
        Person.objects.filter(id=town.shy.id).update(not_counted=False)
        Details.objects.filter(person=town.bo).delete()
        fill()
        partly = everything_in(lake)
        whole = fill(whole=True)

        assert whole.whole
        assert whole.written == []
        assert everything_in(lake) == partly

    def test_a_mark_that_is_left_meanwhile_waits_for_the_next_run(
        self, town, lake, fill, monkeypatch
    ):
        fill()
        came(town, town.jo, town.acomb, ago(333))
        write = publishing.write_manifest

        def late(folder, manifest):
            came(town, town.jo, town.acomb, ago(222))
            write(folder, manifest)

        monkeypatch.setattr(publishing, "write_manifest", late)
        assert written(fill()) == {f"{ago(333):%Y-%m}"}
        monkeypatch.undo()

        assert written(fill()) == {f"{ago(222):%Y-%m}"}

    def test_a_bulk_load_marks_a_month_once_for_each_transaction(self, town):
        with transaction.atomic():
            for _ in range(5):
                came(town, None, town.acomb, ago(200))
        came(town, None, town.acomb, ago(200))

        assert Mark.objects.count() == 2

    def test_a_mark_taken_back_with_its_savepoint_is_left_again(self, town):
        with transaction.atomic():
            point = transaction.savepoint()
            came(town, None, town.acomb, ago(200))
            transaction.savepoint_rollback(point)
            came(town, None, town.acomb, ago(200))

        assert Mark.objects.count() == 1


class TestWhateverHappens:
    def test_new_keys_make_every_pseudonym_anew(self, town, lake, fill, apart):
        fill()
        before = {row["person"] for row in rows_in(lake, "visits")} - {None}
        add_key(apart)
        sealing._rings.clear()
        again = fill()

        assert again.whole
        after = {row["person"] for row in rows_in(lake, "visits")} - {None}
        assert not before & after
        assert len(before) == len(after)

    def test_stopped_before_the_manifest_the_lake_is_as_it_was(self, town, lake, fill, monkeypatch):
        fill()
        before = everything_in(lake)
        came(town, town.jo, town.acomb, ago(333))

        def stop(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(publishing, "write_manifest", stop)
        with pytest.raises(KeyboardInterrupt):
            fill()
        assert everything_in(lake) == before
        monkeypatch.undo()
        left = files_in(lake)
        again = fill()

        assert everything_in(lake) != before
        assert set(again.written)
        assert all(files_in(lake)[path] == at for path, at in left.items() if path.exists())

    def test_stopped_after_the_manifest_everything_is_read_again_and_nothing_written(
        self, town, lake, fill, monkeypatch
    ):
        fill()
        came(town, town.jo, town.acomb, ago(333))

        def stop(**_):
            raise KeyboardInterrupt

        monkeypatch.setattr(publishing, "note_filled", stop)
        with pytest.raises(KeyboardInterrupt):
            fill()
        monkeypatch.undo()
        again = fill()

        assert again.whole
        assert again.written == []

    def test_a_database_brought_back_from_a_backup_is_read_whole(self, town, lake, fill):
        fill()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE lake_filling SET id = gen_random_uuid()")

        assert fill().whole

    def test_half_a_file_is_never_seen(self, town, lake, fill, monkeypatch):
        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(store.os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            fill()

        assert not [path for path in lake.rglob("*") if "parquet" in path.name]

    def test_two_do_not_fill_it_at_once(self, town, lake, fill):
        with store.only_one(lake, "apart"), pytest.raises(LakeRefused, match="already"):
            fill()

    def test_files_are_their_owners_alone(self, town, lake, fill):
        fill()

        assert lake.stat().st_mode & 0o077 == 0
        assert all(p.stat().st_mode & 0o077 == 0 for p in lake.rglob("*.parquet"))
