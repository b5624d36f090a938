"""A carer reads where both agree: what they read, how it ends, and what a team does."""

import datetime
import re

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.myhub.tests.asking import page
from hearth.people import actions
from hearth.people.models import CarerView, Details, Person, Reads
from hearth.people.own_pages import act_on_own_pages
from hearth.people.queries import everything_about
from hearth.people.queries.caring import plan_for_carer
from hearth.places.timer import OnATimer
from hearth.rights.jobs import gather_everything
from hearth.rights.models import Pack
from hearth.rights.tests.factories import RightsRequestFactory
from hearth.support.tests.factories import share_support

DAY = datetime.timedelta(days=1)
ALL = [part.value for part in Reads]


class TestBothAgree:
    def test_nothing_opens_until_the_carer_has_said_yes_too(self, told, code, maries):
        there = maries.post("/me/for/", {"code": code().lower()})["Location"]
        asked = page(maries, there)

        assert "Jo would like you to be able to read this" in asked
        assert "Do you want that?" in asked
        assert "radio" not in asked
        maries.post(there, {"yes": "yes"})
        assert "Put the radio on" in page(maries, there)
        assert there in page(maries, "/me/")

    def test_she_reads_what_was_agreed_and_no_more(self, told, shared, view, maries, team_member):
        read = page(maries, view)

        for words in ("Put the radio on", "My tablets are away", "Bernadette", "01632 960301",
                      "Tariq", "Acomb", "Coffee morning", "an answer is waited for",
                      "And how are you?", "If it cannot wait"):  # fmt: skip
            assert words in read, words
        for words in ("thinks otherwise", "After six", "Dee next door", "My eldest", "Ring them",
                      "nobody may know of", "Never on Sundays", "FAMILY", "Family"):  # fmt: skip
            assert words not in read, words

    @pytest.mark.parametrize(("part", "reads", "reads_not"), [
        ("WORST_DAY", "radio", ("tablets", "Bernadette", "Tariq", "Coffee")),
        ("PLAN", "tablets", ("Bernadette", "Tariq", "Coffee")),
        ("RING", "Bernadette", ("radio", "Tariq", "Coffee")),
        ("COMING", "Tariq", ("radio", "Bernadette", "Coffee")),
        ("INTRODUCTIONS", "Coffee", ("radio", "Bernadette", "Tariq")),
    ])  # fmt: skip
    def test_a_part_opens_that_part_alone(self, told, code, maries, part, reads, reads_not):
        there = maries.post("/me/for/", {"code": code([part])})["Location"]
        maries.post(there, {"yes": "yes"})
        read = page(maries, there)

        assert reads in read
        assert [words for words in reads_not if words in read] == []

    def test_a_code_is_used_once(self, told, code, maries, strangers):
        used = code()
        maries.post("/me/for/", {"code": used})

        assert "opens nothing" in strangers.post("/me/for/", {"code": used}).content.decode()

    def test_a_code_opens_nothing_after_two_weeks(self, code, maries):
        late = code()
        with as_the_owner():
            CarerView.objects.update(key_ends_at=timezone.now() - DAY)

        assert "opens nothing" in maries.post("/me/for/", {"code": late}).content.decode()

    def test_nobody_reads_of_themselves_as_a_carer(self, code, jos):
        assert "opens nothing" in jos.post("/me/for/", {"code": code()}).content.decode()

    def test_she_can_say_no(self, told, code, maries, own):
        there = maries.post("/me/for/", {"code": code()})["Location"]
        maries.post(there, {"no": "no"})

        page(maries, there, status=404)
        assert "This has ended" in own("carers")
        assert "asks you" not in page(maries, "/me/")

    def test_jo_reads_who_typed_the_code(self, view, own):
        read = own("carers")

        assert "Marie said yes" in read
        assert "My eldest" in read


