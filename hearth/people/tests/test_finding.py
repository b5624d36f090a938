"""Finding somebody beyond one's sight: by full name with date of birth, or by a card."""

import datetime
from dataclasses import replace

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, finding
from hearth.people.models import Details, FindingAttempt, FindingKey, Person
from hearth.people.queries import sections
from hearth.people.tests.factories import PersonFactory

BORN = datetime.date(1970, 5, 3)


@pytest.fixture
def liz(hub, team_member, today):
    """Elizabeth Mary O'Brien, called Liz, once Brown: known to Acomb alone."""
    person = PersonFactory(known_as="Liz", sites=[hub])
    with acting_as(team_member):
        actions.change_details(
            by=team_member, person=person, stamp=sections.details_of(person).stamp, today=today,
            details=sections.DetailsSection(
                given_name="Elizabeth Mary", family_name="O'Brien", born_on=BORN,
                other_names=("Brown", "Zélie Moreau"),
            ),
        )  # fmt: skip
    return person


class TestByNameAndBirth:
    @pytest.mark.parametrize(
        "name",
        [
            "Elizabeth Mary O'Brien", "elizabeth obrien", "O'BRIEN Elizabeth",
            "Liz O\N{RIGHT SINGLE QUOTATION MARK}Brien",
            "Elizabeth Brown", "Liz  Brown", "Zelie Moreau", "Moreau Zélie", "Elizabeth O-Brien",
        ],
    )  # fmt: skip
    def test_any_full_name_finds_them(self, greeter_elsewhere, other_hub, liz, now, name):
        with acting_as(greeter_elsewhere):
            found = actions.find_person(
                by=greeter_elsewhere, site=other_hub, name=name, born_on=BORN, now=now
            )

            assert [one.known_as for one in found] == ["Liz"]
            assert Person.objects.get() == liz

    @pytest.mark.parametrize(
        ("name", "born_on"),
        [
            ("Elizabeth O'Brien", datetime.date(1970, 3, 5)),
            ("Elizabeth O'Brian", BORN),
            ("Elizabeth Smith", BORN),
            ("Mary Smith", BORN),
        ],
    )
    def test_anything_less_than_right_finds_nobody(
        self, greeter_elsewhere, other_hub, liz, now, name, born_on
    ):
        with acting_as(greeter_elsewhere):
            found = actions.find_person(
                by=greeter_elsewhere, site=other_hub, name=name, born_on=born_on, now=now
            )

            assert found == []
            assert not Person.objects.exists()

    def test_half_a_name_is_not_tried(self, greeter_elsewhere, other_hub, liz, now):
        with acting_as(greeter_elsewhere), pytest.raises(actions.PersonRefused):
            actions.find_person(
                by=greeter_elsewhere, site=other_hub, name="Liz", born_on=BORN, now=now
            )

    def test_opens_them_for_this_request_alone(self, greeter_elsewhere, other_hub, liz, now):
        with acting_as(greeter_elsewhere):
            actions.find_person(
                by=greeter_elsewhere, site=other_hub, name="Liz Brown", born_on=BORN, now=now
            )
        with acting_as(greeter_elsewhere):
            assert not Person.objects.exists()

    def test_opens_nobody_else(self, greeter_elsewhere, other_hub, hub, liz, now):
        PersonFactory(sites=[hub])
        with acting_as(greeter_elsewhere):
            actions.find_person(
                by=greeter_elsewhere, site=other_hub, name="Liz Brown", born_on=BORN, now=now
            )
            assert Person.objects.count() == 1

    def test_finds_somebody_who_is_on_no_list(
        self, greeter_elsewhere, team_member, other_hub, liz, now, today
    ):
        with acting_as(team_member):
            actions.change_listing(
                by=team_member, person=liz, listing=replace(sections.listing_of(liz), listed=False),
                stamp=sections.listing_of(liz).stamp, today=today,
            )  # fmt: skip
        with acting_as(greeter_elsewhere):
            assert actions.find_person(
                by=greeter_elsewhere, site=other_hub, name="Liz Brown", born_on=BORN, now=now
            )

    def test_finds_nobody_who_has_died_except_for_their_own_team(
        self, greeter_elsewhere, team_member, hub, other_hub, liz, now, today
    ):
        with acting_as(team_member):
            actions.record_death(
                by=team_member, person=liz, died_on=None, source="Her son", now=now, today=today
            )
            assert actions.find_person(
                by=team_member, site=hub, name="Liz Brown", born_on=BORN, now=now
            )
        with acting_as(greeter_elsewhere):
            assert not actions.find_person(
                by=greeter_elsewhere, site=other_hub, name="Liz Brown", born_on=BORN, now=now
            )
            assert not Person.objects.exists()

    def test_is_not_for_those_who_welcome_nobody(self, hub, liz, now):
        for role in (Role.PARTNER_WORKER, Role.SAFEGUARDING_LEAD):
            worker = GrantFactory(site=hub, role=role).user
            with acting_as(worker), pytest.raises(NotAllowed):
                actions.find_person(by=worker, site=hub, name="Liz Brown", born_on=BORN, now=now)

    def test_is_not_for_a_site_that_is_not_theirs(self, greeter_elsewhere, hub, liz, now):
        with acting_as(greeter_elsewhere), pytest.raises(NotAllowed):
            actions.find_person(
                by=greeter_elsewhere, site=hub, name="Liz Brown", born_on=BORN, now=now
            )


