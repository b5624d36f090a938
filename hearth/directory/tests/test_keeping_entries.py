"""Entries are written down and changed by whoever keeps the directory, and by nobody else."""

import datetime

import pytest

from hearth.directory.actions import entries, providers, when, where
from hearth.directory.actions.checking import NotReachable
from hearth.directory.models import Findable, Location, Provider, ProviderContact, Service
from hearth.directory.queries.entries import facts_of_entry, get_entry
from hearth.directory.queries.lists import Show, Wanted, crisis_overdue, duties
from hearth.directory.queries.lists import entries as listed
from hearth.directory.tests.factories import (
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.directory.times import said
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.versions import ChangedMeanwhile, written_down

TUESDAY, NINE = datetime.date(2026, 3, 3), datetime.time(9)


@pytest.fixture
def service(db):
    return ServiceFactory(name="Tea and talk", provider__name="Acomb Friends")


class TestAdding:
    def test_is_found_by_the_public_at_once_and_is_still_to_confirm(self, connector, today, days):
        with acting_as(connector):
            made = entries.add_entry(
                by=connector, name=" Chess  club ", provider_name="Rooks", offer=term("games-group")
            )

        assert made.name == "Chess club"
        assert made.confirmed_on is None
        assert made.confirm_by == today + days(14)
        assert Findable.objects.filter(service=made).exists()
        with as_the_owner():
            assert AuditLine.objects.filter(subject_id=made.id, actor_id=connector.id).exists()

    def test_picks_a_provider_that_is_known_by_that_name(self, connector):
        known = ProviderFactory(name="Acomb Friends")
        with acting_as(connector):
            made = entries.add_entry(
                by=connector, name="Tea", provider_name="acomb friends", offer=term("library")
            )

        assert made.provider == known

    def test_is_refused_twice_for_one_provider(self, connector, service):
        with acting_as(connector), pytest.raises(entries.EntryRefused, match="already"):
            entries.add_entry(
                by=connector, name="tea AND talk", provider_name="Acomb Friends",
                offer=term("library"),
            )  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "provider"), [("", "Friends"), ("Tea", " "), ("x" * 201, "F")]
    )
    def test_is_refused_without_what_it_needs(self, connector, name, provider):
        with acting_as(connector), pytest.raises((entries.EntryRefused, providers.ProviderRefused)):
            entries.add_entry(
                by=connector, name=name, provider_name=provider, offer=term("library")
            )
        assert not Provider.objects.exists()

    def test_a_need_is_not_what_an_entry_can_be(self, connector):
        with acting_as(connector), pytest.raises(entries.EntryRefused):
            entries.add_entry(by=connector, name="Tea", provider_name="F", offer=term("sleep"))


class TestChanging:
    def test_changes_what_was_given_and_lets_it_be_found_so(self, connector, service):
        with acting_as(connector):
            entries.edit_entry(
                by=connector, service=service, name="Tea and quiet", needs=["lonely", "sleep"],
                areas=["Acomb"], languages=["Polish ", "Polish"],
            )  # fmt: skip
            facts = facts_of_entry(
                Service.objects.get(), ("name", "needs", "areas", "languages", "who")
            )

        assert facts == {
            "name": "Tea and quiet",
            "needs": ["lonely", "sleep"],
            "areas": ["Acomb"],
            "languages": ["Polish"],
            "who": [],
        }
        assert Findable.objects.get().card["name"] == "Tea and quiet"

    def test_another_kind_must_be_confirmed_as_soon_as_that_kind(self, connector, today, days):
        service = ServiceFactory(confirmed_on=today, confirm_by=today + days(180))
        with acting_as(connector):
            entries.edit_entry(by=connector, service=service, offer=term("crisis-line"))

        assert Service.objects.get().confirm_by == today + days(7)

    @pytest.mark.parametrize(
        "facts",
        [
            {"name": " "},
            {"minimum_age": 30, "maximum_age": 20},
            {"minimum_age": 400},
            {"phone": "ring us"},
            {"email": "nobody"},
            {"status": "dead"},
            {"needs": ["no-such-word"]},
            {"fees": "x" * 501},
        ],
    )
    def test_refuses_what_cannot_be_so(self, connector, service, facts):
        with (
            acting_as(connector),
            pytest.raises((entries.EntryRefused, NotReachable)),
        ):
            entries.edit_entry(by=connector, service=service, **facts)

    def test_an_address_that_runs_a_script_is_refused(self, connector, service):
        with acting_as(connector), pytest.raises(Exception, match=r"www\.example\.org"):
            entries.edit_entry(by=connector, service=service, url="javascript:alert(1)")

    def test_two_who_change_different_facts_lose_nothing(self, connector, other_connector, service):
        seen = written_down(facts_of_entry(service, ("fees", "is_free")))
        with acting_as(other_connector):
            entries.edit_entry(by=other_connector, service=service, alert="Closed on Friday")
        with acting_as(connector):
            entries.edit_entry(by=connector, service=service, seen=seen, fees="£2", is_free=False)

        kept = Service.objects.get()
        assert (kept.alert, kept.fees) == ("Closed on Friday", "£2")

    def test_two_who_change_the_same_fact_are_told(self, connector, other_connector, service):
        seen = written_down(facts_of_entry(service, ("needs",)))
        with acting_as(other_connector):
            entries.edit_entry(by=other_connector, service=service, needs=["sleep"])
        with acting_as(connector), pytest.raises(ChangedMeanwhile) as refused:
            entries.edit_entry(by=connector, service=service, seen=seen, needs=["lonely"])

        assert refused.value.changed == ("needs",)

    def test_a_contact_who_confirms_needs_an_email(self, connector, service):
        with acting_as(connector), pytest.raises(providers.ProviderRefused, match="email"):
            providers.keep_contact(
                by=connector, provider=service.provider, name="Ann", confirms=True
            )

    def test_a_contact_taken_away_is_gone(self, connector, service):
        with acting_as(connector):
            contact = providers.keep_contact(by=connector, provider=service.provider, name="Ann")
            providers.remove_contact(by=connector, contact=contact)
            assert not ProviderContact.objects.exists()