class TestEnding:
    def test_jo_ends_it_at_once_and_she_is_told_without_a_reason(self, told, view, maries, own):
        own("carers", data={"view": view.split("/")[-2], "do": "end"}, status=302)

        page(maries, view, status=404)
        assert "What Jo let you read has ended" in page(maries, "/me/")
        assert "can read no more" not in own("home")

    def test_she_ends_it_at_once_and_jo_is_told_without_a_reason(self, told, view, maries, own):
        maries.post(view, {"no": "no"})

        page(maries, view, status=404)
        assert "My eldest can read no more: it has ended" in own("home")
        assert "has ended" not in page(maries, "/me/")

    @pytest.mark.parametrize("who", ["jo", "marie"])
    @pytest.mark.parametrize("what", ["restricted_on", "died_recorded_at"])
    def test_it_ends_for_good_when_either_is_not_used_or_has_died(
        self, told, view, jo, marie, now, who, what, maries_pages
    ):
        one = jo if who == "jo" else marie
        with as_the_owner():
            Person.objects.filter(id=one.id).update(**{what: now})
            Person.objects.filter(id=one.id).update(**{what: None})
            assert CarerView.objects.get().ended_at
        with acting_as(maries_pages.sign_in):
            act_on_own_pages(maries_pages.sign_in)
            assert plan_for_carer(view.split("/")[-2]) == []

    def test_it_ends_when_she_is_taken_out_of_the_circle(
        self, told, view, maries, daughter, jo, team_member, now
    ):
        share_support(jo, by=team_member, layers=("CIRCLE",))
        with acting_as(team_member):
            actions.take_out_of_circle(by=team_member, person=jo, member=daughter, now=now)

        page(maries, view, status=404)

    def test_it_ends_when_another_address_is_written_down_for_her(
        self, told, view, marie, team_there, now
    ):
        """A worker could write down one of their own, and read of Jo by it."""
        with acting_as(team_there):
            actions.write_own_address(
                by=team_there, person=marie, address="new@example.org", now=now
            )

        with as_the_owner():
            assert CarerView.objects.get().ended_at

    def test_it_ends_when_her_own_pages_are_closed(self, told, view, marie, team_there, now):
        with acting_as(team_there):
            actions.end_own_pages(by=team_there, person=marie, now=now)

        with as_the_owner():
            assert CarerView.objects.get().ended_at

    def test_it_is_over_after_its_last_day_by_itself(self, told, view, maries, today):
        with as_the_owner():
            CarerView.objects.update(person_until_on=today - DAY)

        page(maries, view, status=404)

    def test_it_goes_on_only_if_both_say_it_again(self, told, view, own, maries, today):
        soon = today + 5 * DAY
        with as_the_owner():
            CarerView.objects.update(
                agreed_on=soon - 91 * DAY, person_until_on=soon, carer_until_on=soon
            )
        assert "Yes, let it go on" in own("carers")
        own("carers", data={"view": view.split("/")[-2], "do": "again"}, status=302)
        with as_the_owner():
            row = CarerView.objects.get()
            assert (row.person_until_on, row.carer_until_on) == (today + 91 * DAY, soon)
        assert "unless you both say yes again" in page(maries, view)
        maries.post(view, {"yes": "yes"})
        with as_the_owner():
            assert CarerView.objects.get().carer_until_on == today + 365 * DAY

    def test_both_erased_leave_nothing_of_it(self, view, marie, jo):
        for one in (marie, jo):
            with transaction.atomic():
                with acting_as(OnATimer()):
                    actions.forget_person(by=OnATimer(), person=one)
                with as_the_owner():
                    assert not CarerView.objects.exists()
                transaction.set_rollback(True)


