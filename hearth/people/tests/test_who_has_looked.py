"""Who has looked, in words for the person; and what is held back of it for their safety."""

import datetime
import html

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import short_day
from hearth.foundation.acting import acting_as, open_up
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AccessLine, AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import HoldingRefused, Whom
from hearth.people.models import Bond, CircleMember, HeldBack
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_forgetting_all import everything, member
from hearth.people.tests.test_opening_pages import works_here
from hearth.people.tests.test_pressing import REASON, open_it
from hearth.people.tests.test_sharing import agree, reads

DAY = datetime.timedelta(days=1)


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


@pytest.fixture
def safe(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Sal").user


@pytest.fixture
def safe_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.SAFEGUARDING_LEAD, user__name="Sue").user


def looked(worker, person, part, site=None):
    with acting_as(worker):
        actions.note_opened(by=worker, person_id=person.id, part=part, site=site)
    with as_the_owner():
        return AccessLine.objects.filter(person_id=person.id).latest("id").id


def told(worker, person_id):
    with acting_as(worker):
        return queries.who_has_looked(person_id).looks


def hold(by, person, lines, today, **more):
    more = {"reason": "He reads her letters", "until_on": today + DAY} | more
    with acting_as(by):
        return actions.hold_back_lines(
            by=by, person_id=person.id, line_ids=lines, today=today, **more
        )


class TestTheList:
    def test_says_who_for_whom_where_which_part_when_and_why(
        self, words, team_member, greeter, partner, hub, mind, other_hub, team_elsewhere, jo, now
    ):
        looked(greeter, jo, "hello", hub)
        looked(partner, jo, "stay-well plan")
        open_it(team_elsewhere, jo, other_hub, now)
        looked(team_elsewhere, jo, "stay-well plan")

        said = " ".join(words(team_member, "who_has_looked", jo.id).split())

        assert "<strong>Ama</strong>, greeter, Acomb" in said
        assert "your name, and how to welcome you" in said
        assert "<strong>Pia</strong>, partner worker, York Mind" in said
        assert "<strong>Clem</strong>, team member, Clifton" in said
        assert said.count(REASON) == 1
        assert "your record, for a reason that could not wait" in said

    def test_is_one_sentence_for_each_worker_and_day(self, team_member, greeter, jo):
        for part in ("hello", "stay-well plan", "hello"):
            looked(greeter, jo, part)

        [look] = told(team_member, jo.id)

        assert [part.words for part in look.parts] == [
            "your name, and how to welcome you", "your stay-well plan",
        ]  # fmt: skip

    def test_has_more_pages(self, words, team_member, greeter, jo, monkeypatch):
        monkeypatch.setattr("hearth.people.queries.looked.AT_A_TIME", 3)
        for number in range(4):
            looked(greeter, jo, f"part {number}")
        with acting_as(team_member):
            first = queries.who_has_looked(jo.id)
            rest = queries.who_has_looked(jo.id, before=first.before)

        assert [part.words for part in first.looks[0].parts] == [
            "your part 1", "your part 2", "your part 3",
        ]  # fmt: skip
        assert [part.words for part in rest.looks[0].parts] == ["your part 0"]
        words(team_member, "who_has_looked", jo.id, query="?before=nonsense")

    @pytest.mark.parametrize("worker", ["greeter", "team_elsewhere", "partner", "board_member"])
    def test_is_told_to_nobody_else(self, request, worker, greeter, jo):
        looked(greeter, jo, "hello")

        assert told(request.getfixturevalue(worker), jo.id) == ()

    def test_of_another_partnership_tells_nothing(self, team_member, greeter, jo):
        looked(greeter, jo, "hello")
        with acting_as(team_member):
            with connection.cursor() as cursor:
                cursor.cursor.execute("SET LOCAL app.partnership = 'lincolnshire'")
            assert queries.who_has_looked(jo.id).looks == ()

    def test_of_a_colleague_is_told_for_a_reason_only(self, team_member, greeter, hub, jo, now):
        looked(greeter, jo, "hello")
        works_here(jo, GrantFactory(site=hub, role=Role.TEAM_MEMBER).user)
        assert told(team_member, jo.id) == ()

        open_it(team_member, jo, hub, now)

        with acting_as(team_member):
            open_up([jo.id])
            assert queries.who_has_looked(jo.id).looks

    def test_of_ones_own_record_as_a_worker_is_told_by_its_own_page_alone(
        self, team_member, greeter, jo
    ):
        looked(greeter, jo, "hello")
        works_here(jo, team_member)

        assert told(team_member, jo.id) == ()
        [own] = told(team_member, None)
        assert own.who == "Ama"

    def test_asks_as_many_questions_for_many_workers(
        self, team_member, hub, jo, django_assert_max_num_queries
    ):
        for number in range(20):
            worker = GrantFactory(site=hub, role=Role.GREETER, user__name=f"Gil {number}").user
            looked(worker, jo, "hello", hub)
        with acting_as(team_member), django_assert_max_num_queries(5):
            assert len(queries.who_has_looked(jo.id).looks) == 20