@pytest.mark.parametrize("who", ["greeter", "partner_worker", "board_member", "team_member"])
def test_who_keeps_no_directory_changes_nothing(request, service, who):
    worker = request.getfixturevalue(who)
    acts = [
        lambda: entries.add_entry(
            by=worker, name="Tea", provider_name="F", offer=term("library")
        ),
        lambda: entries.edit_entry(by=worker, service=service, name="Gone"),
        lambda: providers.edit_provider(by=worker, provider=service.provider, name="Gone"),
        lambda: providers.keep_contact(by=worker, provider=service.provider, name="Ann"),
        lambda: when.add_times(by=worker, service=service, byday=["MO"], freq="WEEKLY"),
        lambda: where.add_place(by=worker, service=service, name="Hall"),
        lambda: get_entry(service.id, actor=worker),
        lambda: listed(actor=worker, today=datetime.date(2026, 3, 2)),
        lambda: duties(actor=worker, today=datetime.date(2026, 3, 2)),
    ]  # fmt: skip
    for act in acts:
        with acting_as(worker), pytest.raises(NotAllowed):
            act()


class TestNow:
    def test_space_is_said_in_one_tap_with_its_day(self, connector, service, today):
        with acting_as(connector):
            entries.say_now(by=connector, service=service, today=today, space="FULL")

        kept = Service.objects.get()
        assert (kept.space_now, kept.waiting_now, kept.space_said_on) == ("FULL", "", today)

    def test_what_is_no_answer_is_refused(self, connector, service, today):
        with acting_as(connector), pytest.raises(entries.EntryRefused):
            entries.say_now(by=connector, service=service, today=today, space="MAYBE")
        with acting_as(connector), pytest.raises(entries.EntryRefused):
            entries.say_now(by=connector, service=service, today=today, waiting="x" * 101)


class TestPlaces:
    def test_a_postcode_puts_it_on_the_map(self, connector, service):
        with acting_as(connector):
            where.add_place(by=connector, service=service, name="Hall", postcode="yo244ab")

        place = Location.objects.get()
        assert place.postcode == "YO24 4AB"
        assert place.latitude == pytest.approx(53.95, abs=0.05)

    def test_a_known_place_is_not_written_down_twice(self, connector, service):
        LocationFactory(name="The Hall", postcode="YO24 4AB")
        with acting_as(connector):
            where.add_place(by=connector, service=service, name="the hall", postcode="YO24 4AB")

        assert Location.objects.count() == 1

    def test_a_site_of_ours_says_where_it_is_itself(self, connector, service, hub):
        with acting_as(connector):
            first = where.add_at_site(by=connector, service=service, site=hub)
            second = where.add_at_site(by=connector, service=ServiceFactory(), site=hub)

        assert first.location == second.location
        assert first.location.site == hub

    @pytest.mark.parametrize("facts", [{"town": "York"}, {"name": "Hall", "postcode": "ZZ99"}])
    def test_nowhere_is_refused(self, connector, service, facts):
        with acting_as(connector), pytest.raises(where.PlaceRefused):
            where.add_place(by=connector, service=service, **facts)

    def test_taken_away_leaves_the_place(self, connector, service):
        with acting_as(connector):
            at = where.add_place(by=connector, service=service, name="Hall")
            where.remove_place(by=connector, at=at)

        assert not service.at_locations.exists()
        assert Location.objects.exists()


