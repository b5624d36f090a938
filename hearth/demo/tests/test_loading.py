"""Filling a partnership: whole, true, up to this very moment, or not at all."""

import datetime
from collections import Counter
from dataclasses import replace
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from hearth.accounts.actions import add_worker, give_role
from hearth.accounts.models import Grant, User
from hearth.accounts.roles import Role
from hearth.demo import loading
from hearth.demo.bare_tables import FOREIGN_KEYS, INDEXES, bare
from hearth.demo.coming import Simulation
from hearth.demo.copying import Ids, Rows
from hearth.demo.loading import is_filled, load, load_crowd
from hearth.demo.management.commands import demo as command
from hearth.demo.networks import PASSWORD
from hearth.demo.tests.conftest import HUB, NOW, PLANNED, SMALL, VILLAGE
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import ChildAlert, Conversation, Headcount, Presence, Source, Visit
from hearth.people.models import Acquaintance, Person
from hearth.people.standing import count_untrue
from hearth.places import opening
from hearth.places.models import Organisation, Site
from hearth.places.timetables import timetable_of

NIGHT = datetime.datetime(2026, 3, 3, 3, 0, tzinfo=datetime.UTC)


def nothing():
    """Tell nobody."""


@pytest.fixture
def loaded(db, frozen):
    with as_the_owner():
        yield load(SMALL, seed=1, now=NOW, tell=nothing)


@pytest.fixture
def as_owner(db, frozen):
    with as_the_owner():
        yield


class TestSettling:
    def test_makes_the_organisations_sites_and_workers(self, standing):
        assert Organisation.objects.get().name == "Bootham Friends"
        assert list(Site.objects.order_by("name").values_list("name", "status")) == [
            ("Bootham", "OPEN"),
            ("Heworth", "PLANNED"),
            ("Skelton", "OPEN"),
        ]
        skelton = Site.objects.get(slug="clarence-street")
        assert skelton.part_of.slug == "bootham"
        assert skelton.latitude == pytest.approx(53.97, abs=0.01)
        assert [here.site.slug for here in standing] == [site.slug for site in SMALL.sites]

    def test_gives_each_worker_their_roles_and_the_one_password(self, worker):
        gail = worker("gail")
        assert gail.check_password(PASSWORD)
        assert {grant.site.slug for grant in gail.grants.all()} == {"bootham", "clarence-street"}
        assert worker("lea").grants.get().site is None

    def test_gives_sign_ins_and_roles_as_the_actions_would(self, standing, worker):
        def stands(username):
            user = worker(username)
            grant = Grant.objects.get(user=user)
            trail = AuditLine.objects.filter(subject_id__in=[user.id, grant.id])
            lines = trail.order_by("verb").values_list(
                "verb", "subject_type", "place_id", "actor_id"
            )
            return (
                grant.role, grant.site_id, grant.from_on, grant.until_on, user.works_for,
                user.is_active, list(lines),
            )  # fmt: skip

        lea, bootham = worker("lea"), standing[0].site
        bea = add_worker(
            by=lea, username="new", name="New Hand", password=PASSWORD, works_for=bootham.run_by
        )
        give_role(by=lea, worker=bea, role=Role.GREETER, site=bootham)
        assert stands("behind") == stands("new")

    @pytest.mark.parametrize("place", [HUB, VILLAGE], ids=lambda place: place.slug)
    def test_keeps_the_opening_times_by_which_people_come(self, standing, place):
        times = timetable_of(Site.objects.get(slug=place.slug))
        first = datetime.date(2025, 12, 1)
        for day in (first + datetime.timedelta(days=n) for n in range(120)):
            expected = place.open_on(day)
            spells = opening.openings_on(times, day)
            assert bool(expected) == bool(spells), day


