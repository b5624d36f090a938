"""What was needed and not found: told, kept without names, and read by those who may."""

import datetime

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.config.pages import POST_ONLY, ROLES_OF, addresses
from hearth.directory.actions.needs import NeedRefused, note_unmet
from hearth.directory.finding.lexicon import forget, lexicon
from hearth.directory.models import UnmetNeed
from hearth.directory.queries.needs import NOWHERE, WhichNeeds, needs_in_words, unmet_needs
from hearth.directory.tests.factories import term
from hearth.foundation.acting import acting_as, as_anybody
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.tests.factories import SiteFactory

Told = UnmetNeed.Told


@pytest.fixture
def which(today, days):
    """Everything of the last 13 weeks."""
    return WhichNeeds(since=today - days(91), until=today)


@pytest.fixture
def need(today):
    """Write a need down as the owner would."""

    def written(slug="debt", *, note="", **facts):
        row = UnmetNeed(on=today, told=Told.WORKER, term=term(slug) if slug else None)
        for name, value in facts.items():
            setattr(row, name, value)
        if note:
            row.note = note
        with as_the_owner():
            row.save()
        return row

    return written


class TestTelling:
    def test_a_greeter_tells_what_was_needed(self, greeter, hub):
        with acting_as(greeter):
            told = note_unmet(
                by=greeter, told=Told.WORKER, term=term("debt"), site=hub,
                note="  Help with   a letter ", in_the_evening=True,
            )  # fmt: skip

        with as_the_owner():
            kept = UnmetNeed.objects.get()
            assert kept.id == told.id
            assert (kept.note, kept.term, kept.site) == ("Help with a letter", term("debt"), hub)
            assert kept.in_the_evening
            assert not kept.at_the_weekend
            line = AuditLine.objects.get()
            assert (line.actor_id, line.verb, line.place_id) == (greeter.id, "told", hub.id)

    def test_the_words_are_sealed(self, greeter, hub):
        with acting_as(greeter):
            note_unmet(by=greeter, told=Told.WORKER, note="A warm room on Sundays")

        with as_the_owner():
            assert b"Sundays" not in bytes(UnmetNeed.objects.get().note_sealed)

    def test_a_greeter_reads_none_of_them_again(self, greeter, need):
        need()
        with acting_as(greeter):
            note_unmet(by=greeter, told=Told.WORKER, term=term("sleep"))
            assert UnmetNeed.objects.count() == 0
        with as_the_owner():
            assert UnmetNeed.objects.count() == 2

    def test_something_must_be_said_of_it(self, greeter, hub):
        with acting_as(greeter), pytest.raises(NeedRefused, match="Choose what was needed"):
            note_unmet(by=greeter, told=Told.WORKER, site=hub, note="   ")

    @pytest.mark.parametrize(
        "note",
        [
            "Ring her on 07700 900123",
            "jo@example.org wants it",
            "The one at YO24 4AB",
            "NHS number 943 476 5919",
            "Born 3/4/1971",
        ],
    )
    def test_it_never_says_whose_need_it_was(self, greeter, note):
        with acting_as(greeter), pytest.raises(NeedRefused, match="Leave out phone numbers"):
            note_unmet(by=greeter, told=Told.WORKER, note=note)

    @pytest.mark.parametrize("note", ["After 5pm on Tuesdays", "A group for 18 to 25s"])
    def test_numbers_that_say_nobody_are_let_in(self, greeter, note):
        with acting_as(greeter):
            assert note_unmet(by=greeter, told=Told.WORKER, note=note).note == note

    def test_not_at_somebody_else_s_site(self, greeter, other_hub):
        with acting_as(greeter), pytest.raises(NotAllowed):
            note_unmet(by=greeter, told=Told.WORKER, term=term("debt"), site=other_hub)

    def test_not_by_a_board_member(self, board_member):
        with acting_as(board_member), pytest.raises(NotAllowed):
            note_unmet(by=board_member, told=Told.WORKER, term=term("debt"))

    @pytest.mark.parametrize("told", [Told.SEARCH, Told.NOT_THIS])
    def test_anybody_may_say_that_it_was_not_what_they_needed(self, db, told):
        with as_anybody():
            note_unmet(by=None, told=told, term=term("debt"), neighbourhood=" Acomb ")
            assert UnmetNeed.objects.count() == 0  # and sees nothing of it again

        with as_the_owner():
            kept = UnmetNeed.objects.get()
            assert (kept.told, kept.neighbourhood) == (told, "Acomb")
            assert not AuditLine.objects.exists()

    @pytest.mark.parametrize("told", [Told.WORKER, Told.INTRODUCTION])
    def test_anybody_may_not_speak_as_a_worker(self, db, told):
        with as_anybody(), pytest.raises(TypeError):
            note_unmet(by=None, told=told, term=term("debt"))

    def test_anybody_may_not_add_words(self, db):
        with as_anybody(), pytest.raises(TypeError):
            note_unmet(by=None, told=Told.NOT_THIS, note="Call me")

    def test_the_wall_says_so_too(self, db, today):
        row = UnmetNeed(on=today, told=Told.NOT_THIS)
        row.note = "Call me"
        with as_anybody(), pytest.raises(ProgrammingError), transaction.atomic():
            row.save(force_insert=True)

    def test_an_introduction_that_could_not_happen(self, team_member, hub):
        with acting_as(team_member):
            note_unmet(by=team_member, told=Told.INTRODUCTION, term=term("grief"), site=hub)

        with as_the_owner():
            assert UnmetNeed.objects.get().told == Told.INTRODUCTION