class TestTimes:
    @pytest.mark.parametrize(
        "times",
        [
            {"freq": ""},
            {"freq": "WEEKLY", "byday": []},
            {"freq": "WEEKLY", "byday": ["MO"], "interval": 2},
            {"freq": "WEEKLY", "byday": ["MO"], "interval": 2, "begins_on": TUESDAY},
            {"freq": "WEEKLY", "byday": ["MO"], "closes": datetime.time(12)},
            {"freq": "WEEKLY", "byday": ["MO"], "opens": NINE, "closes": NINE},
            {
                "freq": "WEEKLY", "byday": ["MO"], "begins_on": datetime.date(2026, 3, 2),
                "ends_on": datetime.date(2026, 3, 1),
            },
        ],
    )  # fmt: skip
    def test_that_make_no_sense_are_refused(self, connector, service, times):
        with acting_as(connector), pytest.raises(when.TimesRefused):
            when.add_times(by=connector, service=service, **times)

    def test_across_midnight_are_fine(self, connector, service):
        with acting_as(connector):
            made = when.add_times(
                by=connector, service=service, freq="WEEKLY", byday=["FR"],
                opens=datetime.time(18), closes=datetime.time(2),
            )  # fmt: skip

        assert said(made) == "Every Friday, 6pm to 2am"

    def test_are_called_off_on_a_day_and_put_on_again(self, connector):
        schedule, tuesday = ScheduleFactory(), datetime.date(2026, 3, 3)
        with acting_as(connector):
            when.call_off(by=connector, schedule=schedule, on=tuesday, today=tuesday)
            schedule.refresh_from_db()
            assert schedule.not_on == [tuesday]
            when.put_on_again(by=connector, schedule=schedule, on=tuesday)
            schedule.refresh_from_db()
            assert schedule.not_on == []

    @pytest.mark.parametrize("on", [datetime.date(2026, 3, 4), datetime.date(2026, 2, 24)])
    def test_are_not_called_off_on_another_day_of_the_week_or_in_the_past(self, connector, on):
        today = datetime.date(2026, 3, 3)
        with acting_as(connector), pytest.raises(when.TimesRefused):
            when.call_off(by=connector, schedule=ScheduleFactory(), on=on, today=today)


class TestLists:
    def test_find_by_name_and_provider_and_each_filter(self, connector, service, today, days):
        late = ServiceFactory(
            name="Chess", offer=term("games-group"), confirm_by=today - days(1), kept_by=connector
        )
        gone = ServiceFactory(name="Gone", status="defunct", confirm_by=today - days(9))

        def names(**wanted):
            with acting_as(connector):
                return [
                    row.name
                    for row in listed(actor=connector, today=today, wanted=Wanted(**wanted)).rows
                ]

        assert names() == ["Chess", "Tea and talk"]
        assert names(words="friends tea") == ["Tea and talk"]
        assert names(words="gone") == ["Gone"]
        assert names(status="defunct") == [gone.name]
        assert names(show=Show.MINE) == [late.name]
        assert names(show=Show.OVERDUE) == [late.name]
        assert names(show=Show.CRISIS) == []
        assert names(group="CONDITIONS") == []
        assert names(neighbourhood="Acomb") == []
        assert names(words="100%_") == []

    def test_ask_as_much_for_twenty_as_for_two(
        self, connector, today, days, django_assert_max_num_queries
    ):
        for number in range(20):
            made = ServiceFactory(confirm_by=today - days(number))
            with as_the_owner():
                made.at_locations.create(location=LocationFactory())
        with acting_as(connector), django_assert_max_num_queries(5):
            listed(actor=connector, today=today)
        with acting_as(connector), django_assert_max_num_queries(6):
            duties(actor=connector, today=today)

    def test_overdue_is_whose_it_is_to_see_to(self, connector, other_connector, today, days):
        past = today - days(1)
        with as_the_owner():
            other_connector.covers.create(neighbourhood="Haxby")
        kept = ServiceFactory(name="Kept", confirm_by=past, kept_by=connector)
        covered = ServiceFactory(name="Covered", confirm_by=past)
        nobodys = ServiceFactory(name="Nobody's", confirm_by=past)
        with as_the_owner():
            covered.at_locations.create(location=LocationFactory(neighbourhood="Haxby"))
            nobodys.at_locations.create(location=LocationFactory(neighbourhood="Nether"))
        with acting_as(connector):
            found = duties(actor=connector, today=today)

        assert [(duty.name, [row.id for row in duty.rows]) for duty in found] == [
            ("Con", [kept.id]),
            ("", [nobodys.id]),
            ("Cora", [covered.id]),
        ]

    def test_crisis_help_overdue_is_told_to_the_network_lead_alone(
        self, connector, network_lead, today, days
    ):
        for by in (today - days(1), today):
            ServiceFactory(offer=term("crisis-cafe"), confirm_by=by)
        ServiceFactory(confirm_by=today - days(1))
        hidden = ServiceFactory(offer=term("crisis-cafe"), confirm_by=today - days(1))
        with as_the_owner():
            Service.objects.filter(id=hidden.id).update(status="defunct")

        assert crisis_overdue(actor=network_lead, today=today) == 1
        assert crisis_overdue(actor=connector, today=today) == 0
