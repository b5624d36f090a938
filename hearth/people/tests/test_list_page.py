"""The list of people, as each worker finds it."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.tests.factories import PersonFactory


class TestTheList:
    def test_shows_those_seen_lately_first(self, page, team_member, hub, today):
        for name, days in (("Ages", 300), ("Week", 7), ("Today", 0)):
            PersonFactory(
                known_as=name, sites=[hub], acquainted=today - datetime.timedelta(days=days),
                greeted_at=[hub.id] if days < 100 else [],
            )  # fmt: skip
        words = page(team_member, "people")
        assert words.index("Today</a>") < words.index("Week</a>") < words.index("Ages</a>")

    def test_shows_a_greeter_only_those_seen_lately(self, page, greeter, hub, today):
        long_ago = today - datetime.timedelta(weeks=40)
        PersonFactory(known_as="Longago", sites=[hub], greeted_at=[], acquainted=long_ago)
        PersonFactory(known_as="Lately", sites=[hub])
        words = page(greeter, "people")
        assert "Lately" in words
        assert "Longago" not in words

    def test_shows_nobody_of_another_site(self, page, network_lead, team_member, other_hub, jo):
        PersonFactory(known_as="Wilhelmina", sites=[other_hub])
        assert "Wilhelmina" not in page(team_member, "people")
        assert "Wilhelmina" not in page(network_lead, "people", query="?site=acomb")
        both = page(network_lead, "people", query="?site=all")
        assert "Wilhelmina" in both
        assert ">Jo</a>" in both

    def test_shows_nobody_who_has_died_but_where_asked(self, page, team_member, jo, now, today):
        with acting_as(team_member):
            actions.record_death(
                by=team_member, person=jo, died_on=None, source="Her son", now=now, today=today
            )
        assert ">Jo</a>" not in page(team_member, "people")
        assert ">Jo</a>" in page(team_member, "people", query="?which=died")

    def test_never_shows_a_greeter_who_has_died(self, page, greeter, team_member, jo, now, today):
        with acting_as(team_member):
            actions.record_death(
                by=team_member, person=jo, died_on=None, source="Her son", now=now, today=today
            )
        assert ">Jo</a>" not in page(greeter, "people", query="?which=died")

    def test_shows_who_has_gone_quiet(self, page, team_member, hub, jo, today):
        weeks_ago = today - datetime.timedelta(weeks=8)
        PersonFactory(known_as="Quiet", sites=[hub], acquainted=weeks_ago)
        words = page(team_member, "people", query="?which=quiet")
        assert ">Quiet</a>" in words
        assert ">Jo</a>" not in words

    def test_shows_linked_records_together_to_who_may_see_both(
        self, page, team_member, greeter, jo, john
    ):
        with acting_as(team_member):
            actions.link_people(by=team_member, one=jo, other=john, why="")
        assert page(team_member, "people").count("hearth-person__name") == 1
        assert "The same person as" in page(team_member, "people")
        assert page(greeter, "people").count("hearth-person__name") == 2

    @pytest.mark.parametrize("query", ["?site=acomb", "?site=all"])
    def test_is_turned_fifty_at_a_time_and_back(
        self, client, team_of_both, hub, other_hub, today, query
    ):
        """Everyone once, in order, on whichever page, wherever else they were welcomed too."""
        expected = []
        for number in range(130):
            on = today - datetime.timedelta(days=number // 3)
            name = f"Number {number:03}"
            sites = [hub, other_hub] if number % 2 else [hub]
            person = PersonFactory(known_as=name, sites=sites, acquainted=on)
            if number > 124:
                with as_the_owner():
                    person.acquaintances.update(last_welcomed_on=None)
            elif number % 2:
                with as_the_owner():
                    person.acquaintances.filter(site=other_hub).update(
                        last_welcomed_on=on - datetime.timedelta(days=20)
                    )
            expected.append((on if number < 125 else today.min, person.id, name))
        names = [name for *_, name in sorted(expected, reverse=True)]
        client.force_login(team_of_both)

        pages, address = [], f"/people/{query}"
        while address:
            words = client.get(address).content.decode()
            pages.append(re.findall(r">(Number \d+)</a>", words))
            following = re.search(r'href="([^"]+)" rel="next"', words)
            address = following and html.unescape(following[1])
        if query == "?site=acomb":
            assert [len(page) for page in pages] == [50, 50, 30]
        assert [name for page in pages for name in page] == names

        back = [pages[-1]]
        while previous := re.search(r'href="([^"]+)" rel="prev"', words):
            words = client.get(html.unescape(previous[1])).content.decode()
            back.append(re.findall(r">(Number \d+)</a>", words))
        assert back == pages[::-1]

    @pytest.mark.parametrize(
        "query",
        [
            "?after=x", "?after=2026-01-01.x", "?before=never.x", "?after=2026-13-01.0", "?which=x",
            "?after=2026-01-01.01890a5d-ac96-774b-bcce-b302099a8057&which=quiet",
            "?before=never.01890a5d-ac96-774b-bcce-b302099a8057",
        ],
    )  # fmt: skip
    def test_survives_nonsense_in_the_address(self, page, team_member, jo, query):
        page(team_member, "people", query=query)

    def test_of_a_site_that_is_not_theirs_is_not_there(self, page, team_member, other_hub):
        page(team_member, "people", query="?site=nowhere", status=404)
        page(team_member, "people", query="?site=clifton", status=404)

    @pytest.mark.parametrize("address", ["/people/?site=acomb", "/people/?site=all"])
    def test_asks_the_same_number_of_questions_however_many(
        self, client, team_member, hub, jo, john, address
    ):
        with acting_as(team_member):
            actions.link_people(by=team_member, one=jo, other=john, why="")
        client.force_login(team_member)
        client.get(address)  # the site is remembered
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for _ in range(20):
            person = PersonFactory(sites=[hub])
            with acting_as(team_member):
                actions.link_people(by=team_member, one=jo, other=person, why="")
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == len(few) <= 16

    def test_finds_part_of_a_name_from_two_letters(self, page, greeter, hub, jo):
        PersonFactory(known_as="Wilhelmina", sites=[hub])
        found = page(greeter, "people", data={"q": "wil"})
        assert ">Wilhelmina</a>" in found
        assert ">Jo</a>" not in found

    def test_finds_nobody_of_another_site(self, page, greeter, other_hub):
        PersonFactory(known_as="Wilhelmina", sites=[other_hub])
        assert ">Wilhelmina</a>" not in page(greeter, "people", data={"q": "wil"})

    def test_is_not_for_those_who_see_nobody(self, page, hub, board_member):
        page(board_member, "people", status=403)