class TestACarer:
    """A carer's record, its existence and what they said never show on the other's, nor back."""

    @pytest.fixture
    def carer(self, team_member, hub, jo, john, today, now):
        """John, who cares for Jo, and told that in confidence."""
        for person in (jo, john):
            agree(
                team_member, person, Whom(site=hub, roles=("TEAM_MEMBER",)), "ABOUT", "CIRCLE",
                today=today,
            )  # fmt: skip
        with acting_as(team_member):
            member(john, team_member, now, name="Jo", bond=Bond.CARED_FOR)
            member(jo, team_member, now, name="A friend")
        return john

    def test_shows_in_neither_ones_log_nor_in_what_is_kept_of_them(
        self, words, team_member, carer, jo
    ):
        for name in ("sharing", "who_has_looked", "edit", "ways"):
            words(team_member, name, carer.id)
        words(team_member, "edit", jo.id)

        log = words(team_member, "who_has_looked", jo.id)
        assert "John" not in log
        assert str(carer.id) not in log
        assert len(told(team_member, jo.id)[0].parts) == 2
        assert "John" not in str(everything(team_member, jo))
        assert "A friend" not in str(everything(team_member, carer))
        assert "CARED" not in str(everything(team_member, jo))

    def test_shared_shows_nothing_of_the_other(self, team_member, mind, carer, jo, partner, today):
        agree(team_member, jo, Whom(organisation=mind), "ABOUT", "CIRCLE", today=today)

        with acting_as(partner):
            assert [one.known_as for one in queries.visible_to(partner)] == ["Jo"]
            assert [one.name for one in CircleMember.objects.all()] == ["A friend"]


