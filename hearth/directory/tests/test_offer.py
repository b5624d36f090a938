"""The standard offer around each hub, and where it falls short."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.directory.finding.publishing import publish
from hearth.directory.models import Cover, Group, ServiceAtLocation, ServiceStatus
from hearth.directory.queries.offer import (
    EVERYWHERE,
    entries_behind,
    offer_by_group,
    offer_by_time,
)
from hearth.directory.standard import When, promised_by, promises
from hearth.directory.tests.factories import (
    LocationFactory,
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.places import geo
from hearth.places.models import Site, Tier
from hearth.places.tests.factories import SiteFactory

ACOMB, NEXT_DOOR, HESLINGTON = "YO24 3BZ", "YO24 4AB", "YO10 5DD"


def at(postcode):
    spot = geo.find(postcode)
    return {"postcode": postcode, "latitude": spot.latitude, "longitude": spot.longitude}


@pytest.fixture
def acomb(db):
    return SiteFactory(
        name="Acomb", slug="askham", tier=Tier.TARGETED, neighbourhoods=["Acomb"], **at(ACOMB)
    )


@pytest.fixture
def entry(today, days):
    """Write down an entry that is confirmed, at a place or at none."""

    def written(offer="coffee-morning", *, place=None, overdue=False, times=(), **facts):
        confirm_by = today + days(-1 if overdue else 30)
        service = ServiceFactory(offer=term(offer), confirm_by=confirm_by, **facts)
        if place is not None:
            with as_the_owner():
                location = LocationFactory(**({"latitude": None, "longitude": None} | place))
                ServiceAtLocation.objects.create(service=service, location=location)
        for byday, opens, closes in times:
            ScheduleFactory(
                service=service, byday=byday,
                opens=datetime.time(opens), closes=datetime.time(closes),
            )  # fmt: skip
        with as_the_owner():
            publish([service.id])
        return service

    return written


@pytest.fixture
def read(board_member, today):
    """Read the offer as a board member does; return a row's cells by their column."""

    def rows(question=offer_by_group, **asked):
        with acting_as(board_member):
            matrix = question(actor=board_member, today=today, **asked)
        found = {}
        for row in [*matrix.rows, matrix.everywhere]:
            codes = [code for code, _ in matrix.columns]
            found[row.key] = dict(zip(codes, row.cells, strict=True))
        return found

    return rows


def numbers(cell):
    return cell.confirmed, cell.overdue


class TestAroundAHub:
    def test_what_is_within_three_kilometres_is_around_it(self, acomb, entry, read):
        entry("debt-advice", place=at(NEXT_DOOR))
        entry("debt-advice", place=at(HESLINGTON))

        assert numbers(read()["askham"][Group.ADVICE]) == (1, 0)

    def test_so_is_what_is_in_its_neighbourhood_by_name(self, acomb, entry, read):
        entry("debt-advice", place=at(HESLINGTON) | {"neighbourhood": "acomb "})
        entry("debt-advice", place={"neighbourhood": "Fulford"})

        assert numbers(read()["askham"][Group.ADVICE]) == (1, 0)

    def test_so_is_what_belongs_to_it_or_to_its_satellites(self, acomb, entry, read):
        satellite = SiteFactory(kind="SATELLITE", part_of=acomb, **at(HESLINGTON))
        entry("walking-group", site=acomb)
        entry("walking-group", site=satellite)
        entry("walking-group", place=at(HESLINGTON) | {"site": satellite})

        assert numbers(read()["askham"][Group.HEALTHY]) == (3, 0)

    def test_one_that_is_there_twice_is_counted_once(self, acomb, entry, read):
        service = entry("walking-group", place=at(ACOMB))
        with as_the_owner():
            ServiceAtLocation.objects.create(
                service=service, location=LocationFactory(**at(NEXT_DOOR))
            )
            publish([service.id])

        assert numbers(read()["askham"][Group.HEALTHY]) == (1, 0)

    def test_what_is_online_is_counted_apart(self, acomb, entry, read):
        entry("counselling", modes=["ONLINE"])

        rows = read()
        assert numbers(rows["askham"][Group.MIND]) == (0, 0)
        assert numbers(rows[EVERYWHERE][Group.MIND]) == (1, 0)
        assert rows[EVERYWHERE][Group.ADVICE].state == "not-promised"

    def test_nobody_learns_from_a_number_that_a_refuge_is_near(self, acomb, entry, read):
        entry("domestic-abuse", place=at(NEXT_DOOR), place_is_secret=True)

        rows = read()
        assert numbers(rows["askham"][Group.ADVICE]) == (0, 0)
        assert numbers(rows[EVERYWHERE][Group.ADVICE]) == (0, 0)

    @pytest.mark.parametrize(
        "facts",
        [
            {"internal": True},
            {"status": ServiceStatus.INACTIVE},
            {"status": ServiceStatus.DEFUNCT},
            {"status": ServiceStatus.TEMPORARILY_CLOSED},
        ],
    )
    def test_what_is_not_running_for_people_is_not_counted(self, acomb, entry, read, facts):
        entry("debt-advice", place=at(NEXT_DOOR), **facts)

        assert read()["askham"][Group.ADVICE].state == "gap"


