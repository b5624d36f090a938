"""Writing down what people tell us, and two workers writing at once."""

import datetime
from dataclasses import replace

import pytest

from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import Details, FindingKey, OtherName, Person
from hearth.people.queries import sections
from hearth.people.queries.sections import DetailsSection, HelloSection, ListingSection
from hearth.people.tests.factories import PersonFactory

pytestmark = pytest.mark.usefixtures("all_is_true")


def say_hello(by, person, **changes):
    before = sections.hello_of(person)
    actions.change_hello(by=by, person=person, hello=replace(before, **changes), stamp=before.stamp)


def tell(by, person, today, **changes):
    before = sections.details_of(person)
    actions.change_details(
        by=by, person=person, details=replace(before, **changes), stamp=before.stamp, today=today
    )


class TestChangeHello:
    @pytest.mark.parametrize("worker", ["greeter", "team_member", "hub_manager"])
    def test_is_for_whoever_welcomes_them(self, request, worker, jo):
        worker = request.getfixturevalue(worker)
        with acting_as(worker):
            say_hello(worker, jo, pronouns="they/them", welcome="A nod is enough", needs=("QUIET",))

            changed = Person.objects.get(id=jo.id)
        assert changed.pronouns == "they/them"
        assert changed.welcome == "A nod is enough"
        assert changed.need_flags == (("quiet", "A quiet space"),)

    def test_keeps_words_sealed(self, greeter, jo):
        with acting_as(greeter):
            say_hello(greeter, jo, welcome="A nod is enough")

            row = Person.objects.get(id=jo.id)
        assert b"nod" not in bytes(row.welcome_sealed)

    def test_is_not_for_a_greeter_elsewhere_who_has_found_them(self, greeter_elsewhere, jo):
        with acting_as(greeter_elsewhere):
            reveal([jo.id])
            with pytest.raises(NotAllowed):
                say_hello(greeter_elsewhere, jo, pronouns="she/her")

    def test_is_not_for_a_worker_who_may_not_see_them(self, greeter_elsewhere, jo):
        with acting_as(greeter_elsewhere), pytest.raises(Person.DoesNotExist):
            say_hello(greeter_elsewhere, jo, pronouns="she/her")

    def test_is_not_for_the_network_lead_who_only_looks(self, network_lead, jo):
        with acting_as(network_lead), pytest.raises(NotAllowed):
            say_hello(network_lead, jo, pronouns="she/her")

    def test_refuses_to_leave_somebody_without_a_name(self, greeter, jo):
        with acting_as(greeter), pytest.raises(actions.PersonRefused):
            say_hello(greeter, jo, known_as="  ")

    def test_ignores_a_need_that_does_not_exist(self, greeter, jo):
        with acting_as(greeter):
            say_hello(greeter, jo, needs=("QUIET", "NONSENSE"))
            assert Person.objects.get(id=jo.id).needs == ["QUIET"]

    def test_is_written_in_the_trail_only_when_something_changed(self, greeter, jo):
        with acting_as(greeter):
            say_hello(greeter, jo, pronouns="she/her")
            say_hello(greeter, Person.objects.get(id=jo.id), pronouns="she/her")

        with as_the_owner():
            assert AuditLine.objects.filter(verb="changed the hello of").count() == 1


class TestTwoWorkersAtOnce:
    def test_neither_loses_what_they_wrote(self, greeter, team_member, jo):
        with acting_as(greeter):
            drawn = sections.hello_of(jo)
        with acting_as(team_member):
            say_hello(team_member, jo, pronouns="she/her")

        mine = replace(drawn, welcome="Not too loud")
        with acting_as(greeter), pytest.raises(actions.EditedMeanwhile) as refusal:
            actions.change_hello(by=greeter, person=jo, hello=mine, stamp=drawn.stamp)

        assert refusal.value.now.pronouns == "she/her"
        with acting_as(greeter):
            assert Person.objects.get(id=jo.id).welcome == ""

    def test_who_saves_again_having_seen_the_other_is_heard(self, greeter, team_member, jo):
        with acting_as(greeter):
            drawn = sections.hello_of(jo)
        with acting_as(team_member):
            say_hello(team_member, jo, pronouns="she/her")
        with acting_as(greeter):
            theirs = sections.hello_of(Person.objects.get(id=jo.id))
            both = replace(drawn, welcome="Not too loud", pronouns="she/her")
            actions.change_hello(by=greeter, person=jo, hello=both, stamp=theirs.stamp)

            saved = Person.objects.get(id=jo.id)
        assert (saved.welcome, saved.pronouns) == ("Not too loud", "she/her")

    def test_writing_the_same_is_no_quarrel(self, greeter, team_member, jo):
        with acting_as(greeter):
            drawn = sections.hello_of(jo)
        for worker in (greeter, team_member):
            with acting_as(worker):
                same = replace(drawn, pronouns="she/her")
                actions.change_hello(by=worker, person=jo, hello=same, stamp=drawn.stamp)

    def test_different_sections_do_not_disturb_each_other(self, team_member, jo, today):
        with acting_as(team_member):
            drawn = sections.hello_of(jo)
            tell(team_member, jo, today, family_name="Bloggs")
            mine = replace(drawn, pronouns="she/her")
            actions.change_hello(by=team_member, person=jo, hello=mine, stamp=drawn.stamp)


