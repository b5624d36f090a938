"""Every measure says the same on every engine, and what it is defined to say."""

import datetime
import importlib.util
import json
import shutil
from collections import defaultdict

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, Sum

from hearth.config.environment import ROOT
from hearth.evidence.engines.base import EngineRefused
from hearth.evidence.engines.duck import OnDuckDB
from hearth.evidence.engines.postgres import OnPostgreSQL
from hearth.evidence.engines.spark import OnSpark
from hearth.evidence.measures import MEASURES, Asked, Kind
from hearth.evidence.measures.written import measures_page
from hearth.frontdoor.models import Headcount, Visit
from hearth.introductions.models import CountedIntroduction, Introduction
from hearth.lake.simulating import Wished, simulate
from hearth.lake.star import TABLES
from hearth.lake.tests.town import ago, fill, lake, town
from hearth.outcomes.change.intervals import share_of
from hearth.places.timer import OnATimer
from hearth.support.models import Hello, KeepInTouch

__all__ = ["fill", "lake", "town"]

CUTS = [(), ("partnership",), ("partnership", "hub"), ("partnership", "hub", "month"), ("month",)]
SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


@pytest.fixture
def filled(town, lake, fill):
    fill()
    return lake


def on_duckdb(folder, name, asked, partnerships=("apart",)):
    return OnDuckDB(folder, list(partnerships)).answer(MEASURES[name], asked)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_duckdb_and_postgresql_give_the_same_rows(filled, name):
    measure = MEASURES[name]
    seen = 0
    for first, last in [(ago(370), ago(0)), (ago(365), ago(1)), (ago(95), ago(20))]:
        for by in CUTS:
            if set(by) <= set(measure.may_be_cut_by):
                asked = Asked(first, last, by)
                figures = on_duckdb(filled, name, asked)
                assert figures == OnPostgreSQL(by=OnATimer()).answer(measure, asked)
                seen += sum(figure.n for figure in figures)
    assert seen, "nothing was compared"


@pytest.mark.skipif(not SPARK, reason="PySpark or Java is not there")
@pytest.mark.parametrize("name", sorted(MEASURES))
@pytest.mark.filterwarnings("default")
def test_spark_and_duckdb_give_the_same_rows(simulated, name):
    measure = MEASURES[name]
    for by in CUTS:
        if set(by) <= set(measure.may_be_cut_by):
            asked = Asked(datetime.date(2025, 4, 1), datetime.date(2026, 3, 31), by)
            found = on_duckdb(simulated, name, asked, ("simulated_000", "simulated_001"))
            there = OnSpark(simulated, ["simulated_000", "simulated_001"], master="local[1]")
            assert found
            assert there.answer(measure, asked) == found


@pytest.fixture(scope="module")
def simulated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("simulated")
    simulate(folder, Wished(hubs=3, months=14, visits=6000, hubs_each=2))
    return folder


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_of_nothing_there_is_nothing(simulated, name):
    asked = Asked(datetime.date(2031, 1, 1), datetime.date(2031, 12, 31))
    [figure] = on_duckdb(simulated, name, asked, ["simulated_000"])

    assert figure.n == 0
    assert figure.middle is None
    assert figure.said().get("share") is None