class TestStates:
    def test_an_old_word_is_counted_apart(self, acomb, entry, read):
        entry("debt-advice", place=at(NEXT_DOOR))
        entry("debt-advice", place=at(NEXT_DOOR), overdue=True)
        entry("walking-group", place=at(NEXT_DOOR), overdue=True)

        cells = read()["askham"]
        assert numbers(cells[Group.ADVICE]) == (1, 1)
        assert cells[Group.ADVICE].state == "there"
        assert cells[Group.HEALTHY].state == "old"
        assert cells[Group.MIND].state == "gap"

    def test_a_universal_hub_promises_no_groups(self, entry, read):
        SiteFactory(slug="library", tier=Tier.UNIVERSAL)

        assert {cell.state for cell in read()["library"].values()} == {"not-promised"}

    def test_a_hub_of_no_tier_promises_all_six(self, entry, read):
        SiteFactory(slug="hub", tier="")

        assert [cell.state for cell in read()["hub"].values()] == ["gap"] * 6


class TestPromises:
    def test_each_tier_s_promises_are_looked_for(self, acomb, entry, board_member, today):
        entry("job-help", place=at(NEXT_DOOR))
        entry("peer-support", place=at(NEXT_DOOR), overdue=True)

        assert self.kept_at_acomb(board_member, today) == {
            "advice": "gap", "peer-support": "old", "groups": "gap", "employment": "there",
            "social-prescribing": "gap",
        }  # fmt: skip

    def kept_at_acomb(self, actor, today):
        with acting_as(actor):
            rows = offer_by_group(actor=actor, today=today).rows
        [row] = [row for row in rows if row.hub.tier == Tier.TARGETED]
        return {each.promise.slug: each.cell.state for each in row.promises}

    def test_a_connector_there_is_social_prescribing(self, hub, connector, board_member, today):
        with as_the_owner():
            Site.objects.filter(id=hub.id).update(tier=Tier.TARGETED)

        assert self.kept_at_acomb(board_member, today)["social-prescribing"] == "there"

    def test_so_is_one_who_looks_after_its_neighbourhood(
        self, acomb, other_connector, board_member, today
    ):
        assert self.kept_at_acomb(board_member, today)["social-prescribing"] == "gap"
        with as_the_owner():
            Cover.objects.create(worker=other_connector, neighbourhood="Acomb")
        assert self.kept_at_acomb(board_member, today)["social-prescribing"] == "there"

    def test_every_promise_names_terms_and_groups_that_there_are(self, db):
        assert {each.tier for each in promises()} == set(Tier)
        for each in promises():
            assert each.groups <= set(Group)
            assert all(term(slug).facet == "OFFER" for slug in each.terms - {"@connector"})
            assert each.groups or each.terms

    def test_a_hub_of_no_tier_promises_nothing_more(self):
        assert promised_by("") == []


