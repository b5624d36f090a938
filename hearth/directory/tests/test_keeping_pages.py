"""The directory's pages, as a connector uses them: with forms, and with no script."""

import datetime
import re

import pytest
from django.urls import reverse

from hearth.directory.models import (
    Confirmation,
    CostOption,
    Location,
    ProviderContact,
    SameAs,
    Schedule,
    Service,
    Synonym,
    Tip,
)
from hearth.directory.tests.factories import ServiceFactory, directory_sample, term
from hearth.foundation.tests.factories import as_the_owner


@pytest.fixture
def con(client, connector):
    client.force_login(connector)
    return client


@pytest.fixture
def sample(connector, hub):
    return directory_sample(connector, hub)


def at(page, *args):
    return reverse(f"directory:{page}", args=args)


def hidden(client, address, name="seen"):
    """Return what a page carries unseen."""
    html = client.get(address).content.decode()
    [value] = re.findall(rf'name="{name}" value="([^"]*)"', html)
    return value.replace("&#34;", '"').replace("&quot;", '"').replace("&amp;", "&")


class TestEvening:
    """From knowing of something to an entry that the public can trust."""

    def test_a_new_entry_from_its_name_to_its_confirmation(self, con, today):
        response = con.post(
            at("add_entry"),
            {"name": "Chess", "provider_name": "Rooks", "offer": term("games-group").id},
        )
        chess = Service.objects.get()
        assert response["Location"] == at("entry", chess.id)
        con.post(
            at("add_times", chess.id),
            {"often": "2", "days": ["TU", "TH"], "opens": "6.30pm", "closes": "8pm",
             "begins_on-day": "3", "begins_on-month": "3", "begins_on-year": "26"},
        )  # fmt: skip
        con.post(at("add_place", chess.id), {
            "name": "Crown", "postcode": "yo24 4ab", "step_free": "yes",
            "accessible_toilet": "unknown", "quiet_space": "unknown", "hearing_loop": "unknown",
        })  # fmt: skip
        con.post(at("add_cost", chess.id), {"amount": "£2.50", "option": "With tea"})
        con.post(at("say_now", chess.id), {"space": "FEW"})
        con.post(at("say_now", chess.id), {"waiting": "None"})
        con.post(at("confirm", chess.id), {"how": "PHONE"})
        html = con.get(at("entry", chess.id)).content.decode()

        assert "Every other Tuesday and Thursday, 6:30pm to 8pm" in html
        assert "With tea: £2.50" in html
        assert "Confirmed today by phone" in html
        assert Location.objects.get().step_free
        chess.refresh_from_db()
        assert (chess.space_now, chess.waiting_now) == ("FEW", "None")

    @pytest.mark.parametrize(
        ("typed", "wrong"),
        [
            ({"often": "1", "days": []}, "Choose the days"),
            ({"often": "monthly", "days": ["MO"]}, "Choose which one of the month"),
            ({"often": "2", "days": ["MO"]}, "Enter the first day"),
            ({"often": "few", "days": ["MO"]}, "Enter number of weeks"),
            ({"often": "1", "days": ["MO"], "opens": "25"}, "real time"),
            ({"often": "1", "days": ["XX"]}, "Choose one of the answers shown"),
            ({"notes": ""}, "Choose how often it is"),
        ],
    )
    def test_times_that_make_no_sense_are_told_and_nothing_is_saved(
        self, con, sample, typed, wrong
    ):
        before = Schedule.objects.count()
        response = con.post(at("add_times", sample["service_id"]), typed)

        assert wrong in response.content.decode()
        assert Schedule.objects.count() == before

    def test_the_first_friday_is_said_and_comes_back_into_its_boxes(self, con, sample):
        con.post(
            at("add_times", sample["service_id"]),
            {"often": "monthly", "days": ["FR"], "which": ["1", "-1"], "opens": "10am"},
        )
        made = Schedule.objects.latest("recorded_at")
        html = con.get(at("change_times", made.id)).content.decode()

        assert made.byday == ["1FR", "-1FR"]
        assert re.search(r'value="-1" checked', html)
        assert re.search(r'value="monthly" checked', html)

    @pytest.mark.parametrize("amount", ["-1", "lots", "1e9", "NaN", "1.234", ""])
    def test_a_price_that_is_none_is_refused(self, con, sample, amount):
        before = CostOption.objects.count()
        response = con.post(at("add_cost", sample["service_id"]), {"amount": amount})

        assert "There is a problem" in response.content.decode()
        assert CostOption.objects.count() == before

    def test_who_writes_how_to_join_is_told_that_everybody_reads_it(self, con, sample):
        page = con.get(at("edit_joining", sample["service_id"]))

        assert "a code word does not belong here" in page.content.decode()

    def test_each_page_of_the_directory_is_there_once_among_its_ways(self, con):
        page = con.get(at("overdue")).content.decode()

        assert page.count(f'href="{at("advice")}"') == 1


