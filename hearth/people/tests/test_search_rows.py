"""What people are found by stays true, whatever is done to them, and however they were loaded."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearth.accounts.tests.factories import UserFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import findable
from hearth.people.models import Acquaintance, Details, OtherName, Person
from hearth.people.search import find_people
from hearth.people.tests.factories import PersonFactory

NAMES = st.sampled_from(
    ["Jo", "Liz Smith", "Anne-Marie O'Neill", "José", "Piet van der Berg", "Mo", "Big Dave from it"]
)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("rename"), NAMES),
        st.tuples(st.just("details"), st.tuples(NAMES, st.sampled_from([None, "1985-02-03"]))),
        st.tuples(st.just("other name"), NAMES),
        st.tuples(st.just("no other names"), st.none()),
        st.tuples(st.just("known"), st.booleans()),
        st.tuples(st.just("listed"), st.booleans()),
        st.tuples(st.just("seen"), st.integers(0, 400)),
        st.tuples(st.just("died"), st.booleans()),
        st.tuples(st.just("forgotten"), st.none()),
    ),
    max_size=6,
)


def edit(person, hub, other_hub, what, value):
    """Change somebody's rows as an act would, and nothing of what they are found by."""
    told = {"person": person, "known_at": person.known_at, "held_by": person.held_by}
    if what == "rename":
        person.known_as = value
    elif what == "details":
        Details.objects.update_or_create(
            person=person,
            defaults={"given_name": value[0], "family_name": "Fenn", "born_on": value[1],
                      "known_at": person.known_at, "held_by": person.held_by},
        )  # fmt: skip
    elif what == "other name":
        OtherName.objects.get_or_create(person=person, name=value, defaults=told)
    elif what == "no other names":
        OtherName.objects.filter(person=person).delete()
    elif what == "known":
        until = None if value else timezone.localdate()
        Acquaintance.objects.update_or_create(
            person=person, site=other_hub,
            defaults={"since": timezone.localdate(), "until": until},
        )  # fmt: skip
        person.known_at = [hub.id, other_hub.id] if value else [hub.id]
    elif what == "listed":
        person.listed = value
        person.greeted_at = [hub.id] if value else []
    elif what == "seen":
        on = timezone.localdate() - datetime.timedelta(days=value)
        Acquaintance.objects.filter(person=person, site=hub).update(last_welcomed_on=on)
    elif what == "died":
        person.died_recorded_at = timezone.now() if value else None
    person.save()
    if what == "forgotten":
        person.delete()


class TestRows:
    @settings(
        max_examples=40, deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )  # fmt: skip
    @given(edits=EDITS)
    def test_stay_true_through_any_edits(self, hub, other_hub, edits):
        with as_the_owner():
            findable.rebuild()
            person = PersonFactory(known_as="Jo", sites=[hub])
            for what, value in edits:
                person_id = person.id
                edit(person, hub, other_hub, what, value)
                findable.refresh([person_id])
                assert findable.count_untrue() == 0, what
                if what == "forgotten":
                    return

    def test_that_are_untrue_are_counted(self, hub, jo):
        with as_the_owner():
            assert findable.count_untrue() == 0
            Person.objects.filter(id=jo.id).update(known_as="Liz")
            assert findable.count_untrue() > 0

    def test_of_those_who_chose_not_to_be_listed_are_not_there(self, hub):
        PersonFactory(known_as="Zebedee", sites=[hub], listed=False, greeted_at=[])
        with as_the_owner(), connection.cursor() as cursor:
            findable.rebuild()
            cursor.execute("SELECT count(*) FROM people_findable")
            assert cursor.fetchone() == (0,)
            assert findable.count_untrue() == 0

    def test_are_made_anew_for_everybody(self, hub, other_hub, jo):
        PersonFactory(known_as="Liz Smith", sites=[hub, other_hub])
        with as_the_owner():
            findable.rebuild()
            assert findable.count_untrue() == 0

    def test_are_refreshed_by_somebody_who_sees_only_a_part(self, hub, jo, greeter):
        with as_the_owner():
            Details.objects.create(
                person=jo, family_name="Fenn", known_at=jo.known_at, held_by=jo.held_by
            )
        with acting_as(greeter):
            findable.refresh([jo.id])
        with as_the_owner():
            assert findable.count_untrue() == 0

    def test_follow_the_day_of_the_last_welcome(self, hub, greeter, jo, today):
        before = today - datetime.timedelta(days=9)
        with as_the_owner():
            Acquaintance.objects.filter(person=jo).update(last_welcomed_on=before)
            findable.refresh([jo.id])
            Acquaintance.objects.filter(person=jo).update(last_welcomed_on=today)
        with acting_as(greeter):
            findable.note_seen([jo.id], hub.id)
            [found] = find_people(actor=greeter, words="jo", sites=[hub.id], here=hub.id)
        assert found.last_seen_here_on == today
        with as_the_owner():
            assert findable.count_untrue() == 0