class TestByTime:
    def test_each_part_of_the_week_is_counted(self, acomb, entry, read):
        entry(place=at(ACOMB), times=[(["TU"], 10, 12)])
        entry(place=at(ACOMB), times=[(["TH"], 16, 19)])
        entry(place=at(ACOMB), times=[(["SA"], 10, 12), (["SU"], 18, 20)])
        entry(place=at(ACOMB))

        cells = read(offer_by_time)["askham"]
        assert {code: cell.confirmed for code, cell in cells.items()} == {
            When.DAYTIME: 2, When.EVENING: 1, When.SATURDAY: 1, When.SUNDAY: 1, When.NOT_SAID: 1,
        }  # fmt: skip

    def test_nothing_on_a_sunday_is_a_gap(self, acomb, entry, read):
        entry(place=at(ACOMB), times=[(["TU"], 10, 12)])

        cells = read(offer_by_time)["askham"]
        assert cells[When.SUNDAY].state == "gap"
        assert cells[When.NOT_SAID].state == "not-promised"

    def test_it_is_asked_of_one_group(self, acomb, entry, read):
        entry("debt-advice", place=at(ACOMB), times=[(["TU"], 10, 12)])

        assert read(offer_by_time, group=Group.ADVICE)["askham"][When.DAYTIME].confirmed == 1
        assert read(offer_by_time, group=Group.SOCIAL)["askham"][When.DAYTIME].confirmed == 0


class TestBehind:
    def test_the_entries_behind_a_number(self, acomb, entry, connector, today):
        new = entry("debt-advice", place=at(ACOMB), times=[(["SU"], 10, 12)])
        old = entry("debt-advice", place=at(ACOMB), overdue=True)
        peers = entry("peer-support", place=at(ACOMB))
        online = entry("debt-advice")

        def behind(key="askham", **asked):
            with acting_as(connector):
                found = entries_behind(actor=connector, today=today, key=key, **asked)
            return found.confirmed, found.overdue

        assert behind(group=Group.ADVICE) == ([new], [old])
        assert behind(promise="peer-support") == ([peers], [])
        assert behind(promise="no such promise") == ([], [])
        assert behind(when=When.SUNDAY) == ([new], [])
        assert behind(EVERYWHERE, group=Group.ADVICE) == ([online], [])
        with pytest.raises(Site.DoesNotExist):
            behind("no-such-hub")


def test_a_greeter_sees_none_of_it(greeter, today):
    with acting_as(greeter):
        for question in (offer_by_group, offer_by_time):
            with pytest.raises(NotAllowed):
                question(actor=greeter, today=today)
        with pytest.raises(NotAllowed):
            entries_behind(actor=greeter, today=today, key=EVERYWHERE)


def test_twenty_of_each_are_asked_for_as_one(board_member, acomb, entry, today):
    def asked(question):
        with acting_as(board_member), CaptureQueriesContext(connection) as queries:
            question(actor=board_member, today=today)
        return len(queries)

    entry(place=at(ACOMB))
    before = asked(offer_by_group), asked(offer_by_time)
    for number in range(20):
        SiteFactory(slug=f"more-{number}", **at(ACOMB))
        entry(place=at(NEXT_DOOR), times=[(["MO"], 9, 10)])

    assert (asked(offer_by_group), asked(offer_by_time)) == before


class TestPages:
    def test_gaps_are_said_in_words(self, client, board_member, acomb, entry):
        entry("debt-advice", place=at(ACOMB))
        client.force_login(board_member)
        page = client.get(reverse("directory:offer")).content.decode()

        assert "Gap<span" in page
        assert "hub=askham&amp;group=ADVICE" in page or "hub=askham&group=ADVICE" in page
        assert "Social prescribing" in page

    def test_a_number_opens_to_its_entries(self, client, connector, entry):
        service = entry("debt-advice", name="Debt desk")
        client.force_login(connector)
        page = client.get(reverse("directory:offer_entries") + "?hub=everywhere&group=ADVICE")

        assert "Debt desk" in page.content.decode()
        assert reverse("directory:entry", args=[service.id]) in page.content.decode()

    @pytest.mark.parametrize(
        ("asked", "status"),
        [("hub=nowhere", 404), ("group=NONE", 400), ("when=noon", 400), ("hub=%00", 400)],
    )
    def test_what_makes_no_sense_is_refused(self, client, connector, asked, status):
        client.force_login(connector)

        response = client.get(reverse("directory:offer_entries") + f"?{asked}")
        assert response.status_code == status

    def test_by_time(self, client, board_member, acomb, entry):
        client.force_login(board_member)
        page = client.get(reverse("directory:offer_times") + "?group=MIND").content.decode()

        assert "Sunday" in page
        assert "counselling, befriending and mental health" in page
