"""Invented networks: of any size, the same from the same seed, and never all in memory."""

import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from hearth.lake import store
from hearth.lake.publishing import INVENTED
from hearth.lake.simulating import Wished, simulate
from hearth.lake.star import FACTS, TABLES
from hearth.lake.store import LakeRefused, Manifest, partnerships_in, read_manifest, write_manifest
from hearth.lake.tests.reading import rows_in

SMALL = Wished(hubs=3, months=4, visits=1000, hubs_each=2)
FIRST, SECOND = "simulated_000", "simulated_001"


def contents(folder):
    return {
        (one, name): rows_in(folder, name, one)
        for one in partnerships_in(folder)
        for name in TABLES
    }


def test_there_are_as_many_visits_as_were_wished(tmp_path):
    simulate(tmp_path, SMALL)

    visits = [rows_in(tmp_path, "visits", one) for one in (FIRST, SECOND)]
    assert sum(map(len, visits)) == 1000
    assert {row["hub"][-1] for row in visits[0]} == {"0", "1"}
    assert {row["hub"][-1] for row in visits[1]} == {"2"}


def test_every_table_is_as_the_star_schema_says(tmp_path):
    simulate(tmp_path, Wished(hubs=2, months=3, visits=2000))

    manifest = read_manifest(tmp_path, FIRST)
    assert {part.table for part in manifest.parts} == set(TABLES)
    for part in manifest.parts:
        file = pq.ParquetFile(part.path_in(tmp_path, FIRST))
        assert file.schema_arrow.equals(TABLES[part.table].schema)
        assert file.metadata.num_rows == part.rows
        if part.month:
            assert {f"{day:%Y-%m}" for day in file.read()["day"].to_pylist()} == {part.month}


def test_the_same_seed_makes_the_same_rows_whatever_the_chunk(tmp_path):
    simulate(tmp_path / "one", SMALL)
    simulate(tmp_path / "two", Wished(hubs=3, months=4, visits=1000, hubs_each=2, chunk=7))

    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    named = [part.digest for part in read_manifest(tmp_path / "one", FIRST).parts]
    assert named == [part.digest for part in read_manifest(tmp_path / "two", FIRST).parts]


def test_another_seed_makes_others(tmp_path):
    simulate(tmp_path / "one", SMALL)
    simulate(tmp_path / "two", Wished(hubs=3, months=4, visits=1000, hubs_each=2, seed=2))

    assert contents(tmp_path / "one") != contents(tmp_path / "two")


def test_no_more_is_in_memory_than_a_chunk(tmp_path, monkeypatch):
    seen = []
    usual = store._write

    def watched(writer, kept):
        seen.append(sum(batch.num_rows for batch in kept))
        usual(writer, kept)

    monkeypatch.setattr(store, "_write", watched)
    before = pa.total_allocated_bytes()
    simulate(tmp_path, Wished(hubs=4, months=2, visits=40_000, chunk=100))

    assert max(seen) <= 100
    assert pa.total_allocated_bytes() - before < 1_000_000


def test_ten_times_the_months_take_no_more_memory(tmp_path):
    pool = pa.default_memory_pool()

    def most(months):
        wished = Wished(hubs=5, months=months, visits=2_000 * 5 * months, chunk=500)
        peaks = []
        simulate(
            tmp_path / str(months), wished, told=lambda _: peaks.append(pool.bytes_allocated())
        )
        return max(peaks)

    assert most(20) <= most(2) + 1_000_000


def test_a_month_of_england_fits_the_same_way(tmp_path):
    wished = Wished(hubs=1300, months=1, visits=2600)
    simulate(tmp_path, wished)

    assert len(partnerships_in(tmp_path)) == 42
    assert wished.in_all == 2600


def test_all_of_england_for_ten_years_is_as_many_as_lincolnshire_would_be():
    england = Wished(hubs=1300, months=120)

    assert england.in_all == 1300 * 120 * 375
    assert (england.months_named[0], england.months_named[-1]) == ("2016-04", "2026-03")


def test_what_was_made_before_goes(tmp_path):
    simulate(tmp_path, SMALL)
    simulate(tmp_path, Wished(hubs=3, months=2, visits=1000, hubs_each=2))

    months = {path.parent.name for path in tmp_path.glob("visits/*/*/*.parquet")}
    assert months == {"month=2026-02", "month=2026-03"}


def test_it_says_that_it_is_invented_and_is_never_mixed_with_people(tmp_path):
    simulate(tmp_path, SMALL)
    assert read_manifest(tmp_path, FIRST).encrypted_by == INVENTED
    write_manifest(
        tmp_path, Manifest(FIRST, "x", "2026-01-01T00:00:00", "x", "its device (dm-crypt)")
    )

    with pytest.raises(LakeRefused, match="a lake of people"):
        simulate(tmp_path, SMALL)


def test_the_command_takes_years_and_neighbourhoods(tmp_path, capsys):
    call_command(
        "simulate", "--to", str(tmp_path), "--neighbourhoods", "2", "--years", "1",
        "--visits", "1,200", "--seed", "3",
    )  # fmt: skip

    assert "rows of facts" in capsys.readouterr().out
    assert len(rows_in(tmp_path, "visits", FIRST)) == 1200
    days = [row["day"] for row in rows_in(tmp_path, "visits", FIRST)]
    assert min(days) < datetime.date(2025, 5, 15)


@pytest.mark.parametrize("wrong", [["--hubs", "0"], ["--last", "2026-13"], ["--visits", "some"]])
def test_what_cannot_be_is_refused(tmp_path, wrong):
    with pytest.raises(CommandError):
        call_command("simulate", "--to", str(tmp_path), *wrong)


def test_each_fact_is_drawn(tmp_path):
    simulate(tmp_path, Wished(hubs=1, months=2, visits=3000))

    for table in FACTS:
        rows = rows_in(tmp_path, table.name, FIRST)
        assert rows, table.name
        for column in table.columns:
            if not column.may_be_missing:
                assert all(row[column.name] is not None for row in rows), column.name