class TestSpellings:
    def test_of_names_nobody_has_any_more_are_forgotten(self, hub):
        person = PersonFactory(known_as="Zbigniewa", sites=[hub])
        with as_the_owner():
            findable.refresh([person.id])
            assert spellings("zbigniewa") > 0
            Person.objects.filter(id=person.id).update(known_as="Jo")
            findable.refresh([person.id])
            findable.sweep()
            assert spellings("zbigniewa") == 0
            assert findable.sweep() == 0


def spellings(word):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_spelling WHERE word = %s", [word])
        return cursor.fetchone()[0]


class TestTheWordsOfAllNames:
    ASK = """
        SELECT meant FROM people_meant('{zbigneiwa}') UNION ALL
        SELECT * FROM people_words_beginning('zbigni')
    """

    @pytest.fixture(autouse=True)
    def _zbigniewa(self, other_hub):
        PersonFactory(known_as="Zbigniewa", sites=[other_hub])

    @pytest.fixture
    def told(self):
        def ask():
            with connection.cursor() as cursor:
                cursor.execute(self.ASK)
                return cursor.fetchall()

        return ask

    def test_are_nobodys_to_read(self, team_member):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            acting_as(team_member),
        ):
            spellings("zbigniewa")

    def test_like_one_typed_are_told_to_whoever_may_look_for_people(self, greeter, told):
        with acting_as(greeter):
            assert told() == [("zbigniewa",), ("zbigniewa",)]

    def test_are_not_told_to_anybody_else(self, board_member, told):
        assert told() == []
        for worker in (board_member, UserFactory()):
            with acting_as(worker):
                assert told() == []

    def test_are_not_told_from_another_partnership(self, network_lead, told):
        with acting_as(network_lead), connection.cursor() as cursor:
            cursor.execute("SET LOCAL app.partnership = 'lincolnshire'")
            assert told() == []

    @pytest.mark.parametrize(
        ("start", "number"), [("", 0), ("z", 0), ("zbig", 0), ("zbign", 1), ("zbigniew", 1)]
    )
    def test_are_told_for_no_beginning_that_fits_many(self, greeter, start, number):
        with acting_as(greeter), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_words_beginning(%s)", [start])
            assert cursor.fetchone() == (number,)

    def test_are_told_for_a_dozen_words_at_once_and_no_more(self, greeter):
        with acting_as(greeter), connection.cursor() as cursor:
            for before, found in ((11, 1), (12, 0)):
                typed = ["qqqqq"] * before + ["zbigniewa"]
                cursor.execute(
                    "SELECT count(DISTINCT meant) FROM people_meant(%s::text[])", [typed]
                )
                assert cursor.fetchone() == (found,)


@pytest.mark.parametrize("table", ["people_findable", "people_spelling"])
def test_tables_have_walls(db, table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT bool_and(relrowsecurity) FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True,)