class TestReading:
    def test_needs_are_counted_by_need_and_by_place(self, connector, need, which, hub):
        need("debt", neighbourhood="Acomb", in_the_evening=True)
        need("debt", neighbourhood="Acomb", at_the_weekend=True)
        need("sleep", neighbourhood="Acomb", told=Told.SEARCH)
        need("sleep", site=hub)
        need(None, note="Something for my knees")

        with acting_as(connector):
            found = unmet_needs(which, actor=connector)

        assert (found.total, found.evening, found.weekend) == (5, 1, 1)
        assert {words: count for words, _, count in found.by_need} == {
            "Debt": 2, "Sleep": 2, "Something else": 1,
        }  # fmt: skip
        places = [(each.name, each.count, each.needs_in_words) for each in found.by_place]
        assert places == [(hub.name, 4, "Debt 2, Sleep 2"), (NOWHERE, 1, "Something else 1")]
        assert dict(found.by_told)["A search that found nothing good"] == 1

    def test_a_hub_is_no_neighbourhood_unless_one_has_its_name(self, connector, need, which, hub):
        need("sleep", site=hub)
        need("sleep", neighbourhood="Clifton")
        for named, says in (("Clifton", f"Round {hub.name}"), (hub.name, hub.name)):
            need("sleep", neighbourhood=named)
            with acting_as(connector):
                found = unmet_needs(which, actor=connector)
            assert {each.said for each in found.by_place} == {"Clifton", says}

    def test_they_are_asked_for_by_need_place_way_and_time(
        self, connector, need, which, today, days
    ):
        need("debt", neighbourhood="Acomb", in_the_evening=True)
        need("sleep", neighbourhood="Clifton", at_the_weekend=True, told=Told.SEARCH)
        need("grief", on=today - days(200))

        def total(**asked):
            asked = {"since": which.since, "until": which.until} | asked
            return unmet_needs(WhichNeeds(**asked), actor=connector).total

        with acting_as(connector):
            assert total() == 2
            assert total(term_id=term("debt").id) == 1
            assert total(where="Clifton") == 1
            assert total(where=NOWHERE) == 0
            assert total(told=Told.SEARCH) == 1
            assert total(evening=True) == 1
            assert total(weekend=True) == 1
            assert total(since=today - days(365)) == 3

    def test_a_neighbourhood_is_on_the_map_at_its_middle(self, connector, need, which, hub):
        with as_the_owner():
            SiteFactory(neighbourhoods=["Acomb"], latitude=53.95, longitude=-1.12)
        forget()
        need("debt", neighbourhood="Acomb")
        need("debt", neighbourhood="Nobody knows where")

        with acting_as(connector):
            found = unmet_needs(which, actor=connector)

        where = {each.name: (each.latitude, each.longitude) for each in found.by_place}
        assert where == {"Acomb": (53.95, -1.12), "Nobody knows where": (None, None)}

    def test_a_greeter_reads_none(self, greeter, which):
        with acting_as(greeter), pytest.raises(NotAllowed):
            unmet_needs(which, actor=greeter)

    def test_workers_words_are_for_those_who_keep_the_directory(
        self, connector, board_member, need, which
    ):
        need(note="A warm room on Sundays", neighbourhood="Acomb")
        need()

        with acting_as(connector):
            [read] = needs_in_words(which, actor=connector)
        assert (read.words, read.need, read.where) == ("A warm room on Sundays", "Debt", "Acomb")
        with acting_as(board_member):
            assert unmet_needs(which, actor=board_member).total == 2
            with pytest.raises(NotAllowed):
                needs_in_words(which, actor=board_member)

    def test_twenty_rows_are_asked_for_as_one(self, connector, need, which):
        def asked():
            lexicon()
            with acting_as(connector), CaptureQueriesContext(connection) as queries:
                unmet_needs(which, actor=connector)
                needs_in_words(which, actor=connector)
            return len(queries)

        need("debt", note="One", neighbourhood="Place 0")
        before = asked()
        for number in range(20):
            need("sleep", note="More", neighbourhood=f"Place {number}")

        assert asked() == before


