"""Finding people by an imperfect name: who is found by what, in which order, and by whom."""

import datetime

import pytest
from django.db import connection

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import findable
from hearth.people.models import Details, OtherName
from hearth.people.search import find_people, people_like
from hearth.people.tests.factories import PersonFactory


@pytest.fixture
def known(hub, today):
    """Make somebody known at Acomb, findable, with what they told the team if that is given."""

    def meet(
        known_as, *, given="", family="", born_on=None, others=(), sites=(), days_ago=1, **more
    ):
        sites = list(sites) or [hub]
        person = PersonFactory(
            known_as=known_as,
            sites=sites,
            acquainted=today - datetime.timedelta(days=days_ago),
            **more,
        )
        with as_the_owner():
            told = {"person": person, "known_at": person.known_at, "held_by": person.held_by}
            if given or family or born_on:
                Details.objects.create(
                    given_name=given, family_name=family, born_on=born_on, **told
                )
            for name in others:
                OtherName.objects.create(name=name, **told)
            findable.refresh([person.id])
        return person

    return meet


@pytest.fixture
def typing(hub, team_member, today):
    """Type something at Acomb, and return the names that come up."""

    def type_(words, *, by=None, sites=None, limit=10):
        with acting_as(by or team_member):
            found = find_people(
                actor=by or team_member, words=words, sites=sites or [hub.id], here=hub.id,
                limit=limit, today=today,
            )  # fmt: skip
        return [one.known_as for one in found]

    return type_


TYPED = [
    ("jo", "Joanna"), ("jo", "Jo"), ("joh", "John Smith"), ("john", "John Smith"),
    ("smi", "John Smith"), ("liz", "Elizabeth"), ("elizabeth", "Liz"), ("beth", "Elizabeth"),
    ("betty", "Elizabeth"), ("liz", "Beth"), ("bob", "Robert"), ("robert", "Bob"),
    ("bill", "William"), ("william", "Bill"), ("tony", "Anthony"), ("anthony", "Tony"),
    ("sue", "Susan"), ("susan", "Sue"), ("mo", "Mohammed"), ("mohammed", "Mo"),
    ("muhammad", "Mohammed"), ("alex", "Alexander"), ("alex", "Alexandra"), ("alexander", "Alex"),
    ("alexandra", "Alex"), ("dai", "David"), ("peggy", "Margaret"), ("kasia", "Katarzyna"),
    ("gosia", "Małgorzata"), ("paddy", "Patrick"), ("guto", "Gruffydd"), ("jose", "José"),
    ("josé", "Jose"), ("lukasz", "Łukasz"), ("łukasz", "Lukasz"), ("sian", "Siân"),
    ("SIÂN", "Siân"), ("oneill", "Pat O'Neill"), ("o'neill", "Pat O’Neill"),
    ("o neill", "Pat O'Neill"), ("o’neill", "Pat ONeill"), ("neill", "Pat O Neill"),
    ("anne-marie", "Anne-Marie"), ("annemarie", "Anne-Marie"), ("anne marie", "Annemarie"),
    ("smith-jones", "Kit Smith-Jones"), ("jones", "Kit Smith-Jones"),
    ("macdonald", "Flora McDonald"), ("mcdonald", "Flora MacDonald"),
    ("mc donald", "Flora McDonald"),
    ("flora macd", "Flora MacDonald"), ("van der berg", "Piet van der Berg"),
    ("vanderberg", "Piet van der Berg"), ("elsayed", "Nour El-Sayed"),
    ("el sayed", "Nour El Sayed"),
    ("micheal", "Michael"), ("elizabteh", "Elizabeth"), ("jhon", "John"), ("steven", "Stephen"),
    ("stephen", "Steven"), ("katherine", "Catherine"), ("kathryn", "Catherine"),
    ("catherine", "Kathryn"), ("elizabeht", "Elizabeth"), ("elizbeth", "Elizabeth"),
    ("elizabbeth", "Elizabeth"), ("chrsitopher", "Christopher"), ("margret", "Margaret"),
    ("geoff", "Jeff"), ("nicolas", "Nicholas"), ("rachael", "Rachel"), ("sarha", "Sarah"),
    ("micheal smiht", "Michael Smith"), ("jhon smith", "John Smith"), ("jonh smit", "John Smith"),
    ("smith j", "John Smith"), ("j smith", "John Smith"), ("jo sm", "John Smith"),
    ("sm jo", "John Smith"), ("smith john", "John Smith"), ("liz smith", "Elizabeth Smith"),
    ("bob the builder", "Bob the Builder"), ("builder bob", "Bob the Builder"),
    ("builder b", "Bob the Builder"), ("b builder", "Bob the Builder"),
    ("the b", "Bob the Builder"), ("buil bo", "Bob the Builder"), ("bo buil", "Bob the Builder"),
    ("smithson j", "John Smithson"), ("j smithson", "John Smithson"),
    ("smithson john", "John Smithson"), ("smit joh", "John Smithson"), ("jo li", "Jo Li"),
    ("li jo", "Jo Li"), ("li j", "Jo Li"), ("jo l", "Jo Li"), ("smithson? j?", "John Smithson"),
    ("elizabeth s", "Liz S"), ("s elizabeth", "Liz S"), ("elizabeth sm", "Liz Smith"),
    ("catherine b", "Kate B"), ("margaret j", "Maggie J"), ("victoria c", "Vicky C"),
    ("christopher t", "Kit T"), ("liz s", "Elizabeth S"), ("william o", "Billy O"),
    ("williamson", "Ann Williamson"), ("willi", "Ann Williamson"), ("williams", "Ann Williamson"),
    ("Олена", "Olena"), ("elizabt", "Elizabeth"), ("abdul rahman", "Abdulrahman"),
    ("李", "李 娜"), ("big dave", "Big Dave from the allotment"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "name"), TYPED, ids=[f"{t}-{n}" for t, n in TYPED])