class TestTheWall:
    def test_hides_every_key_from_whoever_does_not_know_it(self, greeter_elsewhere, liz):
        with acting_as(greeter_elsewhere):
            assert not FindingKey.objects.exists()

    def test_closes_again_once_the_key_was_looked_up(self, greeter_elsewhere, liz):
        with acting_as(greeter_elsewhere):
            key = finding.key_of_name(finding.fold("Liz Brown"), BORN)
            assert finding.people_with(key, FindingKey.Kind.NAME_AND_BIRTH) == [liz.id]
            assert not FindingKey.objects.exists()
            assert not Person.objects.exists()

    def test_a_key_of_one_kind_opens_nothing_of_another(self, greeter_elsewhere, liz):
        with acting_as(greeter_elsewhere):
            key = finding.key_of_name(finding.fold("Liz Brown"), BORN)
            assert finding.people_with(key, FindingKey.Kind.CARD) == []


class TestTheWordThatFound:
    @pytest.fixture
    def token(self, greeter_elsewhere, other_hub, liz, now):
        with acting_as(greeter_elsewhere):
            [found] = actions.find_person(
                by=greeter_elsewhere, site=other_hub, name="Liz Brown", born_on=BORN, now=now
            )
        return found.token

    def test_opens_them_in_the_next_request(self, greeter_elsewhere, liz, token):
        with acting_as(greeter_elsewhere):
            assert finding.reveal_found(actor=greeter_elsewhere, token=token) == liz.id
            assert Person.objects.get() == liz

    def test_is_no_good_to_another_worker(self, other_hub, liz, token):
        colleague = GrantFactory(site=other_hub, role=Role.GREETER).user
        with acting_as(colleague), pytest.raises(finding.FoundTooLongAgo):
            finding.reveal_found(actor=colleague, token=token)

    @pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "", lambda t: "x" + t])
    def test_cannot_be_made_up(self, greeter_elsewhere, token, change):
        with acting_as(greeter_elsewhere), pytest.raises(finding.FoundTooLongAgo):
            finding.reveal_found(actor=greeter_elsewhere, token=change(token))

    def test_is_good_for_ten_minutes(self, greeter_elsewhere, liz, time_machine, now):
        time_machine.move_to(now, tick=False)
        token = finding.word_that_found(liz.id, actor=greeter_elsewhere)

        time_machine.move_to(now + datetime.timedelta(minutes=9), tick=False)
        with acting_as(greeter_elsewhere):
            assert finding.reveal_found(actor=greeter_elsewhere, token=token) == liz.id
        time_machine.move_to(now + datetime.timedelta(minutes=11), tick=False)
        with acting_as(greeter_elsewhere), pytest.raises(finding.FoundTooLongAgo):
            finding.reveal_found(actor=greeter_elsewhere, token=token)


class TestAttempts:
    def miss(self, worker, site, now):
        with acting_as(worker):
            return actions.find_person(
                by=worker, site=site, name="Nobody Atall", born_on=BORN, now=now
            )

    def test_are_written_down_found_or_not(self, greeter_elsewhere, other_hub, liz, now):
        self.miss(greeter_elsewhere, other_hub, now)
        with acting_as(greeter_elsewhere):
            actions.find_person(
                by=greeter_elsewhere, site=other_hub, name="Liz Brown", born_on=BORN, now=now
            )
            attempts = FindingAttempt.objects.filter(actor_id=greeter_elsewhere.id)
            assert [one.found_id for one in attempts.order_by("id")] == [None, liz.id]

    def test_outlive_the_failure_of_their_request(self, greeter_elsewhere, other_hub, now):
        def fail_after_looking():
            with acting_as(greeter_elsewhere):
                actions.find_person(
                    by=greeter_elsewhere, site=other_hub, name="Nobody Atall", born_on=BORN, now=now
                )
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail_after_looking()

        with acting_as(greeter_elsewhere):
            assert FindingAttempt.objects.filter(actor_id=greeter_elsewhere.id).count() == 1

    def test_too_many_misses_in_an_hour_are_refused(self, greeter_elsewhere, other_hub, liz, now):
        for _ in range(actions.finding.MOST_MISSES):
            assert self.miss(greeter_elsewhere, other_hub, now) == []

        with acting_as(greeter_elsewhere), pytest.raises(actions.TooManyTries):
            actions.find_person(
                by=greeter_elsewhere, site=other_hub, name="Liz Brown", born_on=BORN, now=now
            )
        an_hour_later = now + datetime.timedelta(minutes=61)
        assert self.miss(greeter_elsewhere, other_hub, an_hour_later) == []

    def test_one_workers_misses_do_not_stop_another(
        self, greeter, greeter_elsewhere, hub, other_hub, now
    ):
        for _ in range(actions.finding.MOST_MISSES):
            self.miss(greeter_elsewhere, other_hub, now)
        assert self.miss(greeter, hub, now) == []

    def test_are_seen_by_who_made_them_and_who_reads_the_trail(
        self, greeter, greeter_elsewhere, other_hub, now
    ):
        self.miss(greeter_elsewhere, other_hub, now)
        reader = GrantFactory(site=None, role=Role.INFORMATION_GOVERNANCE_LEAD).user

        mine = FindingAttempt.objects.filter(actor_id=greeter_elsewhere.id)
        with acting_as(greeter):
            assert not mine.exists()
        with acting_as(reader):
            assert mine.exists()

    def test_somebody_found_is_in_the_trail(self, greeter_elsewhere, other_hub, liz, now):
        with acting_as(greeter_elsewhere):
            actions.find_person(
                by=greeter_elsewhere, site=other_hub, name="Liz Brown", born_on=BORN, now=now
            )
        with as_the_owner():
            line = AuditLine.objects.get(verb="found")
        assert (line.subject_id, line.actor_id) == (liz.id, greeter_elsewhere.id)


