"""Coming in safely: agreed with the person, looked at again, and one sentence at one door."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.incidents import actions, queries
from hearth.incidents.actions import IncidentRefused
from hearth.incidents.models import ComingIn, ComingInOnce, DoorWords
from hearth.incidents.tests.conftest import DAY
from hearth.people.actions import Decision, Whom, agree_sharing, open_for_a_reason
from hearth.people.models import Person
from hearth.people.queries.sections import EditedMeanwhile
from hearth.people.queries.seeing import sight_of

REASON = "Jo is at our door and cannot speak to us"
TABLES = (ComingIn, ComingInOnce, DoorWords)


def seen(worker, jo):
    """Return which tables hold something of Jo's for a worker, by the walls alone."""
    with acting_as(worker):
        return {model for model in TABLES if model.objects.filter(person=jo).exists()}


class TestAgreeing:
    def test_is_written_in_their_words_and_ours_and_kept(self, agree, team_member, jo, today):
        row = agree(team_member, jo)
        with acting_as(team_member):
            [shown] = queries.agreements_of(jo, actor=team_member, today=today)
            [once] = queries.agreement_before(row)
        assert (shown.said.theirs, shown.said.door) == (
            "I shout when I am scared", "Please ring Tariq when Jo comes",
        )  # fmt: skip
        assert (shown.owner, once.came, once.said) == ("Tariq", "AGREED", shown.said)

    @pytest.mark.parametrize("part", ["theirs", "why", "hub_will", "door", "who_agreed"])
    def test_is_never_without_a_part_of_it(self, agree, team_member, jo, part):
        with pytest.raises(IncidentRefused) as refused:
            agree(team_member, jo, **{part: "  "})
        assert refused.value.about == part

    def test_not_in_the_building_says_how_they_are_helped(self, agree, team_member, jo, today):
        soon = {"look_again_on": (today + 14 * DAY).isoformat(), "how": "ELSEWHERE"}
        with pytest.raises(IncidentRefused, match="helped meanwhile"):
            agree(team_member, jo, **soon)
        agree(team_member, jo, still_helped="Tariq rings on Tuesdays", **soon)

    def test_the_database_asks_for_it_too(self, agree, team_member, jo):
        row = agree(team_member, jo)
        for wrong in ({"how": "ELSEWHERE"}, {"theirs_sealed": b""}):
            with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
                ComingIn.objects.filter(id=row.id).update(**wrong)

    @pytest.mark.parametrize(
        ("how", "days", "may"),
        [
            ("COMES_IN", 0, False), ("COMES_IN", 182, True), ("COMES_IN", 183, False),
            ("ELSEWHERE", 28, True), ("ELSEWHERE", 29, False),
        ],
    )  # fmt: skip
    def test_always_has_a_day_near_enough(self, agree, team_member, jo, today, how, days, may):
        words = {
            "how": how, "still_helped": "By phone",
            "look_again_on": (today + days * DAY).isoformat(),
        }  # fmt: skip
        if may:
            agree(team_member, jo, **words)
        else:
            with pytest.raises(IncidentRefused, match="day to come, within"):
                agree(team_member, jo, **words)

    def test_the_door_says_one_sentence(self, agree, team_member, jo):
        for words in ("x" * 201, "One.\nTwo."):
            with pytest.raises(IncidentRefused, match="one sentence"):
                agree(team_member, jo, door=words)

    def test_there_is_no_state_of_being_kept_out(self, agree, team_member, jo):
        with pytest.raises(IncidentRefused, match="how they come in"):
            agree(team_member, jo, how="BANNED")

    def test_twice_is_one(self, agree, team_member, jo):
        one = uuid7()
        assert agree(team_member, jo, agreement_id=one) == agree(team_member, jo, agreement_id=one)

    def test_is_for_the_team_of_a_place_that_knows_them(
        self, agree, greeter, team_member, team_elsewhere, network_lead, jo, other_hub
    ):
        for worker in (greeter, network_lead):
            with pytest.raises(NotAllowed):
                agree(worker, jo)
        with pytest.raises(Person.DoesNotExist):
            agree(team_elsewhere, jo, at=other_hub)
        both = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user=team_member).user
        both = User.objects.get(id=both.id)
        with pytest.raises(IncidentRefused, match="not known at Clifton"):
            agree(both, jo, at=other_hub)


