"""Being led to ask who may see something, and asking again when somebody has grown."""

import datetime
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import queries
from hearth.people.actions import Decision, Whom
from hearth.people.models import Details, Sharing
from hearth.people.queries.ages import age_on, asked_again_on, birthday
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_sharing import agree
from hearth.people.tests.test_sharing_pages import TO_TEAM

DAY = datetime.timedelta(days=1)


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


class TestTheFirstWriting:
    def test_leads_back_to_what_was_being_written(self, client, team_member, hub, jo):
        client.force_login(team_member)
        there = f"/people/{jo.id}/ways/"
        address = reverse("people:share", args=[jo.id]) + f"?layer=ABOUT&next={there}"

        asked = html.unescape(client.get(address).content.decode())
        assert "Nobody may read “about me” yet" in asked
        assert 'value="ABOUT" checked' in asked

        done = client.post(address, TO_TEAM | {"site": hub.id})
        assert done["Location"] == there

    @pytest.mark.parametrize(
        "there",
        [
            "https://elsewhere.example/", "//elsewhere.example/", "/people/", "/sign-out/",
            "/people/{jo}/../../sign-out/", "/people/{jo}/\\..\\", "/people/{sam}/ways/",
            "/people/{jo}//elsewhere.example", "javascript:alert(1)", "/people/{jo}/\n",
        ],
    )  # fmt: skip
    def test_leads_nowhere_else(self, client, team_member, hub, jo, there):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        client.force_login(team_member)
        address = reverse("people:share", args=[jo.id])

        done = client.post(
            address, TO_TEAM | {"site": hub.id},
            query_params={"next": there.format(jo=jo.id, sam=sam.id)},
        )  # fmt: skip

        assert done["Location"] == reverse("people:sharing", args=[jo.id])


class TestALayerThatIsNotOpen:
    def test_shared_with_nobody_leads_whoever_may_ask_to_asking_and_back(
        self, client, team_member, hub, jo
    ):
        client.force_login(team_member)
        answer = client.get(f"/people/{jo.id}/about/?all=yes")

        assert answer.status_code == 302
        done = client.post(answer["Location"], TO_TEAM | {"site": hub.id})
        assert done["Location"] == f"/people/{jo.id}/about/?all=yes"

    def test_shared_with_others_says_whom_to_ask(
        self, words, team_member, greeter, jo, mind, today
    ):
        agree(team_member, jo, Whom(organisation=mind), today=today)

        for worker in (team_member, greeter):
            said = words(worker, "about", jo.id, status=403)
            assert "Jo decides who sees this part" in said
            assert f"/people/{jo.id}/open/" in said