class TestTwoAtOnce:
    def test_see_what_the_other_changed_and_lose_nothing(self, con, sample):
        address = at("edit_cost", sample["service_id"])
        seen = hidden(con, address)
        con.post(address, {"seen": seen, "is_free": "no", "fees": "£5"})
        late = con.post(address, {"seen": seen, "is_free": "unknown", "fees": "£9"})

        assert "Somebody else has changed" in late.content.decode()
        assert "£5" in late.content.decode()
        assert Service.objects.get(id=sample["service_id"]).fees == "£5"

    def test_ticked_boxes_left_alone_take_on_what_the_other_ticked(self, con, sample):
        address = at("edit_like", sample["service_id"])
        seen = hidden(con, address)
        con.post(address, {"seen": seen, "what_its_like": "", "like": ["quiet"]})
        late = con.post(address, {"seen": seen, "what_its_like": "Calm"}).content.decode()

        assert re.search(r'value="quiet" checked', late)


class TestWhatWaits:
    def test_a_missing_thing_becomes_an_entry_and_is_decided(self, con, sample):
        with as_the_owner():
            tip = Tip(kind="MISSING")
            tip.words = "Knitting at the chapel"
            tip.save()
        address = f"{at('add_entry')}?tip={tip.id}"
        assert "Knitting at the chapel" in con.get(address).content.decode()
        con.post(address, {"name": "Knitting", "provider_name": "Chapel",
                           "offer": term("craft-group").id})  # fmt: skip

        with as_the_owner():
            assert Tip.objects.get(id=tip.id).state == "DONE"

    def test_two_entries_are_made_one_and_two_again(self, con, sample):
        pair, kept = sample["pair_id"], sample["service_id"]
        con.post(at("decide_pair", pair), {"keep": str(kept)})
        assert Service.objects.exclude(same_as=None).count() == 1
        assert "Decided: they are one" in con.get(at("pair", pair)).content.decode()
        con.post(at("undo_pair", pair))

        assert not Service.objects.exclude(same_as=None).exists()
        assert SameAs.objects.get(id=pair).is_same is None

    @pytest.mark.parametrize("keep", ["", "neither", "00000000-0000-0000-0000-000000000000"])
    def test_two_entries_are_not_decided_by_nothing(self, con, sample, keep):
        con.post(at("decide_pair", sample["pair_id"]), {"keep": keep})
        assert SameAs.objects.get(id=sample["pair_id"]).is_same is None

    def test_a_word_is_added_from_what_was_typed_lately(self, con, sample):
        page = con.get(f"{at('synonyms')}?phrase=nervs").content.decode()
        assert 'value="nervs"' in page
        con.post(at("synonyms"), {"phrase": "nervs", "term": "NEED/anxiety"})

        assert Synonym.objects.filter(phrase="nervs", term=term("anxiety")).exists()

    def test_hearths_own_words_are_counted_and_shown_for_the_term_that_is_chosen(self, con):
        every = con.get(at("synonyms")).content.decode()
        of_one = con.get(f"{at('synonyms')}?kind=NEED&term=sleep").content.decode()

        assert "cant sleep" not in every.split("What is understood")[1]
        assert "of Hearth’s own" in every
        assert "cant sleep" in of_one.split("What is understood")[1]
        assert con.get(f"{at('synonyms')}?kind=NEED&term=nothing").status_code == 404

    @pytest.mark.parametrize("word", ["NEED/nothing", "anxiety", "", "OTHER/x", "NEED/a/b"])
    def test_a_word_for_nothing_is_not_added(self, con, word):
        response = con.post(at("synonyms"), {"phrase": "nervs", "term": word})
        assert response.status_code in (200, 404)
        assert not Synonym.objects.filter(phrase="nervs").exists()

    def test_what_is_told_to_us_stands_beside_what_the_entry_says(self, con, sample):
        html = con.get(at("tip", sample["tip_id"])).content.decode()
        entry = Service.objects.get(id=sample["service_id"])
        assert "What the entry says now" in html
        for schedule in entry.schedules.all():
            assert at("change_times", schedule.id) in html
        for place in entry.at_locations.all():
            assert at("change_place", place.id) in html
        assert at("edit_contact", entry.id) in html
        assert at("edit_cost", entry.id) in html

    def test_what_is_overdue_can_be_rung_and_takes_two_taps_to_confirm(self, con, today):
        late = today - datetime.timedelta(days=1)
        entry = ServiceFactory(confirm_by=late, phone="01904 555010")
        html = con.get(at("overdue")).content.decode()
        assert 'href="tel:01904555010"' in html
        assert at("make_link", entry.id) in html
        _, unfolds = html.split('<summary class="nhsuk-button')
        asks, does = unfolds.split("</summary>", 1)
        assert "I rang, it is right" in asks
        assert at("confirm", entry.id) in does.split("</details>")[0]

    def test_how_often_is_changed_by_who_leads(self, client, network_lead, sample):
        client.force_login(network_lead)
        coffee = term("coffee-morning")
        client.post(at("set_how_often", coffee.id), {"days": "30"})
        client.post(at("set_how_often", coffee.id), {"days": "many"})

        assert term("coffee-morning").confirm_every_days == 30

    def test_crisis_help_that_is_overdue_is_loud_on_every_page_of_the_lead_alone(
        self, client, network_lead, connector, today
    ):
        yesterday = today - datetime.timedelta(days=1)
        ServiceFactory(offer=term("crisis-cafe"), confirm_by=yesterday)
        loud = "Crisis help has not been confirmed in time"
        client.force_login(network_lead)
        assert loud in client.get(reverse("places:sites")).content.decode()
        assert loud not in client.get(f"{at('entries')}?show=crisis").content.decode()
        where = reverse("outgoing:own_address")
        assert where in client.get(at("overdue")).content.decode()
        client.force_login(connector)
        assert loud not in client.get(reverse("places:sites")).content.decode()
        assert where not in client.get(at("overdue")).content.decode()