class TestPages:
    def test_a_greeter_tells_from_the_door(self, client, greeter, hub):
        client.force_login(greeter)
        door = client.get(reverse("frontdoor:welcome") + f"?site={hub.slug}").content.decode()
        address = reverse("directory:tell_need") + f"?site={hub.slug}"
        assert address in door
        assert "Round Acomb" in client.get(address).content.decode()

        said = {"term": term("debt").id, "note": "Letters", "where": f"site:{hub.slug}"}
        response = client.post(address, said, follow=True)

        assert "It is on the map of what is missing" in response.content.decode()
        with as_the_owner():
            kept = UnmetNeed.objects.get()
            assert (kept.told, kept.site, kept.note) == (Told.WORKER, hub, "Letters")

    def test_a_need_that_says_who_is_not_taken_and_nothing_typed_is_lost(self, client, greeter):
        client.force_login(greeter)
        said = {"note": "Ring 07700 900123"}
        page = client.post(reverse("directory:tell_need"), said).content.decode()

        assert "Leave out phone numbers" in page
        assert "Ring 07700 900123" in page

    def test_a_connector_reads_the_map_the_list_and_the_words(self, client, connector, need):
        need("debt", neighbourhood="Acomb", note="Letters that frighten")
        client.force_login(connector)
        page = client.get(reverse("directory:needs")).content.decode()

        assert "hearth-map__pin" in page
        assert "A need that was not met: Acomb, 1: Debt 1" in page
        assert "Letters that frighten" in page

    def test_the_board_reads_counts_and_no_words(self, client, board_member, need):
        need("debt", neighbourhood="Acomb", note="Letters that frighten")
        client.force_login(board_member)
        page = client.get(reverse("directory:needs")).content.decode()

        assert "Acomb" in page
        assert "Letters that frighten" not in page
        assert "own words" not in page

    @pytest.mark.parametrize("asked", ["days=9&need=x&told=y", "days=30&at=1&zoom=q", "where=%00"])
    def test_what_makes_no_sense_is_shown_everything(self, client, connector, need, asked):
        need(neighbourhood="Acomb")
        client.force_login(connector)

        assert client.get(reverse("directory:needs") + f"?{asked}").status_code == 200

    def test_no_public_page_shows_a_need(self, client, db, need):
        need("debt", neighbourhood="Quernmore Unlikely", note="Words that stand out")
        public = [
            each for each in addresses()
            if None in ROLES_OF[each.name] and each.name not in POST_ONLY and not each.parameters
        ]  # fmt: skip
        assert public
        for each in public:
            shown = client.get(reverse(each.name))
            text = b"".join(shown) if shown.streaming else shown.content
            assert b"Quernmore" not in text, each.name
            assert b"stand out" not in text, each.name


def test_every_role_that_welcomes_may_tell(hub, db):
    for role in (Role.GREETER, Role.TEAM_MEMBER, Role.HUB_MANAGER, Role.CONNECTOR):
        worker = GrantFactory(site=hub, role=role).user
        with acting_as(worker):
            note_unmet(by=worker, told=Told.WORKER, term=term("food"), site=hub)
    with as_the_owner():
        assert UnmetNeed.objects.filter(on__gte=datetime.date(2020, 1, 1)).count() == 4