class TestHoldingBack:
    def test_leaves_a_line_out_until_its_day_whoever_reads(
        self, words, team_member, greeter, safe, jo, today
    ):
        line = looked(greeter, jo, "safety")
        looked(greeter, jo, "hello")

        assert hold(safe, jo, [line], today) == 1

        for worker in (team_member, safe):
            assert "your safety" not in str(told(worker, jo.id))
        assert "your name" in str(told(team_member, jo.id))
        with as_the_owner():
            HeldBack.objects.update(until_on=today - DAY)
        assert "your safety" in str(told(team_member, jo.id))

    def test_of_an_opening_leaves_its_reason_out_everywhere(
        self, team_member, team_elsewhere, other_hub, safe, jo, today, now
    ):
        open_it(team_elsewhere, jo, other_hub, now)
        with as_the_owner():
            line = AccessLine.objects.get(person_id=jo.id, page="opening").id
        assert REASON in str(everything(team_member, jo))

        hold(safe, jo, [line], today)

        assert told(team_member, jo.id) == ()
        assert REASON not in str(everything(team_member, jo))

    def test_of_an_opening_holds_back_the_whole_of_that_hour_and_no_other(
        self, words, team_member, team_elsewhere, other_hub, safe, jo, today, now
    ):
        earlier = looked(team_elsewhere, jo, "hello")
        with as_the_owner():
            AccessLine.objects.filter(id=earlier).update(at=now - 2 * DAY)
        open_it(team_elsewhere, jo, other_hub, now)
        with as_the_owner():
            line = AccessLine.objects.get(person_id=jo.id, page="opening").id
        hold(safe, jo, [line], today)

        looked(team_elsewhere, jo, "stay-well plan")  # while it is still open

        [look] = told(team_member, jo.id)
        assert look.on == timezone.localdate(now - 2 * DAY)
        said = words(safe, "hold_back", jo.id)
        assert "It was opened for the same reason as one that is held back" in said
        with as_the_owner():
            HeldBack.objects.update(until_on=today - DAY)
        assert REASON in str(told(team_member, jo.id))
        assert "stay-well plan" in str(told(team_member, jo.id))

    def test_says_who_held_it_back_and_why_to_whoever_holds_back(
        self, words, safe, greeter, jo, today
    ):
        hold(safe, jo, [looked(greeter, jo, "safety")], today)

        said = words(safe, "hold_back", jo.id)

        assert f"{safe.name} held it back: He reads her letters" in said
        assert f"Until the end of {short_day(today + DAY)}" in said

    def test_keeps_who_why_and_until_when(self, safe, greeter, jo, today):
        hold(safe, jo, [looked(greeter, jo, "safety")], today)

        with acting_as(safe):
            held = HeldBack.objects.get()
            assert (held.reviewer_id, held.reason, held.until_on) == (
                safe.id, "He reads her letters", today + DAY,
            )  # fmt: skip
            assert held.known_at == jo.known_at
        with as_the_owner():
            assert AuditLine.objects.filter(verb="held back who looked at").count() == 1

    def test_twice_is_once(self, safe, greeter, jo, today):
        line = looked(greeter, jo, "safety")

        assert (hold(safe, jo, [line], today), hold(safe, jo, [line], today)) == (1, 0)

    @pytest.mark.parametrize(
        ("missing", "says"),
        [
            ({"reason": " "}, "Write why"),
            ({"until_on": None}, "last day"),
            ({"until_on": "past"}, "last day"),
            ({"until_on": "far"}, "within a year"),
        ],
    )
    def test_asks_for_a_reason_and_a_day_that_is_not_far(
        self, safe, greeter, jo, today, missing, says
    ):
        line = looked(greeter, jo, "safety")
        days = {"past": today - DAY, "far": today + 400 * DAY}
        given = {name: days.get(said, said) for name, said in missing.items()}

        with pytest.raises(HoldingRefused, match=says):
            hold(safe, jo, [line], today, **given)
        with pytest.raises(HoldingRefused, match="Choose what"):
            hold(safe, jo, [], today)

    def test_is_not_for_the_team_nor_for_a_lead_elsewhere(
        self, words, team_member, hub_manager, safe_elsewhere, greeter, jo, today
    ):
        line = looked(greeter, jo, "safety")
        for worker in (team_member, hub_manager, safe_elsewhere):
            with pytest.raises(NotAllowed):
                hold(worker, jo, [line], today)
            with acting_as(worker), pytest.raises(DatabaseError), transaction.atomic():
                HeldBack.objects.create(
                    person_id=jo.id, known_at=jo.known_at, line_id=line, reason_sealed=b"x",
                    reviewer=worker, until_on=today,
                )  # fmt: skip
        words(team_member, "hold_back", jo.id, status=403)
        words(safe_elsewhere, "hold_back", jo.id, status=404)

    def test_is_never_of_ones_own_look_nor_of_another_persons(self, safe, greeter, jo, john, today):
        GrantFactory(user=safe, site_id=jo.known_at[0], role=Role.TEAM_MEMBER)
        own = looked(safe, jo, "stay-well plan")
        others = looked(greeter, john, "stay-well plan")
        looked(greeter, jo, "hello")
        for line in (own, others):
            with pytest.raises(NotAllowed):
                hold(safe, jo, [line], today)
            with acting_as(safe), pytest.raises(DatabaseError), transaction.atomic():
                HeldBack.objects.create(
                    person_id=jo.id, line_id=line, reason_sealed=b"x", reviewer=safe,
                    until_on=today,
                )  # fmt: skip

    def test_is_never_of_ones_own_record(self, safe, greeter, jo, today):
        line = looked(greeter, jo, "stay-well plan")
        works_here(jo, safe)

        with pytest.raises(NotAllowed):
            hold(safe, jo, [line], today)

    def test_on_its_page_names_nobody_and_can_be_let_go(self, words, safe, greeter, jo, today):
        looked(greeter, jo, "safety")
        said = words(safe, "hold_back", jo.id)
        assert "Ama (Acomb), safety" in said
        assert "Jo" not in said
        with as_the_owner():
            line = AccessLine.objects.get(page="safety").id
        tomorrow = today + DAY
        day = {
            "until_on-day": tomorrow.day, "until_on-month": tomorrow.month,
            "until_on-year": tomorrow.year,
        }  # fmt: skip

        assert "There is a problem" in words(safe, "hold_back", jo.id, data={"lines": [line]})
        words(
            safe, "hold_back", jo.id, data={"lines": [line], "reason": "He reads it", **day},
            status=302,
        )  # fmt: skip
        assert "Held back now" in words(safe, "hold_back", jo.id)

        words(safe, "show_again", jo.id, data={}, status=302)
        assert "Held back now" not in words(safe, "hold_back", jo.id)