def test_finds_the_person_meant(known, typing, typed, name):
    known("Zebedee Quux")
    known(name)

    assert name in typing(typed)


NOT_MEANT = [
    ("jo", "Bo"), ("j", "Jo"), ("smith", "Sarah"), ("liz", "Margaret"), ("zz", "Jo"),
    ("tom", "Pat"), ("john brown", "John Smith"), ("bob", "Rupert"), ("%", "Jo"), ("__", "Jo"),
    ("ana", "Bert"), ("smithson karl", "John Smithson"), ("j?", "Jo"), ("jo?", "Kit"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "name"), NOT_MEANT, ids=[f"{t}-{n}" for t, n in NOT_MEANT])
def test_leaves_out_whoever_is_not_meant(known, typing, typed, name):
    known(name)

    assert name not in typing(typed)


class TestBirthDates:
    @pytest.mark.parametrize(
        "typed",
        ["3/2/1985", "03-02-85", "3 Feb 1985", "03021985", "1985-02-03", "3rd of February 1985",
         "Feb 3, 1985", "3.2.85", "1985", "feb 1985", "liz 3/2/1985", "1985 li"],
    )  # fmt: skip
    def test_find_somebody_in_any_usual_writing(self, known, typing, typed):
        known("Liz", born_on=datetime.date(1985, 2, 3))

        assert typing(typed) == ["Liz"]

    @pytest.mark.parametrize("typed", ["2/3/1985", "1986", "tom 3/2/1985", "30/2/1985"])
    def test_find_nobody_else(self, known, typing, typed):
        known("Liz", born_on=datetime.date(1985, 2, 3))

        assert typing(typed) == []

    def test_say_why(self, known, hub, team_member, today):
        known("Liz", born_on=datetime.date(1985, 2, 3))

        with acting_as(team_member):
            [found] = find_people(actor=team_member, words="3/2/85", sites=[hub.id], today=today)

        assert found.why == "born 3 February 1985"