class TestWhoSees:
    def test_the_team_all_of_it_greeters_a_sentence_and_nobody_else_anything(
        self, agree, team_member, colleague, hub_manager, greeter, greeter_elsewhere,
        team_elsewhere, partner, network_lead, board_member, jo,
    ):  # fmt: skip
        agree(team_member, jo)

        assert seen(colleague, jo) == seen(hub_manager, jo) == set(TABLES)
        assert seen(greeter, jo) == {DoorWords}
        for other in (greeter_elsewhere, team_elsewhere, partner, network_lead, board_member):
            assert seen(other, jo) == set(), other

    def test_a_partner_with_whom_all_is_shared_sees_none_of_it(
        self, agree, team_member, partner, jo, today
    ):
        agree(team_member, jo)
        with acting_as(team_member):
            agree_sharing(
                by=team_member, person=jo, layers=("ABOUT", "SUPPORT", "PLAN", "CIRCLE"),
                whom=Whom(organisation=partner.works_for), decision=Decision(), today=today,
            )  # fmt: skip
        assert seen(partner, jo) == set()

    def test_another_hub_that_knows_them_sees_none_of_it(
        self, agree, team_member, team_elsewhere, other_hub, jo
    ):
        agree(team_member, jo)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(known_at=[*jo.known_at, other_hub.id])
        assert seen(team_elsewhere, jo) == set()
        with acting_as(team_elsewhere):
            assert queries.door_words([jo.id], actor=team_elsewhere) == {}

    def test_neither_oneself_nor_a_colleague_opens_a_colleagues(
        self, page, agree, team_member, colleague, greeter, jo
    ):
        agree(team_member, jo)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=colleague)

        for worker in (team_member, colleague, greeter):
            assert seen(worker, jo) == set(), worker
        page(colleague, "coming_in", jo.id, status=404)
        with pytest.raises(NotAllowed):
            agree(team_member, jo)

    def test_a_colleagues_page_says_that_it_opens_for_a_reason_and_offers_nothing_else(
        self, page, agree, team_member, colleague, jo
    ):
        agree(team_member, jo)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=colleague)

        shown = page(team_member, "coming_in", jo.id)

        assert "Nothing is agreed" not in shown
        assert "opens for a reason that cannot wait" in shown
        assert reverse("people:open_record", args=[jo.id]) in shown
        assert reverse("incidents:agree", args=[jo.id]) not in shown
        assert "Greeters there see one sentence" not in shown

    def test_with_a_closed_colleague_is_refused_in_a_sentence_that_keeps_the_words(
        self, page, agree, team_member, colleague, jo
    ):
        row = agree(team_member, jo)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=colleague)

        assert "They work here too" in page(team_member, "agree", jo.id, status=403)
        typed = {"theirs": "I go when it is loud", "how": "COMES_IN", "agreement_id": str(uuid7())}
        for name, args in (("agree", ()), ("change", (row.id,)), ("stop", (row.id,))):
            said = page(team_member, name, jo.id, *args, data=typed, status=403)
            assert "They work here too" in said
            assert "What you wrote was not saved" in said
            assert "I go when it is loud" in said
            assert typed["agreement_id"] not in said

    def test_with_an_opened_colleague_says_that_the_door_does_not_show_its_sentence(
        self, page, team_member, colleague, hub, jo, now
    ):
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=colleague)
            person = Person.objects.get(id=jo.id)
        assert "greeters read" not in page(team_member, "agree", jo.id, status=403)
        with acting_as(team_member):
            open_for_a_reason(by=team_member, person=person, site=hub, reason=REASON, now=now)

        shown = page(team_member, "agree", jo.id)

        assert "greeters read" not in shown
        assert "the door does not show it" in shown
        assert "is seen only by whoever in that team" in page(team_member, "coming_in", jo.id)

    def test_a_colleagues_opens_for_a_reason_that_they_can_read(
        self, page, agree, team_member, colleague, hub, jo, now
    ):
        agree(team_member, jo)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=colleague)
            person = Person.objects.get(id=jo.id)
        with acting_as(team_member):
            open_for_a_reason(by=team_member, person=person, site=hub, reason=REASON, now=now)

        assert "look again by" in page(team_member, "coming_in", jo.id).lower()

    def test_a_record_opened_at_another_hub_for_a_reason_shows_none_of_it(
        self, page, agree, team_member, team_elsewhere, other_hub, jo, now
    ):
        agree(team_member, jo)
        with as_the_owner():
            person = Person.objects.get(id=jo.id)
        with acting_as(team_elsewhere):
            open_for_a_reason(
                by=team_elsewhere, person=person, site=other_hub, reason=REASON, now=now
            )
            sight_of(team_elsewhere)  # as its pages do: from here on the record is open
            assert not any(model.objects.exists() for model in TABLES)
        assert "Nothing is agreed" in page(team_elsewhere, "coming_in", jo.id)

    def test_of_who_has_died_waits_for_nobody(self, agree, team_member, jo, today, now):
        agree(team_member, jo)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(died_recorded_at=now)
        with acting_as(team_member):
            assert queries.mine(team_member, now + 60 * DAY).is_empty

    def test_a_row_is_moved_to_nobody_else_and_deleted_by_nobody(
        self, agree, team_member, jo, other_hub
    ):
        agree(team_member, jo)
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            ComingIn.objects.update(site=other_hub)
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            ComingInOnce.objects.update(came="STOPPED")
        with acting_as(team_member):
            ComingIn.objects.all()._raw_delete("default")
            assert ComingIn.objects.count() == 1

    def test_opening_it_is_written_down_for_the_person(self, page, agree, team_member, jo):
        page(team_member, "agreement", jo.id, agree(team_member, jo).id)
        with as_the_owner():
            assert AccessLine.objects.filter(person_id=jo.id, page="coming in safely").exists()

    def test_the_person_reads_all_of_it(self, agree, team_member, jo):
        agree(team_member, jo)
        with acting_as(team_member):
            said = " ".join(row["says"] for row in queries.everything_about(jo))
        for words in ("I shout when I am scared", "Two were frightened", "Please ring Tariq"):
            assert words in said