class TestAskingAgain:
    @pytest.fixture
    def grown(self, team_member, jo, mind, today):
        """Jo, who was 15 when their mother decided and is 16 now."""
        mother = Decision(by="PARENT", note="Dee Marsh, her mother")
        shared = agree(team_member, jo, Whom(organisation=mind), today=today, decision=mother)
        with as_the_owner():
            Sharing.objects.filter(id=shared.id).update(
                ask_again_on=today, recorded_at=timezone.now() - datetime.timedelta(days=40)
            )
            Details.objects.create(
                person=jo, born_on=birthday(today, today.year - 16),
                known_at=jo.known_at, held_by=jo.held_by,
            )  # fmt: skip
        return shared

    def test_is_said_on_the_page_and_in_the_list(
        self, words, team_member, team_elsewhere, greeter, jo, grown, today
    ):
        assert "Time to ask again" in words(team_member, "sharing", jo.id)
        with acting_as(team_member):
            [row] = queries.sharings_to_ask_again(actor=team_member, today=today)
            assert (row.known_as, row.how_many, row.since) == ("Jo", 1, today)
            early = today - datetime.timedelta(days=1)
            assert queries.sharings_to_ask_again(actor=team_member, today=early) == []
        for stranger in (team_elsewhere, greeter):
            with acting_as(stranger):
                assert queries.sharings_to_ask_again(actor=stranger, today=today) == []

    def test_is_said_too_of_whoever_told_their_birthday_only_afterwards(
        self, words, team_member, jo, john, mind, today
    ):
        long_ago = timezone.now() - datetime.timedelta(days=800)
        for person, age in ((jo, 17), (john, 40)):
            agree(team_member, person, Whom(organisation=mind), today=today)
            with as_the_owner():
                Sharing.objects.filter(person=person).update(recorded_at=long_ago)
                Details.objects.create(
                    person=person, born_on=today.replace(year=today.year - age, day=1),
                    known_at=person.known_at, held_by=person.held_by,
                )  # fmt: skip

        assert "Time to ask again" in words(team_member, "sharing", jo.id)
        assert "Time to ask again" not in words(team_member, "sharing", john.id)
        with acting_as(team_member):
            [row] = queries.sharings_to_ask_again(actor=team_member, today=today)
        assert (row.person_id, row.since) == (
            jo.id, today.replace(year=today.year - 1, day=1),
        )  # fmt: skip

    def test_decided_by_themselves_it_goes_on_from_today(
        self, words, team_member, jo, grown, today
    ):
        data = {"how": "SAID", "decided_by": "PERSON", "note": ""}

        words(team_member, "ask_again", jo.id, grown.id, data=data, status=302)

        assert "Time to ask again" not in words(team_member, "sharing", jo.id)
        with as_the_owner():
            old, new = Sharing.objects.order_by("recorded_at")
        assert old.withdrawn_at
        assert (new.decided_by, new.audiences, new.withdrawn_at) == (
            "PERSON", old.audiences, None,
        )  # fmt: skip
        assert new.ask_again_on == birthday(today, today.year + 2)

    def test_is_on_the_very_day_by_what_is_known_of_their_birth_now(
        self, words, team_member, jo, mind, today
    ):
        able = Decision(by="YOUNG_PERSON", note="Tariq talked it through with Jo")
        self.is_born(jo, birthday(today + DAY, today.year - 15))
        shared = agree(team_member, jo, Whom(organisation=mind), today=today, decision=able)
        assert shared.ask_again_on > today + 300 * DAY
        with as_the_owner():
            Sharing.objects.update(recorded_at=timezone.now() - 40 * DAY)

        for born_on, due in (
            (birthday(today + DAY, today.year - 16), False),
            (birthday(today, today.year - 16), True),
            (birthday(today, today.year - 18), True),
            (birthday(today + DAY, today.year - 18), False),
        ):
            self.is_born(jo, born_on)
            assert ("Time to ask again" in words(team_member, "sharing", jo.id)) is due, born_on
            with acting_as(team_member):
                rows = queries.sharings_to_ask_again(actor=team_member, today=today)
            assert [row.person_id for row in rows] == [jo.id] * due

    def test_is_asked_gently_after_a_year_where_nobody_knows_when_they_were_born(
        self, words, team_member, jo, john, mind, today
    ):
        able = Decision(by="YOUNG_PERSON", note="Tariq talked it through with Jo")
        shared = agree(team_member, jo, Whom(organisation=mind), today=today, decision=able)
        agree(team_member, john, Whom(organisation=mind), today=today)
        for days, due in ((364, False), (365, True)):
            with as_the_owner():
                Sharing.objects.update(recorded_at=timezone.now() - days * DAY)
            with acting_as(team_member):
                rows = queries.sharings_to_ask_again(actor=team_member, today=today)
            assert [(row.person_id, row.birthday_is_known) for row in rows] == [
                (jo.id, False)
            ] * due

        said = words(team_member, "sharing", jo.id)
        assert "They need not say how old they are" in said
        assert "turned 16 or 18" not in said
        assert "Time to ask again" not in words(team_member, "sharing", john.id)

        data = {"how": "SAID", "decided_by": "YOUNG_PERSON", "note": able.note}
        words(team_member, "ask_again", jo.id, shared.id, data=data, status=302)
        assert "Time to ask again" not in words(team_member, "sharing", jo.id)

    def test_says_where_sharing_is_agreed_that_nobody_need_be_asked_their_age(
        self, words, team_member, jo, today
    ):
        gently = "We do not know when Jo was born, and you need not ask"
        assert gently in words(team_member, "share", jo.id)
        self.is_born(jo, birthday(today, today.year - 40))
        assert gently not in words(team_member, "share", jo.id)

    @staticmethod
    def is_born(person, day):
        with as_the_owner():
            Details.objects.update_or_create(
                person=person,
                defaults={"born_on": day, "known_at": person.known_at, "held_by": person.held_by},
            )


@pytest.mark.parametrize(
    ("born_on", "after", "again_on"),
    [
        ("2008-02-29", "2024-02-28", "2024-02-29"),
        ("2008-02-29", "2024-02-29", "2026-03-01"),
        ("2008-02-29", "2026-02-28", "2026-03-01"),
        ("2008-02-29", "2026-03-01", None),
        ("2010-05-03", "2020-01-01", "2026-05-03"),
        ("2010-05-03", "2026-05-03", "2028-05-03"),
    ],
)
def test_it_is_asked_again_on_the_sixteenth_and_the_eighteenth_birthday(born_on, after, again_on):
    day = datetime.date.fromisoformat
    assert asked_again_on(day(born_on), after=day(after)) == (day(again_on) if again_on else None)


@pytest.mark.parametrize(
    ("day", "age"),
    [("2026-02-28", 17), ("2026-03-01", 18), ("2024-02-28", 15), ("2024-02-29", 16)],
)
def test_somebody_born_on_29_february_is_older_on_1_march_where_there_is_none(day, age):
    assert age_on(datetime.date(2008, 2, 29), datetime.date.fromisoformat(day)) == age


def test_nothing_that_is_said_of_a_parent_lets_them_know_anything(
    words, team_member, jo, hub, today
):
    able = Decision(by="PARENT", note="Dee Marsh, her mother")
    agree(
        team_member, jo, Whom(site=hub, roles=("TEAM_MEMBER",)), "CIRCLE", today=today,
        decision=able,
    )  # fmt: skip
    assert "checked" not in words(team_member, "add_member", jo.id).split("May we talk")[-1]
    mother = {"name": "Mum", "bond": "FAMILY"}
    words(team_member, "add_member", jo.id, data=mother, status=302)
    assert "We tell them nothing about Jo" in words(team_member, "circle", jo.id)