class TestCards:
    @pytest.fixture
    def code(self, team_member, jo):
        with acting_as(team_member):
            return actions.issue_card(by=team_member, person=jo)

    def find(self, worker, site, code, now):
        with acting_as(worker):
            return actions.find_by_card(by=worker, site=site, code=code, now=now)

    def test_finds_whoever_carries_it(self, greeter_elsewhere, other_hub, jo, code, now):
        assert [one.person_id for one in self.find(greeter_elsewhere, other_hub, code, now)] == [
            jo.id
        ]

    def test_may_be_typed_any_way(self, greeter_elsewhere, other_hub, jo, code, now):
        typed = f" {code[:4].lower()}-{code[4:]} "
        assert self.find(greeter_elsewhere, other_hub, typed, now)

    def test_has_letters_that_nobody_confuses_and_is_kept_as_a_hash(self, jo, code):
        assert len(code) == 8
        assert not set(code) & set("O0I1L5S2Z8BUV")
        with as_the_owner():
            assert code.encode() not in bytes(FindingKey.objects.get().key)

    def test_another_code_finds_nobody(self, greeter_elsewhere, other_hub, code, now):
        another = "CCCCCCCC" if code != "CCCCCCCC" else "DDDDDDDD"
        assert self.find(greeter_elsewhere, other_hub, another, now) == []

    @pytest.mark.parametrize("wrong", ["", "CDFG", "CDFGHJKMN", "Jo Bloggs"])
    def test_what_cannot_be_a_code_is_not_tried(self, greeter, hub, now, wrong):
        with acting_as(greeter), pytest.raises(actions.PersonRefused):
            actions.find_by_card(by=greeter, site=hub, code=wrong, now=now)

    def test_a_new_card_stops_the_old_one(
        self, team_member, greeter_elsewhere, other_hub, jo, code, now
    ):
        with acting_as(team_member):
            new = actions.issue_card(by=team_member, person=jo)
        assert self.find(greeter_elsewhere, other_hub, code, now) == []
        assert self.find(greeter_elsewhere, other_hub, new, now)

    def test_one_that_was_lost_is_revoked(
        self, team_member, greeter_elsewhere, other_hub, jo, code, now
    ):
        with acting_as(team_member):
            actions.revoke_card(by=team_member, person=jo)
            with pytest.raises(actions.PersonRefused):
                actions.revoke_card(by=team_member, person=jo)
        assert self.find(greeter_elsewhere, other_hub, code, now) == []

    def test_is_not_made_or_revoked_by_greeters(self, greeter, jo):
        with acting_as(greeter):
            with pytest.raises(NotAllowed):
                actions.issue_card(by=greeter, person=jo)
            with pytest.raises(NotAllowed):
                actions.revoke_card(by=greeter, person=jo)


class TestAnNhsNumber:
    def test_finds_nobody_through_the_door(self, greeter_elsewhere, team_member, jo, today):
        with acting_as(team_member):
            actions.change_details(
                by=team_member, person=jo, stamp=sections.details_of(jo).stamp, today=today,
                details=sections.DetailsSection(nhs_number="9434765919"),
            )  # fmt: skip
        with acting_as(greeter_elsewhere):
            key = finding.key_of_nhs_number("9434765919")
            for kind in (FindingKey.Kind.CARD, FindingKey.Kind.NAME_AND_BIRTH):
                assert finding.people_with(key, kind) == []
            assert not Details.objects.exists()