class TestSince:
    def test_looked_at_again_keeps_how_it_goes_and_moves_the_day(
        self, agree, team_member, jo, now, today
    ):
        row = agree(team_member, jo)
        with acting_as(team_member):
            actions.look_at_agreement(
                by=team_member, agreement=row, theirs="Better", note="Calm",
                look_again_on=today + 60 * DAY, now=now, today=today,
            )  # fmt: skip
            latest, _ = queries.agreement_before(row)
            [shown] = queries.agreements_of(jo, actor=team_member, today=today)
        assert (latest.came, latest.theirs, latest.note) == ("LOOKED_AT", "Better", "Calm")
        assert shown.said.again_on == today + 60 * DAY

    def test_changed_by_two_at_once_loses_nothing(
        self, agree, said, team_member, colleague, jo, now, today
    ):
        row = agree(team_member, jo)
        stamp = queries.agreement_said(row).stamp

        def change(by, **other):
            with acting_as(by):
                actions.change_agreement(
                    by=by, agreement=row, said=said(**other), owner=by.id, stamp=stamp, now=now,
                    today=today,
                )  # fmt: skip

        change(team_member, door="Please ring Cole")
        with pytest.raises(EditedMeanwhile):
            change(colleague, door="Please ring Hal")
        with acting_as(team_member):
            assert queries.door_words([jo.id], actor=team_member) == {jo.id: ("Please ring Cole",)}

    def test_stopped_by_two_loses_no_word(
        self, page, agree, team_member, colleague, jo, now, today
    ):
        row = agree(team_member, jo)
        data = {"theirs": "Jo is glad", "note": "Not needed"}
        for _ in range(2):
            page(team_member, "stop", jo.id, row.id, status=302, data=data)

        for worker, other in (
            (colleague, {"note": "They fell out"}), (colleague, {}),
            (team_member, {"theirs": "Jo is not"}), (team_member, {"note": "They fell out"}),
        ):  # fmt: skip
            said = page(worker, "stop", jo.id, row.id, data=data | other)
            assert "Tariq stopped this meanwhile, and wrote: “Not needed”" in said
            for words in (data | other).values():
                assert f"{words}</textarea>" in said
        with acting_as(team_member):
            assert [once.came for once in queries.agreement_before(row)] == ["STOPPED", "AGREED"]

    def test_stopped_is_silent_at_the_door_and_can_be_taken_up(
        self, page, agree, team_member, greeter, jo, now, today
    ):
        row = agree(team_member, jo)
        with acting_as(team_member):
            for _ in range(2):
                actions.stop_agreement(
                    by=team_member, agreement=row, theirs="", note="Not needed", now=now,
                    today=today,
                )  # fmt: skip
            assert [once.came for once in queries.agreement_before(row)] == ["STOPPED", "AGREED"]
            with pytest.raises(IncidentRefused, match="stopped"):
                actions.look_at_agreement(
                    by=team_member, agreement=row, theirs="x", note="", now=now, today=today,
                    look_again_on=today + DAY,
                )  # fmt: skip
        assert seen(greeter, jo) == set()

        drawn = page(team_member, "change", jo.id, row.id)
        assert "Please ring Tariq when Jo comes" in drawn
        day = today + 7 * DAY
        data = {
            "how": "COMES_IN", "theirs": "x", "why": "y", "hub_will": "z", "who_agreed": "Jo",
            "door": "Please ring Hal", "owner": str(team_member.id), "look_again_on-day": day.day,
            "look_again_on-month": day.month, "look_again_on-year": day.year,
            "stamp": drawn.split('name="stamp" value="')[1].split('"')[0],
        }  # fmt: skip
        page(team_member, "change", jo.id, row.id, status=302, data=data)
        assert seen(greeter, jo) == {DoorWords}
        with acting_as(team_member):
            assert queries.agreement_before(row)[0].came == "TAKEN_UP"

    def test_overdue_is_said_to_the_owner_and_where_they_left_to_the_manager(
        self, page, agree, team_member, colleague, hub_manager, jo, today, now
    ):
        row = agree(team_member, jo)
        with as_the_owner():
            ComingIn.objects.filter(id=row.id).update(look_again_on=today - DAY)
        loud = "how somebody comes in safely was to be looked at again"
        assert loud in page(team_member, "learned")
        for other in (colleague, hub_manager):
            assert loud not in page(other, "learned")
        with acting_as(team_member):
            assert [due.known_as for due in queries.mine(team_member, now).agreements] == ["Jo"]
        with as_the_owner():
            User.objects.filter(id=team_member.id).update(is_active=False)

        assert loud in page(hub_manager, "learned")
        assert "Whoever looked after it has left" in page(hub_manager, "learned")
        assert loud not in page(colleague, "learned")