class TestAttacks:
    BAD = "<script>alert(1)</script>\"'&"

    def test_what_is_typed_never_runs(self, con, sample):
        with as_the_owner():
            Service.objects.update(
                name=self.BAD, description=self.BAD, alert=self.BAD, waiting_now=self.BAD,
                what_its_like=self.BAD, first_time=self.BAD, fees=self.BAD,
                url="javascript:alert(1)",
            )  # fmt: skip
            Location.objects.update(name=self.BAD)
        for page, arg in [
            ("entry", "service_id"), ("edit_what", "service_id"), ("pair", "pair_id"),
            ("provider", "provider_id"), ("tip", "tip_id"), ("change_place", "at_id"),
        ]:  # fmt: skip
            html = con.get(at(page, sample[arg])).content.decode()
            assert "<script>alert" not in html, page
            assert 'href="javascript' not in html, page
        assert "<script>alert" not in con.get(at("entries")).content.decode()

    @pytest.mark.parametrize(
        "query",
        ["?q=%00", "?page=-1", "?page=99999999999", "?page=x", "?show=nothing", "?group=%27",
         "?neighbourhood=%00&status=x", "?q=" + "x" * 3000, "?q=%25_%5C"],
    )  # fmt: skip
    def test_a_list_is_never_a_fault(self, con, sample, query):
        for page in ("entries", "providers", "tips", "pairs", "synonyms"):
            assert con.get(at(page) + query).status_code == 200, page
        assert con.get(f"{at('add_entry')}?tip=x&by=%00").status_code == 200

    @pytest.mark.parametrize("on", ["", "2026-13-40", "x", "\0"])
    def test_a_day_that_is_none_is_refused(self, con, sample, on):
        assert con.post(at("put_on_again", sample["schedule_id"]), {"on": on}).status_code == 302

    def test_contacts_are_for_who_keeps_the_directory(self, client, sample, greeter):
        client.force_login(greeter)
        assert client.get(at("provider", sample["provider_id"])).status_code == 403
        assert ProviderContact.objects.count() == 0  # the wall

    def test_confirming_takes_a_post(self, con, sample):
        assert con.get(at("confirm", sample["service_id"])).status_code == 405
        con.post(at("confirm", sample["service_id"]), {"how": "LINK"})
        con.post(at("confirm", sample["service_id"]), {"how": ""})
        assert not Confirmation.objects.exists()


def test_an_entrys_page_asks_as_much_for_ten_times_as_for_one(
    con, sample, django_assert_max_num_queries
):
    with as_the_owner():
        for _ in range(10):
            Schedule.objects.create(service_id=sample["service_id"], byday=["MO"])
            CostOption.objects.create(service_id=sample["service_id"], amount=1)
    with django_assert_max_num_queries(27):
        con.get(at("entry", sample["service_id"]))