class TestOrder:
    def test_those_seen_here_lately_come_first(self, known, typing):
        known("Jon", days_ago=400)
        known("Jojo", days_ago=3)
        known("Joan", days_ago=20)

        assert typing("jo") == ["Jojo", "Joan", "Jon"]

    def test_the_very_name_comes_before_its_longer_ones_of_late(self, known, typing):
        known("Jonah", days_ago=1)
        known("Jo", days_ago=30)

        assert typing("jo") == ["Jo", "Jonah"]

    def test_but_not_before_those_seen_lately_when_they_were_not(self, known, typing):
        known("Jonah", days_ago=1)
        known("Jo", days_ago=300)

        assert typing("jo") == ["Jonah", "Jo"]

    def test_here_comes_before_elsewhere(self, known, typing, hub, other_hub, team_of_both):
        known("Jonah", days_ago=1, sites=[other_hub])
        known("Joan", days_ago=20, sites=[hub])

        assert typing("jo", by=team_of_both, sites=[hub.id, other_hub.id]) == ["Joan", "Jonah"]

    def test_slips_of_the_keys_come_last(self, known, typing):
        known("Joan", days_ago=1)
        known("Jaon", days_ago=300)

        assert typing("jaon") == ["Jaon", "Joan"]

    def test_one_person_comes_once(self, known, typing, hub, other_hub, team_of_both):
        known("Jo Jones", given="Joanna", family="Jones", others=["Jojo"], sites=[hub, other_hub])

        assert typing("jo", by=team_of_both, sites=[hub.id, other_hub.id]) == ["Jo Jones"]

    def test_no_more_come_than_were_asked_for(self, known, typing):
        for n in range(8):
            known(f"Jo {n}")

        assert len(typing("jo", limit=5)) == 5


class TestWhatTheTeamWasTold:
    def test_finds_by_full_and_other_names_and_says_so(self, known, hub, team_member, today):
        known("Lizzie", given="Elizabeth", family="Fenn", others=["Betty Boo"])

        with acting_as(team_member):
            ask = {"actor": team_member, "sites": [hub.id], "today": today}
            [by_family] = find_people(words="fenn", **ask)
            [by_other] = find_people(words="boo", **ask)
            [by_own] = find_people(words="lizz", **ask)
            [by_both] = find_people(words="lizzie fenn", **ask)

        assert by_family.why == "also called Elizabeth Fenn"
        assert by_other.why == "also called Betty Boo"
        assert by_own.why == ""
        assert by_both.known_as == "Lizzie"

    def test_does_not_find_for_a_greeter(self, known, typing, greeter):
        known("Lizzie", given="Elizabeth", family="Fenn", others=["Boo"],
              born_on=datetime.date(1985, 2, 3))  # fmt: skip

        assert typing("fenn", by=greeter) == []
        assert typing("boo", by=greeter) == []
        assert typing("3/2/1985", by=greeter) == []
        assert typing("lizzie", by=greeter) == ["Lizzie"]


class TestWhoMayFindWhom:
    def test_a_greeter_finds_those_on_the_list(self, known, typing, greeter):
        known("Jo")

        assert typing("jo", by=greeter) == ["Jo"]

    def test_a_greeter_does_not_find_who_has_not_come_for_26_weeks(self, known, typing, greeter):
        known("Jo", days_ago=200, greeted_at=[])

        assert typing("jo", by=greeter) == []
        assert typing("jo") == ["Jo"]  # their team does

    def test_a_greeter_does_not_find_who_is_not_listed(self, known, typing, greeter):
        known("Jo", listed=False, greeted_at=[])

        assert typing("jo", by=greeter) == []

    @pytest.mark.parametrize("words", ["ze", "zebedee", "zebadee", "fenn", "3/2/1985", "zeb fenn"])
    def test_a_team_does_not_find_who_is_not_listed_by_anything_that_is_like_them(
        self, known, typing, hub, team_member, network_lead, words
    ):
        told = {"given": "Zebedee", "family": "Fenn", "born_on": datetime.date(1985, 2, 3)}
        known("Zebedee", listed=False, greeted_at=[], **told)

        assert typing(words) == typing(words, by=network_lead) == []
        with acting_as(team_member):
            assert people_like(actor=team_member, site=hub.id, known_as="Zebedee") == []

    def test_nobody_finds_people_of_another_site(self, known, typing, other_hub, greeter):
        known("Jo", sites=[other_hub])

        assert typing("jo", sites=[other_hub.id]) == []
        assert typing("jo", by=greeter, sites=[other_hub.id]) == []

    def test_a_slip_of_the_keys_finds_nobody_of_another_site(self, known, typing, other_hub):
        known("Zbigniewa", sites=[other_hub])

        assert typing("zbigneiwa") == []

    def test_a_board_member_finds_nobody(self, known, typing, board_member):
        known("Jo")

        assert typing("jo", by=board_member) == []

    def test_nobody_finds_who_has_died(self, known, typing, now):
        known("Jo", died_recorded_at=now, greeted_at=[])

        assert typing("jo") == []

    def test_a_team_at_one_site_greets_at_the_other(self, known, typing, hub, other_hub, greeter):
        from hearth.accounts.roles import Role
        from hearth.accounts.tests.factories import GrantFactory

        GrantFactory(user=greeter, site=other_hub, role=Role.TEAM_MEMBER)
        known("Jo Here", greeted_at=[], days_ago=300)
        known("Jo There", sites=[other_hub], greeted_at=[], days_ago=300)

        assert typing("jo", by=greeter, sites=[hub.id, other_hub.id]) == ["Jo There"]

    def test_the_walls_say_the_same_when_a_query_forgets(self, known, greeter):
        from django.db import connection

        known("Jo", days_ago=200, greeted_at=[])
        with acting_as(greeter), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_findable")
            assert cursor.fetchone() == (0,)

    def test_the_web_cannot_write_what_people_are_found_by(self, known, team_member):
        from django.db import DatabaseError, connection, transaction

        known("Jo")
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting_as(team_member),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM people_findable")


