"""The pages that write somebody down, and change what is written of them."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import short_day
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import Details, FindingKey, Link, Person, WayToContact
from hearth.people.queries import sections
from hearth.people.queries.sections import WaySection
from hearth.people.tests.factories import PersonFactory


class TestNew:
    def test_takes_a_name_and_nothing_else(self, page, greeter, hub):
        page(greeter, "new")
        sent = {"known_as": "Sunny", "person_id": "01890a5d-ac96-774b-bcce-b302099a8057"}
        for _ in range(2):
            page(greeter, "new", data=sent | {"is_new": "yes"}, status=302)
        with acting_as(greeter):
            assert Person.objects.get().known_as == "Sunny"

    def test_hints_at_people_like_them_and_blocks_nothing(self, page, greeter, hub, jo):
        sent = {"known_as": "Jo", "person_id": "01890a5d-ac96-774b-bcce-b302099a8057"}
        hint = page(greeter, "new", data=sent)
        assert "Is it one of these?" in hint
        assert 'name="is_new" value="yes"' in hint
        page(greeter, "new", data=sent | {"is_new": "yes"}, status=302)
        with acting_as(greeter):
            assert Person.objects.count() == 2


class TestChanging:
    def test_how_to_welcome_somebody(self, page, greeter, jo):
        form = page(greeter, "edit_hello", jo.id)
        assert "How to welcome Jo" in form
        sent = {
            "known_as": "Jo", "needs": ["QUIET", "LARGE_PRINT"], "welcome": "A nod is enough",
            "stamp": sections.hello_of(jo).stamp,
        }  # fmt: skip
        page(greeter, "edit_hello", jo.id, data=sent, status=302)
        assert "A nod is enough" in page(greeter, "edit", jo.id)
        assert "Large print" in page(greeter, "edit", jo.id)

    def test_shows_both_and_keeps_what_was_typed_when_two_write_at_once(
        self, page, greeter, team_member, jo
    ):
        drawn = sections.hello_of(jo).stamp
        theirs = {"known_as": "Jo", "welcome": "Sing to me", "stamp": drawn}
        page(team_member, "edit_hello", jo.id, data=theirs, status=302)
        mine = {"known_as": "Jo", "welcome": "A nod is enough", "stamp": drawn}
        told = page(greeter, "edit_hello", jo.id, data=mine)
        assert "Sing to me" in told
        assert "A nod is enough</textarea>" in told.replace("\n", "")
        with acting_as(greeter):
            now = sections.hello_of(Person.objects.get(id=jo.id))
            assert now.welcome == "Sing to me"
        assert f'name="stamp" value="{now.stamp}"' in told

        page(greeter, "edit_hello", jo.id, data=mine | {"stamp": now.stamp}, status=302)
        with acting_as(greeter):
            assert Person.objects.get(id=jo.id).welcome == "A nod is enough"

    @pytest.mark.parametrize("year", ["2999", "x"])
    def test_everything_that_is_wrong_with_details_is_said_at_once(
        self, page, team_member, jo, year
    ):
        sent = {"born_on-day": "31", "born_on-month": "1", "born_on-year": year}
        sent |= {"nhs_number": "123", "postcode": "NOWHERE", "given_name": "J" * 201}

        told = page(team_member, "edit_details", jo.id, data=sent)

        assert "An NHS number has 10 digits" in told
        assert "Write a postcode like YO24 4AB" in told
        assert "A name can have at most 200 letters" in told
        assert told.count("Error: </span>") == 4

    def test_details_and_the_hint_about_an_nhs_number(self, page, team_member, hub, jo, john):
        sent = {
            "family_name": "Bloggs", "born_on-day": "3", "born_on-month": "5",
            "born_on-year": "1970", "nhs_number": "943 476 5919", "other_names": "Josie\nJoey",
        }  # fmt: skip
        stamp = sections.DetailsSection().stamp
        page(team_member, "edit_details", jo.id, data=sent | {"stamp": stamp}, status=302)
        told = page(team_member, "edit", jo.id)
        assert "943 476 5919" in told
        assert "3 May 1970" in told
        same = {"nhs_number": "9434765919", "stamp": stamp}
        hint = page(team_member, "edit_details", john.id, data=same, follow=True, status=200)
        assert "That NHS number is also on the record of Jo" in hint

    def test_the_hint_names_nobody_the_worker_may_not_see(
        self, page, team_member, team_elsewhere, other_hub, jo
    ):
        stamp = sections.DetailsSection().stamp
        sent = {"nhs_number": "9434765919", "stamp": stamp}
        page(team_member, "edit_details", jo.id, data=sent, status=302)
        far = PersonFactory(known_as="Far", sites=[other_hub])
        hint = page(team_elsewhere, "edit_details", far.id, data=sent, follow=True, status=200)
        assert "also on a record that you may not see" in hint
        assert ">Jo<" not in hint

    def test_a_wrong_number_keeps_the_form(self, page, team_member, jo):
        told = page(team_member, "edit_details", jo.id, data={"nhs_number": "123"})
        assert "An NHS number has 10 digits" in told
        assert 'value="123"' in told

    def test_choosing_to_be_on_no_list(self, page, greeter, team_member, jo):
        sent = {"listed": "no", "messages": "yes", "stamp": sections.listing_of(jo).stamp}
        page(greeter, "edit_listing", jo.id, data=sent, status=302)
        assert ">Jo</a>" not in page(greeter, "people")
        page(greeter, "edit", jo.id, status=404)
        assert ">Jo</a>" not in page(team_member, "people")
        assert ">Jo</a>" not in page(team_member, "people", data={"q": "jo"})
        assert "On no list" in page(team_member, "edit", jo.id)  # such as from a visit of theirs

    def test_ways_to_contact(self, page, team_member, jo):
        sent = {"kind": "EMAIL", "value": "jo@example.org", "safe": "YES"}
        page(team_member, "add_way", jo.id, data=sent, status=302)
        assert "jo@example.org" in page(team_member, "ways", jo.id)
        with acting_as(team_member):
            way = WayToContact.objects.get()
        stamp = sections.way_section(way).stamp
        page(team_member, "change_way", jo.id, way.id)
        no = sent | {"safe": "NO", "stamp": stamp}
        page(team_member, "change_way", jo.id, way.id, data=no, status=302)
        assert "No, never use it" in page(team_member, "ways", jo.id)
        page(team_member, "remove_way", jo.id, way.id, data={}, status=302)
        assert "No way to contact them" in page(team_member, "ways", jo.id)

    def test_a_way_of_somebody_else_is_not_there(self, page, team_member, jo, john):
        with acting_as(team_member):
            way = actions.add_way(
                by=team_member, person=john, way=WaySection("EMAIL", "john@example.org")
            )
        page(team_member, "change_way", jo.id, way.id, status=404)
        page(team_member, "remove_way", jo.id, way.id, data={}, status=404)

    def test_a_day_of_death_before_a_visit_is_saved_only_when_it_is_said_twice(
        self, page, team_member, jo
    ):
        day = timezone.localdate() - datetime.timedelta(days=3)
        said = {f"died_on-{part}": getattr(day, part) for part in ("day", "month", "year")}
        said |= {"source": "Her son", "stamp": sections.died_of(jo).stamp}
        assert "Yes, that is the day they died" not in page(team_member, "died", jo.id)

        asked = page(team_member, "died", jo.id, data=said)
        assert f"They came in on {short_day(timezone.localdate())}, after that day" in asked
        with acting_as(team_member):
            assert not Person.objects.get(id=jo.id).has_died

        page(team_member, "died", jo.id, data=said | {"sure": "on"}, status=302)
        with acting_as(team_member):
            assert Person.objects.get(id=jo.id).died_on == day

    def test_nobody_has_died_before_it_is_saved(self, page, team_member, jo):
        assert "Tell us that Jo has died" in page(team_member, "died", jo.id)

    def test_records_whose_birth_dates_differ_are_linked_only_when_it_is_said_twice(
        self, page, team_member, jo, john
    ):
        with as_the_owner():
            for one, day in [(jo, "1970-05-03"), (john, "1970-03-05")]:
                told = {"known_at": one.known_at, "held_by": one.held_by, "born_on": day}
                Details.objects.create(person=one, **told)
        drawn = page(team_member, "link_with", jo.id, john.id)
        assert "One was born on 3 May 1970, the other on 5 Mar 1970" in drawn

        asked = page(team_member, "link_with", jo.id, john.id, data={"why": "They said so"})
        assert "Tick the box if they are one person" in asked
        data = {"why": "They said so", "sure": "on"}
        page(team_member, "link_with", jo.id, john.id, data=data, status=302)

    def test_died_and_not(self, page, team_member, jo):
        assert "who came with them" in page(team_member, "died", jo.id)
        assert "There is a problem" in page(team_member, "died", jo.id, data={})
        stamp = sections.died_of(jo).stamp
        said = {"source": "Her son", "stamp": stamp}
        page(team_member, "died", jo.id, data=said, status=302)
        assert "Was it a mistake?" in page(team_member, "died", jo.id)
        page(team_member, "not_died", jo.id, data={}, status=302)
        with acting_as(team_member):
            assert not Person.objects.get().has_died
        page(team_member, "not_died", jo.id, data={}, status=302)

    def test_two_who_write_down_a_death_at_once_lose_nothing(
        self, page, team_member, hub_manager, jo
    ):
        drawn = sections.died_of(jo).stamp
        theirs = {"source": "Her son", "stamp": drawn}
        page(hub_manager, "died", jo.id, data=theirs, status=302)
        told = page(team_member, "died", jo.id, data={"source": "The hospital", "stamp": drawn})
        assert "Her son" in told
        assert 'value="The hospital"' in told
        with acting_as(team_member):
            assert Person.objects.get().died_source == "Her son"

    def test_a_card_is_shown_once(self, page, team_member, jo):
        page(team_member, "revoke_card", jo.id, data={}, status=302)
        made = page(team_member, "card", jo.id, data={})
        with as_the_owner():
            assert FindingKey.objects.count() == 1
        assert "only time that the code is shown" in made
        card = made[made.index("Card to cut out") : made.index("Print the card")]
        assert "Jo" not in card
        assert "mental" not in card.lower()
        assert "They have a card" in page(team_member, "card", jo.id)
        page(team_member, "revoke_card", jo.id, data={}, status=302)
        with as_the_owner():
            assert not FindingKey.objects.exists()

    def test_linking_and_unlinking(self, page, team_member, jo, john):
        assert "Compare" in page(team_member, "link", jo.id, data={"q": "joh"})
        assert "the same person?" in page(team_member, "link_with", jo.id, john.id)
        page(team_member, "link_with", jo.id, john.id, data={"why": "They said so"}, status=302)
        assert "They said so" in page(team_member, "link", jo.id)
        twice = page(team_member, "link_with", john.id, jo.id, data={})
        assert "linked already" in twice
        with acting_as(team_member):
            link = Link.objects.get()
        page(team_member, "unlink", jo.id, link.id, data={}, status=302)
        page(team_member, "unlink", jo.id, link.id, data={}, status=404)
        assert "They said so" not in page(team_member, "link", jo.id)

    def test_linking_offers_nobody_whose_record_they_may_not_change(
        self, page, team_member, other_hub, jo
    ):
        PersonFactory(known_as="Johanna", sites=[other_hub])
        GrantFactory(user=team_member, site=other_hub, role=Role.GREETER)
        assert "Johanna" not in page(team_member, "link", jo.id, data={"q": "joh"})

    def test_a_site_lets_somebody_go(self, page, team_of_both, team_elsewhere, hub, other_hub):
        person = PersonFactory(known_as="Jo", sites=[hub, other_hub])
        assert "Still known here" not in page(team_of_both, "known", person.id)
        page(team_elsewhere, "let_go", person.id, "clifton", data={}, status=302)
        page(team_elsewhere, "known", person.id, status=404)
        assert "Still known here" in page(team_of_both, "known", person.id)
        page(team_of_both, "let_go", person.id, "acomb", data={}, status=302)
        with as_the_owner():
            assert Person.objects.get().known_at == [hub.id]