def test_opening_no_record_at_all_there_is_no_list_to_hold_back(words, safe, jo):
    words(safe, "hold_back", "00000000-0000-0000-0000-000000000000", status=404)


def test_reading_the_list_opens_no_layer(words, team_member, jo, now):
    words(team_member, "who_has_looked", jo.id)

    assert reads(team_member, jo, now) == []


class TestALongList:
    """Six lines, two to a page: the oldest can be held back, and is shown as held back."""

    @pytest.fixture
    def long_list(self, greeter, jo, monkeypatch):
        monkeypatch.setattr("hearth.people.queries.looked.AT_A_TIME", 2)
        return [looked(greeter, jo, f"part {number}") for number in range(6)]

    def test_can_be_held_back_however_old_and_let_go(
        self, words, long_list, safe, team_member, jo, today
    ):
        assert hold(safe, jo, [long_list[0], long_list[5]], today) == 2
        with acting_as(safe):
            assert [line.part for line in queries.lines_held_back(jo.id)] == ["part 5", "part 0"]
        assert "part 0" in words(safe, "hold_back", jo.id)
        words(safe, "show_again", jo.id, data={}, status=302)
        with acting_as(safe):
            assert queries.lines_held_back(jo.id) == ()

    def test_is_offered_page_by_page(self, words, long_list, safe, jo):
        pages = [words(safe, "hold_back", jo.id)]
        while "?before=" in pages[-1]:
            before = pages[-1].split("?before=")[1].split('"')[0]
            pages.append(words(safe, "hold_back", jo.id, query=f"?before={before}"))
        offered = [{n for n in range(6) if f", part {n}" in said} for said in pages]
        assert set().union(*offered) == set(range(6))
        assert max(map(len, offered)) == 2
        nobody = "00000000-0000-0000-0000-000000000000"
        words(safe, "hold_back", nobody, query=f"?before={long_list[0]}", status=404)

    def test_of_somebody_elses_lines_holds_none_back(self, long_list, safe, greeter, hub, today):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        looked(greeter, sam, "hello")
        with pytest.raises(NotAllowed):
            hold(safe, sam, [long_list[0]], today)

    def test_of_ones_own_record_has_earlier_pages(
        self, client, long_list, team_member, greeter, jo, hub, now
    ):
        works_here(jo, team_member)
        client.force_login(team_member)
        first = html.unescape(client.get("/openings/mine/").content.decode())
        assert "your part 5" in first
        assert "your part 0" not in first
        said = first
        for _ in range(2):
            before = said.split("?before=")[1].split('"')[0]
            said = html.unescape(client.get(f"/openings/mine/?before={before}").content.decode())
        assert "your part 0" in said
