"""Layers are open to whom the person shares them with, from now until they say stop."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory, UserFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.audiences import role_at
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.actions import Decision, SharingRefused, Whom, WithoutAgreement
from hearth.people.models import (
    Decider,
    Details,
    Heading,
    Layer,
    Openness,
    Passage,
    Person,
    Sharing,
)
from hearth.people.queries.layers import PassageSection, layers_open
from hearth.people.queries.seeing import get_person, sight_of

DAY = datetime.timedelta(days=1)


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


@pytest.fixture
def team(hub):
    return Whom(site=hub, roles=(Role.TEAM_MEMBER,))


def agree(by, person, whom, *layers, today, **more):
    with acting_as(by):
        return actions.agree_sharing(
            by=by, person=person, layers=layers or ("ABOUT",), whom=whom,
            decision=more.pop("decision", Decision()), today=today, **more,
        )  # fmt: skip


def say(by, person, now, words="Being by the sea", heading=Heading.MATTERS):
    with acting_as(by):
        before = PassageSection(heading.value)
        actions.write_passage(
            by=by, person=person, said=PassageSection(heading.value, words), stamp=before.stamp,
            now=now,
        )  # fmt: skip


def reads(worker, person, now):
    """Return the words that a worker reads: by the wall alone, as by the question before it."""
    with acting_as(worker):
        behind = [row.words for row in Passage.objects.filter(person=person)]
        asked = Passage.objects.open_to(sight_of(worker, now=now)).filter(person=person)
        assert [row.words for row in asked] == behind
        return behind


class TestSharing:
    def test_opens_a_layer_to_a_role_in_the_team_at_once(
        self, team_member, colleague, greeter, jo, team, today, now
    ):
        assert reads(colleague, jo, now) == []

        agree(team_member, jo, team, today=today)
        say(team_member, jo, now)

        assert reads(colleague, jo, now) == ["Being by the sea"]
        assert reads(greeter, jo, now) == []

    def test_opens_what_was_written_before_it_to_an_organisation(
        self, team_member, partner, mind, jo, team, today, now
    ):
        agree(team_member, jo, team, today=today)
        say(team_member, jo, now)
        assert reads(partner, jo, now) == []

        agree(team_member, jo, Whom(organisation=mind), today=today)

        assert reads(partner, jo, now) == ["Being by the sea"]
        with acting_as(partner):
            assert get_person(jo.id, partner).known_as == "Jo"
            assert layers_open(jo.id, sight=sight_of(partner)) == {Layer.HELLO, Layer.ABOUT}

    def test_of_one_layer_opens_no_other(self, team_member, partner, mind, jo, team, today, now):
        agree(team_member, jo, team, "ABOUT", "PLAN", today=today)
        say(team_member, jo, now)
        say(team_member, jo, now, "Ring Dee", Heading.WORST_DAY)

        agree(team_member, jo, Whom(organisation=mind), "PLAN", today=today)

        assert reads(partner, jo, now) == ["Ring Dee"]

    def test_with_one_worker_opens_it_to_them_by_name(
        self, team_member, colleague, greeter, jo, team, today, now
    ):
        agree(team_member, jo, Whom(worker=team_member), today=today)
        say(team_member, jo, now)

        assert reads(team_member, jo, now) == ["Being by the sea"]
        assert reads(colleague, jo, now) == []

    def test_taken_back_closes_it_in_the_same_request(
        self, team_member, partner, mind, jo, team, today, now
    ):
        agree(team_member, jo, team, today=today)
        say(team_member, jo, now)
        shared = agree(team_member, jo, Whom(organisation=mind), today=today)
        assert reads(partner, jo, now) == ["Being by the sea"]

        with acting_as(team_member):
            actions.withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)

        assert reads(partner, jo, now) == []
        with acting_as(partner), pytest.raises(Person.DoesNotExist):
            get_person(jo.id, partner)
        assert reads(team_member, jo, now) == ["Being by the sea"]

    def test_taken_back_twice_is_one_line_in_the_trail(self, team_member, jo, team, today, now):
        shared = agree(team_member, jo, team, today=today)
        for _ in range(2):
            with acting_as(team_member):
                actions.withdraw_sharing(
                    by=team_member, person=jo, sharing=shared, how="SAID", now=now
                )

        with as_the_owner():
            assert AuditLine.objects.filter(verb="took back sharing of").count() == 1

    def test_until_a_day_is_over_after_it_whatever_the_night_did(
        self, team_member, partner, mind, jo, team, today, now
    ):
        agree(team_member, jo, team, today=today)
        say(team_member, jo, now)
        agree(team_member, jo, Whom(organisation=mind), today=today, until_on=today)
        assert reads(partner, jo, now) == ["Being by the sea"]

        with as_the_owner():  # the day passes, and nothing has looked at it yet
            Openness.objects.filter(closes_on=today).update(closes_on=today - DAY)
            Passage.objects.update(closes_on=None)  # whatever is said, the openness stands on it
            assert Passage.objects.get().closes_on == today - DAY

        assert reads(partner, jo, now) == []

    def test_that_ended_is_taken_off_the_rows_by_night(
        self, team_member, partner, mind, jo, team, today, now
    ):
        agree(team_member, jo, team, today=today)
        say(team_member, jo, now)
        shared = agree(team_member, jo, Whom(organisation=mind), today=today, until_on=today)
        with as_the_owner():
            Sharing.objects.filter(id=shared.id).update(until_on=today - DAY)
            Openness.objects.filter(closes_on=today).update(closes_on=today - DAY)

        with connection.cursor() as cursor:
            cursor.execute("SELECT people_close_ended()")
            assert cursor.fetchone() == (1,)

        with as_the_owner():
            [row] = Passage.objects.filter(person=jo)
            assert (row.open_till, row.closes_on) == ([], None)
            assert row.open_to == [role_at(jo.known_at[0], Role.TEAM_MEMBER)]
        assert reads(partner, jo, now) == []

    def test_is_never_written_over(self, team_member, jo, team, today):
        shared = agree(team_member, jo, team, today=today)

        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            Sharing.objects.filter(id=shared.id).update(layers=["PLAN"])
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            Openness.objects.update(open_to=[team_member.id])

    def test_cannot_be_widened_on_a_row_by_hand(
        self, team_member, partner, mind, jo, team, today, now
    ):
        agree(team_member, jo, team, today=today)
        say(team_member, jo, now)

        with acting_as(team_member):
            Passage.objects.filter(person=jo).update(open_to=[mind.id])
            Person.objects.filter(id=jo.id).update(open_to=[mind.id])

        assert reads(partner, jo, now) == []
        with acting_as(partner):
            assert not Person.objects.filter(id=jo.id).exists()


class TestAgreeing:
    def test_is_for_whoever_keeps_their_record(self, team_elsewhere, greeter, jo, team, today):
        for stranger in (greeter, team_elsewhere):
            with pytest.raises((NotAllowed, Person.DoesNotExist)):
                agree(stranger, jo, team, today=today)

    def test_cannot_be_slipped_in_by_a_team_that_does_not_know_them(
        self, team_elsewhere, other_hub, jo, today
    ):
        with acting_as(team_elsewhere), pytest.raises(DatabaseError), transaction.atomic():
            Sharing.objects.create(
                person_id=jo.id, known_at=[other_hub.id], held_by=jo.held_by, layers=["ABOUT"],
                audiences=[team_elsewhere.id], with_worker=team_elsewhere, how="SAID",
                decided_by="PERSON", recorded_by=team_elsewhere,
            )  # fmt: skip

    @pytest.mark.parametrize(
        ("whom", "says"),
        [(Whom(), "Choose who"), ("a site alone", "which of the team")],
    )
    def test_says_what_is_missing(self, team_member, hub, jo, today, whom, says):
        whom = Whom(site=hub) if isinstance(whom, str) else whom
        with pytest.raises(SharingRefused, match=says):
            agree(team_member, jo, whom, today=today)

    @pytest.mark.parametrize("role", ["PARTNER_WORKER", "BOARD_MEMBER", "NONSENSE"])
    def test_is_with_no_role_of_a_team_that_reads_nothing_shared(
        self, team_member, hub, jo, today, role
    ):
        with pytest.raises(SharingRefused, match="who read what people share"):
            agree(team_member, jo, Whom(site=hub, roles=("TEAM_MEMBER", role)), today=today)
        with as_the_owner(), pytest.raises(DatabaseError), transaction.atomic():
            Sharing.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by, layers=["ABOUT"],
                with_site=hub, with_roles=[role], audiences=[role_at(hub.id, role)], how="SAID",
                decided_by="PERSON", recorded_by=team_member,
            )  # fmt: skip

    def test_is_with_no_worker_whose_pages_show_nothing_shared(
        self, team_member, board_member, network_lead, jo, today
    ):
        for worker in (board_member, UserFactory()):
            with pytest.raises(SharingRefused, match="no role in which they could read it"):
                agree(team_member, jo, Whom(worker=worker), today=today)
        assert agree(team_member, jo, Whom(worker=network_lead), today=today)

    def test_is_never_with_themselves(self, team_member, greeter, hub, jo, today, now):
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=greeter)
        with acting_as(team_member):
            actions.open_for_a_reason(
                by=team_member, person=jo, site=hub, now=now,
                reason="Jo asked us in the kitchen to change who reads what",
            )  # fmt: skip
        with pytest.raises(SharingRefused, match="That is themselves"):
            agree(team_member, jo, Whom(worker=greeter), today=today)

    def test_opens_to_nobody_but_whom_it_names(self, team_member, greeter, partner, mind, hub, jo):
        for named in (
            {"with_organisation": mind}, {"with_worker": partner},
            {"with_site": hub, "with_roles": []},
            {"with_site": hub, "with_roles": ["GREETER", "TEAM_MEMBER"]},
            {"with_worker": greeter, "with_roles": ["GREETER"]},
        ):  # fmt: skip
            with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
                Sharing.objects.create(
                    person=jo, known_at=jo.known_at, held_by=jo.held_by, layers=["ABOUT"],
                    audiences=[greeter.id], how="SAID", decided_by="PERSON",
                    recorded_by=team_member, **named,
                )  # fmt: skip

    def test_asks_for_a_day_to_come_and_for_a_layer(self, team_member, jo, team, today):
        with pytest.raises(SharingRefused, match="past"):
            agree(team_member, jo, team, today=today, until_on=today - DAY)
        with pytest.raises(SharingRefused, match="what is shared"):
            agree(team_member, jo, team, "NOTHING", today=today)

    @pytest.mark.parametrize("who", [each for each in Decider if each != Decider.PERSON])
    def test_by_anybody_else_says_who_and_why(self, team_member, jo, team, today, who):
        with pytest.raises(SharingRefused, match="who decided"):
            agree(team_member, jo, team, today=today, decision=Decision(by=who.value))

        shared = agree(
            team_member, jo, team, today=today,
            decision=Decision(by=who.value, how="SIGNED", note="Dee Marsh, her mother"),
        )  # fmt: skip
        assert (shared.decided_by, shared.decided_note) == (who, "Dee Marsh, her mother")

    def test_under_sixteen_says_who_judged_that_they_can(self, team_member, jo, team, today):
        self.born(jo, today.replace(day=1, year=today.year - 14))
        with pytest.raises(SharingRefused, match="under 16"):
            agree(team_member, jo, team, today=today)

        able = Decision(by="YOUNG_PERSON", note="Tariq talked it through with Jo, who said it back")
        shared = agree(team_member, jo, team, today=today, decision=able)
        assert shared.ask_again_on == today.replace(day=1, year=today.year + 2)

    def test_is_asked_again_at_eighteen_and_then_no_parent_decides(
        self, team_member, jo, team, today
    ):
        self.born(jo, today.replace(day=1, year=today.year - 17))
        mother = Decision(by="PARENT", note="Dee Marsh, her mother")
        shared = agree(team_member, jo, team, today=today, decision=mother)
        assert shared.ask_again_on == today.replace(day=1, year=today.year + 1)

        self.born(jo, today.replace(day=1, year=today.year - 18))
        with pytest.raises(SharingRefused, match="18 or older"):
            agree(team_member, jo, team, today=today, decision=mother)

    def test_as_a_young_person_is_for_nobody_of_eighteen_or_older(
        self, team_member, jo, team, today
    ):
        able = Decision(by="YOUNG_PERSON", note="Tariq talked it through with Jo")
        for age in (18, 46):
            self.born(jo, today.replace(day=1, year=today.year - age))
            with pytest.raises(SharingRefused, match="decide as everybody does"):
                agree(team_member, jo, team, today=today, decision=able)

        for age, layer in ((15, "ABOUT"), (17, "PLAN")):
            self.born(jo, today.replace(day=1, year=today.year - age))
            assert agree(team_member, jo, team, layer, today=today, decision=able)
        with as_the_owner():
            Details.objects.all().delete()
        assert agree(team_member, jo, team, "CIRCLE", today=today, decision=able)

    @staticmethod
    def born(person, day):
        with as_the_owner():
            Details.objects.update_or_create(
                person=person,
                defaults={"born_on": day, "known_at": person.known_at, "held_by": person.held_by},
            )


class TestWithoutAgreement:
    def share(self, by, person, whom, today, **why):
        why = {"basis": "SAFEGUARDING", "reason": "Said she is hit at home", "told": "Yes"} | why
        until = why.pop("until_on", today)
        with acting_as(by):
            return actions.share_without_agreement(
                by=by, person=person, layers=("ABOUT",), whom=whom, why=WithoutAgreement(**why),
                today=today, until_on=until,
            )  # fmt: skip

    def test_opens_it_and_keeps_who_why_and_what_they_were_told(
        self, team_member, partner, mind, jo, team, today, now
    ):
        agree(team_member, jo, team, today=today)
        say(team_member, jo, now)

        shared = self.share(team_member, jo, Whom(organisation=mind), today)

        assert reads(partner, jo, now) == ["Being by the sea"]
        assert (shared.recorded_by_id, shared.reason, shared.told) == (
            team_member.id, "Said she is hit at home", "Yes",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("missing", "says"),
        [("basis", "why it has"), ("reason", "reason"), ("told", "told"), ("until_on", "day")],
    )
    def test_asks_for_each_of_them(self, team_member, mind, jo, today, missing, says):
        why = {missing: None if missing == "until_on" else ""}
        with pytest.raises(SharingRefused, match=says):
            self.share(team_member, jo, Whom(organisation=mind), today, **why)