class TestWhatTheySay:
    """Reckoned a second time, from the rows themselves."""

    @pytest.fixture
    def asked(self):
        return Asked(ago(364), ago(1))

    @pytest.fixture
    def said(self, filled, asked):
        return lambda name: on_duckdb(filled, name, asked)[0]

    @pytest.fixture
    def visits(self, town, asked):
        """Return the days on which each person came, two linked records as one."""
        days = defaultdict(set)
        for visit in Visit.objects.filter(taken_back_at=None, arrived_on__lte=asked.last):
            if visit.person_id and visit.person_id != town.shy.id:
                whose = town.ann.id if visit.person_id == town.anna.id else visit.person_id
                days[whose].add(visit.arrived_on)
        return days

    def test_attendances(self, said, asked):
        here = {"arrived_on__range": (asked.first, asked.last), "taken_back_at": None}
        counted = Headcount.objects.filter(**here).aggregate(n=Sum("how_many"))["n"]
        assert said("attendances").n == Visit.objects.filter(**here).count() + counted

    def test_people_and_new_people(self, said, visits, asked):
        came = [who for who, days in visits.items() if any(day >= asked.first for day in days)]
        new = [who for who in came if min(visits[who]) >= asked.first]
        assert said("people").n == len(came) == 4
        assert (said("new-people").n, said("new-people").of) == (len(new), len(came))

    def test_regularity(self, said, visits, asked):
        regular = weekly = 0
        for days in visits.values():
            weeks = defaultdict(set)
            for day in days:
                back = (asked.last - day).days
                if back < 364:
                    weeks[back // 91].add(back % 91 // 7)
            for each in weeks.values():
                if len(each) >= 6:
                    regular += 1
                    weekly += 4 * len(each) >= 3 * (max(each) - min(each) + 1)
        assert (said("regularity").n, said("regularity").of) == (weekly, regular)
        assert regular

    def test_introductions(self, said, town, asked):
        begun = Introduction.objects.filter(begun_on__range=(asked.first, asked.last))
        counted = begun.exclude(person=town.shy)
        erased = CountedIntroduction.objects.count()
        met = counted.filter(state="MET").count() + erased
        assert (said("introductions-met").n, said("introductions-met").of) == (
            met, counted.count() + erased,
        )  # fmt: skip
        days = sorted(
            (each.met_on - each.begun_on).days
            for each in [*counted.filter(state="MET"), *CountedIntroduction.objects.all()]
        )
        assert said("days-to-meet").middle == days[(len(days) - 1) // 2]

    def test_a_share_comes_with_its_interval(self, said):
        figure = said("introductions-met")
        share = share_of(figure.n, figure.of)
        assert figure.said()["share"] == share.share
        assert (figure.said()["low"], figure.said()["high"]) == (share.low, share.high)
        assert share.low < share.share < share.high

    def test_the_first_conversation(self, said, visits, town):
        """Jo talked before the days that are asked about; Ann and Anna are one."""
        figure = said("first-conversation")
        talked = {town.ann.id: ago(90), town.bo.id: ago(30)}
        days = sorted((day - min(visits[who])).days for who, day in talked.items())
        assert (figure.n, figure.middle) == (2, days[0])

    def test_hellos(self, said, town, asked):
        said_by_day = Hello.objects.exclude(person=town.shy).filter(taken_back_at=None)
        on_time = said_by_day.filter(said_on__lte=F("due_on"))
        still_due = KeepInTouch.objects.exclude(person=town.shy).filter(next_on__lte=asked.last)
        assert (said("hellos-kept").n, said("hellos-kept").of) == (
            on_time.count(), said_by_day.count() + still_due.count(),
        )  # fmt: skip
        answered = said_by_day.filter(answered=True).count()
        assert (said("hellos-answered").n, said("hellos-answered").of) == (
            answered, said_by_day.count(),
        )  # fmt: skip
        assert on_time.count() < said_by_day.count()


class TestTheCommand:
    def test_says_the_first_path_as_json(self, filled, capsys):
        call_command(
            "measure", "attendances", "--json", "--from", str(ago(364)), "--to", str(ago(1))
        )
        said = json.loads(capsys.readouterr().out)

        assert said["measure"] == "attendances"
        assert said["engine"] == "duckdb"
        [figure] = said["figures"]
        assert figure["partnership"] == "apart"
        assert figure["n"] > 200

    def test_on_postgresql_says_the_same(self, filled, capsys):
        answers = []
        for engine in ("duckdb", "postgres"):
            call_command(
                "measure", "people", "--json", "--partnership", "apart", "--by", "hub,month",
                "--engine", engine,
            )  # fmt: skip
            answers.append(json.loads(capsys.readouterr().out))

        assert answers[0]["figures"] == answers[1]["figures"] != []

    def test_in_words_says_what_it_is_of(self, filled, capsys):
        call_command("measure", "new-people", "--from", str(ago(364)), "--to", str(ago(1)))
        said = capsys.readouterr().out

        assert " of 4, " in said
        assert "95%" in said

    def test_without_spark_says_so_in_a_sentence(self, simulated, monkeypatch):
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        with pytest.raises(CommandError, match="PySpark is not installed"):
            call_command("measure", "people", "--engine", "spark", "--lake", str(simulated))

    def test_without_java_says_so_in_a_sentence(self, simulated, monkeypatch):
        monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
        monkeypatch.setattr("shutil.which", lambda name: None)
        monkeypatch.delenv("JAVA_HOME", raising=False)
        with pytest.raises(CommandError, match="needs Java 17"):
            call_command("measure", "people", "--engine", "spark", "--lake", str(simulated))

    def test_of_an_empty_lake_says_how_to_fill_it(self, tmp_path):
        with pytest.raises(CommandError, match="hearth lake publish"):
            call_command("measure", "people", "--lake", str(tmp_path))

    def test_of_a_partnership_that_is_not_in_it_says_so(self, simulated):
        with pytest.raises(CommandError, match="nothing of york yet"):
            call_command("measure", "people", "--lake", str(simulated), "--partnership", "york")

    def test_days_the_wrong_way_round_are_refused(self, simulated):
        with pytest.raises(CommandError, match="is after"):
            call_command(
                "measure", "people", "--lake", str(simulated), "--from", "2026-02-01", "--to",
                "2026-01-01",
            )  # fmt: skip

    @pytest.mark.parametrize("wrong", [["--from", "soon"], ["--by", "person"], ["--engine", "x"]])
    def test_what_cannot_be_is_refused(self, simulated, wrong):
        with pytest.raises(CommandError):
            call_command("measure", "people", "--lake", str(simulated), *wrong)


def test_what_cannot_be_cut_so_is_refused(simulated):
    with pytest.raises(EngineRefused, match="cannot be told by month"):
        on_duckdb(
            simulated, "regularity",
            Asked(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31), ("month",)),
        )  # fmt: skip


def test_every_measure_is_told_in_full():
    for measure in MEASURES.values():
        assert measure.title
        assert measure.asks.endswith("?")
        assert measure.definition.endswith(".")
        assert measure.unit
        assert measure.numerator
        assert bool(measure.denominator) == (measure.kind is Kind.SHARE)
        assert measure.caveats
        assert set(measure.rows) <= set(TABLES)


def test_the_page_is_made_from_the_definitions():
    """Write it anew: python -m hearth.evidence.measures.written > docs/reference/measures.md"""
    assert (ROOT / "docs/reference/measures.md").read_text() == measures_page()