class TestChangeDetails:
    def test_nothing_of_it_is_required(self, team_member, jo, today):
        with acting_as(team_member):
            tell(team_member, jo, today, languages=("Welsh",))
            assert sections.details_of(jo) == DetailsSection(languages=("Welsh",))

    def test_keeps_all_that_is_told(self, team_member, jo, charity, today):
        with acting_as(team_member):
            tell(
                team_member, jo, today, given_name=" Josephine ", family_name="Bloggs",
                other_names=("Josie", "josie", "Josie "), born_on=datetime.date(1970, 5, 3),
                postcode="yo244ab", languages=("English", "Polish"), nhs_number="943 476 5919",
            )  # fmt: skip
            told = sections.details_of(jo)

            assert told == DetailsSection(
                given_name="Josephine", family_name="Bloggs", other_names=("Josie", "josie"),
                born_on=datetime.date(1970, 5, 3), postcode="YO24 4AB",
                languages=("English", "Polish"), nhs_number="9434765919",
            )  # fmt: skip
            assert told.nhs_number_spaced == "943 476 5919"
            assert Details.objects.get().held_by == charity

    def test_keeps_an_nhs_number_sealed(self, team_member, jo, today):
        with acting_as(team_member):
            tell(team_member, jo, today, nhs_number="9434765919")
            row = Details.objects.get()

        assert b"9434765919" not in bytes(row.nhs_number_sealed)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"nhs_number": "9434765918"},
            {"nhs_number": "943476591"},
            {"nhs_number": "٩٤٣٤٧٦٥٩١٩"},
            {"born_on": datetime.date(2999, 1, 1)},
            {"born_on": datetime.date(1801, 1, 1)},
            {"postcode": "somewhere"},
            {"postcode": "YO24 4AB", "no_fixed_place": True},
            {"other_names": ("J" * 201,)},
            {"family_name": "J" * 201},
        ],
    )
    def test_refuses_what_cannot_be(self, team_member, jo, today, wrong):
        with acting_as(team_member), pytest.raises(actions.PersonRefused):
            tell(team_member, jo, today, **wrong)

    @pytest.mark.parametrize("postcode", ["YO24 4AB", "yo24", "EC1A1BB", "W1A 0AX", ""])
    def test_takes_a_postcode_or_its_first_half(self, team_member, jo, today, postcode):
        with acting_as(team_member):
            tell(team_member, jo, today, postcode=postcode, given_name="Jo")

    def test_takes_names_back(self, team_member, jo, today):
        with acting_as(team_member):
            tell(team_member, jo, today, other_names=("Josie", "Joey"))
            tell(team_member, jo, today, other_names=("Joey",))
            assert [row.name for row in OtherName.objects.all()] == ["Joey"]

    def test_is_not_for_greeters(self, greeter, jo, today):
        with acting_as(greeter), pytest.raises(NotAllowed):
            tell(greeter, jo, today, family_name="Bloggs")

    def test_is_not_for_another_sites_team(self, team_elsewhere, jo, today):
        with acting_as(team_elsewhere), pytest.raises(Person.DoesNotExist):
            tell(team_elsewhere, jo, today, family_name="Bloggs")

    def test_says_who_answers_for_it(self, team_of_both, hub, other_hub, today):
        """Each organisation answers for what its own workers wrote."""
        ours = PersonFactory(sites=[hub])
        theirs = PersonFactory(sites=[other_hub])
        with acting_as(team_of_both):
            for person in (ours, theirs):
                tell(team_of_both, person, today, family_name="Bloggs")
                assert Details.objects.get(person=person).held_by_id == person.held_by_id

    def test_is_refused_when_somebody_else_changed_it_meanwhile(
        self, team_member, hub_manager, jo, today
    ):
        with acting_as(team_member):
            drawn = sections.details_of(jo)
        with acting_as(hub_manager):
            tell(hub_manager, jo, today, given_name="Josephine")
        with acting_as(team_member), pytest.raises(actions.EditedMeanwhile) as refusal:
            actions.change_details(
                by=team_member, person=jo, details=replace(drawn, family_name="Bloggs"),
                stamp=drawn.stamp, today=today,
            )  # fmt: skip
        assert refusal.value.now.given_name == "Josephine"

    def test_changes_the_keys_by_which_they_are_found(self, team_member, jo, today):
        with acting_as(team_member):
            tell(team_member, jo, today, family_name="Bloggs")
            assert FindingKey.objects.count() == 0
            tell(team_member, jo, today, born_on=datetime.date(1970, 5, 3))
            assert FindingKey.objects.count() == 2
            tell(team_member, jo, today, born_on=None, nhs_number="9434765919")
            assert FindingKey.objects.get().kind == FindingKey.Kind.NHS_NUMBER

    def test_a_name_put_right_at_the_door_changes_the_keys_too(
        self, team_member, greeter, jo, today
    ):
        with acting_as(team_member):
            tell(team_member, jo, today, family_name="Bloggs", born_on=datetime.date(1970, 5, 3))
        with as_the_owner():
            before = set(FindingKey.objects.values_list("id", flat=True))
        with acting_as(greeter):
            say_hello(greeter, jo, known_as="Josie")
            assert not FindingKey.objects.exists()
        with as_the_owner():
            after = set(FindingKey.objects.values_list("id", flat=True))
        assert len(after) == 2
        assert not before & after