class TestTheDoor:
    def said(self, client, worker, **sent):
        client.force_login(worker)
        address = reverse("frontdoor:welcome")
        if sent:
            return client.post(address, sent, follow=True).content.decode()
        return client.get(address).content.decode()

    def test_says_it_where_they_are_welcomed_at_that_hub_alone(
        self, client, agree, team_member, greeter, greeter_elsewhere, other_hub, jo
    ):
        agree(team_member, jo)
        with as_the_owner():
            both = [*jo.known_at, other_hub.id]
            Person.objects.filter(id=jo.id).update(known_at=both, greeted_at=both)
        words = "Please ring Tariq when Jo comes"

        assert words in self.said(client, greeter, q="Jo")
        assert words in self.said(client, greeter, person=str(jo.id), visit_id=str(uuid7()))
        assert words in client.get(reverse("desk:person", args=[jo.id])).content.decode()
        assert words not in self.said(client, greeter_elsewhere, q="Jo")
        elsewhere = client.get(reverse("desk:person", args=[jo.id])).content.decode()
        assert words not in elsewhere

    def test_asks_one_question_for_however_many(
        self, agree, team_member, greeter, jo, sam, django_assert_num_queries
    ):
        for person in (jo, sam):
            agree(team_member, person)
        with acting_as(greeter):
            queries.door_words([jo.id], actor=greeter)
            with django_assert_num_queries(1):
                assert len(queries.door_words([jo.id, sam.id], actor=greeter)) == 2


def test_there_is_no_page_that_lists_with_whom_something_was_agreed(
    page, agree, team_member, colleague, hub_manager, jo
):
    """It would be read as a list of people who are kept out."""
    agree(team_member, jo)
    for worker in (team_member, colleague, hub_manager):
        assert str(jo.id) not in page(worker, "incidents")


def test_the_copy_is_in_the_persons_own_voice(page, agree, team_member, jo):
    row = agree(team_member, jo, they_will="Wait in the porch")
    copy = page(team_member, "copy", jo.id, row.id)
    for words in ("What I say", "What I will do", "Wait in the porch", "I can say so on any day"):
        assert words in copy


def test_nothing_here_rates_anybody():
    columns = {field.name for model in TABLES for field in model._meta.concrete_fields}
    assert not columns & {"risk", "level", "severity", "rating", "score", "colour"}