class TestTheTeam:
    @pytest.fixture
    def shared(self, jo, team_member):
        return share_support(jo, by=team_member, layers=("SUPPORT", "ABOUT", "PLAN", "CIRCLE"))

    def let(self, client, jo, daughter, how="SAID"):
        return client.post(
            reverse("people:let_read", args=[jo.id, daughter.id]),
            {"reads": ["WORST_DAY"], "days": "365", "how": how},
        )

    def test_writes_down_what_they_said_and_opens_nothing_by_it(
        self, told, shared, client, jo, daughter, team_member, maries
    ):
        client.force_login(team_member)
        made = self.let(client, jo, daughter, how="SIGNED").content.decode()
        circle = page(client, f"/people/{jo.id}/circle/")

        assert "they signed a paper" in circle
        assert "Written down by Tariq" in circle
        assert "Nothing is open" in circle
        code = re.search(r"heading-xl\">([^<]+)<", made)[1]
        there = maries.post("/me/for/", {"code": code})["Location"]
        maries.post(there, {"yes": "yes"})
        assert "radio" in page(maries, there)
        assert "Marie said yes" in page(client, f"/people/{jo.id}/circle/")

    def test_ends_it_as_they_said(self, told, shared, client, jo, view, maries, team_member):
        client.force_login(team_member)
        client.post(
            reverse("people:carer_view", args=[jo.id, view.split("/")[-2]]),
            {"do": "end", "how": "SAID"},
        )

        page(maries, view, status=404)
        assert "Ended on" in page(client, f"/people/{jo.id}/circle/")

    def test_says_how_they_said_so_and_never_on_their_own_page(
        self, told, shared, client, jo, view, maries, team_member
    ):
        client.force_login(team_member)
        for how in ("", "OWN_PAGE"):
            client.post(
                reverse("people:carer_view", args=[jo.id, view.split("/")[-2]]),
                {"do": "end", "how": how},
            )
        page(maries, view)

    def test_writes_down_nothing_that_would_open_what_they_may_not_read(
        self, told, jo, daughter, team_member, now, today
    ):
        share_support(jo, by=team_member, layers=("CIRCLE",))
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.let_carer_read(
                by=team_member, person=jo, member=daughter, reads=("PLAN",), days=30, how="SAID",
                now=now, today=today,
            )  # fmt: skip

    def test_reads_nothing_as_the_carer_of_what_they_wrote_down_themselves(
        self, told, shared, client, jo, daughter, team_member, marie, maries
    ):
        client.force_login(team_member)
        made = self.let(client, jo, daughter).content.decode()
        with as_the_owner():
            Person.objects.filter(id=marie.id).update(worker=team_member)

        code = re.search(r"heading-xl\">([^<]+)<", made)[1]
        assert "opens nothing" in maries.post("/me/for/", {"code": code}).content.decode()

    def test_of_the_carer_sees_nothing_of_it(self, view, marie, team_there, client):
        share_support(marie, by=team_there, layers=("CIRCLE",))
        client.force_login(team_there)
        shown = page(client, f"/people/{marie.id}/circle/")

        assert [words for words in ("Jo", "lets read", "eldest") if words in shown] == []


def test_nobody_under_sixteen_lets_read_or_reads_alone(
    own, daughter, jo, marie, maries, code, today
):
    made = code()
    born_on = today - datetime.timedelta(days=15 * 365)
    with as_the_owner():
        for one in (jo, marie):
            Details.objects.create(
                person=one, known_at=one.known_at, held_by=one.held_by, born_on=born_on
            )
    assert "under 16" in maries.post("/me/for/", {"code": made}).content.decode()
    typed = {"member": daughter.id, "reads": ["PLAN"], "days": "30"}
    assert "Ask at a hub" in own("carers", data=typed)


def test_what_each_asks_for_names_what_is_theirs(told, view, jo, marie):
    with as_the_owner():
        jos = " ".join(row["says"] for row in everything_about(jo))
        maries = " ".join(f"{row['what']} {row['says']}" for row in everything_about(marie))

    assert "My eldest (Marie)" in jos
    assert "Somebody you care for let you read" in maries
    assert [words for words in ("Jo", "My eldest", "radio", "plan") if words in maries] == []


def test_a_copy_of_everything_holds_all_of_it_for_each(told, view, jo, marie, team_there, hub):
    """Counted against the database; and the carer's holds nothing of the person's record."""
    said = {}
    for one in (jo, marie):
        row = RightsRequestFactory(
            person=one, held_by=one.held_by, site=hub, taken_by=team_there, asks="ACCESS"
        )
        gather_everything(row.id)
        with as_the_owner():
            pack = Pack.objects.get(request=row)
            said[one] = " ".join(
                f"{line.what} {line.says} {line.facts}" for line in pack.rows.all()
            )
        assert pack.state == "REVIEW", pack.counts

    assert "My eldest (Marie)" in said[jo]
    assert "You said yes on" in said[marie]
    assert [word for word in ("Jo", "My eldest", "radio", "tablets") if word in said[marie]] == []


def test_it_lasts_for_a_year_at_most(own, daughter):
    assert "There is a problem" in own(
        "carers", data={"member": daughter.id, "reads": ["PLAN"], "days": "999"}
    )