class TestChangeListing:
    def change(self, by, person, today, **changes):
        before = sections.listing_of(person)
        actions.change_listing(
            by=by, person=person, listing=replace(before, **changes), stamp=before.stamp,
            today=today,
        )  # fmt: skip

    def test_takes_somebody_off_every_list_at_once(
        self, greeter, greeter_elsewhere, hub, other_hub, today
    ):
        jo = PersonFactory(known_as="Jo", sites=[hub, other_hub])
        with acting_as(greeter):
            self.change(greeter, jo, today, listed=False)
        for worker in (greeter, greeter_elsewhere):
            with acting_as(worker):
                assert not Person.objects.exists()

    def test_puts_them_back_where_they_were_welcomed_lately(
        self, team_member, greeter_elsewhere, hub, other_hub, today
    ):
        jo = PersonFactory(sites=[hub, other_hub], listed=False, greeted_at=[])
        with acting_as(team_member):
            self.change(team_member, jo, today, listed=True)
        with acting_as(greeter_elsewhere):
            assert Person.objects.get().id == jo.id

    def test_takes_down_that_they_want_no_messages(self, greeter, jo, today):
        with acting_as(greeter):
            self.change(greeter, jo, today, wants_no_messages=True)
            kept = Person.objects.get(id=jo.id)
        assert (kept.wants_no_messages, kept.listed) == (True, True)

    def test_is_not_for_the_network_lead_who_only_looks(self, network_lead, jo, today):
        with acting_as(network_lead), pytest.raises(NotAllowed):
            self.change(network_lead, jo, today, listed=False)

    def test_is_refused_when_somebody_else_changed_it_meanwhile(self, team_member, jo, today):
        with acting_as(team_member):
            self.change(team_member, jo, today, wants_no_messages=True)
            with pytest.raises(actions.EditedMeanwhile):
                actions.change_listing(
                    by=team_member, person=jo, listing=ListingSection(False, False),
                    stamp=sections.listing_of(jo).stamp, today=today,
                )  # fmt: skip


def test_a_stamp_is_the_same_for_the_same_words_only():
    one = HelloSection(known_as="Jo", needs=("QUIET",))

    assert one.stamp == HelloSection(known_as="Jo", needs=("QUIET",)).stamp
    assert one.stamp != HelloSection(known_as="Jo").stamp