class TestLoading:
    def test_writes_down_people_and_what_they_did(self, loaded):
        assert loaded.people == Person.objects.count() > 50
        assert loaded.visits == Visit.objects.count() > 200
        assert loaded.headcounts == Headcount.objects.count() > 5
        assert Conversation.objects.exists()
        assert not Visit.objects.exclude(source=Source.DEMONSTRATION).exists()
        assert not Visit.objects.filter(site__slug=PLANNED.slug).exists()

    def test_everybody_is_known_where_they_came(self, loaded):
        assert count_untrue(today=NOW.date()) == 0
        came = Visit.objects.filter(person__isnull=False).values_list("person_id", "site_id")
        assert set(came) == set(Acquaintance.objects.values_list("person_id", "site_id"))

    def test_nothing_has_happened_that_is_yet_to_come(self, loaded):
        for model, moments in {
            Visit: ["recorded_at", "arrived_at", "left_at", "confirmed_gone_at"],
            Headcount: ["recorded_at", "arrived_at"],
            Conversation: ["recorded_at", "wanted_at", "taken_at", "ended_at"],
            ChildAlert: ["raised_at", "seen_at"],
            Presence: ["came_at"],
            Person: ["recorded_at", "edited_at", "died_recorded_at"],
            AuditLine: ["at"],
        }.items():
            for moment in moments:
                assert not model.objects.filter(**{f"{moment}__gt": NOW}).exists(), moment

    def test_the_rows_are_those_of_the_simulation(self, loaded):
        simulated = Counter(
            (SMALL.sites[arrival.site].slug, arrival.at)
            for _, arrivals in Simulation(SMALL, seed=1).days(NOW.date())
            for arrival in arrivals
            if not arrival.is_group and arrival.at <= NOW
        )
        written = Counter(Visit.objects.values_list("site__slug", "arrived_at"))
        extra = written - simulated
        assert simulated <= written
        assert {site for site, _ in extra} == {"bootham"}
        assert extra.total() == 3

    def test_three_people_want_to_talk_and_one_has_waited_too_long(self, loaded):
        waiting = Conversation.objects.filter(ended_at__isnull=True, taken_at__isnull=True)
        waits = [(NOW - talk.visit.arrived_at).seconds // 60 for talk in waiting]
        limit = Site.objects.get(slug="bootham").wait_limit_minutes
        assert {4, 13, 31} <= set(waits)
        assert any(wait > limit for wait in waits)
        assert any(wait < limit for wait in waits)

    def test_the_team_is_on_the_fire_roll(self, loaded):
        names = set(Presence.objects.filter(left_at__isnull=True).values_list("name", flat=True))
        assert {"Gail Reed", "Tom Ash"} <= names
        assert Presence.objects.filter(kind="VOLUNTEER", user=None).exists()

    def test_whoever_came_on_days_gone_by_has_gone_home(self, loaded):
        still_in = Visit.objects.still_in()
        assert still_in.exists()
        assert not still_in.exclude(arrived_on=NOW.date()).exists()

    def test_when_nothing_is_open_nobody_is_waiting(self, as_owner):
        load(SMALL, seed=1, now=NIGHT, tell=nothing)
        assert not Conversation.objects.filter(ended_at__isnull=True).exists()
        assert not Presence.objects.exists()
        assert not Visit.objects.still_in().exists()

    def test_says_in_the_trail_where_it_came_from(self, loaded):
        lines = AuditLine.objects.filter(verb="imported by the demonstration")
        assert {line.place_id for line in lines} == set(Site.objects.values_list("id", flat=True))
        assert all(line.actor_id is None for line in lines)

    def test_the_same_seed_fills_two_partnerships_alike(self, as_owner):
        def story(seed):
            with transaction.atomic():
                load(SMALL, seed=seed, now=NOW, tell=nothing)
                people = list(Person.objects.order_by("id").values_list("id", "known_as"))
                visits = list(Visit.objects.order_by("id").values_list("id", "person_id"))
                transaction.set_rollback(True)
            return people, visits

        assert story(3) == story(3)
        assert story(3) != story(4)

    def test_the_directory_is_laid_from_the_same_seed(self, as_owner, monkeypatch):
        seeds = []
        monkeypatch.setattr(loading.laying, "lay", lambda *_, seed, **__: seeds.append(seed))
        load(SMALL, seed=1, now=NOW, tell=nothing)
        assert seeds == ["1/york"]

    def test_what_fails_halfway_leaves_nothing(self, as_owner, monkeypatch):
        def fail(*_):
            raise RuntimeError("halfway")

        monkeypatch.setattr(loading.Story, "write_down_people", fail)
        with pytest.raises(RuntimeError), transaction.atomic():
            load(SMALL, seed=1, now=NOW, tell=nothing)
        assert not is_filled()
        assert not Visit.objects.exists()
        assert not User.objects.exists()


class TestACrowd:
    def test_has_exactly_as_many_people_and_visits_as_asked_for(self, as_owner):
        loaded = load_crowd(SMALL, people=137, visits=1501, seed=1, now=NOW, tell=nothing)
        assert (loaded.people, loaded.visits) == (137, 1501)
        assert Person.objects.count() == 137
        assert Visit.objects.count() == 1501
        assert Visit.objects.filter(person=None).count() == 1501 // 6
        assert count_untrue(today=NOW.date()) == 0

    def test_some_come_much_more_often_than_others(self, as_owner):
        load_crowd(SMALL, people=200, visits=4000, seed=1, now=NOW, tell=nothing)
        visits = Counter(Visit.objects.filter(person__isnull=False).values_list("person_id"))
        often = sorted(visits.values())
        assert often[-1] > 20 * often[0]

    @pytest.mark.parametrize(("people", "visits"), [(30, 0), (0, 30), (50, 7)])
    def test_may_be_people_who_never_came_or_visits_of_nobody(self, as_owner, people, visits):
        load_crowd(SMALL, people=people, visits=visits, seed=1, now=NOW, tell=nothing)
        assert Person.objects.count() == people
        assert Visit.objects.count() == visits

    def test_nobody_comes_tomorrow(self, as_owner):
        load_crowd(SMALL, people=40, visits=900, seed=1, now=NOW, tell=nothing)
        assert not Visit.objects.filter(arrived_at__gt=NOW).exists()
        assert not Visit.objects.filter(left_at__gt=NOW).exists()


class TestBareTables:
    def definitions(self):
        with connection.cursor() as cursor:
            cursor.execute(FOREIGN_KEYS, ["frontdoor_visit"])
            foreign_keys = cursor.fetchall()
            cursor.execute(INDEXES, ["frontdoor_visit"])
            return foreign_keys, cursor.fetchall()

    def test_get_back_what_was_taken(self, as_owner):
        before = self.definitions()
        with transaction.atomic():
            with bare([Visit]):
                assert self.definitions() == ([], [])
            assert self.definitions() == before
        assert len(before[0]) >= 4
        assert len(before[1]) >= 3

    def test_take_no_row_that_belongs_to_nothing(self, standing):
        site, gail = standing[0].site, standing[0].greeters[0]
        nobody = Ids("nobody").at(NOW)
        rows = Rows(
            Visit, "id", "recorded_at", "site_id", "held_by_id", "arrived_at", "arrived_on",
            "arrived_hour", "welcomed_by_id", "person_id",
        )  # fmt: skip
        rows.add(
            Ids("visit").at(NOW),
            NOW,
            site.id.hex,
            site.run_by_id.hex,
            NOW,
            NOW.date(),
            16,
            gail,
            nobody,
        )
        with pytest.raises(IntegrityError), transaction.atomic(), bare([Visit]):
            rows.copy()

    def test_rows_must_bring_what_has_no_usual_value(self):
        with pytest.raises(TypeError, match="arrived_at must be given"):
            Rows(
                Visit, "id", "recorded_at", "site_id", "held_by_id", "arrived_on",
                "arrived_hour", "welcomed_by_id",
            )  # fmt: skip
        with pytest.raises(TypeError, match="id must be given"):
            Rows(Visit, "recorded_at")
        with pytest.raises(TypeError, match="no shoe_size"):
            Rows(Visit, "id", "shoe_size")

    @pytest.mark.parametrize(
        "words",
        [
            "O'Brien \"Bob\"",
            "back\\slash", "a\ttab", "two\nlines", "\r", "\\N", "{,}", "Ștefania",
            "\\.", " ", "NULL",
        ],
    )  # fmt: skip
    def test_words_arrive_as_they_were(self, standing, words):
        site, who = standing[0].site, Ids("who").at(NOW)
        people = Rows(
            Person, "id", "recorded_at", "edited_at", "known_as", "needs_note_sealed", "needs",
            "listed", "known_at", "held_by_id",
        )  # fmt: skip
        people.add(
            who,
            NOW,
            NOW,
            words,
            words.encode(),
            [words, words],
            False,
            [site.id.hex],
            site.run_by_id.hex,
        )
        people.copy()
        person = Person.objects.get(id=who)
        assert person.known_as == words
        assert bytes(person.needs_note_sealed) == words.encode()
        assert person.needs == [words, words]
        assert person.listed is False
        assert person.known_at == [site.id]
        assert person.greeted_at == []
        assert person.died_on is None
        assert person.recorded_at == NOW

    def test_ids_sort_by_their_moments(self):
        ids = Ids("a seed")
        moments = [NOW + datetime.timedelta(minutes=n) for n in range(50)]
        made = [ids.at(moment) for moment in moments]
        assert made == sorted(made)
        assert {UUID(one).version for one in made} == {7}
        assert Ids("a seed").at(NOW) == made[0]


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def _small(self, as_owner, monkeypatch, settings):
        settings.DEMONSTRATION = True
        monkeypatch.setattr(command, "DEMONSTRATION", (SMALL,))
        monkeypatch.setattr(command, "tidy_up", nothing)  # no VACUUM inside a test's transaction
        monkeypatch.setattr(
            command, "network_in", lambda schema: replace(SMALL, slug="york", name="As many")
        )

    def run(self, *options):
        said = StringIO()
        call_command("demo", *options, stdout=said, stderr=StringIO())
        connection.set_schema("york")
        return said.getvalue()

    def test_fills_what_is_empty_and_leaves_the_rest_alone(self):
        assert "A small network" in self.run()
        before = Visit.objects.count()
        assert "A small network" not in self.run()
        assert Visit.objects.count() == before > 0

    def test_says_how_to_sign_in(self):
        assert PASSWORD in self.run()

    def test_makes_a_crowd_of_a_given_size(self):
        assert "60 invented people, 300 visits" in self.run("--people", "60", "--visits", "300")

    def test_makes_the_other_number_up(self):
        assert "10 invented people, 200 visits" in self.run("--visits", "200")

    def test_refuses_to_fill_what_is_full(self):
        self.run("--people", "3")
        with pytest.raises(CommandError, match="is there already"):
            self.run("--people", "3")

    @pytest.mark.parametrize("schema", ["york", "public", "bench-1", "bench; drop"])
    def test_touches_no_other_partnership(self, schema):
        with pytest.raises(CommandError, match="must begin with bench"):
            self.run("--people", "3", "--partnership", schema)

    def test_refuses_fewer_than_none(self):
        with pytest.raises(CommandError, match="fewer than no people"):
            self.run("--people", "-1")

    @pytest.mark.parametrize("options", [(), ("--people", "3")])
    def test_refuses_outside_the_demonstration(self, settings, options):
        settings.DEMONSTRATION = False
        with pytest.raises(CommandError, match="Set HEARTH_DEMO=1"):
            self.run(*options)
        assert not Visit.objects.exists()