class TestHints:
    def test_tell_of_somebody_alike(self, known, hub, greeter, today):
        liz = known("Liz", days_ago=4)

        with acting_as(greeter):
            [hint] = people_like(actor=greeter, site=hub.id, known_as="Elizabeth", today=today)

        assert hint.person_id == liz.id
        assert hint.last_seen_here_on == today - datetime.timedelta(days=4)

    def test_put_the_same_birth_date_first(self, known, hub, team_member, today):
        known("Liz", given="Elizabeth", family="Fenn", days_ago=1)
        same = known("Liz", given="Elizabeth", family="Fenn", days_ago=90,
                     born_on=datetime.date(1985, 2, 3))  # fmt: skip

        with acting_as(team_member):
            hints = people_like(
                actor=team_member, site=hub.id, known_as="Liz", given_name="Elizabeth",
                family_name="Fenn", born_on=datetime.date(1985, 2, 3), today=today,
            )  # fmt: skip

        assert hints[0].person_id == same.id
        assert len(hints) == 2

    def test_leave_out_whoever_it_is_about(self, known, hub, team_member, today):
        liz = known("Liz")

        with acting_as(team_member):
            assert people_like(
                actor=team_member, site=hub.id, known_as="Liz", besides=liz.id, today=today
            ) == []  # fmt: skip


def test_asks_as_many_questions_for_twenty_as_for_two(
    known, hub, team_member, today, django_assert_max_num_queries
):
    for n in range(20):
        known(f"Jo {n}", given="Joanna", family=f"Fenn{n}")

    for words in ("jo", "joanna", "jonna", "fenn"):
        with acting_as(team_member), django_assert_max_num_queries(3):
            find_people(actor=team_member, words=words, sites=[hub.id], today=today)


@pytest.mark.parametrize("words", ["lizzie smyth", "smyth lizzie", "lizzie smyt", "lizie smyth"])
def test_two_words_do_not_read_all_that_begin_like_them(known, typing, hub, words):
    """Among a million people, thousands share two letters of each of their names."""
    met = known("Lizzie Smyth", days_ago=40)
    with as_the_owner(), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO people_findable (person_id, site_id, part, at_door, again, living, seen_on,
                                         word, pair, words)
            SELECT gen_random_uuid(), %s, 1, true, false, true, current_date,
                   w.one || n, w.pair, ' ' || w.one || n || ' ' || w.other || n || ' '
              FROM generate_series(1, 1000) AS n, (
                VALUES ('lia', 'sma', 'lia sma '), ('sma', 'lia', 'sma lia ')
                   ) AS w (one, other, pair)
            """,
            [hub.id],
        )
        cursor.execute("ANALYZE people_findable")

    before = read()
    assert typing(words) == [met.known_as]
    assert read() - before < 200


def read():
    """Return how many rows of what people are found by this transaction has read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_stat_get_xact_tuples_returned(i.indexrelid)"
            "  FROM pg_index i WHERE i.indrelid = 'people_findable'::regclass"
        )
        return sum(rows for (rows,) in cursor.fetchall())
